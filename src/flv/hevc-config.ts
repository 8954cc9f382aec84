import { type Broken, brokenBy } from '../field/broken.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';
import { readHevcSps } from './hevc-sps.ts';
import { readConfigVersion, readParameterSets } from './decoder-config.ts';
import type { PictureFormat } from './picture-format.ts';

const section = 'ISO 14496-15 §8.3.3.1';
export const version = field('rtmpt.hevc.version', 'uint', 'configurationVersion', section);
export const profile = field('rtmpt.hevc.profile', 'uint', 'general_profile_idc', section);
export const tier = field('rtmpt.hevc.tier', 'uint', 'general_tier_flag', section);
export const compatibility = field(
  'rtmpt.hevc.compatibility',
  'uint',
  'general_profile_compatibility_flags',
  section,
);
export const constraints = field(
  'rtmpt.hevc.constraints',
  'bytes',
  'general_constraint_indicator_flags',
  section,
);
export const level = field('rtmpt.hevc.level', 'uint', 'general_level_idc', section);
export const segmentation = field('rtmpt.hevc.segmentation', 'uint', 'min_spatial_segmentation_idc', section);
export const parallelism = field('rtmpt.hevc.parallelism', 'uint', 'parallelismType', section);
export const chromaFormat = field('rtmpt.hevc.chroma_format', 'uint', 'chroma_format_idc', section);
export const lumaDepth = field('rtmpt.hevc.bit_depth_luma', 'uint', 'bit_depth_luma_minus8', section);
export const chromaDepth = field('rtmpt.hevc.bit_depth_chroma', 'uint', 'bit_depth_chroma_minus8', section);
export const frameRate = field('rtmpt.hevc.frame_rate', 'uint', 'avgFrameRate', section);
export const lengthSize = field('rtmpt.hevc.length_size', 'uint', 'lengthSizeMinusOne', section);
export const arrayCount = field('rtmpt.hevc.array.count', 'uint', 'numOfArrays', section);
export const unitType = field('rtmpt.hevc.array.type', 'uint', 'NAL_unit_type', section);
export const unitCount = field('rtmpt.hevc.unit.count', 'uint', 'numNalus', section);
export const unitLength = field('rtmpt.hevc.unit.length', 'uint', 'nalUnitLength', section);
export const unit = field('rtmpt.hevc.unit', 'bytes', 'nalUnit', section);

/** How H.265 is to be decoded: the HEVCDecoderConfigurationRecord (ISO 14496-15 §8.3.3.1). */
export type HevcConfig = {
  /** As in `Main 10`; `undefined` for an unknown one. */
  profile: string | undefined;
  tier: 'Main' | 'High' | undefined;
  /** As in `4.1`. */
  level: string | undefined;
  /** Bytes of the length before each NAL unit of a frame. */
  nalLengthSize: number | undefined;
  /** From the first sequence parameter set. */
  picture: PictureFormat | undefined;
  broken: Broken | undefined;
};

/** NAL unit type of a sequence parameter set (H.265 table 7-1). */
const SPS_UNIT = 33;
/** A level of 3.1 is 93 (H.265 §A.4.1). */
const LEVEL_UNIT = 30;

/** Names by general_profile_idc (H.265 §A.3). */
const profiles: readonly (string | undefined)[] = [
  undefined,
  'Main',
  'Main 10',
  'Main Still Picture',
  'Range Extensions',
  'High Throughput',
  'Multiview Main',
  'Scalable Main',
  '3D Main',
  'Screen Content',
];

/** Reads the body of a sequence header. Never throws: see `broken`. */
export function readHevcConfig(reader: FieldReader): HevcConfig {
  const config: HevcConfig = {
    profile: undefined,
    tier: undefined,
    level: undefined,
    nalLengthSize: undefined,
    picture: undefined,
    broken: undefined,
  };
  try {
    readRecord(reader, config);
  } catch (error) {
    config.broken = brokenBy(error);
  }
  return config;
}

function readRecord(reader: FieldReader, config: HevcConfig): void {
  readConfigVersion(reader, version);
  reader.uint8(profile);
  config.profile = profiles[reader.bits(0, 5, profile)];
  config.tier = reader.bits(5, 1, tier) === 1 ? 'High' : 'Main';
  reader.uint32(compatibility);
  reader.bytes(6, constraints);
  config.level = String(reader.uint8(level) / LEVEL_UNIT);
  reader.uint16(segmentation);
  reader.uint8(parallelism);
  reader.uint8(chromaFormat);
  reader.uint8(lumaDepth);
  reader.uint8(chromaDepth);
  reader.uint16(frameRate);
  reader.uint8(lengthSize);
  config.nalLengthSize = reader.bits(0, 2, lengthSize) + 1;
  const arrays = reader.uint8(arrayCount);
  for (let i = 0; i < arrays; i++) {
    reader.uint8(unitType);
    const isSps = reader.bits(0, 6, unitType) === SPS_UNIT;
    readParameterSets(reader, reader.uint16(unitCount), unitLength, unit, (bytes, at) => {
      if (isSps && config.picture === undefined) readSps(bytes, at, config);
    });
  }
}

function readSps(bytes: Uint8Array, at: number, config: HevcConfig): void {
  const bits = new BitReader(withoutEmulationPrevention(bytes), 'the sequence parameter set', at);
  const type = (bits.bits(16) >> 9) & 0x3f;
  if (type !== SPS_UNIT) bits.malformed('flv.sps', `is a NAL unit of type ${type}, not ${SPS_UNIT}`);
  readHevcSps(bits, config);
}
