import { type Broken, brokenBy } from '../field/broken.ts';
import { codes } from '../field/codes.ts';
import { field, type FieldValue } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { readParameterSets, reserved } from './decoder-config.ts';
import { readGroup } from './group.ts';
import { vvcCodec } from './nal-codec.ts';
import { type NalUnit, readSps, tellContents } from './nal-unit.ts';
import { VvcUnitType } from './nal-unit-codes.ts';
import { chromaName, type PictureFormat } from './picture-format.ts';

const section = 'ISO 14496-15 §11.2.4.2';
const profileSection = 'H.266 §A.3';

/** The profiles. */
const VvcProfile = codes({
  main10: [1, 'Main 10', profileSection],
  main12: [2, 'Main 12', profileSection],
  main12Intra: [10, 'Main 12 Intra', profileSection],
  multilayerMain10: [17, 'Multilayer Main 10', profileSection],
  main10Full: [33, 'Main 10 4:4:4', profileSection],
  main12Full: [34, 'Main 12 4:4:4', profileSection],
  main16Full: [36, 'Main 16 4:4:4', profileSection],
  main12FullIntra: [42, 'Main 12 4:4:4 Intra', profileSection],
  main16FullIntra: [44, 'Main 16 4:4:4 Intra', profileSection],
  multilayerMain10Full: [49, 'Multilayer Main 10 4:4:4', profileSection],
  main10Still: [65, 'Main 10 Still Picture', profileSection],
  main12Still: [66, 'Main 12 Still Picture', profileSection],
  main10FullStill: [97, 'Main 10 4:4:4 Still Picture', profileSection],
  main12FullStill: [98, 'Main 12 4:4:4 Still Picture', profileSection],
  main16FullStill: [100, 'Main 16 4:4:4 Still Picture', profileSection],
});

export const boxHeader = field('rtmpt.vvc.box_header', 'uint', 'version, flags', section);
export const lengthByte = field('rtmpt.vvc.length_byte', 'uint', 'length size, profile present', section);
export const lengthSize = field('rtmpt.vvc.length_size', 'uint', 'LengthSizeMinusOne', section);
export const hasProfile = field('rtmpt.vvc.has_ptl', 'boolean', 'ptl_present_flag', section);
export const formatBytes = field('rtmpt.vvc.format_bytes', 'uint', 'layers, frame rate, chroma', section);
export const olsIndex = field('rtmpt.vvc.ols_idx', 'uint', 'ols_idx', section);
export const subLayers = field('rtmpt.vvc.num_sublayers', 'uint', 'num_sublayers', section);
export const constantRate = field('rtmpt.vvc.constant_frame_rate', 'uint', 'constant_frame_rate', section);
export const chromaFormat = field('rtmpt.vvc.chroma_format', 'uint', 'chroma_format_idc', section);
export const depthByte = field('rtmpt.vvc.depth_byte', 'uint', 'bit_depth_minus8, reserved', section);
export const depth = field('rtmpt.vvc.bit_depth', 'uint', 'bit_depth_minus8', section);
export const constraintByte = field(
  'rtmpt.vvc.constraint_byte',
  'uint',
  'reserved, num_bytes_constraint_info',
  section,
);
export const constraintLength = field(
  'rtmpt.vvc.constraint.length',
  'uint',
  'num_bytes_constraint_info',
  section,
);
export const profileByte = field('rtmpt.vvc.profile_byte', 'uint', 'profile, tier', section);
export const profile = field('rtmpt.vvc.profile', 'uint', 'general_profile_idc', section, VvcProfile);
export const tier = field('rtmpt.vvc.tier', 'uint', 'general_tier_flag', section);
export const level = field('rtmpt.vvc.level', 'uint', 'general_level_idc', section);
export const constraints = field(
  'rtmpt.vvc.constraint',
  'bytes',
  'ptl_frame_only_constraint_flag, ptl_multi_layer_enabled_flag, general_constraint_info',
  section,
);
export const frameOnly = field('rtmpt.vvc.frame_only', 'boolean', 'ptl_frame_only_constraint_flag', section);
export const multiLayer = field('rtmpt.vvc.multi_layer', 'boolean', 'ptl_multi_layer_enabled_flag', section);
export const layerFlags = field(
  'rtmpt.vvc.sublayer.flags',
  'uint',
  'ptl_sublayer_level_present_flag',
  section,
);
export const layerLevel = field('rtmpt.vvc.sublayer.level', 'uint', 'sublayer_level_idc', section);
export const subProfileCount = field('rtmpt.vvc.sub_profile.count', 'uint', 'ptl_num_sub_profiles', section);
export const subProfile = field('rtmpt.vvc.sub_profile', 'uint', 'general_sub_profile_idc', section);
export const maxWidth = field('rtmpt.vvc.max_width', 'uint', 'max_picture_width', section);
export const maxHeight = field('rtmpt.vvc.max_height', 'uint', 'max_picture_height', section);
export const frameRate = field('rtmpt.vvc.frame_rate', 'uint', 'avg_frame_rate', section);
export const arrayCount = field('rtmpt.vvc.array.count', 'uint', 'num_of_arrays', section);
export const array = field('rtmpt.vvc.array', 'group', 'array of NAL units', section);
export const arrayByte = field('rtmpt.vvc.array.byte', 'uint', 'array_completeness, NAL_unit_type', section);
export const isComplete = field('rtmpt.vvc.array.complete', 'boolean', 'array_completeness', section);
export const unitType = field('rtmpt.vvc.array.type', 'uint', 'NAL_unit_type', section, VvcUnitType);
export const unitCount = field('rtmpt.vvc.unit.count', 'uint', 'num_nalus', section);
export const unitLength = field('rtmpt.vvc.unit.length', 'uint', 'nal_unit_length', section);
export const unit = field('rtmpt.vvc.unit', 'group', 'nal_unit', section);

/** How H.266 is to be decoded: the VvcDecoderConfigurationRecord (ISO 14496-15 §11.2.4.2). */
export type VvcConfig = {
  /** As in `Main 10`; `undefined` for an unknown one, and when it is not said. */
  profile: string | undefined;
  tier: 'Main' | 'High' | undefined;
  /** As in `4.1`. */
  level: string | undefined;
  /** Bytes of the length before each NAL unit of a frame. */
  nalLengthSize: number | undefined;
  /** From the record, and its size from the first sequence parameter set. */
  picture: PictureFormat | undefined;
  broken: Broken | undefined;
};

/** Bits that a record begins with: a byte below is the version of the box. */
const FIRST_BYTE = 0xf8;
/** Frames in 256 seconds make avg_frame_rate. */
const RATE_UNIT = 256;

/** Reads the body of a sequence start, with the version and flags of the box before it or without. Never throws: see `broken`. */
export function readVvcConfig(reader: FieldReader): VvcConfig {
  const config: VvcConfig = {
    profile: undefined,
    tier: undefined,
    level: undefined,
    nalLengthSize: undefined,
    picture: undefined,
    broken: undefined,
  };
  try {
    if ((reader.peek() ?? FIRST_BYTE) < FIRST_BYTE) reader.uint32(boxHeader);
    readRecord(reader, config);
  } catch (error) {
    config.broken = brokenBy(error);
  }
  return config;
}

function readRecord(reader: FieldReader, config: VvcConfig): void {
  reader.uint8(lengthByte);
  reader.bits(3, 5, reserved);
  config.nalLengthSize = reader.bits(1, 2, lengthSize) + 1;
  const isProfiled = reader.bits(0, 1, hasProfile) === 1;
  if (isProfiled) readFormat(reader, config);
  const arrays = reader.uint8(arrayCount);
  for (let i = 0; i < arrays; i++) readGroup(reader, array, () => readArray(reader, config));
}

function readArray(reader: FieldReader, config: VvcConfig): FieldValue {
  reader.uint8(arrayByte);
  reader.bits(7, 1, isComplete);
  reader.bits(5, 2, reserved);
  const type = reader.bits(0, 5, unitType);
  const isSingle = type === VvcUnitType.dci || type === VvcUnitType.opi;
  const count = isSingle ? 1 : reader.uint16(unitCount);
  let isFirst = true;
  readParameterSets(reader, count, unitLength, unit, vvcCodec, (read) => {
    if (type !== VvcUnitType.sps) tellContents(reader, read, vvcCodec);
    else if (isFirst) readFirstSps(read, config);
    isFirst = false;
  });
  return VvcUnitType.labelOf(type) ?? type;
}

/** The parameter set says nothing of the frame rate, which the record may. */
function readFirstSps(read: NalUnit, config: VvcConfig): void {
  const frameRateBefore = config.picture?.frameRate;
  readSps(read, vvcCodec, config);
  if (config.picture !== undefined) config.picture.frameRate = frameRateBefore;
}

function readFormat(reader: FieldReader, config: VvcConfig): void {
  const bits = reader.uint16(formatBytes);
  reader.part(olsIndex, bits >> 7, 0, 9);
  const layers = (bits >> 4) & 7;
  reader.part(subLayers, layers, 9, 3);
  reader.part(constantRate, (bits >> 2) & 3, 12, 2);
  reader.part(chromaFormat, bits & 3, 14, 2);
  reader.uint8(depthByte);
  const bitDepth = 8 + reader.bits(5, 3, depth);
  reader.bits(0, 5, reserved);
  readProfile(reader, config, layers);
  const width = reader.uint16(maxWidth);
  const height = reader.uint16(maxHeight);
  const rate = reader.uint16(frameRate);
  config.picture = {
    width,
    height,
    chroma: chromaName(bits & 3),
    bitDepth,
    sampleAspectRatio: undefined,
    frameRate: rate === 0 ? undefined : rate / RATE_UNIT,
    fullRange: undefined,
    colour: undefined,
  };
}

/** VvcPTLRecord. */
function readProfile(reader: FieldReader, config: VvcConfig, layers: number): void {
  reader.uint8(constraintByte);
  reader.bits(6, 2, reserved);
  const length = reader.bits(0, 6, constraintLength);
  reader.uint8(profileByte);
  config.profile = VvcProfile.labelOf(reader.bits(1, 7, profile));
  config.tier = reader.bits(0, 1, tier) === 1 ? 'High' : 'Main';
  config.level = levelName(reader.uint8(level));
  if (length > 0) {
    const [first = 0] = reader.bytes(length, constraints);
    reader.part(frameOnly, first >> 7 === 1, 0, 1);
    reader.part(multiLayer, ((first >> 6) & 1) === 1, 1, 1);
  }
  const flags = layers > 1 ? reader.uint8(layerFlags) : 0;
  for (let i = 0; i < layers - 1; i++) if ((flags & (0x80 >> i)) !== 0) reader.uint8(layerLevel);
  const count = reader.uint8(subProfileCount);
  for (let i = 0; i < count; i++) reader.uint32(subProfile);
}

/** Levels count 16 for each, 3 for each tenth (H.266 §A.4.1). */
function levelName(code: number): string {
  return `${code >> 4}.${Math.floor((code & 15) / 3)}`;
}
