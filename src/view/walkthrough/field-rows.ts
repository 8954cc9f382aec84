import { anyValue, property } from '../../amf/amf0.ts';
import { eachNode, type FieldNode, isLeaf } from '../../field/field-node.ts';
import { format, header } from '../../rtmp/chunk-header-fields.ts';
import type { TracedPart } from '../../rtmp/event-tree.ts';
import { bitsText, fieldText } from '../field-text.ts';

/** Rows of one message. */
const MOST_ROWS = 48;

/** One row of the table of fields. */
export type FieldRow = {
  readonly part: TracedPart;
  readonly node: FieldNode;
  readonly depth: number;
  /** The number under its first byte; of what is no field with bytes of its own none. */
  readonly mark: number | undefined;
  /** What it is called and holds, with text of the capture in it. */
  readonly text: string;
};

/** Fields as rows. What was taken apart once in the document stands on one row afterwards. */
export class FieldRows {
  private readonly seen = new Set<string>();

  /** The rows of some parts of a message, and how many are left out. */
  rowsOf(parts: readonly TracedPart[]): { readonly rows: readonly FieldRow[]; readonly left: number } {
    const rows: FieldRow[] = [];
    let marks = 0;
    const add = (part: TracedPart, node: FieldNode, depth: number, isMarked: boolean, text: string): void => {
      rows.push({ part, node, depth, mark: isMarked ? ++marks : undefined, text });
    };
    const walk = (part: TracedPart, node: FieldNode, depth: number): void => {
      if (rows.length > MOST_LISTED) return;
      if (this.isKnown(node)) return add(part, node, depth, true, shortText(part, node));
      const bits = bitsText(node);
      const text = bits === '' ? toldText(part, node) : `${bits} = ${fieldText(node)}`;
      add(part, node, depth, isLeaf(node), text);
      for (const child of node.children) walk(part, child, depth + 1);
    };
    for (const part of parts) for (const node of part.nodes) walk(part, node, 0);
    return { rows: rows.slice(0, MOST_ROWS), left: Math.max(0, rows.length - MOST_ROWS) };
  }

  /** Whether a field made of others was taken apart before. Objects always are: each holds something else. */
  private isKnown(node: FieldNode): boolean {
    if (node.field.type !== 'group' || node.start === node.end) return false;
    for (const { field } of eachNode(node.children)) if (field.id === property.id) return false;
    const key = keyOf(node);
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }
}

/** Rows that are counted at most, for what is left out. */
const MOST_LISTED = 1000;

function keyOf(node: FieldNode): string {
  const { field, value, children } = node;
  switch (field.id) {
    case property.id:
      return field.id;
    case anyValue.id:
      return `${field.id} ${children[0] === undefined ? '' : String(children[0].value)}`;
    case header.id: {
      const type = [...eachNode(children)].find((child) => child.field.id === format.id);
      return `${field.id} ${String(type?.value)}`;
    }
    default:
      return String(value ?? field.id);
  }
}

/** A known group on one line. */
function shortText(part: TracedPart, node: FieldNode): string {
  const { field, children } = node;
  if (field.id === property.id) {
    const value = children.at(-1);
    return value === undefined ? fieldText(node) : `${fieldText(node)}: ${toldText(part, value)}`;
  }
  if (field.id !== header.id) return toldText(part, node);
  const facts = [...eachNode(children)].filter((child) => child.children.length === 0);
  return `${fieldText(node)}: ${facts.map((fact) => fieldText(fact)).join(', ')}`;
}

/** What a field holds, and what is known of its value beyond the table of the field. */
function toldText({ meanings }: TracedPart, node: FieldNode): string {
  return fieldText(node, meanings.get(node));
}
