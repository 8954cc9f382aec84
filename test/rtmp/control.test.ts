import { describe, expect, it } from 'vitest';
import { bytes, hex, u16, u32 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import type { Message } from '../../src/rtmp/message.ts';
import { codes, hear } from './hear.ts';

/** The message as it is read. */
function reading(message: rtmp.Message): Message {
  const { messages, remarks } = hear(new ChunkWriter().write(message));
  expect(remarks).toEqual([]);
  expect(messages).toHaveLength(1);
  return messages[0]!;
}

describe('protocol control messages (RTMP 1.0 §5.4)', () => {
  it.each([
    ['Set Chunk Size', rtmp.setChunkSize(4096), { chunkSize: 4096 }],
    ['Abort Message', rtmp.abort(65_599), { csid: 65_599 }],
    ['Acknowledgement', rtmp.acknowledgement(0xffffffff), { sequenceNumber: 0xffffffff }],
    ['Acknowledgement, wrapped', rtmp.acknowledgement(3), { sequenceNumber: 3 }],
    ['Window Acknowledgement Size', rtmp.windowAcknowledgementSize(2_500_000), { windowSize: 2_500_000 }],
    ['Set Peer Bandwidth, hard', rtmp.setPeerBandwidth(1, 0), { windowSize: 1, limitType: 0 }],
    [
      'Set Peer Bandwidth, soft',
      rtmp.setPeerBandwidth(0x80000000, 1),
      { windowSize: 0x80000000, limitType: 1 },
    ],
    ['Set Peer Bandwidth, dynamic', rtmp.setPeerBandwidth(5, 2), { windowSize: 5, limitType: 2 }],
    ['Set Peer Bandwidth, of an unknown limit', rtmp.setPeerBandwidth(5, 9), { windowSize: 5, limitType: 9 }],
  ])('%s', (_, sent, fields) => {
    const message = reading(sent);
    expect(message.body).toEqual({ kind: 'control', ...fields });
    expect(message).toMatchObject({ csid: 2, streamId: 0, typeId: sent.type, notes: undefined });
    expect(message.payload).toEqual(sent.payload);
  });

  it.each([
    [1, 0, {}],
    [2, 3, {}],
    [3, 1, {}],
    [5, 2, {}],
    [6, 3, {}],
    [6, 4, { windowSize: 0x01010101 }],
  ])('type %i with %i bytes keeps what is there, with one note', (type, length, fields) => {
    const message = reading(rtmp.message(type, new Uint8Array(length).fill(1), { csid: 2 }));
    expect(message.body).toEqual({ kind: 'control', ...fields });
    expect(codes(message)).toEqual(['truncated']);
  });
});

describe('user control messages (RTMP 1.0 §6.2, §7.1.7)', () => {
  it.each([
    [0, 'Stream Begin', u32(1), { streamId: 1 }],
    [1, 'Stream EOF', u32(0xffffffff), { streamId: 0xffffffff }],
    [2, 'Stream Dry', u32(2), { streamId: 2 }],
    [3, 'Set Buffer Length', bytes(u32(1), u32(3000)), { streamId: 1, bufferLength: 3000 }],
    [4, 'Stream Is Recorded', u32(1), { streamId: 1 }],
    [6, 'Ping Request', u32(0xfedcba98), { timestamp: 0xfedcba98 }],
    [7, 'Ping Response', u32(7), { timestamp: 7 }],
    [31, 'Buffer Empty', u32(1), { streamId: 1 }],
    [32, 'Buffer Ready', u32(1), { streamId: 1 }],
  ])('event %i, %s', (event, _, data, fields) => {
    const message = reading(rtmp.userControl(event, data));
    expect(message.body).toEqual({ kind: 'userControl', event, ...fields });
    expect(message.notes).toBeUndefined();
  });

  it.each([
    [26, 'SWFVerify Request of one byte, as Flash Media Server sends it', hex('01')],
    [26, 'SWFVerify Request of nothing', bytes()],
    [27, 'SWFVerify Response that is too short to be one', new Uint8Array(41).fill(1)],
    [27, 'SWFVerify Response of nothing', bytes()],
    [5, 'an undocumented event', u32(1)],
    [8, 'an undocumented event of Flash Media Server', hex('00000000 00000001 07e934b0')],
    [0xffff, 'an event that nobody knows', hex('ff')],
  ])('event %i, %s, keeps its data as bytes', (event, _, data) => {
    const message = reading(rtmp.userControl(event, data));
    expect(message.body).toEqual({ kind: 'userControl', event, ...(data.length > 0 ? { data } : {}) });
    expect(message.notes).toBeUndefined();
  });

  it('event 27, SWFVerify Response, has the size of the file twice, and its digest', () => {
    const digest = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
    const { body, notes } = reading(rtmp.userControl(27, 1, 1, u32(5000), u32(5000), digest));
    expect(body).toEqual({ kind: 'userControl', event: 27, swfSize: 5000, swfDigest: digest });
    expect(notes).toBeUndefined();
  });

  it('keeps what is behind the data of a known event', () => {
    expect(reading(rtmp.userControl(0, u32(1), hex('abcd'))).body).toEqual({
      kind: 'userControl',
      event: 0,
      streamId: 1,
      data: hex('abcd'),
    });
  });

  it.each([0, 1, 2, 3, 4, 6, 7, 31, 32])(
    'event %i, cut short, keeps what is there, with one note',
    (event) => {
      const data = event === 3 ? bytes(u32(9), u32(3000)) : u32(9);
      for (let length = 0; length < data.length; length++) {
        const message = reading(rtmp.userControl(event, data.subarray(0, length)));
        const fields = event === 3 && length >= 4 ? { streamId: 9 } : {};
        expect(message.body).toMatchObject({ kind: 'userControl', event, ...fields });
        expect(codes(message)).toEqual(['truncated']);
      }
    },
  );

  it.each([[bytes()], [u16(0).subarray(0, 1)]])('without an event has one note: %j', (payload) => {
    const message = reading(rtmp.message(4, payload, { csid: 2 }));
    expect(message.body).toEqual({ kind: 'userControl', event: -1 });
    expect(codes(message)).toEqual(['truncated']);
  });
});
