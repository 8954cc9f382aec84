import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runInMemory } from './memory-terminal.ts';

const sample = readFileSync('samples/publish-obs.pcap');

/** The file header, then the records one by one, as `tcpdump -U` writes them. */
function* recordsOf(capture: Buffer): Generator<Buffer> {
  yield capture.subarray(0, 24);
  for (let offset = 24; offset < capture.length;) {
    const end = offset + 16 + capture.readUInt32LE(offset + 8);
    yield capture.subarray(offset, end);
    offset = end;
  }
}

test('each message is printed when its last byte has arrived', async () => {
  const argvs = [
    ['-', '-a'],
    ['-', '-T', 'frames'],
    ['-', '-T', 'ndjson'],
  ];
  for (const argv of argvs) {
    let printed = '';
    let frame = 0;
    const seen: string[] = [];
    async function* stdin(): AsyncGenerator<Uint8Array> {
      for (const record of recordsOf(sample)) {
        yield record;
        // Asking for the next block means that this one has been told.
        if (printed.includes("publish('test')")) seen.push(`publish by frame ${frame}`);
        if (printed.includes("connect('rtmp_live')")) seen.push(`connect by frame ${frame}`);
        frame++;
      }
    }
    await runInMemory(argv, { stdin: stdin(), onOutput: (text) => (printed += text) });
    expect(seen.find((one) => one.startsWith('connect'))).toBe('connect by frame 12');
    expect(seen.find((one) => one.startsWith('publish'))).toBe('publish by frame 23');
  }
});

test('Ctrl-C ends with what is known so far', async () => {
  const controller = new AbortController();
  async function* stdin(): AsyncGenerator<Uint8Array> {
    let frame = 0;
    for (const record of recordsOf(sample)) {
      yield record;
      if (++frame === 400) controller.abort();
    }
  }
  const { code, stdout } = await runInMemory(['-'], { stdin: stdin(), interruption: controller.signal });
  expect(code).toBe(0);
  expect(stdout).toMatch(/\d+ video H\.264 320×180 30 fps · \d+ audio AAC-LC/);
  const [totals, findings] = stdout.trimEnd().split('\n').slice(-2);
  expect(totals).toMatch(/^\d{3} frames in \d\.\d\d s · 1 TCP connection, 1 RTMP$/);
  expect(findings).toBe('✓ nothing wrong was found');
});

test('a live capture says the same as its file, whatever the blocks it arrives in', async () => {
  const fromFile = await runInMemory(['samples/publish-obs.pcap', '-T', 'ndjson']);
  for (const length of [1, 7, 1000, 65_536]) {
    const blocks: Uint8Array[] = [];
    for (let at = 0; at < sample.length; at += length) blocks.push(sample.subarray(at, at + length));
    expect((await runInMemory(['-', '-T', 'ndjson'], { stdin: blocks })).stdout).toBe(fromFile.stdout);
  }
});
