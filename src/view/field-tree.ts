import { quantity } from '../bytes/quantity.ts';
import { sameBytes } from '../bytes/same-bytes.ts';
import type { Field } from '../field/field.ts';
import type { FieldNode } from '../field/field-node.ts';
import type { TracedPart } from '../rtmp/event-tree.ts';
import { bitsText, showsBits, writeFieldText } from './field-text.ts';
import { PendingText } from './pending-text.ts';
import type { Theme } from './theme.ts';
import { explanationRow, type RowStyle } from './timeline-row.ts';

const INDENT = ' '.repeat(8);
/** Columns of the byte range: `102,400–102,403` fits, and is rare. */
const RANGE_WIDTH = 11;
const NO_PLACE = ' '.repeat(RANGE_WIDTH);
const COLUMN_GAP = '  ';
/** Columns that a field stands behind the one that it is a part of. */
const NESTED = 2;
/** Columns before what is said of a field: more than before the field itself. */
const TEXT_START = INDENT.length + RANGE_WIDTH + 4;

// What is written most, and kept: fields in the first bytes, with small numbers, not deep within others.
const MOST_PLACE = 64;
const MOST_VALUE = 1024;
const MOST_NESTING = 16;
const MOST_WIDTH = 9;
/** Lines that are kept, about 60 bytes each. */
const MOST_LINES = 10_000;

/**
 * Writes the fields of a message or of a part of the handshake, a line each, under a heading for each of its parts.
 * Chunk headers that say the same one after another, which a long message has by the hundred, are told once.
 * @param explain what a field is for, if that is wanted; it is said once, where the field comes first
 */
export function writeFieldTree(
  into: PendingText,
  parts: readonly TracedPart[],
  style: RowStyle,
  explain?: (node: FieldNode) => string | undefined,
): void {
  const lines = linesOf(style.theme);
  const explanation = explain && explanationsOf(explain, style);
  let end = 0;
  for (let first = 0; first < parts.length; first = end) {
    const part = parts[first]!;
    end = endOfRun(parts, first);
    into.bytes(lines.headingStart);
    if (end === first + 1) writeHeading(into, part);
    else writeRunHeading(into, parts, first, end);
    into.bytes(lines.headingEnd);
    for (const node of fieldsOf(part)) writeNode(into, node, 0, part, lines, explanation);
  }
}

/** Behind the last of the chunk headers from `first` on that have the same bytes, at the same distance from each other. */
function endOfRun(parts: readonly TracedPart[], first: number): number {
  const { kind, bytes, at } = parts[first]!;
  let next = first + 1;
  // The first header of a message stands by itself: its payload follows.
  if (kind !== 'chunk header' || at === 0) return next;
  const distance = (parts[next]?.at ?? at) - at;
  for (; next < parts.length; next++) {
    const part = parts[next]!;
    if (part.at !== at + distance * (next - first) || !sameBytes(part.bytes, bytes)) break;
  }
  return next;
}

/** Lines, and beginnings of lines, that are many and of which there are few, as bytes: to copy them costs less. */
class RepeatedLines {
  readonly theme: Theme;
  readonly headingStart: Uint8Array;
  readonly headingEnd: Uint8Array;
  private readonly starts = new Map<number, Uint8Array>();
  /** By field, then by what else they say. */
  private readonly lines = new Map<Field, Map<number, Uint8Array>>();
  private count = 0;

  constructor(theme: Theme) {
    this.theme = theme;
    this.headingStart = written((into) => {
      into.text(INDENT);
      into.text(theme.phase.before);
    });
    this.headingEnd = written((into) => {
      into.text(theme.phase.behind);
      into.text('\n');
    });
  }

  /** The line of a field with a small number; `undefined` for others. */
  line(node: FieldNode, nesting: number): Uint8Array | undefined {
    const key = lineKey(node, nesting);
    if (key < 0) return undefined;
    let lines = this.lines.get(node.field);
    if (lines === undefined) this.lines.set(node.field, (lines = new Map()));
    let line = lines.get(key);
    if (line === undefined) {
      line = written((into) => writeLine(into, node, nesting, undefined, this));
      if (this.count++ < MOST_LINES) lines.set(key, line);
    }
    return line;
  }

  /** Writes what stands in a line before what it says. */
  start(into: PendingText, node: FieldNode, nesting: number): void {
    const place = hasPlace(node) ? node.start * MOST_PLACE + node.end : 0;
    if (nesting >= MOST_NESTING || (place > 0 && node.end >= MOST_PLACE)) {
      this.writeStart(into, node, nesting);
      return;
    }
    const key = place * MOST_NESTING + nesting;
    let start = this.starts.get(key);
    if (start === undefined) {
      start = written((once) => this.writeStart(once, node, nesting));
      this.starts.set(key, start);
    }
    into.bytes(start);
  }

  private writeStart(into: PendingText, node: FieldNode, nesting: number): void {
    const { before, behind } = this.theme.number;
    into.text(INDENT);
    into.text(before);
    into.text(hasPlace(node) ? rangeText(node.start, node.end) : NO_PLACE);
    into.text(behind);
    into.text(COLUMN_GAP);
    into.spaces(nesting);
  }
}

/** What a line says besides its field, as one number; -1 for more than fits. */
function lineKey(node: FieldNode, nesting: number): number {
  const { field, value, start, end, bits, children } = node;
  // What a group is called may follow from what is in it.
  if (field.type === 'group') return -1;
  if (typeof value !== 'number' || (value | 0) !== value || value < 0 || value >= MOST_VALUE) return -1;
  if (nesting >= MOST_NESTING) return -1;
  let place: number;
  if (bits === undefined) {
    if (end >= MOST_PLACE) return -1;
    place = start * MOST_PLACE + end;
  } else {
    if (end - start !== 1 || !showsBits(node)) return -1;
    place = MOST_PLACE * MOST_PLACE + bits.first * MOST_WIDTH + bits.width;
  }
  return ((place * MOST_VALUE + value) * MOST_NESTING + nesting) * 2 + (children.length > 0 ? 1 : 0);
}

function written(write: (into: PendingText) => void): Uint8Array {
  const into = new PendingText();
  write(into);
  return into.all();
}

/** Those of the theme that was asked for last. */
let repeated: RepeatedLines | undefined;

function linesOf(theme: Theme): RepeatedLines {
  if (repeated?.theme !== theme) repeated = new RepeatedLines(theme);
  return repeated;
}

type Explanation = (node: FieldNode, nesting: number) => string;

/** What each field is for, where it comes first. */
function explanationsOf(explain: (node: FieldNode) => string | undefined, style: RowStyle): Explanation {
  const told = new Set<string>();
  return (node, nesting) => {
    const words = explain(node);
    if (words === undefined || told.has(words)) return '';
    told.add(words);
    return explanationRow(style, words, TEXT_START + nesting);
  };
}

/** The fields of a part. A chunk header is one group, which its heading names. */
function fieldsOf({ kind, nodes }: TracedPart): readonly FieldNode[] {
  const [only, ...others] = nodes;
  return kind === 'chunk header' && only !== undefined && others.length === 0 ? only.children : nodes;
}

/** What a part is, how long, and the frames that hold it; in pieces, since there are many. */
function writeHeading(into: PendingText, { kind, bytes, at, frames }: TracedPart): void {
  into.text(kind);
  into.text(' · ');
  into.text(quantity(bytes.length, 'byte'));
  if (at > 0) {
    into.text(' · before byte ');
    into.number(at);
    into.text(' of the payload');
  }
  if (frames.length > 0) writeFrames(into, frames.length, frames[0]!, frames.at(-1)!);
}

/** The same of chunk headers that say the same. */
function writeRunHeading(into: PendingText, parts: readonly TracedPart[], first: number, end: number): void {
  const { bytes, at } = parts[first]!;
  const count = end - first;
  into.number(count);
  into.text(' chunk headers · ');
  into.text(quantity(bytes.length, 'byte'));
  into.text(' each · before bytes ');
  into.number(at);
  if (count > 2) {
    into.text(', ');
    into.number(parts[first + 1]!.at);
  }
  into.text(count > 3 ? ', … ' : ' and ');
  into.number(parts[end - 1]!.at);
  into.text(' of the payload');
  let frames = 0;
  let earliest = 0;
  let latest = 0;
  for (let i = first; i < end; i++) {
    for (const frame of parts[i]!.frames) {
      if (frame === latest) continue;
      if (frames++ === 0) earliest = frame;
      latest = frame;
    }
  }
  if (frames > 0) writeFrames(into, frames, earliest, latest);
}

/** How many frames, and which. */
function writeFrames(into: PendingText, count: number, first: number, last: number): void {
  if (count > 2) {
    into.text(' · ');
    into.number(count);
  }
  into.text(count === 1 ? ' · frame ' : count === 2 ? ' · frames ' : ' frames, ');
  into.number(first);
  if (count === 1) return;
  into.text(count === 2 ? ' and ' : ' to ');
  into.number(last);
}

function writeNode(
  into: PendingText,
  node: FieldNode,
  nesting: number,
  part: TracedPart,
  lines: RepeatedLines,
  explanation: Explanation | undefined,
): void {
  const { meanings } = part;
  const line = meanings.size === 0 ? lines.line(node, nesting) : undefined;
  if (line !== undefined) into.bytes(line);
  else writeLine(into, node, nesting, meanings.get(node), lines);
  if (explanation !== undefined) into.text(explanation(node, nesting));
  for (const child of node.children) writeNode(into, child, nesting + NESTED, part, lines, explanation);
}

function writeLine(
  into: PendingText,
  node: FieldNode,
  nesting: number,
  meaning: string | undefined,
  lines: RepeatedLines,
): void {
  lines.start(into, node, nesting);
  const bits = bitsText(node);
  if (bits !== '') {
    into.text(bits);
    into.text(' = ');
  }
  writeFieldText(into, node, meaning);
  into.text('\n');
}

/** Whether a field has bytes of its own, and does not show which bits it has of them. */
function hasPlace(node: FieldNode): boolean {
  return node.start !== node.end && !showsBits(node);
}

/** `3` or `3–9`, in its column. */
function rangeText(start: number, end: number): string {
  return (end === start + 1 ? String(start) : `${start}–${end - 1}`).padStart(RANGE_WIDTH);
}
