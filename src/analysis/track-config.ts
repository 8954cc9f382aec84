import { FieldReader } from '../field/field-reader.ts';
import { type AudioConfig, readAudioConfig } from '../flv/audio-config.ts';
import type { AudioTrack } from '../flv/ex-audio.ts';
import type { VideoTrack } from '../flv/ex-video.ts';
import type { PictureFormat } from '../flv/picture-format.ts';
import { readVideoConfig, type VideoConfig } from '../flv/video-config.ts';
import type { Message } from '../rtmp/message.ts';

/** How a track is to be decoded. */
export type TrackConfig =
  | { readonly kind: 'video'; readonly codec: string; readonly config: VideoConfig }
  | { readonly kind: 'audio'; readonly codec: string; readonly config: AudioConfig };

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
  const { bodyStart, codec = '' } = track ?? body;
  if (bodyStart === undefined) return undefined;
  const reader = new FieldReader(payload.subarray(bodyStart, track?.bodyEnd));
  if (body.kind === 'video') {
    const config = readVideoConfig(reader, codec);
    return config === undefined ? undefined : { kind: 'video', codec, config };
  }
  const config = readAudioConfig(reader, codec);
  return config === undefined ? undefined : { kind: 'audio', codec, config };
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

/** What a configuration says, in one list of names: those of the filter's fields. What is not said is `undefined`. */
export type TrackFacts = {
  readonly profile: string | undefined;
  readonly tier: string | undefined;
  readonly level: string | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Frames a second. */
  readonly frameRate: number | undefined;
  readonly chroma: string | undefined;
  /** Bits of a luma sample, or of a sample of sound. */
  readonly bitDepth: number | undefined;
  readonly sampleAspectRatio: PictureFormat['sampleAspectRatio'];
  readonly fullRange: boolean | undefined;
  readonly colour: PictureFormat['colour'];
  /** Hz. */
  readonly sampleRate: number | undefined;
  readonly channels: number | undefined;
};

/** The facts of a track's configuration. */
export function factsOf(track: TrackConfig): TrackFacts {
  const picture = track.kind === 'video' ? track.config.picture : undefined;
  const sound = track.kind === 'audio' ? track.config : undefined;
  return {
    profile: track.config.profile,
    tier: track.kind === 'video' && 'tier' in track.config ? track.config.tier : undefined,
    level: track.kind === 'video' ? track.config.level : undefined,
    width: picture?.width,
    height: picture?.height,
    frameRate: picture?.frameRate,
    chroma: picture?.chroma,
    bitDepth: picture?.bitDepth ?? (sound !== undefined && 'bitDepth' in sound ? sound.bitDepth : undefined),
    sampleAspectRatio: picture?.sampleAspectRatio,
    fullRange: picture?.fullRange,
    colour: picture?.colour,
    sampleRate: sound?.sampleRate,
    channels: sound?.channels,
  };
}
