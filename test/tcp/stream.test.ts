import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Talk, type WrittenSegment } from '../writer/tcp.ts';
import { HOSTS4, HOSTS6 } from '../writer/wire.ts';
import { followOne, type FollowedStream } from './follow.ts';

type Range = { readonly start: number; readonly end: number };

/** A stream cut at random places, and ranges of it that overlap the cuts in any way, in any order. */
const torn = fc
  .record({
    stream: fc.uint8Array({ minLength: 1, maxLength: 400 }),
    isn: fc.oneof(
      fc.nat(0xffffffff),
      fc.integer({ min: -500, max: 0 }).map((under) => 2 ** 32 - 1 + under),
    ),
    hosts: fc.constantFrom(HOSTS4, HOSTS6),
  })
  .chain((whole) => {
    const length = whole.stream.length;
    const range = fc
      .tuple(fc.nat(length), fc.nat(length))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    return fc.record({
      whole: fc.constant(whole),
      cuts: fc.array(fc.nat(length), { maxLength: 30 }),
      extra: fc.array(range, { maxLength: 20 }),
    });
  })
  .chain(({ whole, cuts, extra }) => {
    const bounds = [0, ...cuts, whole.stream.length].sort((a, b) => a - b);
    const tiles = bounds.slice(1).map((end, i) => ({ start: bounds[i]!, end }));
    const ranges = [...tiles, ...extra];
    const order = fc.shuffledSubarray(ranges, { minLength: ranges.length });
    return fc.record({ whole: fc.constant(whole), order });
  });

/** Of each byte of the stream, the number of the first frame that holds it; frame 1 is the SYN. */
function firstFrames(length: number, order: readonly Range[]): (number | undefined)[] {
  const frames: (number | undefined)[] = Array.from({ length });
  order.forEach(({ start, end }, i) => {
    for (let at = start; at < end; at++) frames[at] ??= i + 2;
  });
  return frames;
}

/** Of each byte that was delivered: what it is, the frame that holds it, and the frame when it was told. */
function perByte(stream: FollowedStream): { value?: number; origin?: number; now: number }[] {
  return stream.items.flatMap(({ data, length, origin, now }) =>
    Array.from({ length }, (_, i) => (data ? { value: data[i]!, origin: origin!, now } : { now })),
  );
}

describe('any split, order, repetition and overlap of the segments', () => {
  test('gives the same bytes, from the first frame that held each, when the last hole before it was filled', () => {
    fc.assert(
      fc.property(torn, ({ whole: { stream, isn, hosts }, order }) => {
        const talk = new Talk({ isn: [isn, 5] });
        const segments = [talk.syn(), ...order.map(({ start, end }) => talk.piece(0, stream, start, end))];
        const { connection, sides } = followOne(segments, { hosts });

        const origins = firstFrames(stream.length, order);
        let now = 0;
        const expected = Array.from(stream, (value, at) => {
          now = Math.max(now, origins[at]!);
          return { value, origin: origins[at]!, now };
        });
        expect(perByte(sides[0])).toEqual(expected);
        expect(connection.bytes).toEqual([stream.length, 0]);
        expect(connection.gapBytes).toEqual([0, 0]);
        expect(connection.frames).toBe(segments.length);
      }),
    );
  });

  test('keeps what was captured first where they differ', () => {
    fc.assert(
      fc.property(torn, ({ whole: { stream, isn }, order }) => {
        const talk = new Talk({ isn: [isn, 5] });
        const copies = order.map((_, i) => stream.map((value) => value ^ i));
        const pieces = order.map(({ start, end }, i) => talk.piece(0, copies[i]!, start, end));
        const { sides } = followOne([talk.syn(), ...pieces]);
        const origins = firstFrames(stream.length, order);
        expect(sides[0].data).toEqual(stream.map((_, at) => copies[origins[at]! - 2]![at]!));
      }),
    );
  });

  test('gives a gap for exactly the bytes that are in no segment', () => {
    fc.assert(
      fc.property(torn, fc.nat(), ({ whole: { stream, isn, hosts }, order }, seed) => {
        const talk = new Talk({ isn: [isn, 5] });
        const kept = order.filter((_, i) => (seed >> (i % 31)) & 1);
        const pieces = kept.map(({ start, end }) => talk.piece(0, stream, start, end));
        // One byte behind an acknowledgement can be a FIN: the sender says that it is none.
        const last = { ...talk.fin(0), sequence: (isn + 1 + stream.length) >>> 0 };
        const { connection, sides, closedAt } = followOne(
          [talk.syn(), ...pieces, talk.acknowledge(1, stream.length), last],
          { hosts },
        );

        const origins = firstFrames(stream.length, kept);
        const told = perByte(sides[0]);
        expect(told.map(({ value }) => value)).toEqual(
          Array.from(stream, (value, at) => (origins[at] === undefined ? undefined : value)),
        );
        const missing = origins.filter((origin) => origin === undefined).length;
        expect(connection.gapBytes).toEqual([missing, 0]);
        expect(connection.bytes).toEqual([stream.length - missing, 0]);
        expect(sides[0].items.filter(({ data }, i, all) => !data && all[i + 1] && !all[i + 1]!.data)).toEqual(
          [],
        );
        expect(closedAt).toHaveLength(1);
      }),
    );
  });
});

test('delivers bytes where they lie, without a copy, when they come in order', () => {
  const talk = new Talk();
  const stream = new Uint8Array(10_000).map((_, i) => i);
  const segments: WrittenSegment[] = [
    ...talk.converse([
      { from: 0, data: stream },
      { from: 1, data: stream },
    ]),
  ];
  const { connection, sides, closedAt } = followOne(segments);
  expect(sides[0].data).toEqual(stream);
  expect(sides[1].data).toEqual(stream);
  for (const { origin, now } of [...sides[0].items, ...sides[1].items]) expect(origin).toBe(now);
  expect(connection).toMatchObject({
    stream: 0,
    opened: true,
    frames: segments.length,
    bytes: [10_000, 10_000],
    gapBytes: [0, 0],
    endpoints: [
      { address: '192.0.2.10', port: 50_000 },
      { address: '192.0.2.20', port: 1935 },
    ],
  });
  const [fin0, fin1] = [segments.length - 2, segments.length - 1];
  expect([sides[0].endedAt, sides[1].endedAt, closedAt]).toEqual([fin0, fin1, [fin1]]);
});
