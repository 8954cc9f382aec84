import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Segment } from '../../src/net/segment.ts';
import { followSegments, type FollowedStream } from './follow.ts';

const ADDRESSES = Uint8Array.of(192, 0, 2, 1, 192, 0, 2, 2);

/** Segments between few hosts, with any flags and numbers that are near enough to meet. */
const segment = fc
  .record({
    from: fc.boolean(),
    sequence: fc.oneof(fc.nat(300), fc.nat(0xffffffff)),
    acknowledgement: fc.oneof(fc.nat(300), fc.nat(0xffffffff)),
    flags: fc.oneof(fc.constant(0x10), fc.nat(255)),
    length: fc.nat(80),
    cut: fc.oneof(fc.constant(0), fc.nat(60_000)),
  })
  .map(({ from, sequence, acknowledgement, flags, length, cut }) => ({
    addresses: ADDRESSES,
    source: from ? 0 : 4,
    destination: from ? 4 : 0,
    addressLength: 4,
    sourcePort: from ? 50_000 : 1935,
    destinationPort: from ? 1935 : 50_000,
    sequence: sequence | 0,
    acknowledgement: acknowledgement | 0,
    flags,
    window: 0,
    data: new Uint8Array(100),
    start: 10,
    end: 10 + length,
    payloadLength: length + cut,
  }));

function* stamped(segments: readonly Omit<Segment, 'stamp' | 'origin'>[]): Generator<Segment> {
  let frame = 0;
  for (const each of segments) {
    frame++;
    yield {
      ...each,
      stamp: { frame, seconds: frame * 2, nanoseconds: 0 },
      origin: { frame, seconds: 0, nanoseconds: 0, fileOffset: NaN, start: 0 },
    };
  }
}

function sums(stream: FollowedStream): [bytes: number, gaps: number] {
  let bytes = 0;
  let gaps = 0;
  for (const { data, length } of stream.items) {
    if (data) bytes += length;
    else gaps += length;
  }
  return [bytes, gaps];
}

test('survives any segments, ends all it began once, and counts what it told', () => {
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 60 }), fc.nat(2000), (segments, outOfOrderBytes) => {
      const followed = followSegments(stamped(segments), { outOfOrderBytes });
      let frames = 0;
      for (const { connection, sides, closedAt } of followed) {
        frames += connection.frames;
        expect(closedAt).toHaveLength(1);
        for (const side of [0, 1] as const) {
          expect(sides[side].endedAt).toBeDefined();
          expect([connection.bytes[side], connection.gapBytes[side]]).toEqual(sums(sides[side]));
        }
      }
      expect(frames).toBe(segments.length);
    }),
    { numRuns: 300 },
  );
});

test('counts more than 4 GiB in one direction', () => {
  const length = 60_000;
  const count = 75_000;
  const data = new Uint8Array(1);
  function* long(): Generator<Omit<Segment, 'stamp' | 'origin'>> {
    for (let i = 0; i < count; i++) {
      yield {
        addresses: ADDRESSES,
        source: 0,
        destination: 4,
        addressLength: 4,
        sourcePort: 50_000,
        destinationPort: 1935,
        sequence: (0xfff00000 + i * length) | 0,
        acknowledgement: 0,
        flags: 0x10,
        window: 0,
        data,
        start: 0,
        end: 1,
        payloadLength: length,
      };
    }
  }
  // Two neighbours in the wrong order, far behind the wrap.
  const segments = [...long()];
  [segments[74_000], segments[74_001]] = [segments[74_001]!, segments[74_000]!];
  const [{ connection, sides }] = followSegments(stamped(segments)) as [ReturnType<typeof followSegments>[0]];
  expect(connection.bytes[0]).toBe(count);
  expect(connection.gapBytes[0]).toBe(count * (length - 1));
  expect(sides[0].items.at(-1)!.offset + sides[0].items.at(-1)!.length).toBe(count * length);
});
