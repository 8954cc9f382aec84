import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmf0Values } from '../../src/amf/amf0.ts';
import { AmfJsonWriter } from '../../src/amf/json.ts';
import { type AmfValue, propertyOf } from '../../src/amf/value.ts';
import { FieldReader } from '../../src/field/field-reader.ts';
import { amf0, avmPlus } from '../writer/amf0.ts';
import { bytes, hex, join, type Part } from '../writer/bytes.ts';
import {
  array3,
  byteArray3,
  date3,
  double3,
  external3,
  integer3,
  name3,
  object3,
  reference3,
  string3,
  traits3,
  u29,
  vectorInt3,
} from './amf3-writer.ts';

/** The values of a message of one AMF3 value, as it travels in RTMP: behind the AVM+ marker of AMF0. */
const read = (...parts: readonly Part[]) => readAmf0Values(new FieldReader(bytes(0x11, ...parts)));

function readOne(...parts: readonly Part[]): AmfValue {
  const { values, broken } = read(...parts);
  expect(broken).toBeUndefined();
  expect(values).toHaveLength(1);
  return values[0];
}

describe('the markers of AMF3', () => {
  test.each<[string, string, AmfValue]>([
    ['§3.2 undefined', '00', undefined],
    ['§3.3 null', '01', null],
    ['§3.4 false', '02', false],
    ['§3.5 true', '03', true],
    ['§3.6 integer of one byte', '04 7f', 127],
    ['§3.6 integer of two bytes', '04 8100', 128],
    ['§3.6 integer of three bytes', '04 ffff7f', 0x1f_ffff],
    ['§3.6 integer of four bytes', '04 80c08000', 0x20_0000],
    ['§3.6 the greatest integer', '04 bfffffff', 0x0fff_ffff],
    ['§3.6 the least integer', '04 c0808000', -0x1000_0000],
    ['§3.6 integer -1', '04 ffffffff', -1],
    ['§3.7 double', '05 3ff8000000000000', 1.5],
    ['§3.8 string', '06 0b 68656c6c6f', 'hello'],
    ['§3.8 empty string', '06 01', ''],
    ['§3.9 XML document', '07 09 3c612f3e', { kind: 'xml', text: '<a/>' }],
    ['§3.10 date', '08 01 4271f71fb0450000', { kind: 'date', ms: 1_234_567_890_000, timeZone: 0 }],
    ['§3.11 array', '09 07 01 04 01 04 02 04 03', [1, 2, 3]],
    [
      '§3.11 array with a named element',
      '09 03 03 61 04 05 01 06 03 62',
      {
        kind: 'ecma-array',
        properties: [
          ['a', 5],
          ['0', 'b'],
        ],
      },
    ],
    ['§3.12 anonymous object', '0a 0b 01 03 61 04 01 01', { kind: 'object', properties: [['a', 1]] }],
    [
      '§3.12 object of a class, sealed',
      '0a 23 07 466f6f 03 61 03 62 02 03',
      {
        kind: 'typed-object',
        className: 'Foo',
        properties: [
          ['a', false],
          ['b', true],
        ],
      },
    ],
    [
      '§3.12 object of a class, sealed and dynamic',
      '0a 1b 07 466f6f 03 61 02 03 62 03 01',
      {
        kind: 'typed-object',
        className: 'Foo',
        properties: [
          ['a', false],
          ['b', true],
        ],
      },
    ],
    ['§3.13 XML', '0b 09 3c612f3e', { kind: 'xml', text: '<a/>' }],
    ['§3.14 ByteArray', '0c 07 010203', Uint8Array.of(1, 2, 3)],
    ['§3.15 Vector of int', '0d 05 00 ffffffff 00000001', [-1, 1]],
    ['§3.15 Vector of uint', '0e 05 01 ffffffff 00000001', [4_294_967_295, 1]],
    ['§3.15 Vector of double', '0f 03 00 3ff8000000000000', [1.5]],
    ['§3.15 Vector of objects', '10 05 00 03 2a 01 06 03 61', [null, 'a']],
    ['§3.16 Dictionary', '11 03 00 09 01 01 04 07', { kind: 'dictionary', pairs: [[[], 7]] }],
  ])('%s', (_section, encoded, value) => {
    expect(readOne(hex(encoded))).toStrictEqual(value);
  });

  test.each([0x12, 0x7f, 0xff])('%i begins no value', (marker) => {
    expect(read(marker)).toMatchObject({ values: [], broken: { code: 'amf.marker', at: 1 } });
  });
});

describe('AMF3 inside AMF0', () => {
  test('is one value: what follows is AMF0 again (E-RTMP v2)', () => {
    const { values, broken } = readAmf0Values(
      new FieldReader(amf0('foo', 2, null, avmPlus(integer3(5)), 'after', { deep: avmPlus(string3('x')) })),
    );
    expect(broken).toBeUndefined();
    expect(values).toStrictEqual([
      'foo',
      2,
      null,
      5,
      'after',
      { kind: 'object', properties: [['deep', 'x']] },
    ]);
  });

  test('has tables of its own, value by value', () => {
    const { values } = readAmf0Values(
      new FieldReader(amf0({}, avmPlus(array3([])), avmPlus(0x0a, reference3(0)))),
    );
    expect(values[2]).toStrictEqual({ kind: 'reference', index: 0 });
  });
});

describe('references', () => {
  test('to strings: values and names share a table, which the empty string is not in', () => {
    const value = readOne(
      array3([
        string3(''),
        string3('a'),
        object3(name3('b'), bytes(0x06, reference3(0)), reference3(1), string3('')),
        bytes(0x06, reference3(1)),
      ]),
    );
    const object = {
      kind: 'object',
      properties: [
        ['b', 'a'],
        ['b', ''],
      ],
    };
    expect(value).toStrictEqual(['', 'a', object, 'b']);
  });

  test('to traits', () => {
    const traits = traits3('Foo', ['a', 'b']);
    const value = readOne(
      array3([bytes(0x0a, traits, integer3(1), integer3(2)), bytes(0x0a, 0x01, integer3(3), integer3(4))]),
    ) as AmfValue[];
    const [first, second] = value.map((each) => new AmfJsonWriter().write(each));
    expect(first).toStrictEqual({ $typed: 'Foo', a: 1, b: 2 });
    expect(second).toStrictEqual({ $typed: 'Foo', a: 3, b: 4 });
  });

  test('to objects of every kind, in the order in which they begin', () => {
    const kinds = [
      bytes(0x07, name3('<a/>')),
      date3(0),
      array3([]),
      object3(),
      bytes(0x0b, name3('<b/>')),
      byteArray3(Uint8Array.of(1)),
      vectorInt3(1),
      bytes(0x0e, 1, 0),
      bytes(0x0f, 1, 0),
      bytes(0x10, 1, 0, 1),
      bytes(0x11, 1, 0),
    ];
    // The outer array has index 0; any of the markers may refer to any object.
    const references = kinds.map((_kind, i) => bytes(0x0a, reference3(i + 1)));
    const value = readOne(array3([...kinds, ...references])) as AmfValue[];
    kinds.forEach((_kind, i) => expect(value[kinds.length + i]).toBe(value[i]));
  });

  test('may lead into a cycle', () => {
    const value = readOne(object3(name3('me'), bytes(0x0a, reference3(0))));
    expect(propertyOf(value, 'me')).toBe(value);
  });

  test.each([
    ['string', bytes(0x06, reference3(0))],
    ['traits', bytes(0x0a, 0x01)],
  ])('to a %s that was never sent stop the reading', (_what, encoded) => {
    expect(read(encoded)).toMatchObject({ values: [], broken: { code: 'amf.reference' } });
  });

  test('to an object that was never sent are kept as they are', () => {
    expect(readOne(array3([bytes(0x0a, reference3(5)), integer3(1)]))).toStrictEqual([
      { kind: 'reference', index: 5 },
      1,
    ]);
  });
});

describe('classes that write themselves', () => {
  const jsonOf = (...parts: readonly Part[]) => new AmfJsonWriter().write(readOne(...parts));

  test.each([
    ['flex.messaging.io.ArrayCollection', 'source'],
    ['flex.messaging.io.ArrayList', 'source'],
    ['flex.messaging.io.ObjectProxy', 'object'],
  ])('%s holds one value', (className, name) => {
    expect(jsonOf(external3(className, array3([integer3(1)])))).toStrictEqual({
      $typed: className,
      [name]: [1],
    });
  });

  test('an acknowledgement of BlazeDS holds the members that its flags announce', () => {
    const message = external3(
      'DSK',
      bytes(0x81 | 0x20, 0x02), // body, timestamp; messageIdBytes
      string3('body'),
      double3(5),
      byteArray3(Uint8Array.of(1)),
      bytes(0x01), // correlationId
      string3('id'),
      bytes(0x08), // a flag that has no name
      integer3(9),
    );
    expect(jsonOf(array3([message, integer3(7)]))).toStrictEqual([
      {
        $typed: 'DSK',
        body: 'body',
        timestamp: 5,
        messageIdBytes: { $bytes: 'AQ==' },
        correlationId: 'id',
        'unknown 0.3': 9,
      },
      7,
    ]);
  });

  test('a command of BlazeDS has an operation', () => {
    const name = 'flex.messaging.messages.CommandMessageExt';
    expect(jsonOf(external3(name, 0x00, 0x00, 0x01, integer3(5)))).toStrictEqual({
      $typed: name,
      operation: 5,
    });
  });

  test.each([
    ['DSA', bytes(0x01, string3('body'), 0x01, string3('id')), { body: 'body', correlationId: 'id' }],
    ['DSC', bytes(0x00, 0x00, 0x01, integer3(5)), { operation: 5 }],
    ['DSK', bytes(0x02, string3('me'), 0x01, string3('id'), 0x00), { clientId: 'me', correlationId: 'id' }],
  ])('%s is the short name of a message of BlazeDS', (className, members, values) => {
    expect(jsonOf(external3(className, members))).toStrictEqual({ $typed: className, ...values });
  });

  test('an unknown one stops the reading: its length is not known', () => {
    const { values, broken } = read(array3([integer3(1), external3('my.\u001bClass', 1, 2, 3)]));
    expect(values).toStrictEqual([
      [1, { kind: 'typed-object', className: 'my.\u001bClass', properties: [] }],
    ]);
    expect(broken).toMatchObject({ code: 'amf.external' });
    expect(broken?.text).toContain(String.raw`'my.\x1bClass'`);
  });
});

describe('bytes that break off', () => {
  const rich = bytes(
    0x11,
    array3([
      object3(name3('list'), array3([integer3(300), double3(0.5), string3('é')]), name3('date'), date3(1)),
      bytes(
        0x0a,
        traits3('Foo', ['a'], true),
        byteArray3(Uint8Array.of(1, 2)),
        name3('b'),
        bytes(0x03, 0x01),
      ),
      bytes(0x11, 3, 0, string3('key'), vectorInt3(1, 2)),
      array3([], [name3('named'), array3([], [name3('x'), bytes(0x01)])]),
    ]),
    0x05,
  );

  test('anywhere keep a beginning, and say where', () => {
    const textOf = (data: Uint8Array) => {
      const { values, broken } = readAmf0Values(new FieldReader(data));
      return { text: JSON.stringify(values.map((value) => new AmfJsonWriter().write(value))), broken };
    };
    const whole = textOf(rich);
    expect(whole.broken).toBeUndefined();
    let last = '';
    for (let length = 0; length < rich.length; length++) {
      const { text, broken } = textOf(rich.subarray(0, length));
      // Without its closing brackets, a beginning of the text; and no shorter than the beginning before.
      const opening = text.replace(/[\]}]+$/, '');
      expect(whole.text.startsWith(opening), `${length} bytes: ${text}`).toBe(true);
      expect(opening.length).toBeGreaterThanOrEqual(last.length);
      last = opening;
      if (length !== 0 && length !== rich.length - 1) expect(broken?.code).toBe('truncated');
    }
  });
});

describe('hostile bytes', () => {
  test.each([
    ['elements', bytes(0x09, u29(0x1fff_ffff), 0x01, 0x01)],
    ['members', bytes(0x0a, u29(0x1fff_fff3), 0x01, 0x03, 'a')],
    ['characters', bytes(0x06, u29(0x1fff_ffff), 'a')],
    ['bytes', bytes(0x0c, u29(0x1fff_ffff), 1)],
    ['numbers', bytes(0x0d, u29(0x1fff_ffff), 0, 1)],
    ['pairs', bytes(0x11, u29(0x1fff_ffff), 0, 0x01, 0x01)],
  ])('announce more %s than there are', (_what, encoded) => {
    expect(read(encoded).broken).toMatchObject({ code: 'truncated' });
  });

  test.each([
    ['arrays', bytes(0x09, 0x03, 0x01)],
    ['objects', bytes(0x0a, 0x0b, 0x01, 0x03, 'a')],
    ['vectors', bytes(0x10, 0x03, 0x00, 0x01)],
    ['dictionaries', bytes(0x11, 0x03, 0x00)],
    ['collections', bytes(0x0a, 0x07, name3('flex.messaging.io.ArrayCollection'))],
  ])('nest %s without end', (_name, level) => {
    expect(read(join(Array.from({ length: 10_000 }, () => level))).broken?.code).toBe('amf.too-deep');
  });

  test('nest AMF3 in AMF0 to the same depth', () => {
    const outer = Array.from({ length: 40 }, () => bytes(0x0a, 0, 0, 0, 1));
    const inner = Array.from({ length: 40 }, () => bytes(0x09, 0x03, 0x01));
    expect(readAmf0Values(new FieldReader(bytes(...outer, 0x11, ...inner))).broken?.code).toBe(
      'amf.too-deep',
    );
  });

  test.each([
    ['values', array3(Array.from({ length: 250_000 }, () => bytes(0x01)))],
    ['numbers of a vector', vectorInt3(...Array.from({ length: 100_000 }, () => 1)), 2],
    [
      'names of a class',
      bytes(
        0x0a,
        traits3(
          '',
          Array.from({ length: 250_000 }, () => ''),
        ),
      ),
    ],
  ])('hold too many %s', (_what, encoded, times = 1) => {
    expect(read(array3(Array.from({ length: times }, () => encoded))).broken?.code).toBe('amf.too-many');
  });

  const long = 'x'.repeat(60_000);
  const often = <T>(item: T) => Array.from({ length: 1000 }, () => item);
  test.each([
    ['strings', array3([string3(long), ...often(bytes(0x06, reference3(0)))])],
    ['bytes', array3([byteArray3(bytes(long)), ...often(bytes(0x0c, reference3(1)))])],
    ['XML', array3([bytes(0x0b, name3(long)), ...often(bytes(0x0b, reference3(1)))])],
    ['class names', array3([bytes(0x0a, traits3(long, [])), ...often(bytes(0x0a, 0x01))])],
    ['member names', array3([bytes(0x0a, traits3('', [long]), 1), ...often(bytes(0x0a, 0x01, 0x01))])],
  ])('repeat long %s', (_what, encoded) => {
    const { values, broken } = read(encoded);
    expect(broken?.code).toBe('amf.too-long');
    expect(values[0]).toHaveLength(1 + Math.floor(2 ** 24 / 60_000));
  });

  test('of any kind never throw, and have a JSON text', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 0x12 }),
      fc.constantFrom(1, 3, 5, 0x0b, 0x61),
      fc.integer({ min: 0, max: 255 }),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 300 }), (data) => {
        const { values, broken } = read(Uint8Array.from(data));
        const json = new AmfJsonWriter();
        const text = JSON.stringify(values.map((value) => json.write(value)));
        return text.startsWith('[') && (broken === undefined || broken.at <= data.length + 1);
      }),
      { numRuns: 5000 },
    );
  });
});

test('every integer is read as it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: -0x1000_0000, max: 0x0fff_ffff }), (value) => {
      expect(readOne(integer3(value))).toBe(value);
    }),
  );
});
