import { expect, test } from 'vitest';
import { Random } from '../writer/random.ts';
import { Flag, Talk } from '../writer/tcp.ts';
import { HOSTS4, type Hosts } from '../writer/wire.ts';
import { follow, followOne } from './follow.ts';

const STREAM = new Random(6).bytes(1000);

/** 8 segments: the handshake, two of data with their acknowledgements, and what both sides said. */
function opened(): { talk: Talk; segments: ReturnType<Talk['ack']>[] } {
  const talk = new Talk();
  return {
    talk,
    segments: [
      ...talk.open(),
      ...talk.say(0, STREAM.subarray(0, 100)),
      ...talk.say(1, STREAM.subarray(0, 50)),
    ],
  };
}

test('ends each direction with its FIN and closes with the second', () => {
  const { talk, segments } = opened();
  const { sides, closedAt } = followOne([...segments, ...talk.close(1)], { open: true });
  expect([sides[0].endedAt, sides[1].endedAt, closedAt]).toEqual([9, 8, [9]]);
});

test('ends with a FIN that came before the data in front of it', () => {
  const talk = new Talk();
  const fin = { ...talk.piece(0, STREAM, 100, 200), flags: Flag.fin | Flag.ack };
  const { sides } = followOne([...talk.open(), fin, talk.piece(0, STREAM, 0, 100)], { open: true });
  expect(sides[0].data).toEqual(STREAM.subarray(0, 200));
  expect(sides[0].endedAt).toBe(5);
});

test('takes no data behind the FIN, whether it came before or after', () => {
  const talk = new Talk();
  const fin = { ...talk.piece(0, STREAM, 100, 100), flags: Flag.fin | Flag.ack };
  const after = followOne(
    [
      ...talk.open(),
      fin,
      talk.piece(0, STREAM, 50, 150),
      talk.piece(0, STREAM, 0, 50),
      talk.piece(0, STREAM, 100, 200),
    ],
    { open: true },
  );
  expect(after.sides[0].data).toEqual(STREAM.subarray(0, 100));
  expect(after.sides[0].endedAt).toBe(6);
  expect(after.connection.frames).toBe(7);
});

test('minds no FIN with a number of another time', () => {
  const { talk, segments } = opened();
  const old = { ...talk.piece(0, STREAM, 20, 20), flags: Flag.fin | Flag.ack };
  const { sides } = followOne([...segments, old, talk.piece(0, STREAM, 100, 200)], { open: true });
  expect(sides[0].endedAt).toBeUndefined();
  expect(sides[0].data).toEqual(STREAM.subarray(0, 200));
});

test('minds no FIN before bytes that wait', () => {
  const { talk, segments } = opened();
  const old = { ...talk.piece(0, STREAM, 250, 250), flags: Flag.fin | Flag.ack };
  const { sides } = followOne(
    [...segments, talk.piece(0, STREAM, 200, 300), old, talk.piece(0, STREAM, 100, 200)],
    {
      open: true,
    },
  );
  expect(sides[0].endedAt).toBeUndefined();
  expect(sides[0].data).toEqual(STREAM.subarray(0, 300));
});

test('goes on in one direction when the other has finished', () => {
  const { talk, segments } = opened();
  const more = [...talk.say(1, STREAM.subarray(50, 500))];
  const { sides, closedAt } = followOne([...segments, talk.fin(0), ...more], { open: true });
  expect(sides[0].endedAt).toBe(8);
  expect(sides[1].data).toEqual(STREAM.subarray(0, 500));
  expect([sides[1].endedAt, closedAt]).toEqual([undefined, []]);
});

test('counts what comes after the end, and delivers nothing of it', () => {
  const { talk, segments } = opened();
  const close = [...talk.close()];
  const repeated = [...segments.slice(3, 5), ...close];
  const { connection, sides, closedAt } = followOne([...segments, ...close, ...repeated]);
  expect(connection.frames).toBe(segments.length + close.length + repeated.length);
  expect(sides[0].data).toEqual(STREAM.subarray(0, 100));
  expect(closedAt).toEqual([9]);
});

test('remembers what is over, until 16,384 others are over', () => {
  const between = (client: number): Hosts => [{ address: '192.0.2.10', port: 1 + client }, HOSTS4[1]];
  const batchOf = (client: number) => {
    const talk = new Talk();
    return { hosts: between(client), segments: [talk.syn(), talk.fin(0), talk.fin(1)] };
  };
  const late = { hosts: between(0), segments: [new Talk().ack(1)] };
  const batches = (others: number) => [
    batchOf(0),
    ...Array.from({ length: others }, (_, i) => batchOf(1 + i)),
    late,
  ];
  expect(follow([], { batches: batches(16_383) })).toHaveLength(16_384);
  expect(follow([], { batches: batches(16_384) })).toHaveLength(16_386);
});

test('ends both directions with a RST, and delivers what waits', () => {
  const { talk, segments } = opened();
  const waiting = talk.piece(0, STREAM, 200, 300);
  const { sides, closedAt } = followOne([...segments, waiting, talk.reset(1)]);
  expect(sides[0].gaps).toEqual([[100, 100]]);
  expect(sides[0].data).toEqual(new Uint8Array([...STREAM.subarray(0, 100), ...STREAM.subarray(200, 300)]));
  expect([sides[0].endedAt, sides[1].endedAt, closedAt]).toEqual([9, 9, [9]]);
});

test('takes nothing that a RST carries for data', () => {
  const { talk, segments } = opened();
  const reset = { ...talk.piece(1, STREAM, 50, 90), flags: Flag.rst | Flag.ack };
  const { connection, sides } = followOne([...segments, reset]);
  expect(sides[1].data).toEqual(STREAM.subarray(0, 50));
  expect(connection.bytes).toEqual([100, 50]);
});

test('delivers data that was under way when the RST was captured', () => {
  const { talk, segments } = opened();
  const more = [...talk.say(0, STREAM.subarray(100, 400))];
  const { sides, closedAt } = followOne([...segments, talk.reset(1), ...more]);
  expect(sides[0].data).toEqual(STREAM.subarray(0, 400));
  expect(closedAt).toEqual([segments.length + 1 + more.length]);
});

test('closes a reset connection after some seconds of silence, at its own last frame', () => {
  const { talk, segments } = opened();
  const reset = [...segments, talk.reset(1)];
  const elsewhere: Hosts = [{ ...HOSTS4[0], port: 50_001 }, HOSTS4[1]];
  // The packets of a test are a millisecond apart.
  const others = new Talk();
  const busy = Array.from({ length: 5000 }, () => others.ack(0));
  const followed = follow(reset, { open: true, batches: [{ hosts: elsewhere, segments: busy }] });
  expect(followed).toHaveLength(2);
  expect(followed[0]!.closedAt).toEqual([reset.length]);
  expect(followed[1]!.closedAt).toEqual([]);
});

test('goes on after a RST that only cleared an old connection away (RFC 9293 §3.5.1)', () => {
  const talk = new Talk();
  const [syn, synAck, ack] = [...talk.open()];
  const stale = { ...talk.ack(1), sequence: 77, acknowledgement: 88 };
  const reset = { ...talk.reset(0), sequence: 88, flags: Flag.rst };
  const { sides } = followOne([syn!, stale, reset, syn!, synAck!, ack!, ...talk.say(0, STREAM)]);
  expect(sides[0].data).toEqual(STREAM);
});
