import type { BitReader } from './bit-reader.ts';
import { type PictureFormat, type PictureHolder, readChromaFormat, readShownSize } from './picture-format.ts';
import { readFrameRate, readVideoUsability } from './video-usability.ts';

/** The most there may be of short-term sets, pictures in one, and long-term pictures (H.265 §7.4.3.2.1, §7.4.8). */
const MAX_SHORT_TERM_SETS = 64;
const MAX_PICTURES = 16;
const MAX_LONG_TERM = 32;
/** The most bits of pic_order_cnt_lsb (H.265 §7.4.3.2.1). */
const MAX_ORDER_BITS = 16;

/** Reads a sequence parameter set behind its NAL unit header (H.265 §7.3.2.2.1) and places the picture format. */
export function readHevcSps(bits: BitReader, holder: PictureHolder): void {
  bits.bits(4); // sps_video_parameter_set_id
  const subLayers = bits.bits(3);
  bits.flag(); // sps_temporal_id_nesting_flag
  skipProfileTierLevel(bits, subLayers);
  bits.unsigned(); // sps_seq_parameter_set_id
  const format = readChromaFormat(bits);
  const size = readShownSize(bits, bits.unsigned(), bits.unsigned(), format.subWidth, format.subHeight);
  const picture: PictureFormat = {
    ...size,
    chroma: format.chroma,
    bitDepth: 8 + bits.unsigned(),
    sampleAspectRatio: undefined,
    frameRate: undefined,
    fullRange: undefined,
    colour: undefined,
  };
  holder.picture = picture;
  skipCodingTools(bits, subLayers);
  const hasVideoUsability = bits.flag();
  if (!hasVideoUsability) return;
  readVideoUsability(bits, picture);
  bits.bits(3); // neutral_chroma_indication_flag, field_seq_flag, frame_field_info_present_flag
  const hasDisplayWindow = bits.flag();
  if (hasDisplayWindow) for (let i = 0; i < 4; i++) bits.unsigned();
  picture.frameRate = readFrameRate(bits, 1);
}

/** profile_tier_level( 1, maxNumSubLayersMinus1 ) (H.265 §7.3.3). */
function skipProfileTierLevel(bits: BitReader, subLayers: number): void {
  bits.skip(96);
  const present: { profile: boolean; level: boolean }[] = [];
  for (let i = 0; i < subLayers; i++) present.push({ profile: bits.flag(), level: bits.flag() });
  if (subLayers > 0) bits.skip(2 * (8 - subLayers)); // reserved_zero_2bits
  for (const { profile, level } of present) bits.skip((profile ? 88 : 0) + (level ? 8 : 0));
}

/** From bit_depth_chroma_minus8 to strong_intra_smoothing_enabled_flag. */
function skipCodingTools(bits: BitReader, subLayers: number): void {
  bits.unsigned(); // bit_depth_chroma_minus8
  const orderBits = readCount(bits, MAX_ORDER_BITS - 4) + 4;
  const isOrderedByLayer = bits.flag();
  for (let i = isOrderedByLayer ? 0 : subLayers; i <= subLayers; i++) {
    for (let j = 0; j < 3; j++) bits.unsigned();
  }
  for (let i = 0; i < 6; i++) bits.unsigned(); // sizes of coding and transform blocks
  const hasScaling = bits.flag();
  if (hasScaling && bits.flag()) skipScalingLists(bits);
  bits.skip(2); // amp_enabled_flag, sample_adaptive_offset_enabled_flag
  const hasPcm = bits.flag();
  if (hasPcm) {
    bits.skip(8); // bit depths
    bits.unsigned();
    bits.unsigned();
    bits.flag(); // pcm_loop_filter_disabled_flag
  }
  skipShortTermSets(bits);
  const hasLongTerm = bits.flag();
  if (hasLongTerm) {
    const count = readCount(bits, MAX_LONG_TERM);
    bits.skip(count * (orderBits + 1));
  }
  bits.skip(2); // sps_temporal_mvp_enabled_flag, strong_intra_smoothing_enabled_flag
}

/** scaling_list_data() (H.265 §7.3.4). */
function skipScalingLists(bits: BitReader): void {
  for (let size = 0; size < 4; size++) {
    const lists = size === 3 ? 2 : 6;
    for (let i = 0; i < lists; i++) {
      const isWritten = bits.flag();
      if (isWritten) skipScalingList(bits, size);
      else bits.unsigned(); // scaling_list_pred_matrix_id_delta
    }
  }
}

function skipScalingList(bits: BitReader, size: number): void {
  const coefficients = Math.min(64, 16 << (2 * size));
  if (size > 1) bits.signed(); // scaling_list_dc_coef_minus8
  for (let i = 0; i < coefficients; i++) bits.signed();
}

/** st_ref_pic_set() of each set (H.265 §7.3.7). */
function skipShortTermSets(bits: BitReader): void {
  const sets = readCount(bits, MAX_SHORT_TERM_SETS);
  let pictures = 0;
  for (let i = 0; i < sets; i++) {
    const isPredicted = i > 0 && bits.flag();
    pictures = isPredicted ? skipPredictedSet(bits, pictures) : skipWrittenSet(bits);
  }
}

/** Steps over a set that is told by its difference from the one before; returns how many pictures it has. */
function skipPredictedSet(bits: BitReader, before: number): number {
  bits.flag(); // delta_rps_sign
  bits.unsigned(); // abs_delta_rps_minus1
  let pictures = 0;
  for (let i = 0; i <= before; i++) {
    const isUsed = bits.flag();
    if (isUsed || bits.flag()) pictures++;
  }
  return pictures;
}

function skipWrittenSet(bits: BitReader): number {
  const pictures = readCount(bits, MAX_PICTURES) + readCount(bits, MAX_PICTURES);
  for (let i = 0; i < pictures; i++) {
    bits.unsigned(); // delta_poc_minus1
    bits.flag(); // used_by_curr_pic_flag
  }
  return pictures;
}

/** How many of something follow: a number that says more than may be is damage. */
function readCount(bits: BitReader, most: number): number {
  const count = bits.unsigned();
  return count <= most ? count : bits.malformed('flv.sps', `announces ${count} where ${most} are allowed`);
}
