import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serialAdd, serialDistance } from '../../src/tcp/serial.ts';

const number = fc.nat(0xffffffff);

test('counts across the end of the numbers, forwards and backwards', () => {
  expect(serialDistance(0xfffffff0, 0x10)).toBe(0x20);
  expect(serialDistance(0x10, 0xfffffff0)).toBe(-0x20);
  expect(serialDistance(0x7fffffff, 0x80000000)).toBe(1);
  expect(serialAdd(0xffffffff, 1)).toBe(0);
});

test('finds the distance that was added, whether the numbers are signed or not', () => {
  const distance = fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 });
  fc.assert(
    fc.property(number, distance, (from, count) => {
      expect(serialDistance(from, serialAdd(from, count))).toBe(count);
      expect(serialDistance(from | 0, serialAdd(from, count) >>> 0)).toBe(count);
    }),
  );
});
