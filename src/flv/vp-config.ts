import { type Broken, brokenBy } from '../field/broken.ts';
import { codes } from '../field/codes.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { ColorPrimaries, MatrixCoefficients, TransferCharacteristics } from './color-codes.ts';
import type { PictureFormat } from './picture-format.ts';

const section = 'VP codec in ISO BMFF §2.2';

/** How chroma is sampled, and where in relation to luma. */
const ChromaSubsampling = codes({
  vertical: [0, '4:2:0, vertical', section],
  colocated: [1, '4:2:0, colocated with luma', section],
  half: [2, '4:2:2', section],
  full: [3, '4:4:4', section],
});

export const boxVersion = field('rtmpt.vp.box_version', 'uint', 'version', section);
export const boxFlags = field('rtmpt.vp.box_flags', 'uint', 'flags', section);
export const profile = field('rtmpt.vp.profile', 'uint', 'profile', section);
export const level = field('rtmpt.vp.level', 'uint', 'level', section);
export const formatByte = field('rtmpt.vp.format_byte', 'uint', 'bit depth, chroma, range', section);
export const depth = field('rtmpt.vp.bit_depth', 'uint', 'bitDepth', section);
export const subsampling = field(
  'rtmpt.vp.chroma_subsampling',
  'uint',
  'chromaSubsampling',
  section,
  ChromaSubsampling,
);
export const fullRange = field('rtmpt.vp.full_range', 'boolean', 'videoFullRangeFlag', section);
export const primaries = field('rtmpt.vp.primaries', 'uint', 'colourPrimaries', section, ColorPrimaries);
export const transfer = field(
  'rtmpt.vp.transfer',
  'uint',
  'transferCharacteristics',
  section,
  TransferCharacteristics,
);
export const matrix = field('rtmpt.vp.matrix', 'uint', 'matrixCoefficients', section, MatrixCoefficients);
export const dataLength = field('rtmpt.vp.data.length', 'uint', 'codecInitializationDataSize', section);
export const data = field('rtmpt.vp.data', 'bytes', 'codecInitializationData', section);

/** How VP8 or VP9 is to be decoded: the VPCodecConfigurationRecord (VP codec in ISO BMFF §2.2). */
export type VpConfig = {
  /** As in `Profile 0`. */
  profile: string | undefined;
  /** As in `3.1`; `undefined` when it is not said. */
  level: string | undefined;
  /** Its size stands in the key frames. */
  picture: PictureFormat | undefined;
  broken: Broken | undefined;
};

/** By chromaSubsampling. */
const chromaNames: readonly string[] = ['4:2:0', '4:2:0', '4:2:2', '4:4:4'];
/** Bytes of version and flags, and of a record without data. */
const BOX_HEADER_LENGTH = 4;
const RECORD_LENGTH = 8;

/**
 * Reads the body of a sequence start. FFmpeg 8 sends the version and flags of the box in MP4 before the record, which
 * E-RTMP v2 does not ask for. Never throws: see `broken`.
 */
export function readVpConfig(reader: FieldReader): VpConfig {
  const config: VpConfig = { profile: undefined, level: undefined, picture: undefined, broken: undefined };
  try {
    if (hasBoxHeader(reader)) {
      reader.uint8(boxVersion);
      reader.uint24(boxFlags);
    }
    readRecord(reader, config);
  } catch (error) {
    config.broken = brokenBy(error);
  }
  return config;
}

/** No record begins so: its third byte holds the bit depth, which is never 0. */
function hasBoxHeader(reader: FieldReader): boolean {
  const isLong = reader.remaining >= BOX_HEADER_LENGTH + RECORD_LENGTH;
  return (
    isLong && reader.peek() === 1 && reader.peek(1) === 0 && reader.peek(2) === 0 && reader.peek(3) === 0
  );
}

function readRecord(reader: FieldReader, config: VpConfig): void {
  config.profile = `Profile ${reader.uint8(profile)}`;
  const levelCode = reader.uint8(level);
  if (levelCode > 0) config.level = (levelCode / 10).toFixed(1);
  reader.uint8(formatByte);
  const bitDepth = reader.bits(4, 4, depth);
  const chromaCode = reader.bits(1, 3, subsampling);
  const isFull = reader.bits(0, 1, fullRange) === 1;
  const chroma = chromaNames[chromaCode];
  if (chroma === undefined) {
    reader.malformed(
      'flv.chroma-format',
      `chromaSubsampling ${chromaCode} is reserved (${section})`,
      reader.position - 1,
    );
  }
  const picture: PictureFormat = {
    width: undefined,
    height: undefined,
    chroma,
    bitDepth,
    sampleAspectRatio: undefined,
    frameRate: undefined,
    fullRange: isFull,
    colour: undefined,
  };
  config.picture = picture;
  picture.colour = {
    primaries: reader.uint8(primaries),
    transfer: reader.uint8(transfer),
    matrix: reader.uint8(matrix),
  };
  const length = reader.uint16(dataLength);
  if (length > 0) reader.bytes(length, data);
}
