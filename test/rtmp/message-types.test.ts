import { describe, expect, it } from 'vitest';
import { MessageType } from '../../src/rtmp/codes.ts';
import { amf0 } from '../writer/amf0.ts';
import { hex } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { codes, hear } from './hear.ts';

describe('a message type (RTMP 1.0 §5.4, §7.1)', () => {
  it.each([
    [1, 'Set Chunk Size', hex('00001000'), 'control'],
    [2, 'Abort Message', hex('00000006'), 'control'],
    [3, 'Acknowledgement', hex('00001000'), 'control'],
    [4, 'User Control Message', hex('0000 00000001'), 'userControl'],
    [5, 'Window Acknowledgement Size', hex('002625a0'), 'control'],
    [6, 'Set Peer Bandwidth', hex('002625a0 02'), 'control'],
    [7, 'Edge/Origin', hex('00'), 'undecoded'],
    [8, 'Audio Data', hex('af01 2110'), 'audio'],
    [9, 'Video Data', hex('27 01 000000'), 'video'],
    [15, 'AMF3 Data', hex('00 02 0001 61'), 'data'],
    [16, 'AMF3 Shared Object', hex('00 0001 61 00000000 00000000 00000000'), 'sharedObject'],
    [17, 'AMF3 Command', hex('00 02 0001 61 00 0000000000000000 05'), 'command'],
    [18, 'AMF0 Data', amf0('a'), 'data'],
    [19, 'AMF0 Shared Object', hex('0001 61 00000000 00000000 00000000'), 'sharedObject'],
    [20, 'AMF0 Command', amf0('a', 0, null), 'command'],
    [22, 'Aggregate', hex('08 000001 000000 00 000000 2f 0000000c'), 'aggregate'],
  ])('%i is %s', (type, label, payload, kind) => {
    const [message] = hear(new ChunkWriter().write(rtmp.message(type, payload))).messages;
    expect(message).toMatchObject({ typeId: type, body: { kind }, notes: undefined });
    expect(MessageType.labelOf(type)).toBe(label);
  });

  it.each([0, 10, 11, 12, 13, 14, 21, 23, 255])('%i is unknown, and its message is kept', (type) => {
    const [message] = hear(new ChunkWriter().write(rtmp.message(type, hex('0102')))).messages;
    expect(message).toMatchObject({ typeId: type, body: { kind: 'undecoded' }, payload: hex('0102') });
    expect(codes(message!)).toEqual(['rtmp.unknown-type']);
  });
});
