import { codes } from '../field/codes.ts';

const avc = 'H.264 §D.1';
const shared = 'H.274 §8';
const hevc = 'H.265 §D.2.1';

/** What supplemental enhancement information is about. H.264, H.265 and H.266 share the numbers. */
export const SeiPayloadType = codes({
  bufferingPeriod: [0, 'buffering_period', avc],
  pictureTiming: [1, 'pic_timing', avc],
  panScan: [2, 'pan_scan_rect', avc],
  filler: [3, 'filler_payload', shared],
  registered: [4, 'user_data_registered_itu_t_t35', shared],
  unregistered: [5, 'user_data_unregistered', shared],
  recoveryPoint: [6, 'recovery_point', avc],
  markingRepetition: [7, 'dec_ref_pic_marking_repetition', avc],
  filmGrain: [19, 'film_grain_characteristics', shared],
  deblockingDisplay: [20, 'deblocking_filter_display_preference', avc],
  framePacking: [45, 'frame_packing_arrangement', shared],
  displayOrientation: [47, 'display_orientation', shared],
  structureOfPictures: [128, 'structure_of_pictures_info', hevc],
  activeParameterSets: [129, 'active_parameter_sets', hevc],
  decodingUnit: [130, 'decoding_unit_info', hevc],
  temporalLevelZero: [131, 'temporal_sub_layer_zero_idx', hevc],
  pictureHash: [132, 'decoded_picture_hash', hevc],
  scalableNesting: [133, 'scalable_nesting', hevc],
  regionRefresh: [134, 'region_refresh_info', hevc],
  timeCode: [136, 'time_code', hevc],
  masteringDisplay: [137, 'mastering_display_colour_volume', shared],
  contentLight: [144, 'content_light_level_info', shared],
  alternativeTransfer: [147, 'alternative_transfer_characteristics', shared],
  ambientViewing: [148, 'ambient_viewing_environment', shared],
  contentColour: [149, 'content_colour_volume', shared],
  equirectangular: [150, 'equirectangular_projection', shared],
  alphaChannel: [165, 'alpha_channel_info', hevc],
});
