import { field } from '../field/field.ts';

const section = 'ISO 14496-3 §1.6.2.1';
const generalSection = 'ISO 14496-3 §4.4.1';
const programSection = 'ISO 14496-3 §4.4.1.1';
const delaySection = 'ISO 14496-3 §4.6.20';

export const whole = field('rtmpt.aac.config', 'bytes', 'AudioSpecificConfig()', section);
export const objectType = field('rtmpt.aac.audio_object_type', 'uint', 'audioObjectType', section);
export const objectTypeExt = field('rtmpt.aac.audio_object_type_ext', 'uint', 'audioObjectTypeExt', section);
export const rateIndex = field(
  'rtmpt.aac.sampling_frequency_index',
  'uint',
  'samplingFrequencyIndex',
  section,
);
export const rate = field('rtmpt.aac.sampling_frequency', 'uint', 'samplingFrequency', section);
export const channelConfiguration = field(
  'rtmpt.aac.channel_configuration',
  'uint',
  'channelConfiguration',
  section,
);
export const extensionRateIndex = field(
  'rtmpt.aac.extension_sampling_frequency_index',
  'uint',
  'extensionSamplingFrequencyIndex',
  section,
);
export const extensionRate = field(
  'rtmpt.aac.extension_sampling_frequency',
  'uint',
  'extensionSamplingFrequency',
  section,
);
export const extensionChannels = field(
  'rtmpt.aac.extension_channel_configuration',
  'uint',
  'extensionChannelConfiguration',
  section,
);
export const epConfig = field('rtmpt.aac.ep_config', 'uint', 'epConfig', section);
export const syncType = field('rtmpt.aac.sync_extension_type', 'uint', 'syncExtensionType', section);
export const extensionType = field(
  'rtmpt.aac.extension_audio_object_type',
  'uint',
  'extensionAudioObjectType',
  section,
);
export const sbrPresent = field('rtmpt.aac.sbr_present_flag', 'boolean', 'sbrPresentFlag', section);
export const psPresent = field('rtmpt.aac.ps_present_flag', 'boolean', 'psPresentFlag', section);
export const rest = field('rtmpt.aac.bits_behind', 'uint', 'bits behind the configuration', section);
export const frameLength = field('rtmpt.aac.frame_length_flag', 'uint', 'frameLengthFlag', generalSection);
export const dependsOnCore = field(
  'rtmpt.aac.depends_on_core_coder',
  'boolean',
  'dependsOnCoreCoder',
  generalSection,
);
export const coreDelay = field('rtmpt.aac.core_coder_delay', 'uint', 'coreCoderDelay', generalSection);
export const extensionFlag = field('rtmpt.aac.extension_flag', 'boolean', 'extensionFlag', generalSection);
export const layerNumber = field('rtmpt.aac.layer_nr', 'uint', 'layerNr', generalSection);
export const subFrames = field('rtmpt.aac.num_of_sub_frame', 'uint', 'numOfSubFrame', generalSection);
export const layerLength = field('rtmpt.aac.layer_length', 'uint', 'layer_length', generalSection);
export const sectionResilience = field(
  'rtmpt.aac.aac_section_data_resilience_flag',
  'boolean',
  'aacSectionDataResilienceFlag',
  generalSection,
);
export const scalefactorResilience = field(
  'rtmpt.aac.aac_scalefactor_data_resilience_flag',
  'boolean',
  'aacScalefactorDataResilienceFlag',
  generalSection,
);
export const spectralResilience = field(
  'rtmpt.aac.aac_spectral_data_resilience_flag',
  'boolean',
  'aacSpectralDataResilienceFlag',
  generalSection,
);
export const extensionFlag3 = field('rtmpt.aac.extension_flag3', 'boolean', 'extensionFlag3', generalSection);
export const elementTag = field(
  'rtmpt.aac.element_instance_tag',
  'uint',
  'element_instance_tag',
  programSection,
);
export const programProfile = field('rtmpt.aac.object_type', 'uint', 'object_type', programSection);
export const programRate = field(
  'rtmpt.aac.sampling_frequency_index',
  'uint',
  'sampling_frequency_index',
  programSection,
);
export const frontElements = field(
  'rtmpt.aac.num_front_channel_elements',
  'uint',
  'num_front_channel_elements',
  programSection,
);
export const sideElements = field(
  'rtmpt.aac.num_side_channel_elements',
  'uint',
  'num_side_channel_elements',
  programSection,
);
export const backElements = field(
  'rtmpt.aac.num_back_channel_elements',
  'uint',
  'num_back_channel_elements',
  programSection,
);
export const lfeElements = field(
  'rtmpt.aac.num_lfe_channel_elements',
  'uint',
  'num_lfe_channel_elements',
  programSection,
);
export const dataElements = field(
  'rtmpt.aac.num_assoc_data_elements',
  'uint',
  'num_assoc_data_elements',
  programSection,
);
export const couplingElements = field(
  'rtmpt.aac.num_valid_cc_elements',
  'uint',
  'num_valid_cc_elements',
  programSection,
);
export const hasMonoMixdown = field(
  'rtmpt.aac.mono_mixdown_present',
  'boolean',
  'mono_mixdown_present',
  programSection,
);
export const monoMixdown = field(
  'rtmpt.aac.mono_mixdown_element_number',
  'uint',
  'mono_mixdown_element_number',
  programSection,
);
export const hasStereoMixdown = field(
  'rtmpt.aac.stereo_mixdown_present',
  'boolean',
  'stereo_mixdown_present',
  programSection,
);
export const stereoMixdown = field(
  'rtmpt.aac.stereo_mixdown_element_number',
  'uint',
  'stereo_mixdown_element_number',
  programSection,
);
export const hasMatrixMixdown = field(
  'rtmpt.aac.matrix_mixdown_idx_present',
  'boolean',
  'matrix_mixdown_idx_present',
  programSection,
);
export const matrixMixdown = field(
  'rtmpt.aac.matrix_mixdown_idx',
  'uint',
  'matrix_mixdown_idx',
  programSection,
);
export const pseudoSurround = field(
  'rtmpt.aac.pseudo_surround_enable',
  'boolean',
  'pseudo_surround_enable',
  programSection,
);
export const isPair = field('rtmpt.aac.element_is_cpe', 'boolean', 'element_is_cpe', programSection);
export const elementSelect = field(
  'rtmpt.aac.element_tag_select',
  'uint',
  'element_tag_select',
  programSection,
);
export const isIndependent = field(
  'rtmpt.aac.cc_element_is_ind_sw',
  'boolean',
  'cc_element_is_ind_sw',
  programSection,
);
export const alignment = field('rtmpt.aac.byte_alignment', 'uint', 'byte_alignment', programSection);
export const commentLength = field(
  'rtmpt.aac.comment_field_bytes',
  'uint',
  'comment_field_bytes',
  programSection,
);
export const comment = field('rtmpt.aac.comment_field_data', 'bytes', 'comment_field_data', programSection);
export const eldSbrPresent = field(
  'rtmpt.aac.ld_sbr_present_flag',
  'boolean',
  'ldSbrPresentFlag',
  delaySection,
);
export const eldSbrRate = field('rtmpt.aac.ld_sbr_sampling_rate', 'uint', 'ldSbrSamplingRate', delaySection);
export const eldSbrCrc = field('rtmpt.aac.ld_sbr_crc_flag', 'boolean', 'ldSbrCrcFlag', delaySection);
export const ampResolution = field('rtmpt.aac.bs_amp_res', 'uint', 'bs_amp_res', delaySection);
export const startFrequency = field('rtmpt.aac.bs_start_freq', 'uint', 'bs_start_freq', delaySection);
export const stopFrequency = field('rtmpt.aac.bs_stop_freq', 'uint', 'bs_stop_freq', delaySection);
export const crossoverBand = field('rtmpt.aac.bs_xover_band', 'uint', 'bs_xover_band', delaySection);
export const sbrReserved = field('rtmpt.aac.bs_reserved', 'uint', 'bs_reserved', delaySection);
export const headerExtra1 = field(
  'rtmpt.aac.bs_header_extra_1',
  'boolean',
  'bs_header_extra_1',
  delaySection,
);
export const headerExtra2 = field(
  'rtmpt.aac.bs_header_extra_2',
  'boolean',
  'bs_header_extra_2',
  delaySection,
);
export const frequencyScale = field('rtmpt.aac.bs_freq_scale', 'uint', 'bs_freq_scale', delaySection);
export const alterScale = field('rtmpt.aac.bs_alter_scale', 'uint', 'bs_alter_scale', delaySection);
export const noiseBands = field('rtmpt.aac.bs_noise_bands', 'uint', 'bs_noise_bands', delaySection);
export const limiterBands = field('rtmpt.aac.bs_limiter_bands', 'uint', 'bs_limiter_bands', delaySection);
export const limiterGains = field('rtmpt.aac.bs_limiter_gains', 'uint', 'bs_limiter_gains', delaySection);
export const interpolation = field('rtmpt.aac.bs_interpol_freq', 'boolean', 'bs_interpol_freq', delaySection);
export const smoothing = field('rtmpt.aac.bs_smoothing_mode', 'boolean', 'bs_smoothing_mode', delaySection);
export const eldExtensionType = field('rtmpt.aac.eld_ext_type', 'uint', 'eldExtType', delaySection);
export const eldExtensionLength = field('rtmpt.aac.eld_ext_len', 'uint', 'eldExtLen', delaySection);
export const eldExtensionLengthAdd = field('rtmpt.aac.eld_ext_len_add', 'uint', 'eldExtLenAdd', delaySection);
export const eldExtensionLengthAddAdd = field(
  'rtmpt.aac.eld_ext_len_add_add',
  'uint',
  'eldExtLenAddAdd',
  delaySection,
);
export const eldExtension = field('rtmpt.aac.other_byte', 'bytes', 'other_byte', delaySection);
