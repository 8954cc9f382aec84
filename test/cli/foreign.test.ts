import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bytes, hex } from '../writer/bytes.ts';
import { pcap } from '../writer/pcap.ts';
import { publish } from '../writer/publish.ts';
import { Talk } from '../writer/tcp.ts';
import { packets, type WireStyle } from '../writer/wire.ts';
import { runInMemory } from './memory-terminal.ts';

const addressed = (port: number, number: number): WireStyle => ({
  hosts: [
    { address: '192.0.2.10', port: 50_000 + number },
    { address: '192.0.2.20', port },
  ],
});

/** A publish, then HTTP and TLS on the port of RTMP, then HTTP on its own. */
function* frames(): Generator<Uint8Array> {
  const request = bytes('GET /live HTTP/1.1\r\nHost: example.org\r\n\r\n');
  yield* packets(new Talk().converse(publish({ seconds: 1 })), addressed(1935, 0));
  yield* packets(new Talk().converse([{ from: 0, data: request }]), addressed(1935, 1));
  yield* packets(
    new Talk().converse([{ from: 0, data: hex('16 03 01 00c8 01 0000c4') }]),
    addressed(1935, 2),
  );
  yield* packets(new Talk().converse([{ from: 0, data: request }]), addressed(80, 3));
}

const folder = mkdtempSync(join(tmpdir(), 'rtmp-dissect-'));
const file = join(folder, 'mixed.pcap');
writeFileSync(file, pcap(frames()));
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (...argv: string[]) =>
  (await runInMemory(argv[0] === 'info' ? ['info', file, ...argv.slice(1)] : [file, ...argv])).stdout;

test('the timeline has a line for what is no RTMP on its port, behind the others', async () => {
  const lines = (await run()).split('\n').filter((line) => line.startsWith('Connection'));
  expect(lines).toEqual([
    expect.stringContaining('publishes live/movie'),
    'Connection 1   192.0.2.10:50001 → 192.0.2.20:1935   speaks HTTP, not RTMP: GET /live HTTP/1.1',
    'Connection 2   192.0.2.10:50002 → 192.0.2.20:1935   speaks TLS, not RTMP: ClientHello',
  ]);
});

test('and has it too when the capture is read as it grows', async () => {
  const { stdout } = await runInMemory(['-'], { stdin: [pcap(frames())] });
  expect(stdout).toContain('1935   speaks HTTP, not RTMP: GET /live HTTP/1.1\n');
  expect(stdout.match(/not RTMP/g)).toHaveLength(2);
});

test('which is not told where it was not asked for', async () => {
  expect(await run('--stream', '0')).not.toContain('not RTMP');
  expect(await run('--stream', '2')).toContain('speaks TLS');
  expect(await run('-Y', 'typeid == 20')).not.toContain('not RTMP');
});

test('info names it, on any port', async () => {
  expect(JSON.parse(await run('info', '-T', 'json'))).toMatchObject({
    connections: [
      { protocol: 'rtmp' },
      { protocol: 'unknown', recognizedAs: 'HTTP' },
      { protocol: 'unknown', recognizedAs: 'TLS' },
      { protocol: 'unknown', recognizedAs: 'HTTP' },
    ],
  });
  expect(await run('info')).toMatch(/192\.0\.2\.20:80\b.*HTTP/);
});
