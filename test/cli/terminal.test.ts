import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { displayWidth } from '../../src/view/display-width.ts';
import { runInMemory } from './memory-terminal.ts';

const sample = 'samples/publish-play-vlc.pcap';
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/** The sample with its stream name `movie` replaced by another of five bytes. */
function renamed(name: string): Uint8Array {
  const bytes = Buffer.from(readFileSync(sample));
  const replacement = Buffer.from(name);
  expect(replacement).toHaveLength(5);
  for (let at = bytes.indexOf('movie'); at >= 0; at = bytes.indexOf('movie', at + 5))
    replacement.copy(bytes, at);
  return bytes;
}

test('nothing is coloured in a pipe, everything by meaning on a terminal', async () => {
  const piped = await runInMemory([sample]);
  expect(piped.stdout).not.toMatch(CONTROL);
  const shown = await runInMemory([sample], { columns: 120 });
  expect(shown.stdout).toContain('\u001b[36mclient');
});

test('--color decides, then FORCE_COLOR, then NO_COLOR', async () => {
  const isColoured = async (argv: string[], surroundings: Parameters<typeof runInMemory>[1]) =>
    CONTROL.test((await runInMemory([sample, ...argv], surroundings)).stdout);
  expect(await isColoured(['--color', 'always'], { env: { NO_COLOR: '1' } })).toBe(true);
  expect(await isColoured(['--color', 'never'], { columns: 80, env: { FORCE_COLOR: '1' } })).toBe(false);
  expect(await isColoured([], { env: { FORCE_COLOR: '1' } })).toBe(true);
  expect(await isColoured([], { columns: 80, env: { FORCE_COLOR: '0' } })).toBe(false);
  expect(await isColoured([], { columns: 80, env: { NO_COLOR: '1' } })).toBe(false);
  expect(await isColoured([], { columns: 80, env: { TERM: 'dumb' } })).toBe(false);
});

for (const columns of [60, 80, 100, 160]) {
  test(`no line is wider than a terminal of ${columns} columns`, async () => {
    for (const argv of [[sample], [sample, '-a']]) {
      const { stdout } = await runInMemory(argv, { columns, env: { NO_COLOR: '1' } });
      expect(stdout.split('\n').filter((line) => displayWidth(line) > columns)).toEqual([]);
    }
  });
}

test('control characters in a stream name are shown, not sent to the terminal', async () => {
  const { stdout } = await runInMemory(['-'], { stdin: [renamed('\u001b[2Ja')] });
  expect(stdout).toContain("publish('\\x1b[2Ja')");
  expect(stdout).not.toMatch(CONTROL);
  const frames = await runInMemory(['-', '-T', 'frames'], { stdin: [renamed('\u001b[2Ja')] });
  expect(frames.stdout).toContain("publish('\\x1b[2Ja')");
  expect(frames.stdout).not.toMatch(CONTROL);
});

const OUTPUTS = [
  ['-V', '-a'],
  ['-x'],
  ['-T', 'json'],
  ['-T', 'ndjson', '-V'],
  ['-T', 'csv', '-e', 'amf.string', '-e', 'rtmpt.streamname'],
  ['-T', 'tsv', '-e', 'amf.string', '-e', 'rtmpt.streamname'],
] as const;
for (const argv of OUTPUTS) {
  test(`no control character reaches the terminal: ${argv.join(' ')}`, async () => {
    // ESC, BEL, CSI as one character, and an override of the direction of text.
    for (const name of ['\u001b[2Ja', 'a\u0007b\u0000c', 'ab\u009bc', 'ab\u202e']) {
      const { stdout } = await runInMemory(['-', ...argv], { stdin: [renamed(name)] });
      expect(stdout).toMatch(/\\(x1b|x07|x9b|u001b|u0007|u009b|u202e)/);
      expect(stdout.replaceAll('\t', '')).not.toMatch(CONTROL);
      expect(stdout).not.toContain('\u202e');
    }
  });
}

test('Chinese and emoji keep the columns straight', async () => {
  const columnOf = async (name: string) => {
    const { stdout } = await runInMemory(['-'], {
      stdin: [renamed(name)],
      columns: 140,
      env: { NO_COLOR: '1' },
    });
    const line = stdout.split('\n').find((one) => one.includes(`publish('${name}')`)) ?? '';
    return displayWidth(line.slice(0, line.indexOf('publishingType')));
  };
  const straight = await columnOf('movie');
  expect(straight).toBeGreaterThan(40);
  expect(await columnOf('电ab')).toBe(straight);
  expect(await columnOf('🎥a')).toBe(straight);
});
