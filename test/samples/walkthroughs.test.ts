import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runInMemory } from '../cli/memory-terminal.ts';

/** The walkthroughs in docs/, and what prints them. */
const WALKTHROUGHS = [
  ['publish-obs.en.md', 'samples/publish-obs.pcap'],
  ['publish-obs.zh.md', 'samples/publish-obs.pcap --lang zh'],
  ['play-vlc.en.md', 'samples/publish-play-vlc.pcap --stream 1'],
  ['play-vlc.zh.md', 'samples/publish-play-vlc.pcap --stream 1 --lang zh'],
] as const;

test.each(WALKTHROUGHS)('docs/%s is what walkthrough %s prints', async (name, rest) => {
  const { code, stdout, stderr } = await runInMemory(['walkthrough', ...rest.split(' ')]);
  expect([code, stderr]).toEqual([0, '']);
  const path = `docs/${name}`;
  if (process.env['BLESS'] === '1') writeFileSync(path, stdout);
  expect(stdout).toBe(readFileSync(path, 'utf8'));
});
