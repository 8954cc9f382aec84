import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runInMemory } from '../cli/memory-terminal.ts';

/** `frame, stream, info` of every line of the frame list. */
function readFrameList(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, frame, stream, info] = /^ *(\d+) +\S+ +(\d+) {2}\S+ +→ \S+ +(.*)$/.exec(line) ?? [];
      return [frame, stream, info].join('\t');
    });
}

const samples = readdirSync('samples').filter((name) => name.endsWith('.pcap'));

for (const sample of samples) {
  test(`-T frames of ${sample} reads as tshark's Info column does`, async () => {
    const tshark = readFileSync(`samples/${sample.replace('.pcap', '.tshark.tsv')}`, 'utf8');
    const { stdout } = await runInMemory([`samples/${sample}`, '-T', 'frames']);
    expect(readFrameList(stdout)).toEqual(tshark.trimEnd().split('\n'));
  });
}
