import type { Field, FieldValue } from './field.ts';

/** A field that was read, and those that it is made of. */
export type FieldNode = {
  readonly field: Field;
  /** As it was read; of a group what it is altogether, where that is told. */
  readonly value: FieldValue;
  /** Its bytes, `[start, end)` of those that were read. None when it only follows from others. */
  readonly start: number;
  readonly end: number;
  /** Where it is made of bits: the first of them, counted from the highest bit of the byte at `start`, and how many. */
  readonly bits: { readonly first: number; readonly width: number } | undefined;
  readonly children: readonly FieldNode[];
};

/** Each node and those below it, in the order of the bytes. */
export function* eachNode(nodes: readonly FieldNode[]): Generator<FieldNode> {
  for (const node of nodes) {
    yield node;
    yield* eachNode(node.children);
  }
}

/** Whether a node stands for bytes itself, and not for the fields below it: a node without others, or with bits only. */
export function isLeaf({ start, end, bits, children }: FieldNode): boolean {
  return bits === undefined && end > start && children.every((child) => child.bits !== undefined);
}

/** The nodes whose bytes, side by side, are all that was read. */
export function leavesOf(nodes: readonly FieldNode[]): FieldNode[] {
  return [...eachNode(nodes)].filter(isLeaf);
}
