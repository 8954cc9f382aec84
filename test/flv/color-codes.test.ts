import { expect, test } from 'vitest';
import { ColorPrimaries, MatrixCoefficients, TransferCharacteristics } from '../../src/flv/color-codes.ts';

/** ITU-T H.273 table 2. */
test.each([
  [1, 'BT.709'],
  [2, 'unspecified'],
  [4, 'BT.470 System M'],
  [5, 'BT.470 System B, G'],
  [6, 'BT.601'],
  [7, 'SMPTE ST 240'],
  [8, 'generic film'],
  [9, 'BT.2020'],
  [10, 'SMPTE ST 428-1'],
  [11, 'SMPTE RP 431-2 (P3 DCI)'],
  [12, 'SMPTE EG 432-1 (P3 D65)'],
  [22, 'EBU Tech. 3213'],
])('colour primaries %i are those of %s', (code, name) => {
  expect(ColorPrimaries.labelOf(code)).toBe(name);
});

/** ITU-T H.273 table 3. */
test.each([
  [1, 'BT.709'],
  [2, 'unspecified'],
  [4, 'gamma 2.2'],
  [5, 'gamma 2.8'],
  [6, 'BT.601'],
  [7, 'SMPTE ST 240'],
  [8, 'linear'],
  [9, 'logarithmic 100:1'],
  [10, 'logarithmic 316:1'],
  [11, 'IEC 61966-2-4'],
  [12, 'BT.1361'],
  [13, 'sRGB'],
  [14, 'BT.2020, 10 bits'],
  [15, 'BT.2020, 12 bits'],
  [16, 'PQ'],
  [17, 'SMPTE ST 428-1'],
  [18, 'HLG'],
])('transfer characteristics %i are those of %s', (code, name) => {
  expect(TransferCharacteristics.labelOf(code)).toBe(name);
});

/** ITU-T H.273 table 4. */
test.each([
  [0, 'identity'],
  [1, 'BT.709'],
  [2, 'unspecified'],
  [4, 'FCC'],
  [5, 'BT.470 System B, G'],
  [6, 'BT.601'],
  [7, 'SMPTE ST 240'],
  [8, 'YCgCo'],
  [9, 'BT.2020'],
  [10, 'BT.2020, constant luminance'],
  [11, 'SMPTE ST 2085'],
  [12, 'derived from the primaries'],
  [13, 'derived from the primaries, constant luminance'],
  [14, 'ICtCp'],
])('matrix coefficients %i are those of %s', (code, name) => {
  expect(MatrixCoefficients.labelOf(code)).toBe(name);
});
