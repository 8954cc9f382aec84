import { grouped } from '../bytes/quantity.ts';
import { safeText } from '../bytes/safe-text.ts';
import type { FieldValue } from '../field/field.ts';
import type { FieldNode } from '../field/field-node.ts';
import { encodePayload } from './payload-encoding.ts';

/** Bytes of a value that are shown, and characters of a text. */
const MOST_BYTES = 16;
const MOST_CHARACTERS = 200;
/** Bytes whose bits are shown. */
const MOST_BITS_BYTES = 3;

/** Where text is written to, piece by piece. */
export type TextSink = {
  text(text: string): void;
  /** A whole number, not negative, with its thousands apart. */
  grouped(number: number): void;
  /** The first `count` bytes in hex. */
  hex(bytes: Uint8Array, count: number): void;
};

/**
 * Writes a field on one line: what it is called, its value, and what that means; in brackets when it stands in no bytes.
 * @param meaning what is known of its value beyond the table of the field
 */
export function writeFieldText(into: TextSink, node: FieldNode, meaning?: string): void {
  const hasBytes = node.start !== node.end;
  if (!hasBytes) into.text('[');
  writeOwnText(into, node);
  if (meaning !== undefined) {
    into.text(' (');
    into.text(meaning);
    into.text(')');
  }
  if (!hasBytes) into.text(']');
}

/** The same as a string. */
export function fieldText(node: FieldNode, meaning?: string): string {
  const joined = new JoinedText();
  writeFieldText(joined, node, meaning);
  return joined.told;
}

class JoinedText implements TextSink {
  told = '';

  text(text: string): void {
    this.told += text;
  }

  grouped(number: number): void {
    this.told += grouped(number);
  }

  hex(bytes: Uint8Array, count: number): void {
    this.told += encodePayload(bytes.subarray(0, count), 'hex');
  }
}

function writeOwnText(into: TextSink, node: FieldNode): void {
  const { field, value, children } = node;
  if (field.type === 'group') {
    writeGroup(into, node);
    return;
  }
  into.text(field.label);
  if (value === undefined) return;
  into.text(': ');
  const meaning = meaningOf(node);
  if (field.type === 'boolean') into.text(String(value === true || value === 1));
  else if (meaning !== undefined) {
    into.text(meaning);
    into.text(' (');
    writeValue(into, value);
    into.text(')');
  }
  // A byte that is taken apart below says nothing as a whole.
  else if (children.length > 0 && typeof value === 'number') into.text(hexNumber(value));
  else writeValue(into, value);
}

/** The name that the table of a field has for its value. */
export function meaningOf({ field, value }: FieldNode): string | undefined {
  return typeof value === 'number' ? field.codes?.labelOf(value) : undefined;
}

/** Writes a group by the code that it begins with, if it does, and by what it is altogether. */
function writeGroup(into: TextSink, { field, value, children }: FieldNode): void {
  const [first] = children;
  const kind = first === undefined || first.bits !== undefined ? undefined : meaningOf(first);
  into.text(kind ?? field.label);
  if (value === undefined) return;
  into.text(' ');
  writeValue(into, value);
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

function writeValue(into: TextSink, value: FieldValue): void {
  switch (typeof value) {
    case 'string':
      into.text(
        `'${safeText(value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value)}'`,
      );
      break;
    case 'number':
      if (Number.isSafeInteger(value) && value >= 0) into.grouped(value);
      else into.text(String(value));
      break;
    case 'object':
      if (value.length === 0) into.text('no bytes');
      else into.hex(value, Math.min(value.length, MOST_BYTES));
      if (value.length <= MOST_BYTES) break;
      into.text('… (');
      into.grouped(value.length);
      into.text(' bytes)');
      break;
    default:
      into.text(String(value));
  }
}

function hexNumber(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}
