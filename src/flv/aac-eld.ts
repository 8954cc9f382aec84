import type { AacConfig } from './aac-config.ts';
import * as fields from './aac-fields.ts';
import { readResilience } from './aac-general.ts';
import type { FieldBits } from './field-bits.ts';

/** Headers of spectral band replication by channelConfiguration (ISO 14496-3 §4.6.20.3). */
const sbrHeaders: readonly number[] = [0, 1, 1, 2, 3, 3, 3, 4];
/** eldExtType that ends the extensions. */
const ELDEXT_TERM = 0;

/** Reads the ELDSpecificConfig (ISO 14496-3 §4.6.20.3). */
export function readEnhancedLowDelay(bits: FieldBits, config: AacConfig, channelConfiguration: number): void {
  config.frameLength = bits.uint(1, fields.frameLength) === 1 ? 480 : 512;
  readResilience(bits);
  config.hasSbr = bits.is(fields.eldSbrPresent);
  if (config.hasSbr) {
    const isDouble = bits.uint(1, fields.eldSbrRate) === 1;
    if (isDouble && config.coreSampleRate !== undefined) config.sampleRate = 2 * config.coreSampleRate;
    bits.is(fields.eldSbrCrc);
    for (let i = 0; i < (sbrHeaders[channelConfiguration] ?? 0); i++) readSbrHeader(bits);
  }
  while (bits.uint(4, fields.eldExtensionType) !== ELDEXT_TERM) readExtension(bits);
}

/** sbr_header() (ISO 14496-3 §4.4.2.8). */
function readSbrHeader(bits: FieldBits): void {
  bits.uint(1, fields.ampResolution);
  bits.uint(4, fields.startFrequency);
  bits.uint(4, fields.stopFrequency);
  bits.uint(3, fields.crossoverBand);
  bits.uint(2, fields.sbrReserved);
  const hasScale = bits.is(fields.headerExtra1);
  const hasLimiter = bits.is(fields.headerExtra2);
  if (hasScale) {
    bits.uint(2, fields.frequencyScale);
    bits.uint(1, fields.alterScale);
    bits.uint(2, fields.noiseBands);
  }
  if (hasLimiter) {
    bits.uint(2, fields.limiterBands);
    bits.uint(2, fields.limiterGains);
    bits.is(fields.interpolation);
    bits.is(fields.smoothing);
  }
}

function readExtension(bits: FieldBits): void {
  let length = bits.uint(4, fields.eldExtensionLength);
  if (length === 15) {
    const more = bits.uint(8, fields.eldExtensionLengthAdd);
    length += more;
    if (more === 255) length += bits.uint(16, fields.eldExtensionLengthAddAdd);
  }
  bits.rest(8 * length, fields.eldExtension);
}
