import { quantity } from '../bytes/quantity.ts';
import type { Field } from '../field/field.ts';
import type { FieldNode } from '../field/field-node.ts';
import type { TracedPart } from '../rtmp/event-tree.ts';
import type { Theme } from './theme.ts';
import { bitsText, fieldText, showsBits } from './field-text.ts';
import { explanationRow, type RowStyle } from './timeline-row.ts';

const INDENT = ' '.repeat(8);
/** Columns of the byte range: `102,400–102,403` fits, and is rare. */
const RANGE_WIDTH = 11;
const NO_PLACE = ' '.repeat(RANGE_WIDTH);
const NESTED = '  ';
/** Columns before what is said of a field: more than before the field itself. */
const TEXT_START = INDENT.length + RANGE_WIDTH + 4;

/**
 * The fields of a message or of a part of the handshake, a line each, under a heading for each of its parts.
 * @param explain what a field is for, if that is wanted; it is said once, where the field comes first
 */
export function fieldTree(
  parts: readonly TracedPart[],
  style: RowStyle,
  explain?: (node: FieldNode) => string | undefined,
): string {
  const told = new Set<string>();
  const explanation = (node: FieldNode, nesting: string): string => {
    const words = explain?.(node);
    if (words === undefined || told.has(words)) return '';
    told.add(words);
    return explanationRow(style, words, TEXT_START + nesting.length);
  };
  let text = '';
  for (const part of parts) {
    text += `${INDENT}${style.theme.phase(heading(part))}\n`;
    for (const node of fieldsOf(part)) text += nodeText(node, '', part, style.theme, explanation);
  }
  return text;
}

/** The fields of a part. A chunk header is one group, which its heading names. */
function fieldsOf({ kind, nodes }: TracedPart): readonly FieldNode[] {
  const [only, ...others] = nodes;
  return kind === 'chunk header' && only !== undefined && others.length === 0 ? only.children : nodes;
}

/** What a part is, how long, and the frames that hold it. */
function heading({ kind, bytes, at, origins }: TracedPart): string {
  const facts = [kind, quantity(bytes.length, 'byte')];
  if (at > 0) facts.push(`before byte ${at} of the payload`);
  const { frames } = origins;
  if (frames.length === 1) facts.push(`frame ${frames[0]}`);
  if (frames.length === 2) facts.push(`frames ${frames[0]} and ${frames[1]}`);
  if (frames.length > 2) facts.push(`${frames.length} frames, ${frames[0]} to ${frames.at(-1)}`);
  return facts.join(' · ');
}

function nodeText(
  node: FieldNode,
  nesting: string,
  part: TracedPart,
  theme: Theme,
  explanation: (node: FieldNode, nesting: string) => string,
): string {
  let text = `${INDENT}${theme.number(placeText(node))}  ${nesting}${toldText(node, part.meanings)}\n`;
  text += explanation(node, nesting);
  for (const child of node.children) text += nodeText(child, nesting + NESTED, part, theme, explanation);
  return text;
}

/** Texts of bit fields, which take few values and are many: by field, then by value and place in the byte. */
const bitTexts = new Map<Field, Map<number, string>>();

/** What a line says of a field: in front its bits, where it has some. */
function toldText(node: FieldNode, meanings: TracedPart['meanings']): string {
  const { field, value, bits, start, end } = node;
  if (bits === undefined) return fieldText(node, meanings.size === 0 ? undefined : meanings.get(node));
  if (typeof value !== 'number' || end - start > 1) return bitsLine(node);
  const key = (value * 8 + bits.first) * 9 + bits.width;
  let texts = bitTexts.get(field);
  if (texts === undefined) bitTexts.set(field, (texts = new Map()));
  let text = texts.get(key);
  if (text === undefined) texts.set(key, (text = bitsLine(node)));
  return text;
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
