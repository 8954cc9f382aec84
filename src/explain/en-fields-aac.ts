import type { FieldId } from './field-id.ts';

/** Fields of the configuration of AAC, and of ADTS. */
export const aacFields = {
  'rtmpt.aac.audio_object_type':
    'The variant of AAC: 2 is AAC-LC, which everything plays; 5 is HE-AAC, 29 HE-AAC v2, 39 AAC-ELD.',
  'rtmpt.aac.audio_object_type_ext': 'The variant less 32, for those that five bits can not name.',
  'rtmpt.aac.sampling_frequency_index':
    'Samples a second, as a code: 3 is 48 kHz, 4 is 44.1 kHz; 15 says that the rate itself follows.',
  'rtmpt.aac.sampling_frequency': 'Samples a second, where no code stands for it.',
  'rtmpt.aac.channel_configuration':
    'The channels: 1 mono, 2 stereo, 6 is 5.1; 0 says that a list of them follows.',
  'rtmpt.aac.extension_sampling_frequency_index':
    'Samples a second as they are played, where HE-AAC doubles the rate of the core.',
  'rtmpt.aac.extension_sampling_frequency':
    'Samples a second as they are played, where no code stands for it.',
  'rtmpt.aac.extension_channel_configuration': 'The channels of the extension of scalable coding.',
  'rtmpt.aac.ep_config': 'How the sound is protected against errors on the way. RTMP has no use for it.',
  'rtmpt.aac.sync_extension_type':
    'Marks an extension behind a configuration that older decoders understand: 0x2b7 announces HE-AAC.',
  'rtmpt.aac.extension_audio_object_type':
    'Which extension it is: 5 is spectral band replication, that of HE-AAC.',
  'rtmpt.aac.sbr_present_flag':
    'Whether high tones are rebuilt from low ones, as in HE-AAC. An old decoder plays such sound dull.',
  'rtmpt.aac.ps_present_flag':
    'Whether two channels are rebuilt from one, as in HE-AAC v2. An old decoder plays such sound in mono.',
  'rtmpt.aac.bits_behind': 'Bits that fill the last byte, or more than a decoder needs.',
  'rtmpt.aac.frame_length_flag': 'Whether a frame has 960 samples instead of 1024.',
  'rtmpt.aac.depends_on_core_coder':
    'Whether another codec lies below this one, as scalable coding has it. Hardly ever.',
  'rtmpt.aac.core_coder_delay': 'How many samples the codec below is behind.',
  'rtmpt.aac.extension_flag': 'Whether flags for resilience against errors follow.',
  'rtmpt.aac.layer_nr': 'Which layer of scalable coding this is.',
  'rtmpt.aac.num_of_sub_frame': 'How many frames of the layer stand together.',
  'rtmpt.aac.layer_length': 'Mean length of the layer in bytes.',
  'rtmpt.aac.aac_section_data_resilience_flag':
    'Whether the list of codebooks is coded so that errors do less harm.',
  'rtmpt.aac.aac_scalefactor_data_resilience_flag':
    'Whether the scale factors are coded so that errors do less harm.',
  'rtmpt.aac.aac_spectral_data_resilience_flag': 'Whether the spectrum is coded so that errors do less harm.',
  'rtmpt.aac.extension_flag3': 'Kept for a later version.',
  'rtmpt.aac.element_instance_tag': 'Number of this list of channels, or of one of its elements.',
  'rtmpt.aac.object_type': 'The variant of AAC once more, less one.',
  'rtmpt.aac.num_front_channel_elements': 'How many elements hold channels in front of the listener.',
  'rtmpt.aac.num_side_channel_elements': 'How many elements hold channels at the sides.',
  'rtmpt.aac.num_back_channel_elements': 'How many elements hold channels at the back.',
  'rtmpt.aac.num_lfe_channel_elements': 'How many elements hold a channel for low effects, the .1 in 5.1.',
  'rtmpt.aac.num_assoc_data_elements': 'How many elements hold data besides the sound.',
  'rtmpt.aac.num_valid_cc_elements': 'How many elements are mixed into others.',
  'rtmpt.aac.mono_mixdown_present': 'Whether a finished mix in mono comes along.',
  'rtmpt.aac.mono_mixdown_element_number': 'Which element is the mix in mono.',
  'rtmpt.aac.stereo_mixdown_present': 'Whether a finished mix in stereo comes along.',
  'rtmpt.aac.stereo_mixdown_element_number': 'Which element is the mix in stereo.',
  'rtmpt.aac.matrix_mixdown_idx_present': 'Whether it is told how to mix surround down to stereo.',
  'rtmpt.aac.matrix_mixdown_idx': 'How loud the channels at the back come in that mix.',
  'rtmpt.aac.pseudo_surround_enable':
    'Whether that mix is made so that a surround decoder can take it apart again.',
  'rtmpt.aac.element_is_cpe': 'Whether the element is a pair of channels.',
  'rtmpt.aac.element_tag_select': 'Which element it is, by its number.',
  'rtmpt.aac.cc_element_is_ind_sw': 'Whether the element to be mixed in switches on its own.',
  'rtmpt.aac.byte_alignment': 'Bits that fill up the byte.',
  'rtmpt.aac.comment_field_bytes': 'How many bytes of comment follow.',
  'rtmpt.aac.comment_field_data': 'A comment for people, from the encoder.',
  'rtmpt.aac.ld_sbr_present_flag':
    'Whether high tones are rebuilt from low ones, in the variant for short delay.',
  'rtmpt.aac.ld_sbr_sampling_rate': 'Whether the rate is doubled by that.',
  'rtmpt.aac.ld_sbr_crc_flag': 'Whether its data has a checksum.',
  'rtmpt.aac.bs_amp_res':
    'How finely loudness is told for the rebuilt tones: 0 in steps of 1.5 dB, 1 of 3 dB.',
  'rtmpt.aac.bs_start_freq': 'From which pitch on tones are rebuilt, as a code.',
  'rtmpt.aac.bs_stop_freq': 'Up to which pitch tones are rebuilt, as a code.',
  'rtmpt.aac.bs_xover_band': 'At which band the rebuilt tones take over.',
  'rtmpt.aac.bs_reserved': 'Kept for later.',
  'rtmpt.aac.bs_header_extra_1': 'Whether the scale of the bands is told, or the usual one holds.',
  'rtmpt.aac.bs_header_extra_2': 'Whether the limits of the rebuilding are told, or the usual ones hold.',
  'rtmpt.aac.bs_freq_scale': 'How many bands there are in an octave.',
  'rtmpt.aac.bs_alter_scale': 'Whether bands grow wider towards the top.',
  'rtmpt.aac.bs_noise_bands': 'How many bands of noise there are in an octave.',
  'rtmpt.aac.bs_limiter_bands': 'How many bands have a limit of loudness.',
  'rtmpt.aac.bs_limiter_gains': 'How high that limit is.',
  'rtmpt.aac.bs_interpol_freq': 'Whether loudness is smoothed from one pitch to the next.',
  'rtmpt.aac.bs_smoothing_mode': 'Whether loudness is left unsmoothed from one moment to the next.',
  'rtmpt.aac.eld_ext_type': 'Which extension of AAC-ELD follows; 0 ends the list.',
  'rtmpt.aac.eld_ext_len': 'How many bytes the extension has; 15 says that more is added.',
  'rtmpt.aac.eld_ext_len_add': 'How many bytes are added; 255 says that yet more is.',
  'rtmpt.aac.eld_ext_len_add_add': 'How many bytes are added to that.',
  'rtmpt.aac.other_byte': 'Data of an extension that a decoder need not know.',
  'rtmpt.adts':
    'A header that files and television have before each AAC frame. In RTMP it does not belong: players that get it hear noise or nothing.',
  'rtmpt.adts.header': 'The 28 bits of ADTS that are the same in every frame, and 28 that differ.',
  'rtmpt.adts.sync': 'Twelve bits set, which mark the beginning of a frame.',
  'rtmpt.adts.id': '0 is MPEG-4, 1 MPEG-2. Decoders do not care.',
  'rtmpt.adts.layer': 'Always 0.',
  'rtmpt.adts.protection_absent': 'Whether there is no checksum.',
  'rtmpt.adts.profile': 'The variant of AAC, less one: 1 is AAC-LC.',
  'rtmpt.adts.rate': 'Samples a second, as a code: 3 is 48 kHz, 4 is 44.1 kHz.',
  'rtmpt.adts.private': 'Free for the encoder.',
  'rtmpt.adts.channels': 'The channels: 1 mono, 2 stereo, 6 is 5.1.',
  'rtmpt.adts.original': 'Whether this is an original and no copy. Nobody looks at it.',
  'rtmpt.adts.home': 'A mark that nobody looks at.',
  'rtmpt.adts.copyright_bit': 'One bit of a number of the owner, which is spread over many frames.',
  'rtmpt.adts.copyright_start': 'Whether that number begins in this frame.',
  'rtmpt.adts.length': 'How many bytes the frame has, with this header.',
  'rtmpt.adts.fullness': 'How full the buffer of the encoder is; 0x7ff says that the bit rate varies.',
  'rtmpt.adts.blocks': 'How many blocks the frame has, less one. Nearly always 0.',
  'rtmpt.adts.crc': 'The checksum.',
  'rtmpt.adts.data': 'The sound itself, compressed.',
} as const satisfies Partial<Record<FieldId, string>>;
