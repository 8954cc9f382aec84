import type { FieldId } from './field-id.ts';

/** Fields of AV1. */
export const av1Fields = {
  'rtmpt.av1.version_byte': 'A bit that is always set, and the version of this record.',
  'rtmpt.av1.marker': 'Always 1. If not, this is no configuration of AV1.',
  'rtmpt.av1.version': 'Version of this record, 1.',
  'rtmpt.av1.profile_byte': 'Profile and level.',
  'rtmpt.av1.profile':
    '0 Main, which everything plays; 1 High with 4:4:4; 2 Professional with 4:2:2 and 12 bits.',
  'rtmpt.av1.level':
    'How much the decoder must manage, as a code: 0 is level 2.0, 8 is 4.0, 9 is 4.1, 31 says that there is no limit.',
  'rtmpt.av1.format_byte': 'Tier, bits of a sample, and how colour is kept.',
  'rtmpt.av1.tier': 'Main (0) or High (1). High allows higher bit rates at the same level.',
  'rtmpt.av1.high_bitdepth': 'Whether samples have more than 8 bits.',
  'rtmpt.av1.twelve_bit': 'Whether samples that have more than 8 bits have 12, and not 10.',
  'rtmpt.av1.monochrome': 'Whether the pictures have no colour.',
  'rtmpt.av1.chroma_subsampling_x':
    'Whether colour has half the width of the picture, as in 4:2:0 and 4:2:2.',
  'rtmpt.av1.chroma_subsampling_y': 'Whether colour has half the height of the picture, as in 4:2:0.',
  'rtmpt.av1.chroma_sample_position': 'Where colour samples lie between those of brightness; 0 is not told.',
  'rtmpt.av1.delay_byte': 'Whether a delay before the first picture is told, and which.',
  'rtmpt.av1.reserved': 'Kept for later, 0.',
  'rtmpt.av1.has_presentation_delay': 'Whether a delay before the first picture is told.',
  'rtmpt.av1.presentation_delay': 'How many pictures are to be decoded before the first is shown, less one.',
  'rtmpt.av1.descriptor.tag': 'Marks the descriptor that MPEG-2 transport streams have for AV1, 0x80.',
  'rtmpt.av1.descriptor.length': 'How many bytes the descriptor has.',
  'rtmpt.av1.descriptor.hdr_wcg': 'Whether there is HDR or a wide range of colours.',
  'rtmpt.av1.obu':
    'An open bitstream unit, the building block of AV1: a sequence header, a frame or metadata.',
  'rtmpt.av1.obu.header': 'The type of the unit, and what else its header has.',
  'rtmpt.av1.obu.forbidden': 'Must be 0. If not, reading has lost step.',
  'rtmpt.av1.obu.type':
    'What the unit is: 1 sequence header, 2 temporal delimiter, 3 frame header, 6 frame, 5 metadata.',
  'rtmpt.av1.obu.has_extension': 'Whether the header has a second byte, for layers.',
  'rtmpt.av1.obu.has_size': 'Whether the size of the unit is told. Without it the unit goes to the end.',
  'rtmpt.av1.obu.reserved': 'Kept for later, 0.',
  'rtmpt.av1.obu.temporal_id': 'Layer in time: without the higher ones the frame rate is lower.',
  'rtmpt.av1.obu.spatial_id': 'Layer in size: without the higher ones the picture is smaller.',
  'rtmpt.av1.obu.reserved_bits': 'Kept for later, 0.',
  'rtmpt.av1.obu.size': 'How many bytes of payload the unit has, with seven bits in each byte.',
  'rtmpt.av1.obu.payload': 'What the unit carries, compressed.',
  'rtmpt.av1.metadata': 'Facts about the pictures, such as those of HDR.',
  'rtmpt.av1.metadata.type':
    'Which facts: 1 brightness of the content, 2 colours of the mastering screen, 4 a foreign format, 5 timecode.',
  'rtmpt.av1.sequence': 'What holds for all pictures: profile, level, size and the tools that they may use.',
  'rtmpt.av1.sequence.seq_profile':
    '0 Main, which everything plays; 1 High with 4:4:4; 2 Professional with 4:2:2 and 12 bits.',
  'rtmpt.av1.sequence.still_picture': 'Whether there is only one picture.',
  'rtmpt.av1.sequence.reduced_still_picture_header': 'Whether the header is shortened, for a single picture.',
  'rtmpt.av1.sequence.timing_info_present_flag':
    'Whether the frame rate is told. RTMP goes by timestamps and does not need it.',
  'rtmpt.av1.sequence.num_units_in_display_tick':
    'How long a tick of the clock is, in units of the rate that follows.',
  'rtmpt.av1.sequence.time_scale': 'How many units of the clock a second has.',
  'rtmpt.av1.sequence.equal_picture_interval': 'Whether all pictures are equally far apart.',
  'rtmpt.av1.sequence.num_ticks_per_picture_minus_1': 'How many ticks a picture is shown, less one.',
  'rtmpt.av1.sequence.decoder_model_info_present_flag':
    'Whether the model of the buffer of a decoder is told.',
  'rtmpt.av1.sequence.buffer_delay_length_minus_1': 'How many bits the delays below have, less one.',
  'rtmpt.av1.sequence.num_units_in_decoding_tick':
    'How long a tick of the decoder is, in units of the clock.',
  'rtmpt.av1.sequence.buffer_removal_time_length_minus_1':
    'How many bits the times of removal have, less one.',
  'rtmpt.av1.sequence.frame_presentation_time_length_minus_1':
    'How many bits the times of showing have, less one.',
  'rtmpt.av1.sequence.initial_display_delay_present_flag':
    'Whether a delay before the first picture is told.',
  'rtmpt.av1.sequence.operating_points_cnt_minus_1':
    'How many ways to decode the layers there are, less one.',
  'rtmpt.av1.sequence.operating_point_idc':
    'Which layers belong to this way, a bit each; 0 is a stream without layers.',
  'rtmpt.av1.sequence.seq_level_idx':
    'How much the decoder must manage, as a code: 0 is level 2.0, 8 is 4.0, 9 is 4.1, 31 says that there is no limit.',
  'rtmpt.av1.sequence.seq_tier': 'Main (0) or High (1). High allows higher bit rates at the same level.',
  'rtmpt.av1.sequence.decoder_model_present_for_this_op':
    'Whether the model of the buffer is told for this way.',
  'rtmpt.av1.sequence.decoder_buffer_delay':
    'How long data waits in the buffer of the decoder before the first picture.',
  'rtmpt.av1.sequence.encoder_buffer_delay': 'How long data waits in the buffer of the encoder, at most.',
  'rtmpt.av1.sequence.low_delay_mode_flag':
    'Whether the encoder may exceed the model to keep the delay short.',
  'rtmpt.av1.sequence.initial_display_delay_present_for_this_op': 'Whether a delay is told for this way.',
  'rtmpt.av1.sequence.initial_display_delay_minus_1':
    'How many pictures are to be decoded before the first is shown, less one.',
  'rtmpt.av1.sequence.frame_width_bits_minus_1': 'How many bits the width has, less one.',
  'rtmpt.av1.sequence.frame_height_bits_minus_1': 'How many bits the height has, less one.',
  'rtmpt.av1.sequence.max_frame_width_minus_1': 'The greatest width of a picture, less one.',
  'rtmpt.av1.sequence.max_frame_height_minus_1': 'The greatest height of a picture, less one.',
  'rtmpt.av1.sequence.frame_id_numbers_present_flag':
    'Whether pictures are numbered, so that a loss is noticed.',
  'rtmpt.av1.sequence.delta_frame_id_length_minus_2':
    'How many bits the distance between numbers has, less two.',
  'rtmpt.av1.sequence.additional_frame_id_length_minus_1':
    'How many more bits the numbers themselves have, less one.',
  'rtmpt.av1.sequence.use_128x128_superblock':
    'Whether pictures are coded in blocks of 128 pixels instead of 64.',
  'rtmpt.av1.sequence.enable_filter_intra':
    'Whether pixels may be predicted from their neighbours by a filter.',
  'rtmpt.av1.sequence.enable_intra_edge_filter':
    'Whether the edges that prediction starts from are smoothed.',
  'rtmpt.av1.sequence.enable_interintra_compound':
    'Whether prediction may mix this picture with an earlier one.',
  'rtmpt.av1.sequence.enable_masked_compound': 'Whether prediction may mix two pictures along an edge.',
  'rtmpt.av1.sequence.enable_warped_motion': 'Whether motion may turn and stretch, and not only shift.',
  'rtmpt.av1.sequence.enable_dual_filter': 'Whether motion may be filtered differently across and down.',
  'rtmpt.av1.sequence.enable_order_hint': 'Whether pictures say in which order they are shown.',
  'rtmpt.av1.sequence.enable_jnt_comp': 'Whether two pictures may be mixed by how far away in time they are.',
  'rtmpt.av1.sequence.enable_ref_frame_mvs': 'Whether motion may be predicted from that of earlier pictures.',
  'rtmpt.av1.sequence.seq_choose_screen_content_tools':
    'Whether each picture decides on the tools for screens itself.',
  'rtmpt.av1.sequence.seq_force_screen_content_tools':
    'Whether the tools for text and user interfaces are on for all pictures.',
  'rtmpt.av1.sequence.seq_choose_integer_mv':
    'Whether each picture decides on motion in whole pixels itself.',
  'rtmpt.av1.sequence.seq_force_integer_mv':
    'Whether motion goes in whole pixels in all pictures, as on screens.',
  'rtmpt.av1.sequence.order_hint_bits_minus_1': 'How many bits the order of pictures has, less one.',
  'rtmpt.av1.sequence.enable_superres': 'Whether pictures may be coded narrower and widened again.',
  'rtmpt.av1.sequence.enable_cdef': 'Whether a filter takes away the ringing at edges.',
  'rtmpt.av1.sequence.enable_restoration': 'Whether a filter restores what compression took.',
  'rtmpt.av1.sequence.high_bitdepth': 'Whether samples have more than 8 bits.',
  'rtmpt.av1.sequence.twelve_bit': 'Whether samples that have more than 8 bits have 12, and not 10.',
  'rtmpt.av1.sequence.mono_chrome': 'Whether the pictures have no colour.',
  'rtmpt.av1.sequence.color_description_present_flag':
    'Whether it is told what the colours are. Otherwise a player guesses, by the size.',
  'rtmpt.av1.sequence.color_primaries':
    'Which red, green and blue are meant: 1 is BT.709 of HD, 9 is BT.2020 of UHD.',
  'rtmpt.av1.sequence.transfer_characteristics':
    'How numbers become light: 1 is BT.709, 16 PQ and 18 HLG, the two of HDR.',
  'rtmpt.av1.sequence.matrix_coefficients':
    'How brightness and colour were computed: 0 not at all, 1 is BT.709, 9 BT.2020.',
  'rtmpt.av1.sequence.color_range': 'Whether black is 0, as in computers, or 16, as in television.',
  'rtmpt.av1.sequence.subsampling_x':
    'Whether colour has half the width of the picture, as in 4:2:0 and 4:2:2.',
  'rtmpt.av1.sequence.subsampling_y': 'Whether colour has half the height of the picture, as in 4:2:0.',
  'rtmpt.av1.sequence.chroma_sample_position':
    'Where colour samples lie between those of brightness; 0 is not told.',
  'rtmpt.av1.sequence.separate_uv_delta_q': 'Whether the two colours may be compressed differently.',
  'rtmpt.av1.sequence.film_grain_params_present':
    'Whether pictures may tell how the grain of film is added after decoding.',
  'rtmpt.av1.sequence.trailing_bits': 'A bit that is set, then zeros to the end of the byte.',
} as const satisfies Partial<Record<FieldId, string>>;
