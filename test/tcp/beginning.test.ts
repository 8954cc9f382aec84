import { expect, test } from 'vitest';
import { bytes } from '../writer/bytes.ts';
import { Random } from '../writer/random.ts';
import { Talk } from '../writer/tcp.ts';
import { follow, followOne } from './follow.ts';

const STREAM = new Random(5).bytes(1000);

test('starts with the first data when the capture began later', () => {
  const talk = new Talk();
  const { connection, sides } = followOne([
    talk.ack(0),
    talk.piece(0, STREAM, 500, 600),
    talk.acknowledge(1, 600),
    talk.piece(0, STREAM, 600, 800),
    talk.piece(1, STREAM, 300, 400),
  ]);
  expect(connection.opened).toBe(false);
  expect(sides[0].data).toEqual(STREAM.subarray(500, 800));
  expect(sides[1].data).toEqual(STREAM.subarray(300, 400));
  expect([...sides[0].gaps, ...sides[1].gaps]).toEqual([]);
});

test('does not start with a keep-alive, which repeats the last byte', () => {
  const talk = new Talk();
  const { sides } = followOne([
    talk.acknowledge(1, 500),
    talk.piece(0, STREAM, 499, 500),
    talk.acknowledge(1, 500),
    talk.piece(0, STREAM, 500, 600),
  ]);
  expect(sides[0].data).toEqual(STREAM.subarray(500, 600));
});

test('starts behind what was acknowledged before it was repeated', () => {
  const talk = new Talk();
  const { sides } = followOne([
    talk.acknowledge(1, 500),
    talk.piece(0, STREAM, 200, 300),
    talk.piece(0, STREAM, 450, 550),
  ]);
  expect(sides[0].data).toEqual(STREAM.subarray(500, 550));
  expect(sides[0].gaps).toEqual([]);
});

test('sees that the first segment is missing when a SYN or a SYN+ACK was captured', () => {
  const talk = new Talk();
  const [syn, synAck] = [...talk.open()] as [ReturnType<Talk['syn']>, ReturnType<Talk['syn']>];
  for (const first of [syn, synAck]) {
    const { connection, sides } = followOne([first, talk.piece(0, STREAM, 100, 200)]);
    expect(connection.opened).toBe(true);
    expect(connection.endpoints[0].port).toBe(50_000);
    expect(sides[0].gaps).toEqual([[0, 100]]);
    expect(sides[0].data).toEqual(STREAM.subarray(100, 200));
  }
});

test('takes data with the SYN (RFC 7413), and takes it once', () => {
  const talk = new Talk();
  const syn = talk.syn(STREAM.subarray(0, 50));
  const { sides } = followOne([syn, talk.synAck(), syn, talk.piece(0, STREAM, 0, 80), ...talk.close()]);
  expect(sides[0].data).toEqual(STREAM.subarray(0, 80));
  expect(sides[0].gaps).toEqual([]);
});

test('minds no repeated SYN or SYN+ACK, also behind data', () => {
  const talk = new Talk();
  const [syn, synAck, ack] = [...talk.open()];
  const followed = follow([
    syn!,
    syn!,
    synAck!,
    synAck!,
    ack!,
    talk.piece(0, STREAM, 0, 100),
    syn!,
    synAck!,
    talk.piece(1, STREAM, 0, 60),
    talk.piece(0, STREAM, 100, 200),
  ]);
  expect(followed).toHaveLength(1);
  expect(followed[0]!.sides[0].data).toEqual(STREAM.subarray(0, 200));
  expect(followed[0]!.sides[1].data).toEqual(STREAM.subarray(0, 60));
  expect(followed[0]!.connection.frames).toBe(10);
});

test('puts a SYN that was captured behind the first data to its connection', () => {
  const talk = new Talk();
  const [syn, synAck] = [...talk.open()];
  const followed = follow([talk.piece(0, STREAM, 0, 100), syn!, synAck!, talk.piece(0, STREAM, 100, 150)]);
  expect(followed).toHaveLength(1);
  expect(followed[0]!.sides[0].data).toEqual(STREAM.subarray(0, 150));
});

test('delivers a keep-alive and a repetition of old bytes not again', () => {
  const talk = new Talk();
  const { connection, sides } = followOne([
    ...talk.open(),
    talk.piece(0, STREAM, 0, 100),
    talk.acknowledge(1, 100),
    talk.piece(0, bytes(STREAM.subarray(0, 99), 0xff), 99, 100),
    talk.piece(0, STREAM, 99, 99),
    talk.acknowledge(1, 100),
    talk.piece(0, STREAM, 20, 120),
  ]);
  expect(sides[0].data).toEqual(STREAM.subarray(0, 120));
  expect(connection.bytes).toEqual([120, 0]);
});

test('takes the byte of a zero-window probe, and the data that repeats it', () => {
  const talk = new Talk();
  const { sides } = followOne([
    ...talk.open(),
    talk.piece(0, STREAM, 0, 100),
    { ...talk.acknowledge(1, 100), window: 0 },
    talk.piece(0, STREAM, 100, 101),
    { ...talk.acknowledge(1, 100), window: 0 },
    talk.piece(0, STREAM, 100, 300),
  ]);
  expect(sides[0].data).toEqual(STREAM.subarray(0, 300));
});
