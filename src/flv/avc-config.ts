import { type Broken, brokenBy } from '../field/broken.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { readConfigVersion, readParameterSets, reserved } from './decoder-config.ts';
import { avcCodec } from './nal-codec.ts';
import { readSps } from './nal-unit.ts';
import type { PictureFormat } from './picture-format.ts';

const section = 'ISO 14496-15 §5.3.3.1';
export const version = field('rtmpt.avc.version', 'uint', 'configurationVersion', section);
export const profile = field('rtmpt.avc.profile', 'uint', 'AVCProfileIndication', section);
export const compatibility = field('rtmpt.avc.compatibility', 'uint', 'profile_compatibility', section);
export const level = field('rtmpt.avc.level', 'uint', 'AVCLevelIndication', section);
export const lengthByte = field('rtmpt.avc.length_byte', 'uint', 'reserved, lengthSizeMinusOne', section);
export const lengthSize = field('rtmpt.avc.length_size', 'uint', 'lengthSizeMinusOne', section);
export const spsByte = field('rtmpt.avc.sps.byte', 'uint', 'reserved, numOfSequenceParameterSets', section);
export const spsCount = field('rtmpt.avc.sps.count', 'uint', 'numOfSequenceParameterSets', section);
export const spsLength = field('rtmpt.avc.sps.length', 'uint', 'sequenceParameterSetLength', section);
export const spsUnit = field('rtmpt.avc.sps', 'group', 'sequenceParameterSetNALUnit', section);
export const ppsCount = field('rtmpt.avc.pps.count', 'uint', 'numOfPictureParameterSets', section);
export const ppsLength = field('rtmpt.avc.pps.length', 'uint', 'pictureParameterSetLength', section);
export const ppsUnit = field('rtmpt.avc.pps', 'group', 'pictureParameterSetNALUnit', section);
export const chromaByte = field('rtmpt.avc.chroma_byte', 'uint', 'reserved, chroma_format', section);
export const chromaFormat = field('rtmpt.avc.chroma_format', 'uint', 'chroma_format', section);
export const lumaByte = field('rtmpt.avc.luma_byte', 'uint', 'reserved, bit_depth_luma_minus8', section);
export const lumaDepth = field('rtmpt.avc.bit_depth_luma', 'uint', 'bit_depth_luma_minus8', section);
export const chromaDepthByte = field(
  'rtmpt.avc.chroma_depth_byte',
  'uint',
  'reserved, bit_depth_chroma_minus8',
  section,
);
export const chromaDepth = field('rtmpt.avc.bit_depth_chroma', 'uint', 'bit_depth_chroma_minus8', section);
export const spsExtCount = field('rtmpt.avc.sps_ext.count', 'uint', 'numOfSequenceParameterSetExt', section);
export const spsExtLength = field(
  'rtmpt.avc.sps_ext.length',
  'uint',
  'sequenceParameterSetExtLength',
  section,
);
export const spsExtUnit = field('rtmpt.avc.sps_ext', 'group', 'sequenceParameterSetExtNALUnit', section);

/** How H.264 is to be decoded (ISO 14496-15 §5.3.3.1). */
export type AvcConfig = {
  /** As in `Constrained Baseline` or `High 4:2:2`; `undefined` for an unknown one. */
  profile: string | undefined;
  /** As in `3.1`. */
  level: string | undefined;
  /** Bytes of the length before each NAL unit of a frame. */
  nalLengthSize: number | undefined;
  /** From the first sequence parameter set. */
  picture: PictureFormat | undefined;
  broken: Broken | undefined;
};

/** Profiles whose record ends behind the picture parameter sets. */
const SHORT_PROFILES = new Set([66, 77, 88]);

/** Reads the body of a sequence header: the AVCDecoderConfigurationRecord. Never throws: see `broken`. */
export function readAvcConfig(reader: FieldReader): AvcConfig {
  const config: AvcConfig = {
    profile: undefined,
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

function readRecord(reader: FieldReader, config: AvcConfig): void {
  readConfigVersion(reader, version);
  const profileCode = reader.uint8(profile);
  const constraints = reader.uint8(compatibility);
  const levelCode = reader.uint8(level);
  config.profile = profileName(profileCode, constraints);
  config.level = levelName(profileCode, constraints, levelCode);
  reader.uint8(lengthByte);
  reader.bits(2, 6, reserved);
  config.nalLengthSize = reader.bits(0, 2, lengthSize) + 1;
  reader.uint8(spsByte);
  reader.bits(5, 3, reserved);
  readParameterSets(reader, reader.bits(0, 5, spsCount), spsLength, spsUnit, avcCodec, (unit) => {
    if (config.picture === undefined) readSps(unit, avcCodec, config);
  });
  readParameterSets(reader, reader.uint8(ppsCount), ppsLength, ppsUnit, avcCodec);
  // FFmpeg and others end the record here, whatever the profile.
  if (SHORT_PROFILES.has(profileCode) || reader.remaining === 0) return;
  reader.uint8(chromaByte);
  reader.bits(2, 6, reserved);
  reader.bits(0, 2, chromaFormat);
  reader.uint8(lumaByte);
  reader.bits(3, 5, reserved);
  reader.bits(0, 3, lumaDepth);
  reader.uint8(chromaDepthByte);
  reader.bits(3, 5, reserved);
  reader.bits(0, 3, chromaDepth);
  readParameterSets(reader, reader.uint8(spsExtCount), spsExtLength, spsExtUnit, avcCodec);
}

/** Names of profile_idc with constraint_set flags, the first of which is the highest bit (H.264 §A.2). */
function profileName(code: number, constraints: number): string | undefined {
  const isSet = (index: number): boolean => (constraints & (0x80 >> index)) !== 0;
  const intra = isSet(3) ? ' Intra' : '';
  switch (code) {
    case 44:
      return 'CAVLC 4:4:4 Intra';
    case 66:
      return isSet(1) ? 'Constrained Baseline' : 'Baseline';
    case 77:
      return 'Main';
    case 88:
      return 'Extended';
    case 100:
      if (!isSet(4)) return 'High';
      return isSet(5) ? 'Constrained High' : 'Progressive High';
    case 110:
      return `High 10${intra}`;
    case 122:
      return `High 4:2:2${intra}`;
    case 244:
      return isSet(3) ? 'High 4:4:4 Intra' : 'High 4:4:4 Predictive';
    default:
      return undefined;
  }
}

/** Ten times the level, but for 1b (H.264 §A.3.1, §A.3.2). */
function levelName(profileCode: number, constraints: number, code: number): string {
  const isLow = profileCode === 66 || profileCode === 77 || profileCode === 88;
  const is1b = isLow ? code === 11 && (constraints & 0x10) !== 0 : code === 9;
  return is1b ? '1b' : (code / 10).toFixed(1).replace('.0', '');
}
