import { FieldReader } from '../field/field-reader.ts';
import { type AacConfig, readAacConfig } from '../flv/aac-config.ts';
import { SoundFormat } from '../flv/audio-codes.ts';
import { type AvcConfig, readAvcConfig } from '../flv/avc-config.ts';
import { CodecId } from '../flv/video-codes.ts';
import type { Message } from '../rtmp/message.ts';

/** How a track is to be decoded. */
export type TrackConfig =
  | { readonly codec: 'avc'; readonly config: AvcConfig }
  | { readonly codec: 'aac'; readonly config: AacConfig };

/** Bytes of the tag header before the configuration record (FLV 10.1 §E.4.3.1, §E.4.2.1). */
const AVC_HEADER_LENGTH = 5;
const AAC_HEADER_LENGTH = 2;

/** Reads the configuration that a sequence header carries; `undefined` for other messages and codecs. */
export function readTrackConfig({ body, payload }: Message): TrackConfig | undefined {
  if ((body.kind !== 'audio' && body.kind !== 'video') || !body.isSequenceHeader || payload === undefined) {
    return undefined;
  }
  if (body.kind === 'video' && body.codecId === CodecId.avc) {
    return { codec: 'avc', config: readAvcConfig(new FieldReader(payload.subarray(AVC_HEADER_LENGTH))) };
  }
  if (body.kind === 'audio' && body.soundFormat === SoundFormat.aac) {
    return { codec: 'aac', config: readAacConfig(new FieldReader(payload.subarray(AAC_HEADER_LENGTH))) };
  }
  return undefined;
}
