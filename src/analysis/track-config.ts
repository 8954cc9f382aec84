import { FieldReader } from '../field/field-reader.ts';
import { type AacConfig, readAacConfig } from '../flv/aac-config.ts';
import { SoundFormat } from '../flv/audio-codes.ts';
import { type AvcConfig, readAvcConfig } from '../flv/avc-config.ts';
import { type HevcConfig, readHevcConfig } from '../flv/hevc-config.ts';
import { CodecId } from '../flv/video-codes.ts';
import type { Message } from '../rtmp/message.ts';

/** How a track is to be decoded. */
export type TrackConfig =
  | { readonly kind: 'video'; readonly codec: string; readonly config: AvcConfig | HevcConfig }
  | { readonly kind: 'audio'; readonly codec: string; readonly config: AacConfig };

/** Bytes before the configuration record: tag header and composition time, or enhanced header and FourCC. */
const VIDEO_HEADER_LENGTH = 5;
const AUDIO_HEADER_LENGTH = 2;
const EX_AUDIO_HEADER_LENGTH = 5;

/** Reads the configuration that a sequence header carries; `undefined` for other messages and codecs. */
export function readTrackConfig({ body, payload }: Message): TrackConfig | undefined {
  if (payload === undefined) return undefined;
  if (body.kind === 'video' && body.isSequenceHeader) {
    const reader = new FieldReader(payload.subarray(VIDEO_HEADER_LENGTH));
    if (body.codecId === CodecId.avc || body.fourCc === 'avc1') {
      return { kind: 'video', codec: 'H.264', config: readAvcConfig(reader) };
    }
    if (body.codecId === CodecId.hevc || body.fourCc === 'hvc1') {
      return { kind: 'video', codec: 'HEVC', config: readHevcConfig(reader) };
    }
  }
  if (body.kind === 'audio' && body.isSequenceHeader) {
    if (body.soundFormat === SoundFormat.aac || body.fourCc === 'mp4a') {
      const header = body.isExHeader ? EX_AUDIO_HEADER_LENGTH : AUDIO_HEADER_LENGTH;
      return {
        kind: 'audio',
        codec: 'AAC',
        config: readAacConfig(new FieldReader(payload.subarray(header))),
      };
    }
  }
  return undefined;
}
