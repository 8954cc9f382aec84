import { type Broken, brokenBy } from '../field/broken.ts';
import type { Field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { readEnhancedLowDelay } from './aac-eld.ts';
import * as fields from './aac-fields.ts';
import { readGeneralAudio } from './aac-general.ts';
import { FieldBits } from './field-bits.ts';

/** How AAC is to be decoded: the AudioSpecificConfig (ISO 14496-3 §1.6.2.1). */
export type AacConfig = {
  /** As in `AAC-LC` or `HE-AAC`; `undefined` for an unknown one. */
  profile: string | undefined;
  /** Of the core coder; spectral band replication and parametric stereo work on top of it. */
  objectType: number | undefined;
  /** Hz, as played: with spectral band replication often twice the core's. */
  sampleRate: number | undefined;
  /** Hz of the core coder. */
  coreSampleRate: number | undefined;
  /** As played: parametric stereo makes two of one. */
  channels: number | undefined;
  /** Samples of the core coder in a frame. */
  frameLength: number | undefined;
  /** Spectral band replication is signalled (HE-AAC). It may be there unsignalled, too. */
  hasSbr: boolean;
  /** Parametric stereo is signalled (HE-AAC v2). */
  hasPs: boolean;
  broken: Broken | undefined;
};

const LC = 2;
const SBR = 5;
const BSAC = 22;
const LOW_DELAY = 23;
const PS = 29;
const ENHANCED_LOW_DELAY = 39;
/** Says that the object type is 32 or more and follows in six bits. */
const ESCAPED_TYPE = 31;
/** Object types whose configuration is the GASpecificConfig (ISO 14496-3 table 1.15). */
const GENERAL_AUDIO = new Set([1, LC, 3, 4, 6, 7, 17, 19, 20, 21, BSAC, LOW_DELAY]);
/** Object types behind whose configuration epConfig stands. */
const ERROR_PROTECTED = new Set([17, 19, 20, 21, BSAC, LOW_DELAY, ENHANCED_LOW_DELAY]);
/** Announces spectral band replication behind a configuration that older decoders understand. */
const SBR_SYNC = 0x2b7;
const PS_SYNC = 0x548;

/** Names by object type (ISO 14496-3 table 1.17). */
const profiles = new Map([
  [1, 'AAC Main'],
  [LC, 'AAC-LC'],
  [3, 'AAC SSR'],
  [4, 'AAC LTP'],
  [6, 'AAC Scalable'],
  [17, 'ER AAC-LC'],
  [19, 'ER AAC LTP'],
  [20, 'ER AAC Scalable'],
  [BSAC, 'ER BSAC'],
  [LOW_DELAY, 'AAC-LD'],
  [ENHANCED_LOW_DELAY, 'AAC-ELD'],
  [42, 'xHE-AAC'],
]);

/** Hz by samplingFrequencyIndex (ISO 14496-3 table 1.18). */
const sampleRates: readonly number[] = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
];
/** Says that the rate follows in 24 bits. */
const EXPLICIT_RATE = 15;

/** Channels by channelConfiguration (ISO 14496-3 table 1.19); 0 says that a program config element tells. */
const channelCounts: readonly (number | undefined)[] = [
  undefined,
  1,
  2,
  3,
  4,
  5,
  6,
  8,
  undefined,
  undefined,
  undefined,
  7,
  8,
  24,
  8,
];

/** Reads the body of an AAC sequence header up to the end of `reader`. Never throws: see `broken`. */
export function readAacConfig(reader: FieldReader): AacConfig {
  const config: AacConfig = {
    profile: undefined,
    objectType: undefined,
    sampleRate: undefined,
    coreSampleRate: undefined,
    channels: undefined,
    frameLength: undefined,
    hasSbr: false,
    hasPs: false,
    broken: undefined,
  };
  const bytes = reader.bytes(reader.remaining, fields.whole);
  try {
    readSpecificConfig(new FieldBits(reader, bytes, 'the AudioSpecificConfig'), config);
  } catch (error) {
    config.broken = brokenBy(error);
  }
  config.profile = profileOf(config);
  if (config.hasPs && config.channels === 1) config.channels = 2;
  return config;
}

function readSpecificConfig(bits: FieldBits, config: AacConfig): void {
  let type = readObjectType(bits, fields.objectType);
  config.coreSampleRate = readSampleRate(bits, fields.rateIndex, fields.rate);
  config.sampleRate = config.coreSampleRate;
  const channelConfiguration = bits.uint(4, fields.channelConfiguration);
  config.channels = channelCounts[channelConfiguration];
  if (type === SBR || type === PS) {
    config.hasSbr = true;
    config.hasPs = type === PS;
    config.sampleRate = readSampleRate(bits, fields.extensionRateIndex, fields.extensionRate);
    type = readObjectType(bits, fields.objectType);
    if (type === BSAC) bits.uint(4, fields.extensionChannels);
  }
  config.objectType = type;
  if (type === ENHANCED_LOW_DELAY) readEnhancedLowDelay(bits, config, channelConfiguration);
  else if (GENERAL_AUDIO.has(type)) readGeneralAudio(bits, config, type, channelConfiguration);
  else return bits.rest(bits.remaining, fields.rest);
  // Some encoders end here, and write what error protection means only where there is some.
  if (ERROR_PROTECTED.has(type) && bits.remaining >= 2) {
    const isProtected = bits.uint(2, fields.epConfig) > 1;
    if (isProtected) return bits.rest(bits.remaining, fields.rest);
  }
  if (!config.hasSbr && bits.remaining >= 16) readSyncExtension(bits, config);
  bits.rest(bits.remaining, fields.rest);
}

/** What follows syncExtensionType (ISO 14496-3 §1.6.2.1). */
function readSyncExtension(bits: FieldBits, config: AacConfig): void {
  if (bits.uint(11, fields.syncType) !== SBR_SYNC) return;
  const type = readObjectType(bits, fields.extensionType);
  if (type !== SBR && type !== BSAC) return;
  config.hasSbr = bits.is(fields.sbrPresent);
  if (config.hasSbr) {
    config.sampleRate = readSampleRate(bits, fields.extensionRateIndex, fields.extensionRate);
  }
  if (type === BSAC) bits.uint(4, fields.extensionChannels);
  else if (config.hasSbr && bits.remaining >= 12 && bits.uint(11, fields.syncType) === PS_SYNC) {
    config.hasPs = bits.is(fields.psPresent);
  }
}

function readObjectType(bits: FieldBits, field: Field): number {
  const type = bits.uint(5, field);
  return type === ESCAPED_TYPE ? 32 + bits.uint(6, fields.objectTypeExt) : type;
}

function readSampleRate(bits: FieldBits, index: Field, rate: Field): number | undefined {
  const code = bits.uint(4, index);
  return code === EXPLICIT_RATE ? bits.uint(24, rate) : sampleRates[code];
}

function profileOf({ hasPs, hasSbr, objectType = 0 }: AacConfig): string | undefined {
  if (objectType === ENHANCED_LOW_DELAY) return profiles.get(objectType);
  if (hasPs) return 'HE-AAC v2';
  return hasSbr ? 'HE-AAC' : profiles.get(objectType);
}
