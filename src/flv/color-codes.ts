import { codes } from '../field/codes.ts';

const primaries = 'ITU-T H.273 §8.1';
const transfer = 'ITU-T H.273 §8.2';
const matrix = 'ITU-T H.273 §8.3';

/** Chromaticities of the primaries and of white. */
export const ColorPrimaries = codes({
  bt709: [1, 'BT.709', primaries],
  unspecified: [2, 'unspecified', primaries],
  bt470M: [4, 'BT.470 System M', primaries],
  bt470Bg: [5, 'BT.470 System B, G', primaries],
  bt601: [6, 'BT.601', primaries],
  st240: [7, 'SMPTE ST 240', primaries],
  film: [8, 'generic film', primaries],
  bt2020: [9, 'BT.2020', primaries],
  st428: [10, 'SMPTE ST 428-1', primaries],
  p3Dci: [11, 'SMPTE RP 431-2 (P3 DCI)', primaries],
  p3D65: [12, 'SMPTE EG 432-1 (P3 D65)', primaries],
  ebu3213: [22, 'EBU Tech. 3213', primaries],
});

/** How light becomes a number. */
export const TransferCharacteristics = codes({
  bt709: [1, 'BT.709', transfer],
  unspecified: [2, 'unspecified', transfer],
  gamma22: [4, 'gamma 2.2', transfer],
  gamma28: [5, 'gamma 2.8', transfer],
  bt601: [6, 'BT.601', transfer],
  st240: [7, 'SMPTE ST 240', transfer],
  linear: [8, 'linear', transfer],
  log100: [9, 'logarithmic 100:1', transfer],
  log316: [10, 'logarithmic 316:1', transfer],
  xvYcc: [11, 'IEC 61966-2-4', transfer],
  bt1361: [12, 'BT.1361', transfer],
  sRgb: [13, 'sRGB', transfer],
  bt2020For10Bits: [14, 'BT.2020, 10 bits', transfer],
  bt2020For12Bits: [15, 'BT.2020, 12 bits', transfer],
  pq: [16, 'PQ', transfer],
  st428: [17, 'SMPTE ST 428-1', transfer],
  hlg: [18, 'HLG', transfer],
});

/** How luma and chroma come from red, green and blue. */
export const MatrixCoefficients = codes({
  identity: [0, 'identity', matrix],
  bt709: [1, 'BT.709', matrix],
  unspecified: [2, 'unspecified', matrix],
  fcc: [4, 'FCC', matrix],
  bt470Bg: [5, 'BT.470 System B, G', matrix],
  bt601: [6, 'BT.601', matrix],
  st240: [7, 'SMPTE ST 240', matrix],
  yCgCo: [8, 'YCgCo', matrix],
  bt2020: [9, 'BT.2020', matrix],
  bt2020Constant: [10, 'BT.2020, constant luminance', matrix],
  st2085: [11, 'SMPTE ST 2085', matrix],
  derived: [12, 'derived from the primaries', matrix],
  derivedConstant: [13, 'derived from the primaries, constant luminance', matrix],
  ictcp: [14, 'ICtCp', matrix],
});
