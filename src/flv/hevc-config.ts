import { type Broken, brokenBy } from '../field/broken.ts';
import { field, type FieldValue } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { readConfigVersion, readParameterSets, reserved } from './decoder-config.ts';
import { readGroup } from './group.ts';
import { hevcCodec } from './nal-codec.ts';
import { readSps, tellContents } from './nal-unit.ts';
import { HevcUnitType } from './nal-unit-codes.ts';
import type { PictureFormat } from './picture-format.ts';

const section = 'ISO 14496-15 §8.3.3.1';
export const version = field('rtmpt.hevc.version', 'uint', 'configurationVersion', section);
export const profileByte = field('rtmpt.hevc.profile_byte', 'uint', 'profile space, tier, profile', section);
export const profileSpace = field('rtmpt.hevc.profile_space', 'uint', 'general_profile_space', section);
export const tier = field('rtmpt.hevc.tier', 'uint', 'general_tier_flag', section);
export const profile = field('rtmpt.hevc.profile', 'uint', 'general_profile_idc', section);
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
export const segmentationBytes = field(
  'rtmpt.hevc.segmentation_bytes',
  'uint',
  'reserved, min_spatial_segmentation_idc',
  section,
);
export const segmentation = field('rtmpt.hevc.segmentation', 'uint', 'min_spatial_segmentation_idc', section);
export const parallelismByte = field(
  'rtmpt.hevc.parallelism_byte',
  'uint',
  'reserved, parallelismType',
  section,
);
export const parallelism = field('rtmpt.hevc.parallelism', 'uint', 'parallelismType', section);
export const chromaByte = field('rtmpt.hevc.chroma_byte', 'uint', 'reserved, chroma_format_idc', section);
export const chromaFormat = field('rtmpt.hevc.chroma_format', 'uint', 'chroma_format_idc', section);
export const lumaByte = field('rtmpt.hevc.luma_byte', 'uint', 'reserved, bit_depth_luma_minus8', section);
export const lumaDepth = field('rtmpt.hevc.bit_depth_luma', 'uint', 'bit_depth_luma_minus8', section);
export const chromaDepthByte = field(
  'rtmpt.hevc.chroma_depth_byte',
  'uint',
  'reserved, bit_depth_chroma_minus8',
  section,
);
export const chromaDepth = field('rtmpt.hevc.bit_depth_chroma', 'uint', 'bit_depth_chroma_minus8', section);
export const frameRate = field('rtmpt.hevc.frame_rate', 'uint', 'avgFrameRate', section);
export const layersByte = field('rtmpt.hevc.layers_byte', 'uint', 'frame rate, layers, length size', section);
export const constantRate = field('rtmpt.hevc.constant_frame_rate', 'uint', 'constantFrameRate', section);
export const temporalLayers = field('rtmpt.hevc.temporal_layers', 'uint', 'numTemporalLayers', section);
export const temporalNested = field('rtmpt.hevc.temporal_nested', 'uint', 'temporalIdNested', section);
export const lengthSize = field('rtmpt.hevc.length_size', 'uint', 'lengthSizeMinusOne', section);
export const arrayCount = field('rtmpt.hevc.array.count', 'uint', 'numOfArrays', section);
export const array = field('rtmpt.hevc.array', 'group', 'array of NAL units', section);
export const arrayByte = field('rtmpt.hevc.array.byte', 'uint', 'array_completeness, NAL_unit_type', section);
export const isComplete = field('rtmpt.hevc.array.complete', 'boolean', 'array_completeness', section);
export const unitType = field('rtmpt.hevc.array.type', 'uint', 'NAL_unit_type', section, HevcUnitType);
export const unitCount = field('rtmpt.hevc.unit.count', 'uint', 'numNalus', section);
export const unitLength = field('rtmpt.hevc.unit.length', 'uint', 'nalUnitLength', section);
export const unit = field('rtmpt.hevc.unit', 'group', 'nalUnit', section);

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
  reader.uint8(profileByte);
  reader.bits(6, 2, profileSpace);
  config.tier = reader.bits(5, 1, tier) === 1 ? 'High' : 'Main';
  config.profile = profiles[reader.bits(0, 5, profile)];
  reader.uint32(compatibility);
  reader.bytes(6, constraints);
  config.level = String(reader.uint8(level) / LEVEL_UNIT);
  const bits = reader.uint16(segmentationBytes);
  reader.part(reserved, bits >> 12, 0, 4);
  reader.part(segmentation, bits & 0xfff, 4, 12);
  reader.uint8(parallelismByte);
  reader.bits(2, 6, reserved);
  reader.bits(0, 2, parallelism);
  reader.uint8(chromaByte);
  reader.bits(2, 6, reserved);
  reader.bits(0, 2, chromaFormat);
  reader.uint8(lumaByte);
  reader.bits(3, 5, reserved);
  reader.bits(0, 3, lumaDepth);
  reader.uint8(chromaDepthByte);
  reader.bits(3, 5, reserved);
  reader.bits(0, 3, chromaDepth);
  reader.uint16(frameRate);
  reader.uint8(layersByte);
  reader.bits(6, 2, constantRate);
  reader.bits(3, 3, temporalLayers);
  reader.bits(2, 1, temporalNested);
  config.nalLengthSize = reader.bits(0, 2, lengthSize) + 1;
  const arrays = reader.uint8(arrayCount);
  for (let i = 0; i < arrays; i++) readGroup(reader, array, () => readArray(reader, config));
}

function readArray(reader: FieldReader, config: HevcConfig): FieldValue {
  reader.uint8(arrayByte);
  reader.bits(7, 1, isComplete);
  reader.bits(6, 1, reserved);
  const type = reader.bits(0, 6, unitType);
  readParameterSets(reader, reader.uint16(unitCount), unitLength, unit, hevcCodec, (read) => {
    if (type !== HevcUnitType.sps) tellContents(reader, read, hevcCodec);
    else if (config.picture === undefined) readSps(read, hevcCodec, config);
  });
  return HevcUnitType.labelOf(type) ?? type;
}
