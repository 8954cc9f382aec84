import { describe, expect, it } from 'vitest';
import { argumentName } from '../../src/rtmp/commands.ts';
import type { Message } from '../../src/rtmp/message.ts';
import { amf0, avmPlus, ecmaArray, Encoded } from '../writer/amf0.ts';
import { bytes, f64, hex, u16 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { codes, hear } from './hear.ts';

const COMMAND_AMF0 = 20;
const COMMAND_AMF3 = 17;
const DATA_AMF0 = 18;
const DATA_AMF3 = 15;

/** The message of this type and payload as it is read. */
function reading(type: number, payload: Uint8Array): Message {
  const [message] = hear(new ChunkWriter().write(rtmp.message(type, payload))).messages;
  return message!;
}

describe('command messages (RTMP 1.0 §7.1.1)', () => {
  it('are name, transaction, command object and arguments', () => {
    const { body, notes } = reading(
      COMMAND_AMF0,
      amf0('connect', 1, { app: 'live', audioCodecs: 3575 }, 'user', true, null),
    );
    expect(body).toEqual({
      kind: 'command',
      name: 'connect',
      transactionId: 1,
      object: {
        kind: 'object',
        properties: [
          ['app', 'live'],
          ['audioCodecs', 3575],
        ],
      },
      arguments: ['user', true, null],
    });
    expect(notes).toBeUndefined();
  });

  it.each([
    ['null', amf0('createStream', 2, null), null],
    ['undefined', amf0('createStream', 2, undefined), undefined],
    ['not there', amf0('createStream', 2), undefined],
  ])('may have a command object that is %s', (_, payload, object) => {
    expect(reading(COMMAND_AMF0, payload)).toMatchObject({
      body: { name: 'createStream', transactionId: 2, object, arguments: [] },
      notes: undefined,
    });
  });

  it.each([COMMAND_AMF0, COMMAND_AMF3])('of type %i, with a transaction that is no number', (type) => {
    const { body } = reading(type, amf0('call', '2', null));
    expect(body).toMatchObject({ name: 'call', transactionId: undefined, object: null });
  });

  it('of type 17 have a format selector of 0 in front, or none', () => {
    const payload = amf0('connect', 1, { app: 'live' });
    const plain = reading(COMMAND_AMF0, payload).body;
    expect(plain).toMatchObject({ kind: 'command', name: 'connect', transactionId: 1 });
    expect(reading(COMMAND_AMF3, bytes(0, payload))).toMatchObject({ body: plain, notes: undefined });
    expect(reading(COMMAND_AMF3, payload)).toMatchObject({ body: plain, notes: undefined });
  });

  it('of type 20 have no format selector', () => {
    const { body, notes } = reading(COMMAND_AMF0, bytes(0, amf0('connect', 1)));
    expect(body).toMatchObject({ name: '' });
    expect(notes).not.toBeUndefined();
  });

  it('that begin with no name say so', () => {
    const message = reading(COMMAND_AMF0, amf0(1, 'connect'));
    expect(message.body).toMatchObject({ kind: 'command', name: '', transactionId: undefined });
    expect(codes(message)).toEqual(['amf.no-name']);
    expect(codes(reading(COMMAND_AMF0, bytes()))).toEqual(['amf.no-name']);
  });

  it('keep what comes before a value that can not be read', () => {
    const message = reading(COMMAND_AMF0, amf0('call', 3, null, 'kept', new Encoded(0x42), 'behind'));
    expect(message.body).toMatchObject({ name: 'call', transactionId: 3, object: null, arguments: ['kept'] });
    expect(codes(message)).toEqual(['amf.marker']);
  });

  it.each([COMMAND_AMF0, COMMAND_AMF3])('of type %i may have AMF3 for single values (AMF0 §3.1)', (type) => {
    // Integer 5, then an array of 5 and a string.
    const values = amf0('call', 3, avmPlus(0x04, 5), avmPlus(hex('09 05 01 04 05 06 03 61')), 'AMF0 again');
    const { body, notes } = reading(type, values);
    expect(body).toMatchObject({ transactionId: 3, object: 5, arguments: [[5, 'a'], 'AMF0 again'] });
    expect(notes).toBeUndefined();
  });
});

describe('data messages (RTMP 1.0 §7.1.2)', () => {
  const metadata = ecmaArray({ width: 1920, stereo: true });

  it('are name and values', () => {
    const { body, notes } = reading(DATA_AMF0, amf0('@setDataFrame', 'onMetaData', metadata));
    const record = {
      kind: 'ecma-array',
      count: 2,
      properties: [
        ['width', 1920],
        ['stereo', true],
      ],
    };
    expect(body).toEqual({ kind: 'data', name: '@setDataFrame', values: ['onMetaData', record] });
    expect(notes).toBeUndefined();
  });

  it('of type 15 have a format selector of 0 in front, or none', () => {
    const payload = amf0('|RtmpSampleAccess', false, true);
    const body = { kind: 'data', name: '|RtmpSampleAccess', values: [false, true] };
    expect(reading(DATA_AMF0, payload).body).toEqual(body);
    expect(reading(DATA_AMF3, bytes(0, payload)).body).toEqual(body);
    expect(reading(DATA_AMF3, payload).body).toEqual(body);
  });

  it('that begin with no name say so', () => {
    const message = reading(DATA_AMF0, amf0(metadata));
    expect(message.body).toEqual({ kind: 'data', name: '', values: [] });
    expect(codes(message)).toEqual(['amf.no-name']);
  });
});

describe('a command that breaks off', () => {
  /** `FCPublish`, 3, an object of two properties, `movie`; and where each value ends. */
  const values = [
    bytes(0x02, u16(9), 'FCPublish'),
    bytes(0x00, f64(3)),
    bytes(0x03, u16(1), 'a', 0x02, u16(3), 'xyz', u16(1), 'b', 0x01, 1, 0, 0, 9),
    bytes(0x02, u16(5), 'movie'),
  ];
  const payload = bytes(...values);
  const ends = values.map((_, i) => bytes(...values.slice(0, i + 1)).length);
  const [nameEnd, transactionEnd, objectEnd] = ends as [number, number, number];

  it('at any byte keeps what was read, with one note unless it ends with a value', () => {
    for (let length = 1; length < payload.length; length++) {
      const message = reading(COMMAND_AMF0, payload.subarray(0, length));
      expect(message.body).toMatchObject({
        kind: 'command',
        name: length < nameEnd ? '' : 'FCPublish',
        transactionId: length < transactionEnd ? undefined : 3,
        arguments: [],
      });
      expect(codes(message)).toHaveLength(ends.includes(length) ? 0 : 1);
      expect(message.notes?.[0]?.text ?? '').toMatch(
        ends.includes(length) ? /^$/ : /at byte \d+ of the message$/,
      );
    }
    expect(reading(COMMAND_AMF0, payload).body).toMatchObject({ arguments: ['movie'] });
  });

  it('within its command object keeps the properties that are whole', () => {
    const a = transactionEnd + 1 + 3 + 1 + 2 + 3;
    const b = a + 3 + 2;
    for (let length = transactionEnd + 1; length < objectEnd; length++) {
      const { body } = reading(COMMAND_AMF0, payload.subarray(0, length));
      const properties = [...(length >= a ? [['a', 'xyz']] : []), ...(length >= b ? [['b', true]] : [])];
      expect(body).toMatchObject({ object: { kind: 'object', properties } });
    }
  });
});

describe('the arguments of a command', () => {
  it('have the names of the specification', () => {
    expect(argumentName('publish', 0)).toBe('publishingName');
    expect(argumentName('play', 3)).toBe('reset');
    expect(argumentName('play', 4)).toBeUndefined();
    expect(argumentName('toString', 0)).toBeUndefined();
  });

  it('of an answer have the names that the call decides', () => {
    expect(argumentName('_result', 0, 'createStream')).toBe('streamId');
    expect(argumentName('_result', 0, 'connect')).toBe('information');
    expect(argumentName('_result', 0)).toBeUndefined();
    expect(argumentName('_error', 0, 'createStream')).toBe('information');
  });
});
