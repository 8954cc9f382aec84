import { expect, test } from 'vitest';
import { bytes } from '../writer/bytes.ts';
import { Random } from '../writer/random.ts';
import { Talk, type WrittenSegment } from '../writer/tcp.ts';
import { followOne } from './follow.ts';

const STREAM = new Random(11).bytes(200_000);

/** A connection of which a SYN was captured, and segments of 100 bytes of `STREAM` by number. */
function talkOfHundreds(): { talk: Talk; hundred: (index: number) => WrittenSegment } {
  const talk = new Talk();
  return { talk, hundred: (index) => talk.piece(0, STREAM, 100 * index, 100 * index + 100) };
}

function hundreds(from: number, to: number): Uint8Array {
  return STREAM.subarray(100 * from, 100 * to);
}

function repeat(count: number, segment: WrittenSegment): WrittenSegment[] {
  return Array.from({ length: count }, () => segment);
}

test('gives up an acknowledged segment after a grace, once, in its place', () => {
  const { talk, hundred } = talkOfHundreds();
  const { connection, sides } = followOne(
    [
      talk.syn(),
      hundred(0),
      hundred(2),
      talk.acknowledge(1, 300),
      ...repeat(64, talk.acknowledge(1, 300)),
      hundred(3),
      hundred(1),
    ],
    { open: true },
  );
  expect(sides[0].gaps).toEqual([[100, 100]]);
  expect(sides[0].data).toEqual(bytes(hundreds(0, 1), hundreds(2, 4)));
  expect(connection.gapBytes).toEqual([100, 0]);
  expect(sides[0].items.map(({ length, origin, now }) => ({ length, origin, now }))).toEqual([
    { length: 100, origin: 2, now: 2 },
    { length: 100, origin: undefined, now: 68 },
    { length: 100, origin: 3, now: 68 },
    { length: 100, origin: 69, now: 69 },
  ]);
});

test('waits for a segment that is captured behind its acknowledgement', () => {
  const { talk, hundred } = talkOfHundreds();
  const acknowledged = talk.acknowledge(1, 300);
  const { sides } = followOne([
    talk.syn(),
    hundred(0),
    acknowledged,
    hundred(2),
    ...repeat(50, acknowledged),
    hundred(1),
  ]);
  expect(sides[0].gaps).toEqual([]);
  expect(sides[0].data).toEqual(hundreds(0, 3));
  expect(sides[0].items.at(-1)).toMatchObject({ origin: 4, now: 55 });
});

test('never gives up what the receiver has not acknowledged', () => {
  const { talk, hundred } = talkOfHundreds();
  const { sides } = followOne([
    talk.syn(),
    hundred(0),
    talk.acknowledge(1, 100),
    ...Array.from({ length: 1500 }, (_, i) => hundred(2 + i)),
    ...repeat(100, talk.acknowledge(1, 150)),
    hundred(1),
  ]);
  expect(sides[0].gaps).toEqual([]);
  expect(sides[0].data).toEqual(hundreds(0, 1502));
});

test('gives up several holes at once when all of them were acknowledged', () => {
  const { talk, hundred } = talkOfHundreds();
  const odd = Array.from({ length: 40 }, (_, i) => hundred(2 * i));
  const late = talk.acknowledge(1, 7900);
  const { sides } = followOne([talk.syn(), ...odd, ...repeat(66, late)], { open: true });
  expect(sides[0].gaps).toEqual(Array.from({ length: 39 }, (_, i) => [200 * i + 100, 100]));
});

test('counts the grace from the acknowledgement, not from the hole', () => {
  const { talk, hundred } = talkOfHundreds();
  const unacknowledged = Array.from({ length: 100 }, (_, i) => hundred(2 + i));
  const segments = [...talk.open(), talk.acknowledge(1, 0), ...unacknowledged];
  const acknowledged = repeat(65, talk.acknowledge(1, 300));
  const { sides } = followOne([...segments, ...acknowledged], { open: true });
  expect(sides[0].items[0]).toMatchObject({ offset: 0, length: 200, now: segments.length + 65 });
});

test('gives each hole a grace of its own', () => {
  const { talk, hundred } = talkOfHundreds();
  const acknowledged = repeat(60, talk.acknowledge(1, 400));
  const segments = [
    talk.syn(),
    hundred(1),
    ...acknowledged,
    hundred(0),
    hundred(3),
    ...acknowledged,
    hundred(2),
  ];
  const { sides } = followOne(segments, { open: true });
  expect(sides[0].gaps).toEqual([]);
  expect(sides[0].data).toEqual(hundreds(0, 4));
});

test('gives up only what was acknowledged before the grace began', () => {
  const { talk, hundred } = talkOfHundreds();
  const { sides } = followOne(
    [
      talk.syn(),
      hundred(1),
      ...repeat(60, talk.acknowledge(1, 200)),
      hundred(3),
      ...repeat(30, talk.acknowledge(1, 400)),
      hundred(2),
    ],
    { open: true },
  );
  expect(sides[0].gaps).toEqual([[0, 100]]);
  expect(sides[0].data).toEqual(hundreds(1, 4));
});

test('decides without acknowledgements when only one direction was captured', () => {
  const { talk, hundred } = talkOfHundreds();
  const rest = Array.from({ length: 1900 }, (_, i) => hundred(2 + i));
  const { sides } = followOne([talk.syn(), hundred(0), ...rest], { open: true });
  expect(sides[0].gaps).toEqual([[100, 100]]);
  expect(sides[0].data).toEqual(bytes(hundreds(0, 1), hundreds(2, 1902)));
  const { sides: patient } = followOne([talk.syn(), hundred(0), ...rest.slice(0, 1000), hundred(1)], {
    open: true,
  });
  expect(patient[0].gaps).toEqual([]);
  expect(patient[0].data).toEqual(hundreds(0, 1002));
});

test('gives up the oldest holes when more waits than may', () => {
  const { talk, hundred } = talkOfHundreds();
  const waiting = Array.from({ length: 30 }, (_, i) => hundred(i + 1));
  const style = { open: true, limits: { outOfOrderBytes: 20 * 356 } };
  const { sides } = followOne([talk.syn(), ...waiting, hundred(0)], style);
  expect(sides[0].gaps).toEqual([[0, 100]]);
  expect(sides[0].data).toEqual(hundreds(1, 31));
  expect(sides[0].items[0]!.now).toBe(22);
});

test('keeps to the bound of all connections together', () => {
  const { talk, hundred } = talkOfHundreds();
  const waiting = Array.from({ length: 30 }, (_, i) => hundred(2 * i + 1));
  const style = { open: true, limits: { totalOutOfOrderBytes: 10 * 356 } };
  const { sides } = followOne([talk.syn(), ...waiting], style);
  expect(sides[0].items.filter((item) => item.data)).toHaveLength(22);
});

test('delivers what waits when the capture ends', () => {
  const { talk, hundred } = talkOfHundreds();
  const { sides, closedAt } = followOne([talk.syn(), hundred(0), hundred(5), hundred(3), hundred(2)]);
  expect(sides[0].gaps).toEqual([
    [100, 100],
    [400, 100],
  ]);
  expect(sides[0].data).toEqual(bytes(hundreds(0, 1), hundreds(2, 4), hundreds(5, 6)));
  expect([sides[0].endedAt, sides[1].endedAt, closedAt]).toEqual([5, 5, [5]]);
});

test('reports a tail that was acknowledged but never captured', () => {
  const { talk, hundred } = talkOfHundreds();
  const { connection, sides } = followOne([...talk.open(), hundred(0), talk.acknowledge(1, 500)]);
  expect(sides[0].gaps).toEqual([[100, 400]]);
  expect(connection.gapBytes).toEqual([400, 0]);
});

test('takes one acknowledged number too many for the FIN, and a captured FIN for the end', () => {
  const { talk, hundred } = talkOfHundreds();
  const uncaptured = followOne([...talk.open(), hundred(0), talk.acknowledge(1, 101)]);
  expect(uncaptured.sides[0].gaps).toEqual([]);
  const fin = { ...talk.fin(0), sequence: talk.piece(0, STREAM, 300, 300).sequence };
  const captured = followOne([talk.syn(), hundred(0), fin, talk.acknowledge(1, 301)]);
  expect(captured.sides[0].gaps).toEqual([[100, 200]]);
});

test('puts a gap for what the capture cut off a segment, in its place and at once', () => {
  const { talk, hundred } = talkOfHundreds();
  const inOrder = [talk.syn(), hundred(0), hundred(1), hundred(2)];
  const { connection, sides } = followOne(inOrder, { snapLength: 54 + 60, open: true });
  const items = sides[0].items.map(({ offset, length, data, now }) => [offset, length, Boolean(data), now]);
  expect(items).toEqual([
    [0, 60, true, 2],
    [60, 40, false, 2],
    [100, 60, true, 3],
    [160, 40, false, 3],
    [200, 60, true, 4],
    [260, 40, false, 4],
  ]);
  expect([connection.bytes[0], connection.gapBytes[0]]).toEqual([180, 120]);

  const reordered = followOne([inOrder[0]!, inOrder[3]!, inOrder[2]!, inOrder[1]!], { snapLength: 114 });
  expect(reordered.sides[0].gaps).toEqual(sides[0].gaps);
  expect(reordered.sides[0].data).toEqual(sides[0].data);
});

test('counts only headers as captured when nothing else was', () => {
  const { talk, hundred } = talkOfHundreds();
  const { connection, sides } = followOne([talk.syn(), hundred(0), hundred(1)], { snapLength: 54 });
  expect(sides[0].gaps).toEqual([
    [0, 100],
    [100, 100],
  ]);
  expect(connection.bytes).toEqual([0, 0]);
});
