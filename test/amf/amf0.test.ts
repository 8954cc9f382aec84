import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmf0Values } from '../../src/amf/amf0.ts';
import { type AmfValue, isRecord, propertyOf } from '../../src/amf/value.ts';
import { FieldReader } from '../../src/field/field-reader.ts';
import { type Amf0, amf0, date, ecmaArray, Encoded, reference, typedObject, xml } from '../writer/amf0.ts';
import { bytes, f64, hex, join, type Part, u16, u32 } from '../writer/bytes.ts';

const read = (...parts: readonly Part[]) => readAmf0Values(new FieldReader(bytes(...parts)));

/** The only value of bytes that are whole. */
function readOne(...parts: readonly Part[]): AmfValue {
  const { values, broken } = read(...parts);
  expect(broken).toBeUndefined();
  expect(values).toHaveLength(1);
  return values[0];
}

describe('the markers of AMF0', () => {
  test.each<[string, string, AmfValue]>([
    ['§2.2 number', '00 3ff8000000000000', 1.5],
    ['§2.2 negative zero', '00 8000000000000000', -0],
    ['§2.2 infinity', '00 7ff0000000000000', Infinity],
    ['§2.3 false', '01 00', false],
    ['§2.3 true: every byte but 0', '01 02', true],
    ['§2.4 string', '02 0004 6c697665', 'live'],
    ['§2.4 string of two-byte characters', '02 0002 c3a9', 'é'],
    ['§2.5 object', '03 0001 61 05 000009', { kind: 'object', properties: [['a', null]] }],
    ['§2.7 null', '05', null],
    ['§2.8 undefined', '06', undefined],
    [
      '§2.10 associative array',
      '08 00000001 0001 30 06 000009',
      { kind: 'ecma-array', count: 1, properties: [['0', undefined]] },
    ],
    ['§2.12 strict array', '0a 00000002 05 06', [null, undefined]],
    ['§2.13 date', '0b 4271f71fb0450000 0000', { kind: 'date', ms: 1_234_567_890_000, timeZone: 0 }],
    ['§2.13 date with a time zone west', '0b 0000000000000000 fed4', { kind: 'date', ms: 0, timeZone: -300 }],
    ['§2.14 long string', '0c 00000002 6869', 'hi'],
    ['§2.15 unsupported', '0d', { kind: 'unsupported' }],
    ['§2.17 XML document', '0f 00000004 3c612f3e', { kind: 'xml', text: '<a/>' }],
    [
      '§2.18 typed object',
      '10 0003 466f6f 0001 61 01 01 000009',
      { kind: 'typed-object', className: 'Foo', properties: [['a', true]] },
    ],
    ['int64, as Wireshark reads it', '22 fffffffffffffffe', -2n],
  ])('%s', (_section, encoded, value) => {
    expect(readOne(hex(encoded))).toStrictEqual(value);
  });

  test.each([
    ['movie clip', 0x04],
    ['object end', 0x09],
    ['record set', 0x0e],
    ['unknown', 0x12],
    ['unknown', 0xff],
  ])('%s (%i) begins no value', (_name, marker) => {
    const { values, broken } = read(0x05, marker, 0x05);
    expect(values).toStrictEqual([null]);
    expect(broken).toMatchObject({ code: 'amf.marker', at: 1 });
  });
});

describe('properties', () => {
  test('keep their order, empty and repeated names', () => {
    const pairs = bytes(u16(1), 'b', 0x05, u16(0), '', 0x06, u16(1), '1', 0x05, u16(1), 'b', 0x01, 1);
    expect(readOne(0x03, pairs, u16(0), 0x09)).toStrictEqual({
      kind: 'object',
      properties: [
        ['b', null],
        ['', undefined],
        ['1', null],
        ['b', true],
      ],
    });
  });

  test('may be called __proto__', () => {
    const value = readOne(amf0(JSON.parse('{"__proto__": "mine", "constructor": 1}')));
    expect(propertyOf(value, '__proto__')).toBe('mine');
    expect(propertyOf(value, 'toString')).toBeUndefined();
  });

  test('are found by name, the last of several', () => {
    const value = readOne(0x03, u16(1), 'a', 0x05, u16(1), 'a', 0x01, 1, u16(0), 0x09);
    expect(propertyOf(value, 'a')).toBe(true);
    expect(propertyOf(value, 'b')).toBeUndefined();
    expect(propertyOf('a', 'length')).toBeUndefined();
  });

  test.each([0, 7, 0xffff_ffff])('of an associative array do not depend on its count: %i', (count) => {
    const { values, broken } = read(amf0(ecmaArray({ a: 1, b: 2 }, count), 'next'));
    expect(broken).toBeUndefined();
    expect(values).toStrictEqual([
      {
        kind: 'ecma-array',
        count,
        properties: [
          ['a', 1],
          ['b', 2],
        ],
      },
      'next',
    ]);
  });
});

describe('references', () => {
  test('lead to the same object, array or typed object, counted in the order in which they begin', () => {
    const { values } = read(
      amf0({ inner: [ecmaArray({ a: 1 })] }, typedObject('T', {})),
      ...[0, 1, 2, 3].map((index) => reference(index).data),
    );
    const [object, typed, ...references] = values;
    const array = propertyOf(object, 'inner') as AmfValue[];
    [object, array, array[0], typed].forEach((value, i) => expect(references[i]).toBe(value));
  });

  test('may lead into a cycle', () => {
    const value = readOne(amf0({ me: [reference(0)] }));
    expect((propertyOf(value, 'me') as AmfValue[])[0]).toBe(value);
  });

  test('to what was never sent are kept as they are', () => {
    const { values, broken } = read(amf0([reference(1), date(0)], reference(9)));
    expect(broken).toBeUndefined();
    expect(values).toStrictEqual([
      [
        { kind: 'reference', index: 1 },
        { kind: 'date', ms: 0, timeZone: 0 },
      ],
      { kind: 'reference', index: 9 },
    ]);
  });

  test('do not lead from one message into the next', () => {
    expect(readOne(amf0([]))).toStrictEqual([]);
    expect(readOne(amf0(reference(0)))).toStrictEqual({ kind: 'reference', index: 0 });
  });
});

describe('bytes that break off', () => {
  /** Every kind of value, containers within containers. */
  const rich = amf0(
    'connect',
    1,
    {
      app: 'live',
      list: [true, null, undefined, { deep: ecmaArray({ a: 'x', b: [date(5, 60), xml('<a/>')] }) }],
      typed: typedObject('Foo', { again: reference(1), long: new Encoded(0x0c, u32(2), 'hi') }),
    },
    new Encoded(0x0d),
    new Encoded(0x22, u32(0), u32(7)),
  );

  /** Whether `part` is `whole`, or its beginning: missing at the end, never different. */
  function begins(part: AmfValue, whole: AmfValue): boolean {
    if (Array.isArray(part) && Array.isArray(whole)) {
      return part.every((value, i) => i < whole.length && begins(value, whole[i]));
    }
    if (isRecord(part) && isRecord(whole)) {
      return (
        part.kind === whole.kind &&
        part.properties.every(([name, value], i) => {
          const property = whole.properties[i];
          return property !== undefined && property[0] === name && begins(value, property[1]);
        })
      );
    }
    return Object.is(part, whole) || JSON.stringify(part) === JSON.stringify(whole);
  }

  /** Scalars and properties in a value. */
  function sizeOf(value: AmfValue): number {
    if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + sizeOf(each), 1);
    return isRecord(value) ? value.properties.reduce((sum, [, each]) => sum + sizeOf(each), 1) : 1;
  }

  test('anywhere keep what was read before, and say where', () => {
    const whole = readAmf0Values(new FieldReader(rich));
    expect(whole.broken).toBeUndefined();
    const ends = new Set<number>();
    let last = 0;
    for (let length = 0; length < rich.length; length++) {
      const { values, broken } = readAmf0Values(new FieldReader(rich.subarray(0, length)));
      expect(begins(values, whole.values), `the first ${length} bytes`).toBe(true);
      const size = sizeOf(values);
      expect(size, `the first ${length} bytes`).toBeGreaterThanOrEqual(last);
      last = size;
      if (broken === undefined) ends.add(length);
      else expect(broken.at).toBeLessThanOrEqual(length);
    }
    // Whole are only the beginnings between two values of the message.
    expect(ends.size).toBe(whole.values.length);
    expect(last).toBe(sizeOf(whole.values) - 1);
  });

  test('inside the innermost container keep all of them', () => {
    const { values, broken } = read(0x03, u16(1), 'a', 0x0a, u32(9), 0x08, u32(0), u16(1), 'b', 0x05, 0x00);
    expect(values).toStrictEqual([
      {
        kind: 'object',
        properties: [['a', [{ kind: 'ecma-array', count: 0, properties: [['b', null]] }]]],
      },
    ]);
    expect(broken).toStrictEqual({
      code: 'truncated',
      text: 'string length takes 2 bytes, 1 are left (AMF0 §1.3.1)',
      at: 18,
    });
  });

  test('before the end marker only are told apart from the rest', () => {
    const { values, broken } = read(0x03, u16(1), 'a', 0x05);
    expect(values).toStrictEqual([{ kind: 'object', properties: [['a', null]] }]);
    expect(broken).toMatchObject({ code: 'amf.missing-end', at: 5 });
  });

  test('after a value that is no value keep the container, and stop there', () => {
    const { values, broken } = read(0x0a, u32(3), 0x05, 0x04, 0x05);
    expect(values).toStrictEqual([[null]]);
    expect(broken).toMatchObject({ code: 'amf.marker', at: 6 });
  });

  test('are read from where the reader stands, up to its end', () => {
    const reader = new FieldReader().over(bytes(0xff, 0x05, 0x06, 0xff), 1, 3);
    expect(readAmf0Values(reader)).toStrictEqual({ values: [null, undefined] });
  });
});

describe('hostile bytes', () => {
  test('announce 4 billion elements', () => {
    const { values, broken } = read(0x0a, u32(0xffff_ffff), 0x05, 0x05);
    expect(values).toStrictEqual([[null, null]]);
    expect(broken).toMatchObject({ code: 'truncated', at: 7 });
  });

  test('announce a string of 4 GiB', () => {
    expect(read(0x0c, u32(0xffff_ffff), 'abc')).toMatchObject({ values: [], broken: { code: 'truncated' } });
  });

  test.each([
    ['strict arrays', bytes(0x0a, u32(1))],
    ['objects', bytes(0x03, u16(1), 'a')],
    ['associative arrays', bytes(0x08, u32(0), u16(0))],
    ['typed objects', bytes(0x10, u16(0), u16(1), 'a')],
  ])('nest %s without end', (_name, level) => {
    const { values, broken } = read(join(Array.from({ length: 100_000 }, () => level)));
    expect(broken?.code).toBe('amf.too-deep');
    let depth = 0;
    for (let value = values[0]; value instanceof Object; depth++) {
      value = Array.isArray(value) ? value[0] : isRecord(value) ? value.properties[0]?.[1] : undefined;
    }
    expect(depth).toBe(64);
  });

  test('hold more values than any message means', () => {
    const { values, broken } = read(new Uint8Array(300_000).fill(0x05));
    expect(values).toHaveLength(200_000);
    expect(broken).toMatchObject({ code: 'amf.too-many', at: 200_000 });
  });

  test('of any kind never throw', () => {
    const markers = fc.constantFrom(...Array.from({ length: 0x12 }, (_, i) => i), 0x22);
    const byte = fc.oneof(markers, fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 400 }), (data) => {
        const { values, broken } = readAmf0Values(new FieldReader(Uint8Array.from(data)));
        return Array.isArray(values) && (broken === undefined || broken.at <= data.length);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what is written is read', () => {
  const scalar = fc.oneof(
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(null, undefined),
  );
  const value = fc.letrec<{ any: Amf0 }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'medium' },
      scalar,
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('any'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).any;

  /** The same value as a reader gives it. */
  function asRead(written: Amf0): AmfValue {
    if (!(written instanceof Object) || written instanceof Encoded) return written as AmfValue;
    if (Array.isArray(written)) return written.map(asRead);
    return {
      kind: 'object',
      properties: Object.entries(written).map(([name, each]) => [name, asRead(each)]),
    };
  }

  test('whatever the values', () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        expect(read(amf0(...values))).toStrictEqual({ values: values.map(asRead) });
      }),
    );
  });

  test('as a long string beyond 65,535 bytes', () => {
    const long = 'é'.repeat(40_000);
    expect(amf0(long)[0]).toBe(0x0c);
    expect(readOne(amf0(long))).toBe(long);
  });

  test('whatever the number', () => {
    fc.assert(fc.property(fc.double(), (number) => Object.is(readOne(0x00, f64(number)), number)));
  });
});
