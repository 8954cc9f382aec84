import { field } from '../field/field.ts';
import { SeqProfile } from './obu-codes.ts';

const section = 'AV1 §5.5.1';
const timingSection = 'AV1 §5.5.3';
const modelSection = 'AV1 §5.5.4';
export const profile = field('rtmpt.av1.sequence.seq_profile', 'uint', 'seq_profile', section, SeqProfile);
export const stillPicture = field('rtmpt.av1.sequence.still_picture', 'boolean', 'still_picture', section);
export const reducedHeader = field(
  'rtmpt.av1.sequence.reduced_still_picture_header',
  'boolean',
  'reduced_still_picture_header',
  section,
);
export const hasTiming = field(
  'rtmpt.av1.sequence.timing_info_present_flag',
  'boolean',
  'timing_info_present_flag',
  section,
);
export const unitsInTick = field(
  'rtmpt.av1.sequence.num_units_in_display_tick',
  'uint',
  'num_units_in_display_tick',
  timingSection,
);
export const timeScale = field('rtmpt.av1.sequence.time_scale', 'uint', 'time_scale', timingSection);
export const equalInterval = field(
  'rtmpt.av1.sequence.equal_picture_interval',
  'boolean',
  'equal_picture_interval',
  timingSection,
);
export const ticksPerPicture = field(
  'rtmpt.av1.sequence.num_ticks_per_picture_minus_1',
  'uint',
  'num_ticks_per_picture_minus_1',
  timingSection,
);
export const hasModel = field(
  'rtmpt.av1.sequence.decoder_model_info_present_flag',
  'boolean',
  'decoder_model_info_present_flag',
  section,
);
export const delayBits = field(
  'rtmpt.av1.sequence.buffer_delay_length_minus_1',
  'uint',
  'buffer_delay_length_minus_1',
  modelSection,
);
export const unitsInDecodingTick = field(
  'rtmpt.av1.sequence.num_units_in_decoding_tick',
  'uint',
  'num_units_in_decoding_tick',
  modelSection,
);
export const removalBits = field(
  'rtmpt.av1.sequence.buffer_removal_time_length_minus_1',
  'uint',
  'buffer_removal_time_length_minus_1',
  modelSection,
);
export const presentationBits = field(
  'rtmpt.av1.sequence.frame_presentation_time_length_minus_1',
  'uint',
  'frame_presentation_time_length_minus_1',
  modelSection,
);
export const hasDisplayDelay = field(
  'rtmpt.av1.sequence.initial_display_delay_present_flag',
  'boolean',
  'initial_display_delay_present_flag',
  section,
);
export const operatingPoints = field(
  'rtmpt.av1.sequence.operating_points_cnt_minus_1',
  'uint',
  'operating_points_cnt_minus_1',
  section,
);
export const operatingPoint = field(
  'rtmpt.av1.sequence.operating_point_idc',
  'uint',
  'operating_point_idc',
  section,
);
export const level = field('rtmpt.av1.sequence.seq_level_idx', 'uint', 'seq_level_idx', section);
export const tier = field('rtmpt.av1.sequence.seq_tier', 'uint', 'seq_tier', section);
export const hasPointModel = field(
  'rtmpt.av1.sequence.decoder_model_present_for_this_op',
  'boolean',
  'decoder_model_present_for_this_op',
  section,
);
export const decoderDelay = field(
  'rtmpt.av1.sequence.decoder_buffer_delay',
  'uint',
  'decoder_buffer_delay',
  section,
);
export const encoderDelay = field(
  'rtmpt.av1.sequence.encoder_buffer_delay',
  'uint',
  'encoder_buffer_delay',
  section,
);
export const lowDelay = field(
  'rtmpt.av1.sequence.low_delay_mode_flag',
  'boolean',
  'low_delay_mode_flag',
  section,
);
export const hasPointDelay = field(
  'rtmpt.av1.sequence.initial_display_delay_present_for_this_op',
  'boolean',
  'initial_display_delay_present_for_this_op',
  section,
);
export const displayDelay = field(
  'rtmpt.av1.sequence.initial_display_delay_minus_1',
  'uint',
  'initial_display_delay_minus_1',
  section,
);
export const widthBits = field(
  'rtmpt.av1.sequence.frame_width_bits_minus_1',
  'uint',
  'frame_width_bits_minus_1',
  section,
);
export const heightBits = field(
  'rtmpt.av1.sequence.frame_height_bits_minus_1',
  'uint',
  'frame_height_bits_minus_1',
  section,
);
export const width = field(
  'rtmpt.av1.sequence.max_frame_width_minus_1',
  'uint',
  'max_frame_width_minus_1',
  section,
);
export const height = field(
  'rtmpt.av1.sequence.max_frame_height_minus_1',
  'uint',
  'max_frame_height_minus_1',
  section,
);
export const hasFrameIds = field(
  'rtmpt.av1.sequence.frame_id_numbers_present_flag',
  'boolean',
  'frame_id_numbers_present_flag',
  section,
);
export const deltaIdBits = field(
  'rtmpt.av1.sequence.delta_frame_id_length_minus_2',
  'uint',
  'delta_frame_id_length_minus_2',
  section,
);
export const additionalIdBits = field(
  'rtmpt.av1.sequence.additional_frame_id_length_minus_1',
  'uint',
  'additional_frame_id_length_minus_1',
  section,
);
export const superblock128 = field(
  'rtmpt.av1.sequence.use_128x128_superblock',
  'boolean',
  'use_128x128_superblock',
  section,
);
export const filterIntra = field(
  'rtmpt.av1.sequence.enable_filter_intra',
  'boolean',
  'enable_filter_intra',
  section,
);
export const intraEdge = field(
  'rtmpt.av1.sequence.enable_intra_edge_filter',
  'boolean',
  'enable_intra_edge_filter',
  section,
);
export const interintra = field(
  'rtmpt.av1.sequence.enable_interintra_compound',
  'boolean',
  'enable_interintra_compound',
  section,
);
export const maskedCompound = field(
  'rtmpt.av1.sequence.enable_masked_compound',
  'boolean',
  'enable_masked_compound',
  section,
);
export const warpedMotion = field(
  'rtmpt.av1.sequence.enable_warped_motion',
  'boolean',
  'enable_warped_motion',
  section,
);
export const dualFilter = field(
  'rtmpt.av1.sequence.enable_dual_filter',
  'boolean',
  'enable_dual_filter',
  section,
);
export const orderHint = field(
  'rtmpt.av1.sequence.enable_order_hint',
  'boolean',
  'enable_order_hint',
  section,
);
export const jointCompound = field(
  'rtmpt.av1.sequence.enable_jnt_comp',
  'boolean',
  'enable_jnt_comp',
  section,
);
export const referenceMotion = field(
  'rtmpt.av1.sequence.enable_ref_frame_mvs',
  'boolean',
  'enable_ref_frame_mvs',
  section,
);
export const chooseScreenTools = field(
  'rtmpt.av1.sequence.seq_choose_screen_content_tools',
  'boolean',
  'seq_choose_screen_content_tools',
  section,
);
export const forceScreenTools = field(
  'rtmpt.av1.sequence.seq_force_screen_content_tools',
  'boolean',
  'seq_force_screen_content_tools',
  section,
);
export const chooseIntegerMotion = field(
  'rtmpt.av1.sequence.seq_choose_integer_mv',
  'boolean',
  'seq_choose_integer_mv',
  section,
);
export const forceIntegerMotion = field(
  'rtmpt.av1.sequence.seq_force_integer_mv',
  'boolean',
  'seq_force_integer_mv',
  section,
);
export const orderHintBits = field(
  'rtmpt.av1.sequence.order_hint_bits_minus_1',
  'uint',
  'order_hint_bits_minus_1',
  section,
);
export const superres = field('rtmpt.av1.sequence.enable_superres', 'boolean', 'enable_superres', section);
export const cdef = field('rtmpt.av1.sequence.enable_cdef', 'boolean', 'enable_cdef', section);
export const restoration = field(
  'rtmpt.av1.sequence.enable_restoration',
  'boolean',
  'enable_restoration',
  section,
);
export const filmGrain = field(
  'rtmpt.av1.sequence.film_grain_params_present',
  'boolean',
  'film_grain_params_present',
  section,
);
export const trailing = field('rtmpt.av1.sequence.trailing_bits', 'uint', 'trailing_bits()', section);
