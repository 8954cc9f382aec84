import { FieldReader } from '../field/field-reader.ts';
import { type AacConfig, readAacConfig } from '../flv/aac-config.ts';
import { SoundFormat } from '../flv/audio-codes.ts';
import { type AvcConfig, readAvcConfig } from '../flv/avc-config.ts';
import type { AudioTrack } from '../flv/ex-audio.ts';
import type { VideoTrack } from '../flv/ex-video.ts';
import { type HevcConfig, readHevcConfig } from '../flv/hevc-config.ts';
import { CodecId, VideoPacketType } from '../flv/video-codes.ts';
import type { Message } from '../rtmp/message.ts';

/** How a track is to be decoded. */
export type TrackConfig =
  | { readonly kind: 'video'; readonly codec: string; readonly config: AvcConfig | HevcConfig }
  | { readonly kind: 'audio'; readonly codec: string; readonly config: AacConfig };

/** The track of a message that names none: senders take the first of several for the one without a number. */
export const DEFAULT_TRACK = 0;

/**
 * Reads the configuration that a sequence header carries; `undefined` for other messages and codecs.
 * @param track which, of a message with several
 */
export function readTrackConfig(
  { body, payload }: Message,
  track?: AudioTrack | VideoTrack,
): TrackConfig | undefined {
  if (payload === undefined || (body.kind !== 'audio' && body.kind !== 'video') || !body.isSequenceHeader)
    return undefined;
  const { bodyStart, fourCc } = track ?? body;
  if (bodyStart === undefined) return undefined;
  const reader = new FieldReader(payload.subarray(bodyStart, track?.bodyEnd));
  if (body.kind === 'video') {
    // That of MPEG-2 transport streams is a descriptor.
    if (body.isExHeader && body.packetType !== VideoPacketType.sequenceStart) return undefined;
    if (body.codecId === CodecId.avc || fourCc === 'avc1') {
      return { kind: 'video', codec: 'H.264', config: readAvcConfig(reader) };
    }
    if (body.codecId === CodecId.hevc || fourCc === 'hvc1') {
      return { kind: 'video', codec: 'HEVC', config: readHevcConfig(reader) };
    }
  } else if (body.soundFormat === SoundFormat.aac || fourCc === 'mp4a') {
    return { kind: 'audio', codec: 'AAC', config: readAacConfig(reader) };
  }
  return undefined;
}

/** The configurations that a sequence header carries, each with the number of its track. */
export function readTrackConfigs(
  message: Message,
): readonly (readonly [trackId: number, config: TrackConfig])[] {
  const { body } = message;
  if ((body.kind !== 'audio' && body.kind !== 'video') || !body.isSequenceHeader) return [];
  const configs: [number, TrackConfig][] = [];
  for (const track of body.tracks ?? [undefined]) {
    const config = readTrackConfig(message, track);
    if (config !== undefined) configs.push([track?.trackId ?? DEFAULT_TRACK, config]);
  }
  return configs;
}
