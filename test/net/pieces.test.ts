import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Origin } from '../../src/bytes/origin.ts';
import { Pieces } from '../../src/net/pieces.ts';

const LENGTH = 60;

/** Frame 1 begins at offset 0 of the file, frame 2 at 1000, and so on. */
function originOf(frame: number): Origin {
  return { frame, seconds: 0, nanoseconds: 0, fileOffset: (frame - 1) * 1000, start: 0 };
}

const range = fc
  .tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => ({ start, end: Math.min(LENGTH, start + length) }));

test('keeps of every byte the first that claimed it, in order and without overlap', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 30 }), (ranges) => {
      const pieces = new Pieces();
      const owner: (number | undefined)[] = Array.from({ length: LENGTH });
      ranges.forEach(({ start, end }, origin) => {
        const data = new Uint8Array(2 + end - start).fill(origin);
        let added = 0;
        for (let at = start; at < end; at++) {
          if (owner[at] !== undefined) continue;
          owner[at] = origin;
          added++;
        }
        expect(pieces.add(start, end, data, 2, data.length, originOf(origin))).toBe(added);
      });

      const kept: (number | undefined)[] = Array.from({ length: LENGTH });
      let last = 0;
      for (let i = 0; i < pieces.length; i++) {
        const { offset, end, data } = pieces.at(i)!;
        const origin = pieces.at(i)!.origin.frame;
        expect(offset).toBeGreaterThanOrEqual(last);
        expect(data).toEqual(new Uint8Array(end - offset).fill(origin));
        kept.fill(origin, offset, end);
        last = end;
      }
      expect(kept).toEqual(owner);
    }),
  );
});

test('keeps the place of bytes that the capture cut off', () => {
  const pieces = new Pieces();
  pieces.add(10, 20, Uint8Array.of(1, 2, 3), 0, 3, originOf(1));
  expect(pieces.add(10, 20, new Uint8Array(10), 0, 10, originOf(2))).toBe(0);
  expect(pieces.at(0)).toEqual({ offset: 10, end: 20, data: Uint8Array.of(1, 2, 3), origin: originOf(1) });
});

test('splits a cut segment around what is there', () => {
  const pieces = new Pieces();
  pieces.add(2, 4, Uint8Array.of(9, 9), 0, 2, originOf(1));
  pieces.add(0, 8, Uint8Array.of(0, 1, 2, 3, 4), 0, 5, originOf(2));
  expect([pieces.at(0)!.data, pieces.at(1)!.data, pieces.at(2)!.data]).toEqual([
    Uint8Array.of(0, 1),
    Uint8Array.of(9, 9),
    Uint8Array.of(4),
  ]);
  expect(pieces.at(2)).toMatchObject({ offset: 4, end: 8, origin: { frame: 2, fileOffset: 1004, start: 0 } });
});

test('counts its memory up and down to nothing', () => {
  const pieces = new Pieces();
  for (let i = 0; i < 100; i++) pieces.add(3 * i, 3 * i + 2, new Uint8Array(2), 0, 2, originOf(i));
  expect(pieces.cost).toBeGreaterThan(200);
  pieces.drop(40);
  expect(pieces.at(0)!.offset).toBe(120);
  pieces.drop(60);
  expect(pieces.cost).toBe(0);
  expect(pieces.length).toBe(0);
});
