import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { walkthrough } from '../../src/index.ts';
import { runInMemory } from './memory-terminal.ts';

const sample = 'samples/publish-play-vlc.pcap';

test('walkthrough prints what the library gives, of the connection that --stream names', async () => {
  const { stdout, stderr, code } = await runInMemory([
    'walkthrough',
    sample,
    '--stream',
    '1',
    '--lang',
    'zh',
  ]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(await walkthrough(sample, { language: 'zh', stream: 1 }));
});

test('without --stream it is the first connection that speaks RTMP, in English', async () => {
  const { stdout } = await runInMemory(['walkthrough', sample]);
  expect(stdout).toBe(await walkthrough(sample, { stream: 0 }));
  expect(stdout).toMatch(/^# An RTMP connection/);
});

test('it reads standard input, and names no file that is not there', async () => {
  const { stdout, code } = await runInMemory(['walkthrough', '-'], { stdin: [readFileSync(sample)] });
  expect(code).toBe(0);
  expect(stdout).toContain('rtmp-dissect capture.pcap --stream 0');
});

test.each([
  ['another format', ['-T', 'json'], /a walkthrough is printed as text, not as json/],
  ['a language that is not there', ['--lang', 'fr'], /"fr" is not known.*There is en, zh/],
  ['a connection that is not there', ['--stream', '7'], /no TCP connection 7/],
])('%s is refused', async (_, argv, says) => {
  const { stderr, code } = await runInMemory(['walkthrough', sample, ...argv]);
  expect(code).toBe(2);
  expect(stderr).toMatch(says);
});
