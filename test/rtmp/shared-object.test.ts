import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/rtmp/message.ts';
import { amf0, avmPlus } from '../writer/amf0.ts';
import { bytes, hex, join, u16, u32, type Part } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { CLIENT, codes, hear, Hearing } from './hear.ts';

const AMF0 = 19;
const AMF3 = 16;

/** Name, version, flags, and a field that nobody knows. */
const head = (name: string, version: number, flags: number): Uint8Array =>
  bytes(u16(name.length), name, u32(version), u32(flags), u32(0));

/** An event, with the length of its data. */
function event(type: number, ...parts: readonly Part[]): Uint8Array {
  const data = bytes(...parts);
  return bytes(type, u32(data.length), data);
}

const name = (text: string): Uint8Array => bytes(u16(text.length), text);

function reading(type: number, payload: Uint8Array): Message {
  const [message] = hear(new ChunkWriter().write(rtmp.message(type, payload))).messages;
  return message!;
}

const score = name('score');

describe('shared object messages (RTMP 1.0 §7.1.3)', () => {
  it.each([
    [1, 'Use', bytes(), {}],
    [2, 'Release', bytes(), {}],
    [3, 'RequestChange', bytes(score, amf0(5)), { properties: [['score', 5]] }],
    [4, 'Change', bytes(score, amf0({ of: 'me' })), { properties: [['score', { of: 'me' }]] }],
    [
      4,
      'Change of several',
      bytes(name('a'), amf0(null), name('b'), amf0('x')),
      {
        properties: [
          ['a', null],
          ['b', 'x'],
        ],
      },
    ],
    [5, 'Success', score, { name: 'score' }],
    [6, 'SendMessage', amf0('onChat', 'hello', 7), { values: ['onChat', 'hello', 7] }],
    [
      7,
      'Status',
      bytes(name('SharedObject.NoReadAccess'), name('error')),
      { code: 'SharedObject.NoReadAccess', level: 'error' },
    ],
    [8, 'Clear', bytes(), {}],
    [9, 'Remove', score, { name: 'score' }],
    [10, 'RequestRemove', score, { name: 'score' }],
    [11, 'UseSuccess', bytes(), {}],
    [5, 'Success without a name', bytes(), {}],
    [
      12,
      'an event that nobody documents',
      hex('00 01 61 00 00 00 01'),
      { data: hex('00 01 61 00 00 00 01') },
    ],
    [1, 'Use with data', hex('ab'), { data: hex('ab') }],
    [9, 'Remove with more data', bytes(score, 9), { name: 'score', data: hex('09') }],
  ])('event %i, %s', (type, _, data, fields) => {
    const { body, notes } = reading(AMF0, bytes(head('chat', 3, 2), event(type, data)));
    expect(notes).toBeUndefined();
    expect(body).toMatchObject({
      kind: 'sharedObject',
      name: 'chat',
      version: 3,
      flags: 2,
      persistent: true,
    });
    const [read, ...others] = body.kind === 'sharedObject' ? body.events : [];
    expect(plain(read)).toEqual({ type, ...fields });
    expect(others).toEqual([]);
  });

  it('hold several events', () => {
    const { body } = reading(AMF0, bytes(head('chat', 0, 0), event(11), event(8), event(4, score, amf0(1))));
    expect(body).toMatchObject({ persistent: false, events: [{ type: 11 }, { type: 8 }, { type: 4 }] });
  });

  it('of type 16 have a byte in front, and may have AMF3 for single values', () => {
    const payload = bytes(head('chat', 1, 0), event(4, score, amf0(avmPlus(0x04, 0x07))));
    const { body, notes } = reading(AMF3, bytes(0, payload));
    expect(notes).toBeUndefined();
    expect(body).toMatchObject({ name: 'chat', version: 1, events: [{ properties: [['score', 7]] }] });
  });

  it('are said by the client or by the server, which tells them apart', () => {
    for (const [type, role] of [
      [1, 'client'],
      [11, 'server'],
      [6, 'client'],
    ] as const) {
      const hearing = new Hearing({ opened: false });
      const writer = new ChunkWriter();
      const message = rtmp.message(AMF0, bytes(head('chat', 0, 0), event(type)));
      hearing.says(CLIENT, writer.writeAll([message, message, message, message])).ends();
      expect(hearing.messages[0]?.from).toBe(role);
    }
  });

  it('that are cut short keep what is there, with one note', () => {
    const whole = bytes(head('chat', 3, 2), event(11), event(4, score, amf0(5), name('b'), amf0('x')));
    // Between two events a message may well end.
    const ends = [whole.length, head('chat', 3, 2).length, head('chat', 3, 2).length + 5];
    for (let length = 0; length < whole.length; length++) {
      const { body, notes } = reading(AMF0, whole.subarray(0, length));
      expect(body.kind).toBe('sharedObject');
      expect(codes({ notes })).toEqual(ends.includes(length) ? [] : [expect.any(String)]);
    }
    expect(reading(AMF0, whole.subarray(0, -3)).body).toMatchObject({
      events: [{ type: 11 }, { type: 4, properties: [['score', 5]] }],
    });
  });

  it('an event that says to be longer than the message has what is there', () => {
    const { body, notes } = reading(AMF0, bytes(head('chat', 0, 0), 9, u32(900), score));
    expect(body).toMatchObject({ events: [{ type: 9, name: 'score' }] });
    expect(codes({ notes })).toEqual(['truncated']);
  });

  it('an event whose values run over its end is broken there', () => {
    const { body, notes } = reading(
      AMF0,
      bytes(head('chat', 0, 0), 4, u32(score.length + 5), score, amf0(5)),
    );
    expect(body).toMatchObject({ events: [{ type: 4, properties: [] }] });
    expect(codes({ notes })).toEqual(['truncated']);
  });

  it('of too many events stop there', () => {
    const { body, notes } = reading(
      AMF0,
      bytes(head('', 0, 0), join(Array.from({ length: 10_001 }, () => event(8)))),
    );
    expect(body.kind === 'sharedObject' && body.events.length).toBe(10_000);
    expect(codes({ notes })).toEqual(['so.too-many']);
  });

  it('of random bytes are read to some end', () => {
    fc.assert(
      fc.property(fc.constantFrom(AMF0, AMF3), fc.uint8Array({ maxLength: 80 }), (type, data) => {
        const { body } = reading(type, bytes(head('x', 0, 0), data));
        expect(body.kind).toBe('sharedObject');
      }),
      { seed: 20_301 },
    );
  });
});

/** AMF objects as plain ones. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Object) || value instanceof Uint8Array) return value;
  const entries: [string, unknown][] =
    'kind' in value && 'properties' in value
      ? (value.properties as [string, unknown][])
      : Object.entries(value);
  return Object.fromEntries(entries.map(([key, one]) => [key, plain(one)]));
}
