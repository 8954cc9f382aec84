import type { BitReader } from './bit-reader.ts';
import { type PictureHolder, chromaFormatOf, readShownSize } from './picture-format.ts';

/** The most that sps_bitdepth_minus8 may say (H.266 §7.4.3.4). */
const MAX_DEPTH_MINUS_8 = 8;

/**
 * Reads a sequence parameter set behind its NAL unit header (H.266 §7.3.2.4), up to the bit depth, and places the
 * picture format.
 */
export function readVvcSps(bits: BitReader, holder: PictureHolder): void {
  bits.skip(8); // sps_seq_parameter_set_id, sps_video_parameter_set_id
  const subLayers = bits.bits(3);
  const format = chromaFormatOf(bits, bits.bits(2));
  bits.skip(2); // sps_log2_ctu_size_minus5
  const hasProfile = bits.flag();
  if (hasProfile) skipProfileTierLevel(bits, subLayers);
  bits.flag(); // sps_gdr_enabled_flag
  const isResampled = bits.flag();
  if (isResampled) bits.flag(); // sps_res_change_in_clvs_allowed_flag
  const size = readShownSize(bits, bits.unsigned(), bits.unsigned(), format.subWidth, format.subHeight);
  const hasSubpictures = bits.flag();
  // Where each of the sub-pictures lies stands before the bit depth; what the record says of it has to do then.
  if (hasSubpictures) {
    holder.picture = { ...unsaid, ...size, chroma: format.chroma, bitDepth: holder.picture?.bitDepth ?? 8 };
    return;
  }
  const depth = bits.unsigned();
  if (depth > MAX_DEPTH_MINUS_8) bits.malformed('flv.sps', `has samples of ${8 + depth} bits`);
  holder.picture = { ...unsaid, ...size, chroma: format.chroma, bitDepth: 8 + depth };
}

/** What stands behind that which is read here. */
const unsaid = {
  sampleAspectRatio: undefined,
  frameRate: undefined,
  fullRange: undefined,
  colour: undefined,
} as const;

/** profile_tier_level( 1, MaxNumSubLayersMinus1 ) (H.266 §7.3.3.1). */
function skipProfileTierLevel(bits: BitReader, subLayers: number): void {
  bits.skip(18); // profile, tier, level, two flags
  const hasConstraints = bits.flag();
  if (hasConstraints) {
    bits.skip(71); // the constraints that have a name
    bits.skip(bits.bits(8)); // gci_reserved_zero_bit
  }
  bits.skip(bits.remaining % 8); // gci_alignment_zero_bit
  let levels = 0;
  for (let i = 0; i < subLayers; i++) levels += bits.bits(1);
  bits.skip(bits.remaining % 8); // ptl_reserved_zero_bit
  bits.skip(8 * levels); // sublayer_level_idc
  bits.skip(32 * bits.bits(8)); // general_sub_profile_idc
}
