import { leavesOf } from '../field/field-node.ts';
import type { TracedPart } from '../rtmp/event-tree.ts';
import type { Theme } from './theme.ts';

const INDENT = ' '.repeat(8);
const ROW_BYTES = 16;
/** Columns of 16 bytes with four fields among them; a row with more is longer. */
const HEX_WIDTH = ROW_BYTES * 3 + 4;

/** Bytes of one part that lie side by side on the wire. */
type Stretch = { readonly part: TracedPart; readonly start: number; readonly end: number };

/**
 * The bytes of a message in the order of the wire, chunk headers where they interrupt the payload: frame, offset in the
 * file, offset in the part, then the bytes, each field told apart by colour, or by brackets where there is none.
 */
export function hexRows(parts: readonly TracedPart[], theme: Theme): string {
  const fields = new Map(parts.map((part) => [part, fieldNumbers(part)]));
  let text = '';
  for (const stretch of inOrder(parts)) text += stretchText(stretch, fields.get(stretch.part)!, theme);
  return text;
}

/** Chunk headers and the payload of each chunk behind its own. */
function inOrder(parts: readonly TracedPart[]): Stretch[] {
  const headers = parts.filter(({ kind }) => kind === 'chunk header');
  return parts.flatMap((part) => {
    if (part.kind === 'handshake') return [{ part, start: 0, end: part.bytes.length }];
    if (part.kind === 'payload') return [];
    const payload = parts.find(({ kind }) => kind === 'payload');
    const next = headers[headers.indexOf(part) + 1];
    const header = { part, start: 0, end: part.bytes.length };
    if (payload === undefined) return [header];
    const end = Math.min(next?.at ?? Infinity, payload.bytes.length);
    return end > part.at ? [header, { part: payload, start: part.at, end }] : [header];
  });
}

function stretchText({ part, start, end }: Stretch, fieldOf: Uint32Array, theme: Theme): string {
  const { bytes, origins, kind } = part;
  let text = '';
  for (const run of origins.runs(start, end)) {
    for (let at = run.start; at < run.end; at += ROW_BYTES) {
      const stop = Math.min(run.end, at + ROW_BYTES);
      const offset = run.fileOffset + at - run.start;
      const place = kind === 'chunk header' ? 'hd' : kind === 'payload' ? '  ' : 'hs';
      const where = `${String(run.frame).padStart(7)}  ${fileOffsetText(offset)}  ${place} ${hexNumber(at, 5)}`;
      const hex =
        theme.fields === undefined
          ? bracketed(bytes, at, stop, fieldOf)
          : painted(bytes, at, stop, fieldOf, theme.fields);
      text += `${INDENT}${theme.number(where)}  ${hex}  ${ascii(bytes, at, stop)}\n`;
    }
  }
  return text;
}

/** For each byte the number of its field, counted from 0, so that neighbours are told apart. */
function fieldNumbers({ nodes, bytes }: TracedPart): Uint32Array {
  const fieldOf = new Uint32Array(bytes.length);
  leavesOf(nodes).forEach(({ start, end }, i) => fieldOf.fill(i, start, end));
  return fieldOf;
}

function bracketed(bytes: Uint8Array, at: number, stop: number, fieldOf: Uint32Array): string {
  let text = '';
  for (let i = at; i < stop; i++) {
    const begins = i === 0 || fieldOf[i] !== fieldOf[i - 1];
    const ends = i + 1 === bytes.length || fieldOf[i] !== fieldOf[i + 1];
    text += `${begins ? '[' : ' '}${hexNumber(bytes[i]!, 2)}${ends ? ']' : ''}`;
  }
  return text.padEnd(HEX_WIDTH);
}

function painted(
  bytes: Uint8Array,
  at: number,
  stop: number,
  fieldOf: Uint32Array,
  paints: NonNullable<Theme['fields']>,
): string {
  let text = '';
  for (let i = at; i < stop; i++) text += ` ${paints[fieldOf[i]! % 2]!(hexNumber(bytes[i]!, 2))}`;
  return text + ' '.repeat(3 * (ROW_BYTES - (stop - at)));
}

function ascii(bytes: Uint8Array, at: number, stop: number): string {
  let text = '';
  for (let i = at; i < stop; i++) {
    const byte = bytes[i]!;
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
  }
  return text;
}

/** Where in the file; nothing where that is not known. */
function fileOffsetText(offset: number): string {
  return Number.isNaN(offset) ? ' '.repeat(10) : `0x${hexNumber(offset, 8)}`;
}

function hexNumber(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
