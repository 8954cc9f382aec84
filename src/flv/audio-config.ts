import type { FieldReader } from '../field/field-reader.ts';
import { type AacConfig, readAacConfig } from './aac-config.ts';
import { tellConfig } from './config-facts.ts';
import { type FlacConfig, readFlacConfig } from './flac-config.ts';
import { type OpusConfig, readOpusConfig } from './opus-config.ts';

/** How an audio track is to be decoded, whatever its codec. */
export type AudioConfig = AacConfig | OpusConfig | FlacConfig;

/**
 * Reads the configuration that follows the header of a sequence header, up to the end of `reader`. Never throws: see
 * `broken`.
 * @param codec as `AudioTag` names it
 * @returns `undefined` for a codec without a configuration
 */
export function readAudioConfig(reader: FieldReader, codec: string | undefined): AudioConfig | undefined {
  const config = readHeader(reader, codec);
  if (config !== undefined) tellConfig(reader, config);
  return config;
}

function readHeader(reader: FieldReader, codec: string | undefined): AudioConfig | undefined {
  switch (codec) {
    case 'AAC':
      return readAacConfig(reader);
    case 'Opus':
      return readOpusConfig(reader);
    case 'FLAC':
      return readFlacConfig(reader);
    default:
      return undefined;
  }
}
