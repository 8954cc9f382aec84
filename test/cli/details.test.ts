import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runInMemory } from './memory-terminal.ts';

const sample = 'samples/publish-play-vlc.pcap';

async function textOf(...argv: string[]): Promise<string> {
  const { stdout, stderr } = await runInMemory(argv);
  expect(stderr).toBe('');
  return stdout;
}

test('-V draws the fields of a message under its row, with the bytes that each takes', async () => {
  const told = await textOf('samples/publish-obs.pcap', '-V', '-Y', 'frame.number == 14');
  // Frame 14: 02 00 00 00 00 00 04 05 00 00 00 00, then 00 4c 4b 40.
  expect(told.slice(told.indexOf('     14   '))).toBe(
    `     14   0.050796  server  Window Acknowledgement Size 5000000
        chunk header · 12 bytes · frame 14
                  0  basic header: 0x02
                       00.. .... = fmt: full header (0)
                       ..00 0010 = chunk stream id: 2
                1–3  timestamp: 0
                4–6  message length: 4
                  7  message type id: Window Acknowledgement Size (5)
               8–11  message stream id: 0
        payload · 4 bytes · frame 14
                0–3  acknowledgement window size: 5,000,000
`,
  );
});

test('-V tells chunk headers that say the same once, and misses none', async () => {
  const gstreamer = 'samples/publish-gstreamer.pcap';
  const told = await textOf(gstreamer, '-a', '-V');
  const rows = told.split('\n').filter((line) => / chunk headers? · /.test(line));
  const runs = rows.map((row) => Number(/^ +(\d+) chunk headers · /.exec(row)?.[1] ?? 1));
  const records = (await textOf(gstreamer, '-V', '-T', 'ndjson')).trim().split('\n');
  const nodes = records.flatMap((record) => (JSON.parse(record) as { tree?: { id: string }[] }).tree ?? []);
  const headers = nodes.filter(({ id }) => id === 'rtmpt.header');
  expect(runs.reduce((sum, count) => sum + count, 0)).toBe(headers.length);
  // A picture of 3,215 bytes in chunks of 128.
  expect(rows).toContain(
    '        25 chunk headers · 1 byte each · before bytes 128, 256, … 3200 of the payload · frame 27',
  );
});

test('-V says what the values of a command mean', async () => {
  const told = await textOf(
    'samples/play-rtmpdump.pcap',
    '-V',
    '-Y',
    'command == "connect" && tcp.stream == 1',
  );
  // 0xc77 and 0xfc (RTMP 1.0 §7.2.1.1).
  expect(told).toContain(
    'Number 3,191 (uncompressed, ADPCM, MP3, not used, Nellymoser 8 kHz, Nellymoser, AAC, Speex)',
  );
  expect(told).toContain(
    'Number 252 (Sorenson H.263, screen sharing, VP6, VP6 with alpha, screen sharing 2, H.264)',
  );
});

describe('-x', () => {
  test('shows each byte with its field in brackets, its frame and its place in the file', async () => {
    const file = readFileSync(sample);
    const told = await textOf(sample, '-x', '-Y', 'command == "connect" && tcp.stream == 1');
    const rows = told.split('\n').filter((line) => / 0x[0-9a-f]{8} /.test(line));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const [, frame, offset, hex] = /^ +(\d+)  0x([0-9a-f]{8})  (?:hd|  ) [0-9a-f]{5}  (.*)/.exec(row)!;
      expect(Number(frame)).toBeGreaterThan(0);
      const bytes = Buffer.from(hex!.slice(0, hex!.search(/ {2}|$/)).replace(/[[\] ]/g, ''), 'hex');
      const at = Number.parseInt(offset!, 16);
      expect(bytes.equals(file.subarray(at, at + bytes.length))).toBe(true);
    }
  });

  test('shows the chunk headers where they interrupt the payload', async () => {
    const told = await textOf(sample, '-x', '-Y', 'command == "connect" && tcp.stream == 1');
    const headers = told.split('\n').filter((line) => line.includes('  hd 00000  '));
    expect(headers[0]).toContain('[03][00 00 00]');
    expect(headers.slice(1).every((line) => line.includes('[c3]'))).toBe(true);
    expect(headers.length).toBeGreaterThan(1);
  });

  test('tells fields apart by colour where there is colour', async () => {
    const told = await textOf(sample, '-x', '-Y', 'frame.number == 14', '--color', 'always');
    expect(told).toContain('\u001b[32m02\u001b[39m \u001b[33m00\u001b[39m');
  });
});

test('-V in ndjson is the same tree, with the frame and the offset of each part', async () => {
  const told = await textOf('samples/publish-obs.pcap', '-V', '-T', 'ndjson', '-Y', 'frame.number == 10');
  const { tree } = JSON.parse(told) as { tree: Record<string, unknown>[] };
  expect(tree).toEqual([
    expect.objectContaining({ id: 'rtmpt.header', start: 0, end: 12, at: 0 }),
    {
      id: 'rtmpt.scm.chunksize',
      label: 'chunk size',
      value: 4096,
      start: 0,
      end: 4,
      origins: [{ start: 0, end: 4, frame: 10, offset: expect.any(Number) as number }],
    },
  ]);
  const [{ offset }] = tree[1]!['origins'] as [{ offset: number }];
  expect(readFileSync('samples/publish-obs.pcap').readUInt32BE(offset)).toBe(4096);
});

test.each([
  [['-V', '-T', 'frames'], '-V'],
  [['-x', '-T', 'json'], '--payload hex'],
])('%j is refused, with what to do instead', async (options, hint) => {
  const { stderr, code } = await runInMemory([sample, ...options]);
  expect(code).toBe(2);
  expect(stderr).toContain(hint);
});
