import { quantity } from '../bytes/quantity.ts';
import type { Field } from '../field/field.ts';
import type { FieldNode } from '../field/field-node.ts';
import type { TracedPart } from '../rtmp/event-tree.ts';
import { bitsText, fieldText, showsBits } from './field-text.ts';
import { PendingText } from './pending-text.ts';
import type { Theme } from './theme.ts';
import { explanationRow, type RowStyle } from './timeline-row.ts';

const INDENT = ' '.repeat(8);
/** Columns of the byte range: `102,400–102,403` fits, and is rare. */
const RANGE_WIDTH = 11;
const NO_PLACE = ' '.repeat(RANGE_WIDTH);
const COLUMN_GAP = '  ';
const NESTED = '  ';
/** Characters of nesting up to which lines are kept. */
const MOST_NESTING = 64;
/** Columns before what is said of a field: more than before the field itself. */
const TEXT_START = INDENT.length + RANGE_WIDTH + 4;

/**
 * Writes the fields of a message or of a part of the handshake, a line each, under a heading for each of its parts.
 * @param explain what a field is for, if that is wanted; it is said once, where the field comes first
 */
export function writeFieldTree(
  into: PendingText,
  parts: readonly TracedPart[],
  style: RowStyle,
  explain?: (node: FieldNode) => string | undefined,
): void {
  const { theme } = style;
  const explanation = explain && explanationsOf(explain, style);
  for (const part of parts) {
    into.text(INDENT);
    into.text(theme.phase.before);
    writeHeading(into, part);
    into.text(theme.phase.behind);
    into.text('\n');
    if (explanation === undefined && part.kind === 'chunk header' && part.bytes.length === 1) {
      into.bytes(repeatedIn(theme).shortHeader(part));
      continue;
    }
    for (const node of fieldsOf(part)) writeNode(into, node, '', part, theme, explanation);
  }
}

/** Lines that are many and of which there are few, as bytes: to copy them costs less than to write them. */
class RepeatedLines {
  readonly theme: Theme;
  /** Of chunk headers of one byte, which most chunks have. */
  private readonly shortHeaders: (Uint8Array | undefined)[] = [];
  /** Of bit fields: by field, then by value, place in the byte and nesting. */
  private readonly bitFields = new Map<Field, Map<number, Uint8Array>>();

  constructor(theme: Theme) {
    this.theme = theme;
  }

  shortHeader(part: TracedPart): Uint8Array {
    const [byte = 0] = part.bytes;
    return (this.shortHeaders[byte] ??= written((into) => {
      for (const node of fieldsOf(part)) writeNode(into, node, '', part, this.theme, undefined);
    }));
  }

  /** @param value the bits of the node, which lie in one byte */
  bitField(node: FieldNode, value: number, nesting: string): Uint8Array {
    const { first, width } = node.bits!;
    const key = ((value * 8 + first) * 9 + width) * MOST_NESTING + nesting.length;
    let lines = this.bitFields.get(node.field);
    if (lines === undefined) this.bitFields.set(node.field, (lines = new Map()));
    let line = lines.get(key);
    if (line === undefined) {
      line = written((into) => writeLine(into, node, nesting, bitsLine(node), this.theme));
      lines.set(key, line);
    }
    return line;
  }
}

function written(write: (into: PendingText) => void): Uint8Array {
  const into = new PendingText();
  write(into);
  return into.all();
}

/** Those of the theme that was asked for last. */
let repeated: RepeatedLines | undefined;

function repeatedIn(theme: Theme): RepeatedLines {
  if (repeated?.theme !== theme) repeated = new RepeatedLines(theme);
  return repeated;
}

type Explanation = (node: FieldNode, nesting: string) => string;

/** What each field is for, where it comes first. */
function explanationsOf(explain: (node: FieldNode) => string | undefined, style: RowStyle): Explanation {
  const told = new Set<string>();
  return (node, nesting) => {
    const words = explain(node);
    if (words === undefined || told.has(words)) return '';
    told.add(words);
    return explanationRow(style, words, TEXT_START + nesting.length);
  };
}

/** The fields of a part. A chunk header is one group, which its heading names. */
function fieldsOf({ kind, nodes }: TracedPart): readonly FieldNode[] {
  const [only, ...others] = nodes;
  return kind === 'chunk header' && only !== undefined && others.length === 0 ? only.children : nodes;
}

/** What a part is, how long, and the frames that hold it; in pieces, since there are many. */
function writeHeading(into: PendingText, { kind, bytes, at, origins }: TracedPart): void {
  into.text(kind);
  into.text(' · ');
  into.text(quantity(bytes.length, 'byte'));
  if (at > 0) {
    into.text(' · before byte ');
    into.number(at);
    into.text(' of the payload');
  }
  const { frames } = origins;
  const [first, second] = frames;
  if (first === undefined) return;
  if (frames.length > 2) {
    into.text(` · ${frames.length} frames, ${first} to ${frames.at(-1)}`);
    return;
  }
  into.text(second === undefined ? ' · frame ' : ' · frames ');
  into.number(first);
  if (second !== undefined) into.text(` and ${second}`);
}

function writeNode(
  into: PendingText,
  node: FieldNode,
  nesting: string,
  part: TracedPart,
  theme: Theme,
  explanation: Explanation | undefined,
): void {
  const { value } = node;
  const isRepeated = node.end - node.start === 1 && nesting.length < MOST_NESTING && showsBits(node);
  if (isRepeated && typeof value === 'number') {
    into.bytes(repeatedIn(theme).bitField(node, value, nesting));
  } else writeLine(into, node, nesting, toldText(node, part.meanings), theme);
  if (explanation !== undefined) into.text(explanation(node, nesting));
  for (const child of node.children) writeNode(into, child, nesting + NESTED, part, theme, explanation);
}

function writeLine(into: PendingText, node: FieldNode, nesting: string, text: string, theme: Theme): void {
  into.text(INDENT);
  into.text(theme.number.before);
  into.text(placeText(node));
  into.text(theme.number.behind);
  into.text(COLUMN_GAP);
  into.text(nesting);
  into.text(text);
  into.text('\n');
}

/** What a line says of a field: in front its bits, where it has some. */
function toldText(node: FieldNode, meanings: TracedPart['meanings']): string {
  if (node.bits !== undefined) return bitsLine(node);
  return fieldText(node, meanings.size === 0 ? undefined : meanings.get(node));
}

function bitsLine(node: FieldNode): string {
  const bits = bitsText(node);
  return bits === '' ? fieldText(node) : `${bits} = ${fieldText(node)}`;
}

/** Places that are asked for most: those in headers. */
const MOST_PLACES = 64;
const places: (string | undefined)[] = [];

/** `3` or `3–9`, in its column; nothing for what has no bytes of its own, or shows which bits it has of them. */
function placeText(node: FieldNode): string {
  const { start, end } = node;
  if (start === end || showsBits(node)) return NO_PLACE;
  if (end > MOST_PLACES) return rangeText(start, end);
  return (places[start * MOST_PLACES + end] ??= rangeText(start, end));
}

function rangeText(start: number, end: number): string {
  return (end === start + 1 ? String(start) : `${start}–${end - 1}`).padStart(RANGE_WIDTH);
}
