import { expect, test } from 'vitest';
import { barsOf, chartOf } from '../../src/view/stats-charts.ts';
import { stats } from '../../src/index.ts';
import { runInMemory } from './memory-terminal.ts';

test('stats -T json prints what the library gives', async () => {
  const { stdout, stderr, code } = await runInMemory(['stats', 'samples/play-rtmpdump.pcap', '-T', 'json']);
  expect([stderr, code]).toEqual(['', 0]);
  const record = await stats('samples/play-rtmpdump.pcap');
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(record)));
});

test('stats --stream tells of that connection alone', async () => {
  const { stdout } = await runInMemory(['stats', 'samples/play-rtmpdump.pcap', '--stream', '1']);
  expect(stdout.match(/^Connection \d+/gm)).toEqual(['Connection 1']);
});

test('stats has no rows for a spreadsheet', async () => {
  const { stderr, code } = await runInMemory(['stats', 'samples/publish-obs.pcap', '-T', 'frames']);
  expect(code).toBe(2);
  expect(stderr).toContain('stats is printed as text or json, not as frames');
});

test('a chart has a bar for each value, and its lowest and highest', () => {
  expect(barsOf([0, 50, 100, undefined, 25], 0, 100)).toBe('▁▅█ ▃');
  expect(chartOf({ seconds: 2, values: [1, 3] }, String, true)).toBe('▃█  4 s, 0 to 3');
  expect(chartOf({ seconds: 1, values: [-3, -3] }, String, false)).toBe('▁▁  2 s, -3 to -3');
  expect(chartOf({ seconds: 1, values: [undefined] }, String, true)).toBe('');
});

test('a long chart is squeezed into its columns', () => {
  const values = Array.from({ length: 600 }, (_, i) => (i < 300 ? 0 : 10));
  expect(barsOf(values, 0, 10)).toBe('▁'.repeat(30) + '█'.repeat(30));
});
