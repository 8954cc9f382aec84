import { quantity } from '../bytes/quantity.ts';
import type { FieldNode } from '../field/field-node.ts';
import type { TracedPart } from '../rtmp/event-tree.ts';
import type { Theme } from './theme.ts';
import { bitsText, fieldText } from './field-text.ts';
import { explanationRow, type RowStyle } from './timeline-row.ts';

const INDENT = ' '.repeat(8);
/** Columns of the byte range: `102,400–102,403` fits, and is rare. */
const RANGE_WIDTH = 11;
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
    for (const node of fieldsOf(part)) text += nodeText(node, '', style.theme, explanation);
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
  const frames = [...new Set(origins.runs(0, bytes.length).map(({ frame }) => frame))];
  if (frames.length === 1) facts.push(`frame ${frames[0]}`);
  if (frames.length === 2) facts.push(`frames ${frames[0]} and ${frames[1]}`);
  if (frames.length > 2) facts.push(`${frames.length} frames, ${frames[0]} to ${frames.at(-1)}`);
  return facts.join(' · ');
}

function nodeText(
  node: FieldNode,
  nesting: string,
  theme: Theme,
  explanation: (node: FieldNode, nesting: string) => string,
): string {
  const bits = bitsText(node);
  const place = bits === '' ? rangeText(node) : '';
  const told = bits === '' ? fieldText(node) : `${bits} = ${fieldText(node)}`;
  let text = `${INDENT}${theme.number(place.padStart(RANGE_WIDTH))}  ${nesting}${told}\n`;
  text += explanation(node, nesting);
  for (const child of node.children) text += nodeText(child, nesting + NESTED, theme, explanation);
  return text;
}

/** `3` or `3–9`; nothing for what has no bytes of its own. */
function rangeText({ start, end }: FieldNode): string {
  if (start === end) return '';
  return end === start + 1 ? String(start) : `${start}–${end - 1}`;
}
