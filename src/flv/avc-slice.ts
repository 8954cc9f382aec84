import { codes } from '../field/codes.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';

const section = 'H.264 §7.3.3';
const table = 'H.264 table 7-6';

/** How the macroblocks of a slice are predicted; from 5, those of the whole picture's slices. */
const SliceType = codes({
  p: [0, 'P', table],
  b: [1, 'B', table],
  i: [2, 'I', table],
  sp: [3, 'SP', table],
  si: [4, 'SI', table],
  allP: [5, 'P, as all of the picture', table],
  allB: [6, 'B, as all of the picture', table],
  allI: [7, 'I, as all of the picture', table],
  allSp: [8, 'SP, as all of the picture', table],
  allSi: [9, 'SI, as all of the picture', table],
});

export const firstMacroblock = field('rtmpt.avc.slice.first_mb', 'uint', 'first_mb_in_slice', section);
export const sliceType = field('rtmpt.avc.slice.type', 'uint', 'slice_type', section, SliceType);

/** The two numbers at the beginning of a slice are never longer. */
const BEGINNING = 8;

/** Tells how a slice begins (H.264 §7.3.3), right after it was read. */
export function tellAvcSlice(reader: FieldReader, slice: Uint8Array): void {
  const at = reader.position - slice.length;
  const bits = new BitReader(withoutEmulationPrevention(slice.subarray(0, BEGINNING)), 'the slice', at);
  reader.derived(firstMacroblock, bits.unsigned());
  reader.derived(sliceType, bits.unsigned());
}
