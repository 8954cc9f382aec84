import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { declaredFields } from '../../src/field/field.ts';
import { findFields } from '../../src/filter/fields/registry.ts';
import { parseFilter } from '../../src/filter/filter.ts';
import { runInMemory } from '../cli/memory-terminal.ts';

async function framesOf(sample: string, filter: string): Promise<number[]> {
  const { stdout, stderr } = await runInMemory([
    `samples/${sample}.pcap`,
    '-T',
    'tsv',
    '-e',
    'frame.number',
    '-Y',
    filter,
  ]);
  expect(stderr).toBe('');
  return stdout.trim().split('\n').slice(1).map(Number);
}

test('every field that a parser declares is one that filters can name', () => {
  const missing = declaredFields().filter(({ id }) => findFields(id)[0]?.id !== id);
  expect(missing.map(({ id }) => id)).toEqual([]);
});

describe('a filter asks for a field of the tree', () => {
  test.each([
    // ffprobe: level 13, profile High (100) of the H.264 of this sample.
    ['publish-obs', 'rtmpt.avc.level == 13', [29]],
    ['publish-obs', 'avc.level == 13 && rtmpt.avc.profile == 100', [29]],
    ['publish-obs', 'rtmpt.avc.level == 31', []],
    // The first picture is a keyframe: a slice of an IDR picture.
    ['publish-obs', 'rtmpt.avc.nal.type == 5 && frame.number < 40', [31]],
    // C0 and C1, C2, S0 to S2.
    ['publish-obs', 'rtmpt.handshake.random', [4, 9]],
    ['publish-obs', 'rtmpt.handshake.time2 == 0', [8, 9]],
    // 929776 as C1 has it, and as S2 and S1 do; FFmpeg's C1 begins with other bytes.
    ['publish-obs', 'rtmpt.handshake.c1[0:4] == 00:0e:2f:f0', [4]],
    ['publish-obs', 'rtmpt.handshake.s2[0:4] == 00:0e:2f:f0', [9]],
    ['play-missing', 'rtmpt.handshake.c1[0:4] == 00:0e:2f:f0', []],
    ['publish-obs', 'rtmpt.header.basic == 0x02 && frame.number < 20', [10, 14, 16, 16]],
  ])('%s: %s', async (sample, filter, frames) => {
    const found = await framesOf(sample, filter);
    expect(found.filter((frame) => frame > 0)).toEqual(frames);
  });

  test.each([
    ['rtmpt.header.basic', true],
    ['rtmpt.handshake.random', true],
    ['rtmpt.avc.level == 31', true],
    ['typeid == 9', false],
    ['amf.property', false],
  ])(
    '%s: needs the bytes of chunk headers and handshakes, and what was configured: %s',
    async (text, needs) => {
      expect((await parseFilter(text)).needsTrace).toBe(needs);
    },
  );
});

test('a column has what the tree has, in every sample', async () => {
  const names = [
    'rtmpt.avc.sps',
    'rtmpt.avc.nal.type',
    'rtmpt.header.basic',
    'rtmpt.handshake.echo',
    'amf.property',
  ];
  for (const sample of readdirSync('samples').filter((name) => name.endsWith('.pcap'))) {
    const { stdout } = await runInMemory([`samples/${sample}`, '-V', '-T', 'ndjson']);
    const trees = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { tree: Node[] }).tree);
    const { stdout: columns } = await runInMemory([
      `samples/${sample}`,
      '-T',
      'ndjson',
      ...names.flatMap((name) => ['-e', name]),
    ]);
    const rows = columns
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown[]>);
    expect(rows.length).toBe(trees.length);
    for (const [i, tree] of trees.entries()) {
      for (const name of names) expect(rows[i]![name]?.length ?? 0).toBe(countOf(tree, name));
    }
  }
});

type Node = { readonly id: string; readonly children?: readonly Node[] };

function countOf(nodes: readonly Node[], id: string): number {
  return nodes.reduce((sum, node) => sum + (node.id === id ? 1 : 0) + countOf(node.children ?? [], id), 0);
}
