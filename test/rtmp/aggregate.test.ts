import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/rtmp/message.ts';
import { amf0 } from '../writer/amf0.ts';
import { bytes, hex, join, u24, u32 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { CLIENT, codes, hear, Hearing, type HearingOptions, SERVER } from './hear.ts';

const AGGREGATE = 22;

type Part = {
  readonly type: number;
  readonly time: number;
  readonly data: Uint8Array;
  readonly pointer?: number;
};

/** A sub-message: header, payload, back pointer (RTMP 1.0 §6.1, §7.1.6). */
function part({ type, time, data, pointer = 11 + data.length }: Part): Uint8Array {
  // The timestamp as in FLV: 24 bits, then the 8 highest.
  return bytes(type, u24(data.length), u24(time), time >>> 24, u24(5), data, u32(pointer));
}

const key = hex('17 01 000000 cafe');
const sound = hex('af 01 beef');

const aggregate = (parts: readonly Uint8Array[], timestamp = 1000): rtmp.Message =>
  rtmp.message(AGGREGATE, join(parts), { csid: 4, streamId: 1, timestamp });

function reading(message: rtmp.Message, options?: HearingOptions): Message[] {
  const hearing = new Hearing(options).greets();
  return hearing.says(SERVER, new ChunkWriter().write(message)).messages;
}

describe('an aggregate (RTMP 1.0 §7.1.6)', () => {
  const message = aggregate([
    part({ type: 9, time: 400, data: key }),
    part({ type: 8, time: 423, data: sound }),
    part({ type: 18, time: 430, data: amf0('onMetaData', { width: 320 }) }),
  ]);

  it('is followed by its sub-messages, at its time and on its message stream', () => {
    const [whole, ...parts] = reading(message);
    expect(whole).toMatchObject({
      typeId: AGGREGATE,
      body: { kind: 'aggregate' },
      timestamp: 1000,
      isPart: false,
      notes: undefined,
    });
    expect(whole!.body.kind === 'aggregate' && whole!.body.parts).toHaveLength(3);
    const same = {
      kind: 'message',
      isPart: true,
      streamId: 1,
      csid: 4,
      fmt: 0,
      from: 'server',
      frame: whole!.frame,
      firstFrame: whole!.firstFrame,
      notes: undefined,
    };
    expect(parts).toMatchObject([
      {
        ...same,
        typeId: 9,
        timestamp: 1000,
        length: 7,
        body: { kind: 'video', isKeyframe: true },
        payload: key,
      },
      { ...same, typeId: 8, timestamp: 1023, length: 4, body: { kind: 'audio' }, payload: sound },
      { ...same, typeId: 18, timestamp: 1030, body: { kind: 'data', name: 'onMetaData' } },
    ]);
  });

  it('keeps of media only what is asked for', () => {
    const [, video, audio, data] = reading(message, { keep: 'heads' });
    expect([video?.payload, audio?.payload]).toEqual([undefined, undefined]);
    expect(data?.payload).toBeInstanceOf(Uint8Array);
  });

  it.each([
    ['above 24 bits', [0x0100_0000, 0x0100_0010], 0x0100_0000, [0x0100_0000, 0x0100_0010]],
    ['that wrap', [0xffff_fff0, 0x10], 0xffff_fff0, [0xffff_fff0, 0x10]],
    ['moved over the end', [0, 32], 0xffff_fff0, [0xffff_fff0, 0x10]],
    ['moved back', [5000, 5040], 10, [10, 50]],
    ['that go back', [100, 60], 100, [100, 60]],
  ])('has timestamps %s', (_, times, own, expected) => {
    const parts = times.map((time) => part({ type: 8, time, data: sound }));
    const [, ...found] = reading(aggregate(parts, own));
    expect(found.map(({ timestamp }) => timestamp)).toEqual(expected);
  });

  it('says which back pointers are wrong', () => {
    const [whole, ...parts] = reading(
      aggregate([
        part({ type: 8, time: 0, data: sound }),
        part({ type: 8, time: 0, data: sound, pointer: 4 }),
        part({ type: 8, time: 0, data: sound, pointer: 0 }),
      ]),
    );
    expect(parts).toHaveLength(3);
    expect(codes(whole!)).toEqual(['aggregate.back-pointer']);
    expect(whole!.notes![0]).toMatchObject({ severity: 'warning', text: expect.stringContaining('2 of 3') });
    expect(codes(...parts)).toEqual([]);
  });

  it('within an aggregate is shown, and not taken apart', () => {
    const inner = join([part({ type: 8, time: 0, data: sound }), part({ type: 8, time: 0, data: sound })]);
    const found = reading(aggregate([part({ type: AGGREGATE, time: 0, data: inner })]));
    expect(found.map(({ typeId, isPart }) => [typeId, isPart])).toEqual([
      [AGGREGATE, false],
      [AGGREGATE, true],
    ]);
    expect(found[1]!.body.kind === 'aggregate' && found[1]!.body.parts).toHaveLength(2);
  });

  it('has commands that the session hears', () => {
    const hearing = new Hearing().greets();
    const call = rtmp.message(20, amf0('createStream', 4, null));
    hearing.says(
      CLIENT,
      new ChunkWriter().write(aggregate([part({ type: 20, time: 0, data: call.payload })])),
    );
    hearing.says(SERVER, new ChunkWriter().write(rtmp.command('_result', 4, null, 1)));
    expect(hearing.messages.at(-1)?.answers).toMatchObject({ name: 'createStream', frame: 4 });
  });

  it('may hold what is not known, or can not be read', () => {
    const found = reading(
      aggregate([
        part({ type: 77, time: 0, data: sound }),
        part({ type: 5, time: 0, data: hex('00') }),
        part({ type: 8, time: 0, data: bytes() }),
      ]),
    );
    expect(found.map((one) => codes(one))).toEqual([[], ['rtmp.unknown-type'], ['truncated'], []]);
    expect(found[3]!.body).toMatchObject({ kind: 'audio', empty: true });
  });

  it('that is cut short has the sub-messages that are there', () => {
    const one = part({ type: 8, time: 0, data: sound });
    const both = join([one, part({ type: 9, time: 20, data: key })]);
    for (let length = 0; length <= both.length; length++) {
      const [whole, ...parts] = reading(aggregate([both.subarray(0, length)]));
      const withData = (start: number, data: Uint8Array): number =>
        length >= start + 11 + data.length ? 1 : 0;
      expect(parts).toHaveLength(withData(0, sound) + withData(one.length, key));
      const isWhole = [0, one.length, both.length].includes(length);
      expect(codes(whole!)).toEqual(isWhole ? [] : ['truncated']);
    }
  });

  it('has the sub-messages before a hole', () => {
    const one = part({ type: 8, time: 0, data: sound });
    const chunks = new ChunkWriter().write(aggregate([one, part({ type: 9, time: 20, data: key })]));
    const [header] = [12];
    const hearing = hear(chunks.subarray(0, header + one.length + 12)).misses(CLIENT, 10);
    expect(hearing.messages.map(({ typeId }) => typeId)).toEqual([AGGREGATE, 8]);
  });

  it('of too many sub-messages stops there', () => {
    const empty = part({ type: 8, time: 0, data: bytes() });
    const [whole, ...parts] = reading(aggregate(Array.from({ length: 10_001 }, () => empty)));
    expect(parts).toHaveLength(10_000);
    expect(codes(whole!)).toEqual(['aggregate.too-many']);
  });

  it('of random bytes is read to some end', () => {
    const small = fc.record({ type: fc.nat(30), time: fc.nat(), data: fc.uint8Array({ maxLength: 20 }) });
    fc.assert(
      fc.property(fc.array(small, { maxLength: 4 }), fc.uint8Array({ maxLength: 30 }), (parts, rest) => {
        const [whole, ...found] = reading(aggregate([...parts.map(part), rest]));
        expect(whole?.body.kind).toBe('aggregate');
        expect(found.length).toBeGreaterThanOrEqual(parts.length);
      }),
      { seed: 20_302 },
    );
  });
});
