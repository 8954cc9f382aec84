import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmf0Values } from '../../src/amf/amf0.ts';
import { AmfJsonWriter, type JsonValue } from '../../src/amf/json.ts';
import type { AmfProperty, AmfValue } from '../../src/amf/value.ts';
import { FieldReader } from '../../src/field/field-reader.ts';
import { amf0, reference } from '../writer/amf0.ts';
import { bytes, join, u16, u32 } from '../writer/bytes.ts';

const jsonOf = (value: AmfValue): JsonValue => new AmfJsonWriter().write(value);
const object = (...properties: AmfProperty[]): AmfValue => ({ kind: 'object', properties });

test.each<[string, AmfValue, unknown]>([
  ['numbers', 1.5, 1.5],
  ['not a number', NaN, { $number: 'NaN' }],
  ['infinities', [Infinity, -Infinity], [{ $number: 'Infinity' }, { $number: '-Infinity' }]],
  ['integers that a double holds', -(2n ** 53n) + 1n, -9_007_199_254_740_991],
  ['integers that no double holds', 2n ** 62n, { $number: '4611686018427387904' }],
  ['strings', 'live', 'live'],
  ['booleans and null', [true, false, null], [true, false, null]],
  ['undefined', [undefined], [{ $undefined: true }]],
  ['bytes', Uint8Array.of(1, 2, 3, 255), { $bytes: 'AQID/w==' }],
  ['objects', object(['a', 1], ['b', object()]), { a: 1, b: {} }],
  ['associative arrays', { kind: 'ecma-array', count: 9, properties: [['0', 'x']] }, { 0: 'x' }],
  [
    'typed objects',
    { kind: 'typed-object', className: 'a.B', properties: [['c', 1]] },
    { $typed: 'a.B', c: 1 },
  ],
  ['dates', { kind: 'date', ms: 1_704_067_200_001, timeZone: 0 }, { $date: '2024-01-01T00:00:00.001Z' }],
  [
    'dates with a time zone',
    { kind: 'date', ms: -1, timeZone: -60 },
    { $date: '1969-12-31T23:59:59.999Z', timeZone: -60 },
  ],
  ['dates between milliseconds', { kind: 'date', ms: 0.5, timeZone: 0 }, { $date: 0.5 }],
  ['dates beyond the calendar', { kind: 'date', ms: 1e17, timeZone: 0 }, { $date: 1e17 }],
  ['dates that are none', { kind: 'date', ms: NaN, timeZone: 0 }, { $date: { $number: 'NaN' } }],
  [
    'dictionaries',
    { kind: 'dictionary', pairs: [[object(['a', 1]), 'x']] },
    { $dictionary: [[{ a: 1 }, 'x']] },
  ],
  ['XML', { kind: 'xml', text: '<a/>' }, { $xml: '<a/>' }],
  ['unsupported values', { kind: 'unsupported' }, { $unsupported: true }],
  ['references that lead nowhere', { kind: 'reference', index: 7 }, { $reference: 7 }],
  ['names that look like tags', object(['$date', 1], ['$$', 2]), { $$date: 1, $$$: 2 }],
  [
    'repeated names',
    object(['a', 1], ['b', 2], ['a', 3]),
    {
      $entries: [
        ['a', 1],
        ['b', 2],
        ['a', 3],
      ],
    },
  ],
  [
    'repeated names of a class',
    {
      kind: 'typed-object',
      className: 'T',
      properties: [
        ['', 1],
        ['', 2],
      ],
    },
    {
      $typed: 'T',
      $entries: [
        ['', 1],
        ['', 2],
      ],
    },
  ],
])('%s', (_name, value, json) => {
  expect(jsonOf(value)).toStrictEqual(json);
});

test('a property called __proto__ is a property', () => {
  const text = JSON.stringify(jsonOf(object(['__proto__', object(['admin', true])], ['a', 1])));
  expect(text).toBe('{"__proto__":{"admin":true},"a":1}');
});

test('bytes are base64, however many', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.integer({ min: 0, max: 60_000 }), (head, zeros) => {
      const data = join([head, new Uint8Array(zeros)]);
      expect(jsonOf(data)).toStrictEqual({ $bytes: Buffer.from(data).toString('base64') });
    }),
  );
});

describe('values that are referred to', () => {
  const valuesOf = (...parts: Uint8Array[]) => readAmf0Values(new FieldReader(join(parts))).values;

  test('are shown again', () => {
    const [value] = valuesOf(amf0({ a: { x: 1 }, b: reference(1), c: [reference(1)] }));
    expect(jsonOf(value)).toStrictEqual({ a: { x: 1 }, b: { x: 1 }, c: [{ x: 1 }] });
  });

  test('show a reference where they contain themselves', () => {
    const [value] = valuesOf(amf0({ 'a/b~c': [1, { up: reference(1), top: reference(0) }] }));
    expect(new AmfJsonWriter().write(value, '#/object')).toStrictEqual({
      'a/b~c': [1, { up: { $ref: '#/object/a~1b~0c' }, top: { $ref: '#/object' } }],
    });
  });

  test('are named by where they stand among repeated names', () => {
    const list: AmfValue[] = [];
    list.push(list);
    const value = object(['a', 1], ['a', list]);
    expect(jsonOf(value)).toStrictEqual({
      $entries: [
        ['a', 1],
        ['a', [{ $ref: '#/$entries/1/1' }]],
      ],
    });
  });

  test('are shown whole in a later value of the same message', () => {
    const [first, second] = valuesOf(amf0({ a: [1] }, reference(1)));
    const json = new AmfJsonWriter();
    expect(json.write(first, '#/object')).toStrictEqual({ a: [1] });
    expect(json.write(second, '#/arguments/0')).toStrictEqual([1]);
  });

  test('do not fill the memory when each refers twice to the one before', () => {
    const levels = Array.from({ length: 60 }, (_, i) => amf0([reference(i), reference(i)]));
    const values = valuesOf(amf0(['x'.repeat(1000)]), ...levels);
    const json = new AmfJsonWriter();
    const text = JSON.stringify(values.map((value, i) => json.write(value, `#/${i}`)));
    expect(text.length).toBeGreaterThan(1_000_000);
    expect(text.length).toBeLessThan(3_000_000);
    expect(text).toContain('{"$ref":"#/0"}');
  });

  test('are not all written out when a large one is referred to often', () => {
    const large = bytes(0x0a, u32(150_000), new Uint8Array(150_000).fill(0x05));
    const values = valuesOf(large, join(Array.from({ length: 40_000 }, () => reference(0).data)));
    const json = new AmfJsonWriter();
    const shown = values.map((value) => json.write(value));
    expect(shown.filter((value) => Array.isArray(value)).length).toBeLessThan(10);
  });

  /** Each value is a list of the one before. */
  const chain = (length: number) =>
    valuesOf(amf0([]), join(Array.from({ length }, (_, i) => bytes(0x0a, u32(1), 0x07, u16(i)))));

  test('do not overflow the stack when they form a chain', () => {
    const json = new AmfJsonWriter();
    const shown = chain(60_000).map((value, i) => json.write(value, `#/${i}`));
    expect(JSON.stringify(shown[2])).toBe('[[[]]]');
    expect(JSON.stringify(shown[59_999])).toMatch(/^\[+\{"\$ref":"#\/\d+"\}\]+$/);
  });

  test('leave out what lies too deep when only the end of a chain is shown', () => {
    expect(JSON.stringify(jsonOf(chain(60_000).at(-1)))).toMatch(/^\[{128}\{"\$omitted":"#[/0]+"\}\]{128}$/);
  });
});

test('every message is JSON, and comes back from its text the same', () => {
  const byte = fc.oneof(fc.integer({ min: 0, max: 0x10 }), fc.constantFrom(0, 7, 255));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 300 }), (data) => {
      const { values } = readAmf0Values(new FieldReader(Uint8Array.from(data)));
      const json = new AmfJsonWriter();
      const shown = values.map((value, i) => json.write(value, `#/${i}`));
      expect(JSON.parse(JSON.stringify(shown))).toStrictEqual(shown);
    }),
    { numRuns: 1000 },
  );
});
