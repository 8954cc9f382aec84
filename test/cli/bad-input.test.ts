import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Printed, runInMemory } from './memory-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'rtmp-dissect-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sample = readFileSync('samples/play-missing.pcap');

function fileOf(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** One clear line on standard error, and no stack trace. */
function expectOneLine({ stderr }: Printed, pattern: RegExp): void {
  expect(stderr).toMatch(/^rtmp-dissect: [^\n]+\n$/);
  expect(stderr).toMatch(pattern);
}

const refused: readonly (readonly [what: string, path: string, says: RegExp])[] = [
  ['a file that is not there', join(folder, 'none.pcap'), /no such file: .*none\.pcap/],
  ['a directory', folder, /is a directory/],
  ['an empty file', fileOf('empty.pcap', ''), /empty/],
  ['a text', fileOf('notes.txt', 'hello, this is no capture at all\n'), /text/],
  ['an FLV file', fileOf('movie.flv', Buffer.from('464c560105000000090000000009', 'hex')), /FLV/],
  ['the beginning of a file header', fileOf('short.pcap', sample.subarray(0, 20)), /20 (of|bytes)/],
  [
    'a file whose name has control characters',
    join(folder, 'a\u001b[31mb.pcap'),
    /no such file: .*a\\x1b\[31mb/,
  ],
];

for (const [what, path, says] of refused) {
  test(`${what} gets one line and exit code 2`, async () => {
    for (const argv of [[path], ['info', path], [path, '-T', 'ndjson']]) {
      const printed = await runInMemory(argv);
      expectOneLine(printed, says);
      expect(printed.code).toBe(2);
      expect(printed.stdout).toBe('');
    }
  });
}

/** Where the record of frame `number` begins in the sample. */
function offsetOfFrame(number: number): number {
  let offset = 24;
  for (let frame = 1; frame < number; frame++) offset += 16 + sample.readUInt32LE(offset + 8);
  return offset;
}

/** The lines of a frame list for frames before `frame`, without the remarks between them. */
function framesBefore(frame: number, { stdout }: Printed): string[] {
  return stdout.split('\n').filter((line) => /^ *\d+ /.test(line) && Number(line.slice(0, 7)) < frame);
}

const whole = await runInMemory(['samples/play-missing.pcap', '-T', 'frames']);

test('a truncated capture is told up to its last whole frame', async () => {
  const path = fileOf('truncated.pcap', sample.subarray(0, offsetOfFrame(30) + 40));
  const printed = await runInMemory([path, '-T', 'frames']);
  expectOneLine(printed, /frame 30/);
  expect(framesBefore(Infinity, printed)).toEqual(framesBefore(30, whole));
  expect(printed.stdout).toContain(
    'the stream ends inside a message: Video Data on chunk stream 7, 360 of 421 bytes',
  );
  expect(printed.code).toBe(0);
});

test('a record that claims 4 GiB is named with its place, and all before it is told', async () => {
  const bytes = Buffer.from(sample);
  bytes.writeUInt32LE(0xffffffff, offsetOfFrame(30) + 8);
  const printed = await runInMemory([fileOf('huge.pcap', bytes), '-T', 'frames']);
  expectOneLine(printed, new RegExp(`frame 30.*${offsetOfFrame(30)}`));
  expect(framesBefore(Infinity, printed)).toEqual(framesBefore(30, whole));
});

test('garbage after the header is no capture that can be read', async () => {
  const garbage = Buffer.concat([sample.subarray(0, 24), Buffer.alloc(5000, 0xa7)]);
  const printed = await runInMemory([fileOf('garbage.pcap', garbage)]);
  expectOneLine(printed, /frame 1/);
  expect(printed.code).toBe(2);
});

test('an unknown link type is named with its number', async () => {
  const bytes = Buffer.from(sample);
  bytes.writeUInt32LE(147, 20);
  const printed = await runInMemory([fileOf('link.pcap', bytes)]);
  expectOneLine(printed, /147/);
  expect(printed.stdout).toContain('68 frames');
});

const misused: readonly (readonly [argv: readonly string[], says: RegExp])[] = [
  [[], /which capture/],
  [['--al', 'a.pcap'], /did you mean --all\?/],
  [['-Z', 'a.pcap'], /-Z/],
  [['samples/play-missing.pcap', '-'], /standard input is read alone/],
  [['info'], /info of which capture/],
  [['a.pcap', '-T', 'jsn'], /did you mean json\?/],
  [['a.pcap', '--stream', '-1'], /--stream/],
  [['a.pcap', '--stream', 'x'], /--stream takes a whole number/],
  [['a.pcap', '-c', '1.5'], /--count takes a whole number/],
  [['a.pcap', '--from-time', 'noon'], /--from-time takes seconds/],
  [['a.pcap', '--color', 'sometimes'], /auto, always, never/],
  [['info', 'a.pcap', '-T', 'frames'], /text or json/],
  [['samples/play-missing.pcap', '--stream', '7'], /no TCP connection 7: the capture has 2/],
];

for (const [argv, says] of misused) {
  test(`"${argv.join(' ')}" is answered with what is wrong`, async () => {
    const printed = await runInMemory(argv);
    expectOneLine(printed, says);
    expect(printed.code).toBe(2);
  });
}
