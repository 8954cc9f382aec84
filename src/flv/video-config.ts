import type { FieldReader } from '../field/field-reader.ts';
import { type Av1Config, readAv1Config } from './av1-config.ts';
import { type AvcConfig, readAvcConfig } from './avc-config.ts';
import { tellConfig } from './config-facts.ts';
import { type HevcConfig, readHevcConfig } from './hevc-config.ts';
import { readVpConfig, type VpConfig } from './vp-config.ts';
import { readVvcConfig, type VvcConfig } from './vvc-config.ts';

/** How a video track is to be decoded, whatever its codec. */
export type VideoConfig = AvcConfig | HevcConfig | VvcConfig | Av1Config | VpConfig;

/**
 * Reads the configuration record that follows the header of a sequence header, up to the end of `reader`. Never throws:
 * see `broken`.
 * @param codec as `VideoTag` names it
 * @returns `undefined` for a codec without a record
 */
export function readVideoConfig(reader: FieldReader, codec: string | undefined): VideoConfig | undefined {
  const config = readRecord(reader, codec);
  if (config !== undefined) tellConfig(reader, config);
  return config;
}

function readRecord(reader: FieldReader, codec: string | undefined): VideoConfig | undefined {
  switch (codec) {
    case 'H.264':
      return readAvcConfig(reader);
    case 'HEVC':
      return readHevcConfig(reader);
    case 'VVC':
      return readVvcConfig(reader);
    case 'AV1':
      return readAv1Config(reader);
    case 'VP8':
    case 'VP9':
      return readVpConfig(reader);
    default:
      return undefined;
  }
}
