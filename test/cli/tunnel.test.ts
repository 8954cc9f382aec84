import { expect, test } from 'vitest';
import { type ConnectionStats, stats } from '../../src/index.ts';
import { pcap } from '../writer/pcap.ts';
import { publish } from '../writer/publish.ts';
import { rtmpt } from '../writer/rtmpt.ts';
import { Talk, type Utterance } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';
import { runInMemory } from './memory-terminal.ts';

/** A publish, plain or as requests and responses of HTTP on one connection. */
function capture(utterances: Iterable<Utterance>): Uint8Array {
  return pcap(packets(new Talk().converse(utterances)));
}

const tunnelled = capture(
  rtmpt(publish({ seconds: 1 }), { id: '4711' }).flatMap(({ request, response }): Utterance[] => [
    { from: 0, data: request },
    { from: 1, data: response },
  ]),
);

async function messages(bytes: Uint8Array): Promise<unknown[]> {
  const { stdout } = await runInMemory(['-', '-T', 'ndjson'], { stdin: [bytes] });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { from, info, csid, timestamp, length } = JSON.parse(line) as Record<string, unknown>;
      return { from, info, csid, timestamp, length };
    });
}

test('RTMP in HTTP is told as what it carries', async () => {
  const plain = await messages(capture(publish({ seconds: 1 })));
  const told = await messages(tunnelled);
  expect(told).toHaveLength(plain.length);
  expect(new Set(told.map((one) => JSON.stringify(one)))).toEqual(
    new Set(plain.map((one) => JSON.stringify(one))),
  );
});

test('its session id is shown, and info names the protocol', async () => {
  const timeline = await runInMemory(['-'], { stdin: [tunnelled] });
  expect(timeline.stdout).toContain('Connection 0, RTMPT session 4711');
  const info = await runInMemory(['info', '-', '-T', 'json'], { stdin: [tunnelled] });
  expect(JSON.parse(info.stdout)).toMatchObject({ connections: [{ stream: 0, protocol: 'rtmpt' }] });
});

test('its media and messages are measured as those of the same publish without HTTP', async () => {
  const plain = (await stats(capture(publish({ seconds: 1 })))).connections[0]!;
  const { connections } = await stats(tunnelled);
  expect(connections).toHaveLength(1);
  const [{ sessionId, client, messages: tally, tracks, startUp }] = connections as [ConnectionStats];
  expect(sessionId).toBe('4711');
  expect(tally).toEqual(plain.messages);
  // When frames arrive is another matter: many come in one request.
  const told = (all: ConnectionStats['tracks']): unknown[] => all.map((track) => ({ ...track, arrival: 0 }));
  expect(told(tracks)).toEqual(told(plain.tracks));
  // A session has no TCP of its own, and acknowledges no bytes of one.
  expect(['tcp', ...startUp.map(({ step }) => step)]).toEqual(plain.startUp.map(({ step }) => step));
  expect([client.tcp, client.mostUnacknowledged]).toEqual([undefined, undefined]);
  expect(client.bytes).toBe(plain.client.bytes);
  const { stdout } = await runInMemory(['stats', '-'], { stdin: [tunnelled] });
  expect(stdout).toContain('Connection 0, RTMPT session 4711');
});
