import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAmf0Values } from '../../src/amf/amf0.ts';
import { amfText } from '../../src/amf/text.ts';
import type { AmfProperty, AmfValue } from '../../src/amf/value.ts';
import { safeText } from '../../src/bytes/safe-text.ts';
import { FieldReader } from '../../src/field/field-reader.ts';
import { amf0, reference } from '../writer/amf0.ts';

const object = (...properties: AmfProperty[]): AmfValue => ({ kind: 'object', properties });

test.each<[string, AmfValue]>([
  ["'live'", 'live'],
  [String.raw`'it\'s'`, "it's"],
  ["''", ''],
  ['1.5', 1.5],
  ['NaN', NaN],
  ['7', 7n],
  ['true', true],
  ['null', null],
  ['undefined', undefined],
  ['[]', []],
  ["[1, ['a']]", [1, ['a']]],
  ['{}', object()],
  ["{app: 'live', |x: 1, 'a b': 2, '': 3}", object(['app', 'live'], ['|x', 1], ['a b', 2], ['', 3])],
  ['{0: 1}', { kind: 'ecma-array', properties: [['0', 1]] }],
  ['a.B {c: 1}', { kind: 'typed-object', className: 'a.B', properties: [['c', 1]] }],
  ["{[1] → 'a'}", { kind: 'dictionary', pairs: [[[1], 'a']] }],
  ['1970-01-01T00:00:00.000Z', { kind: 'date', ms: 0, timeZone: 0 }],
  ['date 0.5', { kind: 'date', ms: 0.5, timeZone: 0 }],
  ['XML <a/>', { kind: 'xml', text: '<a/>' }],
  ['reference 7', { kind: 'reference', index: 7 }],
  ['unsupported', { kind: 'unsupported' }],
  ['<1 byte>', Uint8Array.of(1)],
  ['<1,234 bytes>', new Uint8Array(1234)],
])('%s', (text, value) => {
  expect(amfText(value)).toBe(text);
});

test.each([
  [14, "'rtmp://host/'"],
  [13, "'rtmp://hos…'"],
  [4, "'r…'"],
  [3, "'…'"],
  [2, '…'],
  [1, '…'],
])('a string in %i characters', (room, text) => {
  expect(amfText('rtmp://host/', room)).toBe(text);
});

test.each([
  [30, "{app: 'live', list: [1, 2, 3]}"],
  [29, "{app: 'live', list: [1, …]}"],
  [25, "{app: 'live', list: […]}"],
  [22, "{app: 'live', list: …}"],
  [21, "{app: 'live', …}"],
  [15, "{app: 'li…', …}"],
  [11, '{app: …, …}'],
  [5, '{…}'],
  [2, '…'],
])('an object in %i characters', (room, text) => {
  expect(amfText(object(['app', 'live'], ['list', [1, 2, 3]]), room)).toBe(text);
});

test('what a terminal would act on is escaped, and no character is cut in half', () => {
  expect(amfText('\u001b[2J\u202e')).toBe(String.raw`'\x1b[2J\u202e'`);
  expect(amfText(object(['\u0007', 1]))).toBe(String.raw`{'\x07': 1}`);
  expect(amfText({ kind: 'typed-object', className: '\u001b', properties: [] })).toBe(String.raw`\x1b {}`);
  expect(amfText('\u001b\u001b', 9)).toBe(String.raw`'\x1b…'`);
  expect(amfText('😀😀😀', 6)).toBe("'😀…'");
});

test('a cycle ends when the room does', () => {
  const [value] = readAmf0Values(new FieldReader(amf0([1, reference(0)]))).values;
  expect(amfText(value, 20)).toBe('[1, [1, [1, […]]]]');
});

test('of a long list only the beginning is looked at', () => {
  let reads = 0;
  const list = new Proxy(Array.from<number>({ length: 1_000_000 }).fill(7), {
    get: (target, key) => {
      reads++;
      return Reflect.get(target, key) as unknown;
    },
  });
  expect(amfText(list, 80)).toMatch(/^\[7, 7, .*…\]$/);
  expect(reads).toBeLessThan(200);
});

test('the line is never longer than its room, and safe', () => {
  const byte = fc.oneof(fc.integer({ min: 0, max: 0x10 }), fc.constantFrom(0, 7, 0x1b, 0x61, 255));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 200 }), fc.integer({ min: 1, max: 100 }), (data, room) => {
      for (const value of readAmf0Values(new FieldReader(Uint8Array.from(data))).values) {
        const text = amfText(value, room);
        expect(text.length).toBeLessThanOrEqual(room);
        expect(safeText(text)).toBe(text);
      }
    }),
    { numRuns: 2000 },
  );
});
