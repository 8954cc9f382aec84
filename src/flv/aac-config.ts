import { type Broken, brokenBy } from '../field/broken.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { BitReader } from './bit-reader.ts';

const section = 'ISO 14496-3 §1.6.2.1';
export const audioSpecificConfig = field('rtmpt.aac.config', 'bytes', 'AudioSpecificConfig', section);

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
/** Says that the object type is 32 or more and follows in six bits. */
const ESCAPED_TYPE = 31;
/** Object types whose configuration is the GASpecificConfig (ISO 14496-3 table 1.15). */
const GENERAL_AUDIO = new Set([1, LC, 3, 4, 6, 7, 17, 19, 20, 21, BSAC, LOW_DELAY]);
const SCALABLE = new Set([6, 20]);
const RESILIENT = new Set([17, 19, 20, LOW_DELAY]);
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
  [39, 'AAC-ELD'],
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
  const at = reader.position;
  const bits = new BitReader(
    reader.bytes(reader.remaining, audioSpecificConfig),
    'the AudioSpecificConfig',
    at,
  );
  try {
    readSpecificConfig(bits, config);
  } catch (error) {
    config.broken = brokenBy(error);
  }
  config.profile = profileOf(config);
  if (config.hasPs && config.channels === 1) config.channels = 2;
  return config;
}

function readSpecificConfig(bits: BitReader, config: AacConfig): void {
  let type = readObjectType(bits);
  config.coreSampleRate = readSampleRate(bits);
  config.sampleRate = config.coreSampleRate;
  const channelConfiguration = bits.bits(4);
  config.channels = channelCounts[channelConfiguration];
  if (type === SBR || type === PS) {
    config.hasSbr = true;
    config.hasPs = type === PS;
    config.sampleRate = readSampleRate(bits);
    type = readObjectType(bits);
  }
  config.objectType = type;
  if (!GENERAL_AUDIO.has(type)) return;
  readGeneralAudio(bits, config, type, channelConfiguration);
  if (!config.hasSbr && bits.remaining >= 16 && bits.bits(11) === SBR_SYNC) readSyncExtension(bits, config);
}

/** GASpecificConfig (ISO 14496-3 §4.4.1). */
function readGeneralAudio(
  bits: BitReader,
  config: AacConfig,
  type: number,
  channelConfiguration: number,
): void {
  const isShort = bits.flag();
  config.frameLength = (isShort ? 960 : 1024) / (type === LOW_DELAY ? 2 : 1);
  const dependsOnCore = bits.flag();
  if (dependsOnCore) bits.skip(14); // coreCoderDelay
  const hasExtension = bits.flag();
  if (channelConfiguration === 0) config.channels = readProgramChannels(bits);
  if (SCALABLE.has(type)) bits.skip(3); // layerNr
  if (!hasExtension) return;
  if (type === BSAC) bits.skip(16); // numOfSubFrame, layer_length
  if (RESILIENT.has(type)) bits.skip(3); // resilience flags
  bits.skip(1); // extensionFlag3
}

/** Counts the channels of a program_config_element (ISO 14496-3 §4.4.1.1). */
function readProgramChannels(bits: BitReader): number {
  bits.skip(10); // element_instance_tag, object_type, sampling_frequency_index
  const speakerElements = bits.bits(4) + bits.bits(4) + bits.bits(4); // front, side, back
  const lowFrequencyElements = bits.bits(2);
  const dataElements = bits.bits(3);
  const couplingElements = bits.bits(4);
  const hasMonoMixdown = bits.flag();
  if (hasMonoMixdown) bits.skip(4);
  const hasStereoMixdown = bits.flag();
  if (hasStereoMixdown) bits.skip(4);
  const hasMatrixMixdown = bits.flag();
  if (hasMatrixMixdown) bits.skip(3);
  let channels = lowFrequencyElements;
  for (let i = 0; i < speakerElements; i++) {
    const isPair = bits.flag();
    bits.skip(4); // element_tag_select
    channels += isPair ? 2 : 1;
  }
  bits.skip(4 * (lowFrequencyElements + dataElements) + 5 * couplingElements); // their tags
  bits.skip(bits.remaining % 8); // byte_alignment
  bits.skip(8 * bits.bits(8)); // comment_field_data
  return channels;
}

/** What follows syncExtensionType (ISO 14496-3 §1.6.2.1). */
function readSyncExtension(bits: BitReader, config: AacConfig): void {
  if (readObjectType(bits) !== SBR) return;
  config.hasSbr = bits.flag();
  if (!config.hasSbr) return;
  config.sampleRate = readSampleRate(bits);
  config.hasPs = bits.remaining >= 12 && bits.bits(11) === PS_SYNC && bits.flag();
}

function readObjectType(bits: BitReader): number {
  const type = bits.bits(5);
  return type === ESCAPED_TYPE ? 32 + bits.bits(6) : type;
}

function readSampleRate(bits: BitReader): number | undefined {
  const index = bits.bits(4);
  return index === EXPLICIT_RATE ? bits.bits(24) : sampleRates[index];
}

function profileOf({ hasPs, hasSbr, objectType = 0 }: AacConfig): string | undefined {
  if (hasPs) return 'HE-AAC v2';
  return hasSbr ? 'HE-AAC' : profiles.get(objectType);
}
