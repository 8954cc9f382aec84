import { expect, test } from 'vitest';
import { OriginMap } from '../../src/bytes/origin-map.ts';
import { codes } from '../../src/field/codes.ts';
import { field } from '../../src/field/field.ts';
import type { FieldNode } from '../../src/field/field-node.ts';
import { writeFieldTree } from '../../src/view/field-tree.ts';
import { PendingText } from '../../src/view/pending-text.ts';
import { createTheme } from '../../src/view/theme.ts';

const kinds = codes({ number: [0, 'Number', '§1'], index: [1, 'Index', '§2'] });
const group = field('test.group', 'group', 'value', '§0');
const kind = field('test.kind', 'uint', 'kind', '§0', kinds);

/** A group that is 5 altogether, and begins with this kind. */
function groupOf(value: number): FieldNode {
  const first = { field: kind, value, start: 0, end: 1, bits: undefined, children: [] };
  return { field: group, value: 5, start: 0, end: 2, bits: undefined, children: [first] };
}

test('a group is called by what is in it, though another one like it was written before', async () => {
  const theme = await createTheme(0);
  const into = new PendingText();
  for (const value of [0, 1]) {
    const part = { bytes: Uint8Array.of(value, 5), nodes: [groupOf(value)], origins: new OriginMap() };
    const whole = {
      ...part,
      kind: 'payload' as const,
      frames: [],
      at: 0,
    };
    writeFieldTree(into, [{ ...whole, meanings: new Map() }], { theme, width: 80 });
  }
  const lines = Buffer.from(into.all()).toString().split('\n');
  expect(lines.filter((line) => line.includes(' 0–1 '))).toEqual([
    '                0–1  Number 5',
    '                0–1  Index 5',
  ]);
});
