import { describe, expect, test } from 'vitest';
import { plainTheme } from '../../src/view/theme.ts';
import { chartOf } from '../../src/view/stats-charts.ts';
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

/** A chart without colours, from its lines without the margin. */
function chart(values: readonly (number | undefined)[], seconds = 1): string[] {
  return chartOf({ seconds, values }, String, { theme: plainTheme, width: 80 }).map((line) => line.slice(2));
}

describe('a chart', () => {
  test('has a bar of three rows for each value, its highest at the left, and its time', () => {
    expect(chart([0, 12, 24, undefined, 20])).toEqual([
      '24 │        ████    ▄▄▄▄',
      '   │    ▄▄▄▄████    ████',
      '   │    ████████    ████',
      ' 0 ┼──────────────── 5 s',
    ]);
  });

  test('hangs from its line what is below 0', () => {
    expect(chart([-6, -3, -6], 2)).toEqual([
      ' 0 ┼──────── 6 s',
      '   │████████████',
      '   │████▀▀▀▀████',
      '-6 │████    ████',
    ]);
  });

  test('shows what is above and below in one measure', () => {
    expect(chart([8, -16])).toEqual(['  8 │████', '  0 ┼──── 2 s', '    │    ████', '-16 │    ████']);
  });

  test('has its time behind it where it is too short', () => {
    expect(chart([1, 1], 1e9).at(-1)).toBe('0 ┼──────── 2000000000 s');
  });

  test('is drawn of zeros, and not of less than two values', () => {
    expect(chart([0, 0]).at(-1)).toBe('0 ┼──── 2 s');
    expect(chart([7])).toEqual([]);
    expect(chart([undefined, 3])).toEqual([]);
  });

  test('squeezes what is long into its columns', () => {
    const [top = '', , , axis = ''] = chart(Array.from({ length: 600 }, (_, i) => (i < 300 ? 0 : 8)));
    expect(top).toBe(`8 │${' '.repeat(30)}${'█'.repeat(30)}`);
    expect(axis).toBe(`0 ┼${'─'.repeat(54)} 600 s`);
  });
});
