import { expect, test } from 'vitest';
import { Random } from '../writer/random.ts';
import { Talk, type WrittenSegment } from '../writer/tcp.ts';
import { HOSTS4, HOSTS6, type Hosts } from '../writer/wire.ts';
import { follow } from './follow.ts';

const HELLO = new TextEncoder().encode('hello');
const said = [{ from: 0 as const, data: HELLO }];

function numbers(segments: readonly WrittenSegment[]): number[] {
  return follow(segments).map(({ connection }) => connection.frames);
}

test('numbers connections in order of appearance, answered or not', () => {
  const others: Hosts[] = [40_001, 40_002, 40_003].map((port) => [{ ...HOSTS4[0], port }, HOSTS4[1]]);
  const batches = others.map((hosts, i) => ({
    hosts,
    segments: i === 1 ? [new Talk().syn()] : [...new Talk().converse(said)],
  }));
  const followed = follow([], { batches });
  expect(followed.map(({ connection }) => [connection.stream, connection.endpoints[0].port])).toEqual([
    [0, 40_001],
    [1, 40_002],
    [2, 40_003],
  ]);
});

test('tells connections apart by every part of their four-tuple', () => {
  const [client, server] = HOSTS4;
  const [client6, server6] = HOSTS6;
  const variants: Hosts[] = [
    [client, server],
    [{ ...client, port: 50_001 }, server],
    [client, { ...server, port: 1936 }],
    [{ ...client, address: '192.0.2.11' }, server],
    [client, { ...server, address: '192.0.2.21' }],
    [
      { ...client, port: server.port },
      { ...server, port: client.port },
    ],
    [client6, server6],
    [{ ...client6, address: '2001:db8::11' }, server6],
  ];
  const batches = variants.map((hosts) => ({ hosts, segments: [...new Talk().converse(said)] }));
  const followed = follow([], { batches: [...batches, ...batches] });
  expect(followed).toHaveLength(variants.length);
  for (const [i, { connection, sides }] of followed.entries()) {
    expect(connection.endpoints).toEqual(variants[i]);
    expect(connection.frames).toBe(2 * 8);
    expect(sides[0].data).toEqual(HELLO);
  }
});

test.each([
  ['another SYN after the end', (a: Talk, b: Talk) => [...a.converse(said), ...b.converse(said)], [8, 8]],
  ['another SYN without an end', (a: Talk, b: Talk) => [...a.open(), ...b.converse(said)], [3, 8]],
  ['another SYN after a RST', (a: Talk, b: Talk) => [...a.open(), a.reset(0), ...b.converse(said)], [4, 8]],
  ['a SYN at once after a SYN', (a: Talk, b: Talk) => [a.syn(), b.syn(), b.synAck()], [1, 2]],
  ['a SYN after data in mid-stream', (a: Talk, b: Talk) => [...a.say(0, HELLO), ...b.converse(said)], [2, 8]],
  [
    'a SYN after data of the other side in mid-stream',
    (a: Talk, b: Talk) => [[...a.say(1, HELLO)][0]!, ...b.converse(said)],
    [1, 8],
  ],
  [
    'a SYN+ACK of which no SYN was captured',
    (a: Talk, b: Talk) => [...a.converse(said), b.synAck(), b.ack(0), ...b.say(0, HELLO)],
    [8, 4],
  ],
])('numbers the same ports anew with %s', (_name, segments, frames) => {
  expect(numbers(segments(new Talk(), new Talk({ isn: [5_000_000, 6_000_000] })))).toEqual(frames);
});

test.each([
  ['a repeated SYN', (a: Talk) => [a.syn(), a.syn(), a.synAck(), a.syn()]],
  ['a SYN of the same number after the end', (a: Talk) => [...a.converse(said), a.syn()]],
  [
    'another SYN+ACK that answers the SYN',
    (a: Talk, b: Talk) => [a.syn(), a.synAck(), { ...a.synAck(), sequence: b.isn[1] }],
  ],
  ['data with other numbers', (a: Talk, b: Talk) => [...a.converse(said), ...b.say(0, HELLO)]],
  ['a SYN behind its SYN+ACK', (a: Talk) => [a.synAck(), a.syn(), a.ack(0), ...a.say(0, HELLO)]],
])('keeps the number with %s', (_name, segments) => {
  expect(numbers(segments(new Talk(), new Talk({ isn: [5_000_000, 6_000_000] })))).toHaveLength(1);
});

test('ends the old connection before the new one of the same ports begins', () => {
  const old = new Talk();
  const fresh = new Talk({ isn: [9, 10] });
  const followed = follow([...old.open(), old.piece(0, HELLO, 2, 5), ...fresh.converse(said)]);
  expect(followed[0]!.sides[0].gaps).toEqual([[0, 2]]);
  expect(followed[0]!.closedAt).toEqual([4]);
  expect(followed[1]!.sides[0].data).toEqual(HELLO);
});

test.each([
  ['the sender of the SYN', (talk: Talk) => talk.syn(), 50_000, true],
  ['the receiver of the SYN+ACK', (talk: Talk) => talk.synAck(), 50_000, true],
  ['who talks to port 1935', (talk: Talk) => talk.ack(0), 50_000, false],
  ['who is talked to from port 1935', (talk: Talk) => talk.ack(1), 50_000, false],
])('takes for side 0 %s', (_name, first, port, isOpened) => {
  const { connection } = follow([first(new Talk())])[0]!;
  expect(connection.endpoints[0].port).toBe(port);
  expect(connection.opened).toBe(isOpened);
});

test('takes for side 0 who has the higher port when nothing else tells', () => {
  const hosts: Hosts = [
    { address: '192.0.2.1', port: 8080 },
    { address: '192.0.2.2', port: 41_000 },
  ];
  for (const from of [0, 1] as const) {
    const { connection, sides } = follow(new Talk().say(from, HELLO), { hosts })[0]!;
    expect(connection.endpoints[0].port).toBe(41_000);
    expect(sides[from === 0 ? 1 : 0].data).toEqual(HELLO);
  }
});

test('prefers the SYN to the ports', () => {
  const hosts: Hosts = [
    { address: '192.0.2.1', port: 1935 },
    { address: '192.0.2.2', port: 41_000 },
  ];
  expect(follow([new Talk().syn()], { hosts })[0]!.connection.endpoints[0].port).toBe(1935);
});

test('keeps 10,000 connections apart', () => {
  const random = new Random(4);
  const streams = Array.from({ length: 10_000 }, () => random.bytes(20));
  const talks = streams.map(() => new Talk({ isn: [random.next(), random.next()] }));
  const hosts = streams.map((_, i): Hosts => [
    { address: `10.0.${i >> 8}.${i & 255}`, port: 40_000 + (i % 7) },
    { address: '192.0.2.20', port: 1935 },
  ]);
  const batches = [
    ...talks.map((talk, i) => ({
      hosts: hosts[i]!,
      segments: [...talk.open(), talk.piece(0, streams[i]!, 0, 10)],
    })),
    ...talks.map((talk, i) => ({
      hosts: hosts[i]!,
      segments: [talk.piece(0, streams[i]!, 10, 20), ...talk.close()],
    })),
  ];
  const followed = follow([], { batches });
  expect(followed.map(({ connection }) => connection.stream)).toEqual(streams.map((_, i) => i));
  expect(followed.map(({ sides }) => sides[0].data)).toEqual(streams);
});

test('does not mix both ends up when they have the same port', () => {
  const hosts: Hosts = [
    { address: '192.0.2.1', port: 1935 },
    { address: '192.0.2.2', port: 1935 },
  ];
  const { connection, sides } = follow(new Talk().converse([...said, { from: 1, data: HELLO }]), {
    hosts,
  })[0]!;
  expect(connection.bytes).toEqual([5, 5]);
  expect(sides[1].data).toEqual(HELLO);
});
