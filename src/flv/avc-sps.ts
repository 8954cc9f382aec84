import type { BitReader } from './bit-reader.ts';
import {
  type ChromaFormat,
  type PictureFormat,
  type PictureHolder,
  readChromaFormat,
  readShownSize,
} from './picture-format.ts';
import { readFrameRate, readVideoUsability } from './video-usability.ts';

/** Values of profile_idc whose parameter set says the chroma format and the bit depth (H.264 §7.3.2.1.1). */
const HIGH_PROFILES = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
/** What the profiles without a chroma format have: 8 bits, 4:2:0. */
const BASIC: { format: ChromaFormat; bitDepth: number } = {
  format: { chroma: '4:2:0', subWidth: 2, subHeight: 2 },
  bitDepth: 8,
};
/** Of offset_for_ref_frame there may be no more (H.264 §7.4.2.1.1). */
const MAX_REFERENCE_OFFSETS = 255;
const MACROBLOCK = 16;
/** A tick is the time of a field (H.264 §E.2.1). */
const TICKS_PER_FRAME = 2;

/** Reads a sequence parameter set behind its NAL unit header (H.264 §7.3.2.1.1) and places the picture format. */
export function readAvcSps(bits: BitReader, holder: PictureHolder): void {
  const profile = bits.bits(8);
  bits.skip(16); // constraint flags, level_idc
  bits.unsigned(); // seq_parameter_set_id
  const { format, bitDepth } = HIGH_PROFILES.has(profile) ? readHighFormat(bits) : BASIC;
  bits.unsigned(); // log2_max_frame_num_minus4
  skipPictureOrderCount(bits);
  bits.unsigned(); // max_num_ref_frames
  bits.flag(); // gaps_in_frame_num_value_allowed_flag
  const columns = bits.unsigned() + 1;
  const rows = bits.unsigned() + 1;
  const framesOnly = bits.flag();
  if (!framesOnly) bits.flag(); // mb_adaptive_frame_field_flag
  bits.flag(); // direct_8x8_inference_flag
  const fields = framesOnly ? 1 : 2;
  const size = readShownSize(
    bits,
    columns * MACROBLOCK,
    rows * MACROBLOCK * fields,
    format.subWidth,
    format.subHeight * fields,
  );
  const picture: PictureFormat = {
    ...size,
    chroma: format.chroma,
    bitDepth,
    sampleAspectRatio: undefined,
    frameRate: undefined,
    fullRange: undefined,
    colour: undefined,
  };
  holder.picture = picture;
  const hasVideoUsability = bits.flag();
  if (hasVideoUsability) {
    readVideoUsability(bits, picture);
    picture.frameRate = readFrameRate(bits, TICKS_PER_FRAME);
  }
}

function readHighFormat(bits: BitReader): typeof BASIC {
  const format = readChromaFormat(bits);
  const bitDepth = 8 + bits.unsigned();
  bits.unsigned(); // bit_depth_chroma_minus8
  bits.flag(); // qpprime_y_zero_transform_bypass_flag
  const hasScaling = bits.flag();
  if (hasScaling) skipScalingLists(bits, format);
  return { format, bitDepth };
}

/** H.264 §7.3.2.1.1.1: six lists of 4x4, and of 8x8 two, or six when chroma is as fine as luma. */
function skipScalingLists(bits: BitReader, format: ChromaFormat): void {
  const lists = format.chroma === '4:4:4' ? 12 : 8;
  for (let i = 0; i < lists; i++) {
    const isPresent = bits.flag();
    if (isPresent) skipScalingList(bits, i < 6 ? 16 : 64);
  }
}

function skipScalingList(bits: BitReader, size: number): void {
  let last = 8;
  for (let i = 0; i < size; i++) {
    const next = (last + bits.signed()) & 0xff;
    if (next === 0) return;
    last = next;
  }
}

function skipPictureOrderCount(bits: BitReader): void {
  const type = bits.unsigned();
  if (type === 0) {
    bits.unsigned(); // log2_max_pic_order_cnt_lsb_minus4
  } else if (type === 1) {
    bits.flag(); // delta_pic_order_always_zero_flag
    bits.signed(); // offset_for_non_ref_pic
    bits.signed(); // offset_for_top_to_bottom_field
    const count = bits.unsigned();
    if (count > MAX_REFERENCE_OFFSETS) bits.malformed('flv.sps', `has ${count} offsets of reference frames`);
    for (let i = 0; i < count; i++) bits.signed();
  }
}
