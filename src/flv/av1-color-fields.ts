import { field } from '../field/field.ts';
import { ColorPrimaries, MatrixCoefficients, TransferCharacteristics } from './color-codes.ts';

const section = 'AV1 §5.5.2';
export const highBitDepth = field('rtmpt.av1.sequence.high_bitdepth', 'boolean', 'high_bitdepth', section);
export const twelveBit = field('rtmpt.av1.sequence.twelve_bit', 'boolean', 'twelve_bit', section);
export const monochrome = field('rtmpt.av1.sequence.mono_chrome', 'boolean', 'mono_chrome', section);
export const hasColour = field(
  'rtmpt.av1.sequence.color_description_present_flag',
  'boolean',
  'color_description_present_flag',
  section,
);
export const primaries = field(
  'rtmpt.av1.sequence.color_primaries',
  'uint',
  'color_primaries',
  section,
  ColorPrimaries,
);
export const transfer = field(
  'rtmpt.av1.sequence.transfer_characteristics',
  'uint',
  'transfer_characteristics',
  section,
  TransferCharacteristics,
);
export const matrix = field(
  'rtmpt.av1.sequence.matrix_coefficients',
  'uint',
  'matrix_coefficients',
  section,
  MatrixCoefficients,
);
export const range = field('rtmpt.av1.sequence.color_range', 'boolean', 'color_range', section);
export const subsamplingX = field('rtmpt.av1.sequence.subsampling_x', 'boolean', 'subsampling_x', section);
export const subsamplingY = field('rtmpt.av1.sequence.subsampling_y', 'boolean', 'subsampling_y', section);
export const chromaPosition = field(
  'rtmpt.av1.sequence.chroma_sample_position',
  'uint',
  'chroma_sample_position',
  section,
);
export const separateDelta = field(
  'rtmpt.av1.sequence.separate_uv_delta_q',
  'boolean',
  'separate_uv_delta_q',
  section,
);
