import { expect } from 'vitest';
import { eachNode, type FieldNode, leavesOf } from '../../src/field/field-node.ts';
import { FieldReader } from '../../src/field/field-reader.ts';
import type { FieldValue } from '../../src/field/field.ts';
import { TracingReader } from '../../src/field/tracing-reader.ts';

/** What was read, and the fields that it was read from. */
export type Traced<T> = {
  readonly result: T;
  /** The values of every field of this name, in order. */
  readonly valuesOf: (id: string) => FieldValue[];
  /** The bytes of every field of this name: `[start, end)`, or bits as `first:width` behind the start. */
  readonly placesOf: (id: string) => string[];
};

/** Counts the groups that have begun and not ended. */
class Counting extends FieldReader {
  open = 0;

  override begin(): void {
    this.open++;
  }

  override finish(): void {
    this.open--;
  }
}

/**
 * Reads with and without a trace: both must say the same, the leaves must tile the bytes, and no group may be left open,
 * or what is read next would be part of it.
 */
export function traced<T>(data: Uint8Array, read: (reader: FieldReader) => T): Traced<T> {
  const plain = new Counting(data);
  const reader = new TracingReader(data);
  const result = read(reader);
  expect(result).toEqual(read(plain));
  expect(reader.position).toBe(plain.position);
  expect(plain.open).toBe(0);
  const nodes = reader.tree();
  expectTiles(nodes, data.length);
  const named = (id: string): FieldNode[] => [...eachNode(nodes)].filter(({ field }) => field.id === id);
  return {
    result,
    valuesOf: (id) => named(id).map(({ value }) => value),
    placesOf: (id) => named(id).map(placeOf),
  };
}

function placeOf({ start, end, bits }: FieldNode): string {
  return bits === undefined ? `${start}-${end}` : `${start} ${bits.first}:${bits.width}`;
}

function expectTiles(nodes: readonly FieldNode[], length: number): void {
  let at = 0;
  for (const leaf of leavesOf(nodes)) {
    if (leaf.start !== at) expect(leaf).toMatchObject({ start: at });
    at = leaf.end;
  }
  expect(at).toBe(length);
  for (const node of eachNode(nodes)) {
    for (const { start, end } of node.children) {
      if (start < node.start || end > node.end) expect(node.children).toBe(`within ${node.field.id}`);
    }
  }
}
