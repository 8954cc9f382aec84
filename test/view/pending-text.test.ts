import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grouped } from '../../src/bytes/quantity.ts';
import { PendingText } from '../../src/view/pending-text.ts';

function told(write: (into: PendingText) => void): string {
  const pending = new PendingText();
  write(pending);
  const pieces: Uint8Array[] = [];
  pending.tell((bytes) => pieces.push(bytes.slice()));
  return Buffer.concat(pieces).toString('hex');
}

test('texts of any characters and lengths become the bytes of UTF-8 that an encoder makes of them', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    // Halves of surrogates, too.
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 400 })
      .map((codes) => String.fromCharCode(...codes)),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
      const expected = texts
        .map((one) => Buffer.from(new TextEncoder().encode(one)).toString('hex'))
        .join('');
      expect(told((into) => texts.forEach((one) => into.text(one)))).toBe(expected);
    }),
  );
});

test('numbers are written as strings write them', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.nat(20),
      fc.constantFrom(' ' as const, '0' as const),
      (number, width, fill) => {
        expect(told((into) => into.number(number, width, fill))).toBe(
          Buffer.from(String(number).padStart(width, fill)).toString('hex'),
        );
        expect(told((into) => into.grouped(number))).toBe(Buffer.from(grouped(number)).toString('hex'));
      },
    ),
  );
});

test('what becomes known later stands where it was announced', () => {
  const hex = told((into) => {
    into.text('a');
    into.later((late) => late.text('b'));
    into.text('c');
  });
  expect(hex).toBe(Buffer.from('abc').toString('hex'));
});

test('bytes are written in hex, as many as are asked for', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(20), (bytes, most) => {
      const count = Math.min(bytes.length, most);
      const expected = Buffer.from(
        Buffer.from(bytes)
          .toString('hex')
          .slice(0, 2 * count),
      ).toString('hex');
      expect(told((into) => into.hex(bytes, count))).toBe(expected);
    }),
  );
});
