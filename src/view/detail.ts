import { grouped } from '../bytes/quantity.ts';

/** A text, or pieces of one: their numbers are whole, not negative, and shown with their thousands apart. */
export type Detail = string | readonly (string | number)[];

/** The pieces joined. */
export function detailText(detail: Detail): string {
  if (typeof detail === 'string') return detail;
  return detail.map((piece) => (typeof piece === 'string' ? piece : grouped(piece))).join('');
}
