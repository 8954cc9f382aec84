import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAddress } from '../../src/net/address.ts';
import { hex } from '../writer/bytes.ts';
import { addressBytes } from '../writer/ip.ts';

test('writes IPv4 addresses with dots', () => {
  expect(formatAddress(hex('ff c0000201 ff'), 1, 4)).toBe('192.0.2.1');
});

test.each([
  ['20010db8 00000000 00000000 00000001', '2001:db8::1', 'the longest run of zeros is left out'],
  ['20010db8 00000000 00010000 00000001', '2001:db8::1:0:0:1', 'the first run where two are as long'],
  ['20010db8 00000001 00010001 00010001', '2001:db8:0:1:1:1:1:1', 'a single zero is written'],
  ['20010000 00000001 00000000 00000001', '2001:0:0:1::1', 'the longer run, although it comes second'],
  ['20010db8 000a00bc 0def1234 abcd0000', '2001:db8:a:bc:def:1234:abcd:0', 'no leading zeros, lower case'],
  ['00000000 00000000 00000000 00000000', '::', 'zeros only'],
  ['00000000 00000000 00000000 00000001', '::1', 'zeros at the front'],
  ['fe800000 00000000 00000000 00000000', 'fe80::', 'zeros at the end'],
  ['00000000 00000000 0000ffff c0000201', '::ffff:192.0.2.1', 'IPv4 in IPv6 (§5)'],
])('writes %s as %s (RFC 5952: %s)', (address, text) => {
  expect(formatAddress(hex(address), 0, 16)).toBe(text);
});

test('writes addresses that read back as the same bytes', () => {
  const word = fc.oneof(fc.constant(0), fc.nat(0xffff));
  fc.assert(
    fc.property(fc.array(word, { minLength: 8, maxLength: 8 }), (words) => {
      fc.pre(words[5] !== 0xffff);
      const bytes = Uint8Array.from(words.flatMap((value) => [value >> 8, value & 0xff]));
      expect(addressBytes(formatAddress(bytes, 0, 16))).toEqual(bytes);
    }),
  );
});
