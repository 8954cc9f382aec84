import { type Broken, brokenBy } from '../field/broken.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { isAdts, readAdts } from './adts.ts';
import { readAudioConfig } from './audio-config.ts';
import { readFlacFrame } from './flac-frame.ts';
import type { MediaPacket } from './media-packet.ts';
import { readOpusPacket } from './opus-packet.ts';

export const codedData = field('rtmpt.audio.coded_data', 'bytes', 'coded sound', 'FLV 10.1 §E.4.2.1');

/**
 * Reads what follows the header of an audio message, or of one of its tracks, up to the end of `reader`: a configuration
 * or sound. Of other messages nothing is read. Never throws.
 * @returns what is wrong with it, first
 */
export function readAudioPayload(reader: FieldReader, packet: MediaPacket): Broken | undefined {
  if (packet.isSequenceHeader) return readAudioConfig(reader, packet.codec)?.broken;
  if (!packet.isFrame || reader.remaining === 0) return undefined;
  try {
    return readSound(reader, packet.codec);
  } catch (error) {
    return brokenBy(error);
  }
}

function readSound(reader: FieldReader, codec: string | undefined): Broken | undefined {
  if (codec === 'AAC' && isAdts(reader)) return readAdts(reader);
  if (codec === 'Opus') readOpusPacket(reader);
  else if (codec === 'FLAC') readFlacFrame(reader);
  else reader.bytes(reader.remaining, codedData);
  return undefined;
}
