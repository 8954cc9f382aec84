import { describe, expect, it } from 'vitest';
import { bytes, hex, u24, u32le } from '../writer/bytes.ts';
import { ChunkWriter, interleave } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import {
  codes,
  counting,
  Hearing,
  hear,
  hearAll,
  read,
  remarkCodes,
  SERVER,
  CLIENT,
  written,
} from './hear.ts';

const audio = (timestamp: number, length = 10) => rtmp.audio(timestamp, counting(length, timestamp));
const video = (timestamp: number, length = 500) => rtmp.video(timestamp, counting(length, timestamp));

describe('messages from chunks (RTMP 1.0 §5.3)', () => {
  it('reads example 1 of the specification: audio in chunks of types 0, 2, 3 and 3', () => {
    const payload = counting(32);
    const chunks = [
      bytes(0x03, u24(1000), u24(32), 8, u32le(12_345), payload),
      bytes(0x83, u24(20), payload),
      bytes(0xc3, payload),
      bytes(0xc3, payload),
    ];
    expect(chunks.map((chunk) => chunk.length)).toEqual([44, 36, 33, 33]);
    const { messages } = hearAll(...chunks);
    expect(messages.map(read)).toEqual(
      [1000, 1020, 1040, 1060].map((timestamp) =>
        written({ type: 8, csid: 3, streamId: 12_345, timestamp, payload }),
      ),
    );
    expect(messages.map(({ fmt }) => fmt)).toEqual([0, 2, 3, 3]);
  });

  it('reads example 2 of the specification: a video message of 307 bytes in three chunks', () => {
    const payload = counting(307);
    const chunks = [
      bytes(0x04, u24(1000), u24(307), 9, u32le(12_346), payload.subarray(0, 128)),
      bytes(0xc4, payload.subarray(128, 256)),
      bytes(0xc4, payload.subarray(256)),
    ];
    expect(chunks.map((chunk) => chunk.length)).toEqual([140, 129, 52]);
    const { messages } = hearAll(...chunks);
    expect(messages.map(read)).toEqual([
      written({ type: 9, csid: 4, streamId: 12_346, timestamp: 1000, payload }),
    ]);
  });

  it.each([2, 63, 64, 319, 320, 365, 65_599])('keeps a state for chunk stream id %i of its own', (csid) => {
    const writer = new ChunkWriter();
    const other = csid === 2 ? 3 : csid - 1;
    const sent = [
      rtmp.placed(audio(10), { csid }),
      rtmp.placed(video(20, 300), { csid: other, streamId: 7 }),
      rtmp.placed(audio(15), { csid }),
      rtmp.placed(video(40, 200), { csid: other, streamId: 7 }),
    ];
    const styles = [{ fmt: 0 }, { fmt: 0 }, { fmt: 2 }, { fmt: 1 }] as const;
    const { messages } = hearAll(...sent.map((message, i) => writer.write(message, styles[i])));
    expect(messages.map(read)).toEqual(sent.map(written));
    expect(messages.map(({ fmt }) => fmt)).toEqual([0, 0, 2, 1]);
  });

  it('takes the 2-byte and the 3-byte form of a chunk stream id for the same chunk stream', () => {
    const writer = new ChunkWriter();
    const sent = [0, 30, 60].map((timestamp) => rtmp.placed(audio(timestamp), { csid: 100 }));
    const { messages } = hearAll(
      writer.write(sent[0]!, { fmt: 0, basicHeaderLength: 2 }),
      writer.write(sent[1]!, { fmt: 2, basicHeaderLength: 3 }),
      writer.write(sent[2]!, { fmt: 3, basicHeaderLength: 2 }),
    );
    expect(messages.map(read)).toEqual(sent.map(written));
  });

  it.each([0, 1, 127, 128, 129, 256, 257, 512 * 1024 + 1])('reads a message of %i bytes', (length) => {
    const writer = new ChunkWriter();
    const sent = [video(0, length), audio(1), video(40, length)];
    const { messages, remarks } = hearAll(writer.writeAll(sent));
    expect(messages.map(read)).toEqual(sent.map(written));
    expect(remarks).toEqual([]);
  });

  it.each([60_000, 0x7fffffff])('reads the longest message there can be, in chunks of %i bytes', (size) => {
    const writer = new ChunkWriter();
    const longest = video(0, 0xffffff);
    const { messages } = hearAll(writer.writeAll([rtmp.setChunkSize(size), longest, audio(1)]));
    expect(messages.slice(1).map(read)).toEqual([written(longest), written(audio(1))]);
  });

  it('puts messages together whose chunks are interleaved', () => {
    const writer = new ChunkWriter();
    const sent = [
      rtmp.placed(video(0, 700), { csid: 6 }),
      rtmp.placed(video(0, 400), { csid: 64 }),
      rtmp.placed(audio(0, 130), { csid: 320 }),
    ];
    const { messages } = hearAll(...interleave(...sent.map((message) => writer.chunks(message))));
    // The shortest is whole first.
    expect(messages.map(read)).toEqual(sent.toReversed().map(written));
  });

  it('names the frames of the first byte of the first header and of the last byte of the payload', () => {
    const chunks = new ChunkWriter().write(video(0, 200));
    // After the handshake the client goes on in frame 4.
    const { messages } = hearAll(chunks.subarray(0, 1), chunks.subarray(1, 150), chunks.subarray(150));
    expect(messages).toMatchObject([
      {
        firstFrame: 4,
        firstSeconds: 0,
        firstNanoseconds: 4_000_000,
        frame: 6,
        seconds: 0,
        nanoseconds: 6_000_000,
      },
    ]);
  });

  it('reads the directions apart from each other', () => {
    const sent = [rtmp.placed(audio(10), { csid: 4 }), rtmp.placed(video(40, 300), { csid: 4 })];
    const [first, second] = sent.map((message) => new ChunkWriter().write(message));
    const hearing = new Hearing().greets();
    hearing.says(SERVER, second!.subarray(0, 100)).says(CLIENT, first!).says(SERVER, second!.subarray(100));
    expect(hearing.messages.map(read)).toEqual(sent.map(written));
    expect(hearing.messages.map(({ from }) => from)).toEqual(['client', 'server']);
  });

  it('gives the same messages for every place where the bytes are split in two', () => {
    const writer = new ChunkWriter(16);
    const sent = [
      rtmp.placed(audio(0x0100_0000, 20), { csid: 70 }),
      rtmp.placed(audio(0x0100_0020, 40), { csid: 70 }),
      rtmp.placed(audio(0x0200_0020, 40), { csid: 70 }),
      rtmp.placed(audio(0x0300_0020, 40), { csid: 70 }),
      video(5, 33),
    ];
    const styles = [{}, { fmt: 1 }, { fmt: 2 }, { fmt: 3 }, {}] as const;
    const chunks = bytes(
      new ChunkWriter().write(rtmp.setChunkSize(16)),
      ...sent.map((message, i) => writer.write(message, styles[i])),
    );
    for (let at = 0; at <= chunks.length; at++) {
      const { messages } = hearAll(chunks.subarray(0, at), chunks.subarray(at));
      expect(messages.slice(1).map(read)).toEqual(sent.map(written));
    }
    const { messages } = hearAll(...Array.from(chunks, (byte) => Uint8Array.of(byte)));
    expect(messages.slice(1).map(read)).toEqual(sent.map(written));
  });
});

describe('what is kept of a message', () => {
  const sequenceHeader = rtmp.video(0, bytes(0x17, 0, 0, 0, 0, counting(300)));
  const picture = rtmp.video(0, bytes(0x27, 1, 0, 0, 0, counting(300)));
  const sound = rtmp.audio(0, bytes(0xaf, 1, counting(300)));
  const command = rtmp.command('call', 2, 'x'.repeat(1000));
  const chunks = new ChunkWriter().writeAll([sequenceHeader, picture, sound, command]);

  it('is all of it, when payloads are asked for', () => {
    const { messages } = hear(chunks);
    expect(messages.map(read)).toEqual([sequenceHeader, picture, sound, command].map(written));
  });

  it('is all but sound and pictures, when they are not', () => {
    const { messages } = new Hearing({ keep: 'heads' }).greets().says(CLIENT, chunks);
    expect(messages.map(({ payload }) => payload?.length)).toEqual([
      sequenceHeader.payload.length,
      undefined,
      undefined,
      command.payload.length,
    ]);
    expect(messages.map(({ length }) => length)).toEqual([305, 305, 302, command.payload.length]);
    expect(messages[1]!.body).toMatchObject({ kind: 'video', isFrame: true, broken: undefined });
    expect(messages[0]!.payload).toEqual(sequenceHeader.payload);
  });

  it('is not written over by later messages', () => {
    const config = rtmp.audio(0, hex('af 00 12 08'));
    const { messages } = new Hearing({ keep: 'heads' })
      .greets()
      .says(CLIENT, new ChunkWriter().writeAll([config, sound, sound]));
    expect(messages.map(({ payload }) => payload)).toEqual([config.payload, undefined, undefined]);
  });

  it('is given back: a direction may say more than can be held at a time', () => {
    const hearing = hear(new ChunkWriter().write(rtmp.setChunkSize(0x7fffffff)));
    const large = rtmp.command('call', 2, 'x'.repeat(1024 * 1024));
    const chunk = new ChunkWriter(0x7fffffff).write(large);
    for (let i = 0; i < 70; i++) hearing.says(CLIENT, chunk);
    expect(hearing.messages).toHaveLength(71);
    expect(read(hearing.messages[70]!)).toEqual(written(large));
  });
});

describe('senders that break the rules', () => {
  const header0 = (csid: number, timestamp: number, length: number) =>
    bytes(csid, u24(timestamp), u24(length), 8, u32le(1));

  it('takes a type 1 chunk on a fresh chunk stream, and says so', () => {
    const { messages, remarks } = hearAll(
      bytes(0x44, u24(20), u24(3), 8, 'abc'),
      bytes(0x84, u24(30), 'def'),
      new ChunkWriter().write(video(0)),
    );
    expect(messages.map(read)).toEqual([
      written({ type: 8, csid: 4, streamId: 0, timestamp: 20, payload: bytes('abc') }),
      written({ type: 8, csid: 4, streamId: 0, timestamp: 50, payload: bytes('def') }),
      written(video(0)),
    ]);
    expect(codes(...messages)).toEqual(['chunk.fresh-type-1']);
    expect(remarks).toEqual([]);
  });

  it.each([
    ['type 2', bytes(0x85, u24(20))],
    ['type 3', bytes(0xc5)],
  ])('stops at a %s chunk on a fresh chunk stream, and reads the other direction on', (_, chunk) => {
    const good = audio(0);
    const hearing = hear(new ChunkWriter().write(good), bytes(chunk, counting(200)));
    hearing.says(CLIENT, new ChunkWriter().write(video(0))).says(SERVER, new ChunkWriter().write(good));
    hearing.ends();
    expect(hearing.messages.map(read)).toEqual([written(good), written(good)]);
    expect(hearing.messages.map(({ from }) => from)).toEqual(['client', 'server']);
    expect(hearing.remarks).toMatchObject([
      { from: 'client', frame: 5, note: { code: 'chunk.no-header-to-repeat' } },
    ]);
  });

  it.each([
    ['type 0', header0(4, 40, 3)],
    ['type 1', bytes(0x44, u24(40), u24(3), 8)],
  ])('drops an unfinished message when a %s chunk begins another one', (_, header) => {
    const { messages, remarks } = hearAll(header0(4, 0, 300), counting(128), header, bytes('new'));
    expect(messages.map(read)).toEqual([
      written({ type: 8, csid: 4, streamId: 1, timestamp: 40, payload: bytes('new') }),
    ]);
    expect(codes(...messages)).toEqual(['chunk.message-not-finished']);
    expect(remarks).toEqual([]);
  });

  it('tells of the unfinished message when the one that replaces it does not end either', () => {
    const hearing = hearAll(header0(4, 0, 300), counting(128), header0(4, 40, 300), counting(128));
    expect(hearing.messages).toEqual([]);
    expect(remarkCodes(hearing)).toEqual(['chunk.message-not-finished', 'rtmp.incomplete']);
  });

  it('says that a message type is unknown, and reads on', () => {
    const strange = rtmp.message(77, counting(5));
    const { messages } = hearAll(new ChunkWriter().writeAll([strange, audio(0)]));
    expect(messages.map(read)).toEqual([written(strange), written(audio(0))]);
    expect(messages[0]!.body).toEqual({ kind: 'undecoded' });
    expect(codes(messages[0]!)).toEqual(['rtmp.unknown-type']);
    expect(messages[1]!.notes).toBeUndefined();
  });
});

describe('the end of a direction', () => {
  const chunks = new ChunkWriter().writeAll([audio(0), video(0, 200)]);
  const audioEnd = 12 + 10;
  const continuation = audioEnd + 12 + 128;

  it('is silent between two messages', () => {
    expect(hearAll(chunks).remarks).toEqual([]);
  });

  it.each([
    ['a payload', audioEnd + 12 + 50, 'Video Data on chunk stream 6, 50 of 200 bytes'],
    [
      'the payload of a second chunk',
      continuation + 1 + 10,
      'Video Data on chunk stream 6, 138 of 200 bytes',
    ],
    ['a message, between two chunks', continuation, 'Video Data on chunk stream 6, 128 of 200 bytes'],
    ['a chunk header', audioEnd + 7, 'inside a chunk header, after 7 bytes of it'],
  ])('inside %s becomes a remark', (_, length, text) => {
    const { messages, remarks } = hearAll(chunks.subarray(0, length));
    expect(messages.map(read)).toEqual([written(audio(0))]);
    expect(remarks).toMatchObject([{ from: 'client', note: { code: 'rtmp.incomplete' } }]);
    expect(remarks[0]!.note.text).toContain(text);
  });

  it('tells of every message in progress', () => {
    const writer = new ChunkWriter();
    const two = [writer.chunks(video(0)), writer.chunks(rtmp.placed(audio(0, 200), { csid: 400 }))];
    const hearing = hearAll(...two.map((one) => one.next().value!));
    expect(remarkCodes(hearing)).toEqual(['rtmp.incomplete', 'rtmp.incomplete']);
    expect(hearing.messages).toEqual([]);
  });
});
