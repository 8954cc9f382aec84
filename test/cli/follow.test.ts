import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Random } from '../writer/random.ts';
import { pcap } from '../writer/pcap.ts';
import { Talk } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';
import { runInMemory } from './memory-terminal.ts';

const sample = 'samples/publish-obs.pcap';

/** SHA-1 of what `tshark -r samples/publish-obs.pcap -q -z follow,tcp,raw,0` says that each side sent. */
const TSHARK = {
  client: '6b8dad8e5e0f9c55ef04af17965ac690a12cbf1e',
  server: 'fde6ae5407bf70a2aaa7d0e8a6109be800a60fff',
};

function sha1(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}

for (const from of ['client', 'server'] as const) {
  test(`the bytes of the ${from} are those that tshark follows`, async () => {
    const { bytes, stderr } = await runInMemory(['follow', sample, '--stream', '0', '--from', from, '--raw']);
    expect(sha1(bytes)).toBe(TSHARK[from]);
    expect(stderr).toBe('');
  });
}

test('rows of hex hold the same bytes', async () => {
  const { stdout } = await runInMemory(['follow', sample, '--stream', '0', '--from', 'server', '--hex']);
  const bytes = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(18, 18 + 47).replaceAll(' ', ''))
    .join('');
  expect(sha1(Buffer.from(bytes, 'hex'))).toBe(TSHARK.server);
});

test('a connection that is not RTMP is followed, and its gap announced where nothing is written', async () => {
  const said = new Random(7).bytes(5000);
  const talk = new Talk({ mss: 1000 });
  const segments = [...talk.converse([{ from: 0, data: said }])].filter(
    ({ payload }) => Buffer.compare(payload, said.subarray(2000, 3000)) !== 0,
  );
  const capture = pcap(packets(segments));
  const { bytes, stderr } = await runInMemory(['follow', '-', '--stream', '0', '--from', 'client', '--raw'], {
    stdin: [capture],
  });
  const expected = Buffer.concat([said.subarray(0, 2000), said.subarray(3000)]);
  expect(sha1(bytes)).toBe(sha1(expected));
  expect(stderr).toMatch(/^rtmp-dissect: connection 0, client: 1,000 bytes missing at offset 2,000 .*\n$/);
});

test('follow asks for a connection', async () => {
  expect(await runInMemory(['follow', sample])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--stream N'),
  });
  expect(await runInMemory(['follow', sample, '--stream', '4'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no TCP connection 4'),
  });
});
