import { grouped, quantity } from '../bytes/quantity.ts';
import { safeText } from '../bytes/safe-text.ts';
import type { FieldValue } from '../field/field.ts';
import type { FieldNode } from '../field/field-node.ts';
import { encodePayload } from './payload-encoding.ts';

/** Bytes of a value that are shown, and characters of a text. */
const MOST_BYTES = 16;
const MOST_CHARACTERS = 200;
/** Bytes whose bits are shown. */
const MOST_BITS_BYTES = 3;

/**
 * A field on one line: what it is called, its value, and what that means; in brackets when it stands in no bytes.
 * @param meaning what is known of its value beyond the table of the field
 */
export function fieldText(node: FieldNode, meaning?: string): string {
  const text = ownText(node);
  const told = meaning === undefined ? text : `${text} (${meaning})`;
  return node.start === node.end ? `[${told}]` : told;
}

function ownText(node: FieldNode): string {
  const { field, value, children } = node;
  if (field.type === 'group') return groupText(node);
  if (value === undefined) return field.label;
  if (field.type === 'boolean') return `${field.label}: ${value === true || value === 1}`;
  const meaning = meaningOf(node);
  if (meaning !== undefined) return `${field.label}: ${meaning} (${plainText(value)})`;
  // A byte that is taken apart below says nothing as a whole.
  if (children.length > 0 && typeof value === 'number') return `${field.label}: ${hexNumber(value)}`;
  return `${field.label}: ${plainText(value)}`;
}

/** The name that the table of a field has for its value. */
export function meaningOf({ field, value }: FieldNode): string | undefined {
  return typeof value === 'number' ? field.codes?.labelOf(value) : undefined;
}

/** A group by the code that it begins with, if it does, and by what it is altogether. */
function groupText({ field, value, children }: FieldNode): string {
  const [first] = children;
  const kind = first === undefined || children[0]!.bits !== undefined ? undefined : meaningOf(first);
  const label = kind ?? field.label;
  return value === undefined ? label : `${label} ${plainText(value)}`;
}

/** Whether a field is shown bit by bit. */
export function showsBits({ bits, start, end, value }: FieldNode): boolean {
  if (bits === undefined || end - start > MOST_BITS_BYTES) return false;
  return (
    (bits.first !== 0 || bits.width % 8 !== 0) && (typeof value === 'number' || typeof value === 'boolean')
  );
}

/** The bits of a field in their bytes, `..00 0011`; nothing for whole bytes, and for more bits than a line shows well. */
export function bitsText(node: FieldNode): string {
  const { bits, start, end, value } = node;
  if (bits === undefined || !showsBits(node)) return '';
  const total = (end - start) * 8;
  const digits = Number(value).toString(2).padStart(bits.width, '0').slice(-bits.width);
  let text = '';
  for (let i = 0; i < total; i++) {
    if (i > 0 && i % 4 === 0) text += ' ';
    const at = i - bits.first;
    text += at >= 0 && at < bits.width ? digits[at]! : '.';
  }
  return text;
}

function plainText(value: FieldValue): string {
  switch (typeof value) {
    case 'string':
      return `'${safeText(value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value)}'`;
    case 'number':
      return Number.isSafeInteger(value) && value >= 0 ? grouped(value) : String(value);
    case 'object': {
      if (value.length === 0) return 'no bytes';
      if (value.length <= MOST_BYTES) return encodePayload(value, 'hex');
      return `${encodePayload(value.subarray(0, MOST_BYTES), 'hex')}… (${quantity(value.length, 'byte')})`;
    }
    default:
      return String(value);
  }
}

function hexNumber(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}
