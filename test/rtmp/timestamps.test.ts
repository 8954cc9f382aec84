import { describe, expect, it } from 'vitest';
import { bytes, u24, u32, u32le } from '../writer/bytes.ts';
import { ChunkWriter, type ChunkStyle } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { codes, counting, hear, hearAll, read, written } from './hear.ts';

/** Audio of 10 bytes, or as told. */
const at = (timestamp: number, length = 10) => rtmp.audio(timestamp, counting(length));

/** Writes messages with the header formats given, and expects them back. */
function expectBack(
  sent: readonly rtmp.Message[],
  formats: readonly ChunkStyle['fmt'][],
  style?: ChunkStyle,
) {
  const writer = new ChunkWriter();
  const chunks = sent.map((message, i) => writer.write(message, { ...style, fmt: formats[i] ?? 0 }));
  const { messages, remarks } = hearAll(bytes(...chunks));
  expect(messages.map(read)).toEqual(sent.map(written));
  expect(remarks).toEqual([]);
  if (style === undefined) expect(codes(...messages)).toEqual([]);
  return messages;
}

describe('timestamps (RTMP 1.0 §5.3.1.2)', () => {
  it('are absolute in type 0, also when they go back', () => {
    expectBack([at(5000), at(40), at(0), at(16_777_214)], [0, 0, 0, 0]);
  });

  it('are differences in types 1 and 2', () => {
    expectBack([at(1000), at(1020, 30), at(1020, 30), at(1063, 7)], [0, 1, 2, 1]);
  });

  it('grow by the last delta in a type 3 that begins a message', () => {
    expectBack([at(1000), at(1020, 5), at(1040, 5), at(1060, 5)], [0, 1, 3, 3]);
    expectBack([at(1000), at(1020), at(1040), at(1041), at(1042)], [0, 2, 3, 2, 3]);
  });

  it('grow by the timestamp of the type 0 in a type 3 that begins a message after it', () => {
    expectBack([at(1000), at(2000), at(3000)], [0, 3, 3]);
    expectBack([at(0), at(0)], [0, 3]);
  });

  it('do not grow with the continuation of a message', () => {
    expectBack([at(1000, 1000), at(1020, 1000), at(1040, 1000), at(1060, 1000)], [0, 2, 3, 3]);
  });

  it('wrap from 2^32 - 1 to 0', () => {
    const last = 2 ** 32 - 1;
    expectBack([at(last - 20), at(19), at(59), at(99)], [0, 2, 2, 3]);
    expectBack([at(last), at(last - 1), at(last - 2)], [0, 3, 3]);
    expectBack([at(last, 300), at(0, 200), at(1, 200)], [0, 1, 3]);
  });
});

describe('extended timestamps (RTMP 1.0 §5.3.1.3)', () => {
  it.each([0xfffffe, 0xffffff, 0x1000000, 0x7fffffff, 0x80000000, 0xffffffff])(
    'carry an absolute time of %i in type 0',
    (timestamp) => {
      expectBack([at(timestamp), at(7)], [0, 0]);
      expectBack([at(timestamp, 500), at(7, 500)], [0, 0]);
    },
  );

  it.each([0xfffffe, 0xffffff, 0x1000000, 0x7fffffff])(
    'carry a difference of %i in types 1 and 2',
    (delta) => {
      expectBack([at(100), at(100 + delta, 20), at(140 + delta, 20)], [0, 1, 2]);
      expectBack([at(100), at(100 + delta), at(140 + delta)], [0, 2, 2]);
      expectBack([at(100, 500), at(100 + delta, 400), at(140 + delta, 400)], [0, 1, 2]);
    },
  );

  it('stand as in these bytes', () => {
    const { messages } = hearAll(
      bytes(0x04, u24(0xffffff), u24(130), 8, u32le(1), u32(0x01000000), counting(128)),
      bytes(0xc4, u32(0x01000000), counting(2)),
      bytes(0x44, u24(0xffffff), u24(130), 8, u32(0x02000000), counting(128)),
      bytes(0xc4, u32(0x02000000), counting(2)),
      bytes(0x84, u24(0xffffff), u32(0x03000000), counting(128)),
      bytes(0xc4, u32(0x03000000), counting(2)),
      bytes(0xc4, u32(0x03000000), counting(128)),
      bytes(0xc4, u32(0x03000000), counting(2)),
      bytes(0x84, u24(5), counting(128)),
      bytes(0xc4, counting(2)),
    );
    const payload = bytes(counting(128), counting(2));
    expect(messages.map(read)).toEqual(
      [0x01000000, 0x03000000, 0x06000000, 0x09000000, 0x09000005].map((timestamp) =>
        written({ type: 8, csid: 4, streamId: 1, timestamp, payload }),
      ),
    );
  });

  it('are repeated in a type 3 that begins a message', () => {
    expectBack([at(0x1000000), at(0x2000000), at(0x3000000)], [0, 3, 3]);
    expectBack([at(0), at(0x1000000), at(0x2000000), at(0x3000000)], [0, 2, 3, 3]);
    expectBack([at(0, 300), at(0x1000000, 300), at(0x2000000, 300)], [0, 1, 3]);
  });

  it('end with the next header that has none', () => {
    expectBack([at(0x1000000, 300), at(0x1000014, 300), at(0x1000028, 300)], [0, 2, 3]);
  });

  it('are remembered for each chunk stream', () => {
    const writer = new ChunkWriter();
    const sent = [at(0x1000000, 300), rtmp.placed(at(20, 300), { csid: 5 })];
    const [long, short] = sent.map((message) => writer.chunks(message));
    const chunks = [long, short, short, long, long, short].map((chunksOf) => chunksOf!.next().value!);
    expect(hearAll(...chunks).messages.map(read)).toEqual(sent.map(written));
  });
});

describe('senders that leave the extended timestamp out of type 3, as in the draft of 2009', () => {
  const dialect = { repeatExtended: false };
  const code = 'chunk.no-extended-timestamp-on-type-3';

  it('are read, with a note on the first message that shows it', () => {
    const messages = expectBack([at(0x1000000, 300), at(0x1000000, 300)], [0, 0], dialect);
    expect(codes(messages[0]!)).toEqual([code]);
    expect(messages[1]!.notes).toBeUndefined();
  });

  it('are read where a type 3 begins a message', () => {
    expectBack([at(0x1000000), at(0x2000000), at(0x3000000)], [0, 3, 3], dialect);
    const messages = expectBack([at(5), at(0x1000005), at(0x2000005)], [0, 2, 3], dialect);
    expect(codes(...messages)).toEqual([code]);
  });

  it('are read when the payload begins almost like the timestamp, wherever the bytes are split', () => {
    const payload = bytes(counting(128), u32(0x01020300), counting(124), u24(0x010203), 5);
    const sent = rtmp.audio(0x01020304, payload);
    const chunks = new ChunkWriter().write(sent, dialect);
    for (let split = 0; split <= chunks.length; split++) {
      const { messages } = hear(chunks.subarray(0, split), chunks.subarray(split));
      expect(messages.map(read)).toEqual([written(sent)]);
      expect(codes(...messages)).toEqual([code]);
    }
  });

  it('are no reason for a note when no type 3 follows', () => {
    const messages = expectBack([at(0x1000000), at(0x1000014)], [0, 0], dialect);
    expect(codes(...messages)).toEqual([]);
  });
});

describe('senders that put an extended timestamp into type 3 where there is none', () => {
  const dialect = { addExtended: true };
  const code = 'chunk.extended-timestamp-on-type-3';

  it('are read, with a note on the first message that shows it', () => {
    const messages = expectBack(
      [at(0x1000000, 300), at(0x1000014, 300), at(0x1000028, 130)],
      [0, 1, 1],
      dialect,
    );
    expect(codes(messages[0]!)).toEqual([]);
    expect(codes(messages[1]!)).toEqual([code]);
    expect(codes(messages[2]!)).toEqual([]);
  });

  it('are read from the first chunk of type 3 on, wherever the bytes are split', () => {
    const sent = at(40, 300);
    const chunks = new ChunkWriter().write(sent, dialect);
    for (let split = 0; split <= chunks.length; split++) {
      const { messages } = hear(chunks.subarray(0, split), chunks.subarray(split));
      expect(messages.map(read)).toEqual([written(sent)]);
      expect(codes(...messages)).toEqual([code]);
    }
  });

  it('begin to do so when their time passes 0xFFFFFF', () => {
    const writer = new ChunkWriter();
    const plain = [at(0xfffff0, 300), at(0xfffffa, 300)];
    const added = [at(0x1000004, 300), at(0x1000018, 300)];
    const { messages } = hearAll(writer.writeAll(plain), writer.writeAll(added, { fmt: 1, ...dialect }));
    expect(messages.map(read)).toEqual([...plain, ...added].map(written));
    expect(messages.map((message) => codes(message))).toEqual([[], [], [code], []]);
  });

  it('are not taken for such where payload is the time by chance, once another chunk was none', () => {
    const payload = bytes(counting(128), u32(5000), counting(60));
    const sent = [at(40, 300), rtmp.audio(5000, payload)];
    const { messages } = hearAll(new ChunkWriter().writeAll(sent));
    expect(messages.map(read)).toEqual(sent.map(written));
    expect(codes(...messages)).toEqual([]);
  });

  it('are not waited for where a message ends', () => {
    const sent = rtmp.audio(40, bytes(counting(128), 0, 0));
    const { messages } = hearAll(new ChunkWriter().write(sent));
    expect(messages.map(read)).toEqual([written(sent)]);
  });
});
