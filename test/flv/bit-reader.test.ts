import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Malformed } from '../../src/field/field-reader.ts';
import { BitReader, withoutEmulationPrevention } from '../../src/flv/bit-reader.ts';
import { hex } from '../writer/bytes.ts';
import { BitWriter } from './bit-writer.ts';

const reader = (data: Uint8Array): BitReader => new BitReader(data, 'The header', 0);

test('bits are read from the most significant on, up to 32', () => {
  const bits = reader(hex('a5 ffffffff 80'));
  expect(bits.bits(3)).toBe(0b101);
  expect(bits.flag()).toBe(false);
  expect(bits.bits(4)).toBe(0b0101);
  expect(bits.bits(32)).toBe(0xffff_ffff);
  expect(bits.remaining).toBe(8);
  expect(bits.bits(0)).toBe(0);
});

describe('exponential-Golomb numbers', () => {
  test.each([
    ['1', 0, 0],
    ['010', 1, 1],
    ['011', 2, -1],
    ['00100', 3, 2],
    ['00101', 4, -2],
    ['0001000', 7, 4],
  ])('H.264 tables 9-2 and 9-3: %s is %i, signed %i', (text, unsigned, signed) => {
    const data = new BitWriter().bits(text).bytes();
    expect(reader(data).unsigned()).toBe(unsigned);
    expect(reader(data).signed()).toBe(signed);
  });

  test('are read as they are written', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 2 }), { maxLength: 20 });
    fc.assert(
      fc.property(numbers, (values) => {
        const bits = reader(new BitWriter().unsigned(...values).bytes());
        expect(values.map(() => bits.unsigned())).toStrictEqual(values);
      }),
    );
  });

  test('of more than 32 bits are malformed', () => {
    expect(() => reader(hex('00000000 ffffffffff')).unsigned()).toThrow(/more than 32 bits/);
    expect(reader(hex('00000001 00000000')).unsigned()).toBe(2 ** 31 - 1);
  });
});

test('what is beyond the end is malformed, with its place in the whole', () => {
  const bits = new BitReader(hex('ff'), 'The header', 10);
  bits.bits(4);
  expect(() => bits.bits(5)).toThrow(new Malformed('truncated', 'The header breaks off after 1 byte', 10));
});

test.each([
  ['00 00 03 01', '00 00 01'],
  ['00 00 03 00 00 03 00', '00 00 00 00 00'],
  ['00 00 03', '00 00'],
  ['00 03 00 00 02 03', '00 03 00 00 02 03'],
  ['00 00 00 03', '00 00 00'],
])('H.264 §7.4.1.1: %s is %s', (unit, payload) => {
  expect(withoutEmulationPrevention(hex(unit))).toStrictEqual(hex(payload));
});
