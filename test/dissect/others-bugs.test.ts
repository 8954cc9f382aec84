import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/rtmp/message.ts';
import { block, enhancedPacket, interfaceBlock, option, pcapHeader, section } from '../capture/build.ts';
import { counting, read, written } from '../rtmp/hear.ts';
import { amf0, avmPlus } from '../writer/amf0.ts';
import { bytes, hex, u24, u32 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { disorder } from '../writer/disorder.ts';
import { handshake } from '../writer/handshake.ts';
import { pcap, pcapBlocks } from '../writer/pcap.ts';
import { publish } from '../writer/publish.ts';
import { Random } from '../writer/random.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Talk, type TalkOptions, type Utterance, type WrittenSegment } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';
import { dissectBlocks, dissectFile } from './run.ts';

/** A whole connection in which the client says these bytes after the handshake. */
function* talk(data: Uint8Array, options?: TalkOptions): Generator<WrittenSegment> {
  const { c0c1, s0s1s2, c2 } = handshake();
  const utterances: Utterance[] = [
    { from: 0, data: c0c1 },
    { from: 1, data: s0s1s2 },
    { from: 0, data: c2 },
    { from: 0, data },
  ];
  yield* new Talk(options).converse(utterances);
}

/** What is read of a client's bytes, in a capture that lacks no byte. */
async function messagesOf(data: Uint8Array, options?: TalkOptions): Promise<Message[]> {
  const found = await dissectFile(pcap(packets(talk(data, options))));
  expect(found.remarks).toEqual([]);
  return found.messages();
}

const sound = (timestamp: number, length = 20) => rtmp.audio(timestamp, counting(length, timestamp));

/** Expects that these messages, with headers of these types, are read as they were written. */
async function expectBack(sent: readonly rtmp.Message[], formats: readonly (0 | 1 | 2 | 3)[]): Promise<void> {
  const writer = new ChunkWriter();
  const chunks = sent.map((message, i) => writer.write(message, { fmt: formats[i] ?? 0 }));
  expect((await messagesOf(bytes(...chunks))).map(read)).toEqual(sent.map(written));
}

describe('what other dissectors get wrong', () => {
  it('bug 1: an extended timestamp in types 1, 2 and 3 is a delta, and is there in type 3', async () => {
    const long = 300;
    await expectBack([sound(100, long), sound(100 + 0xffffff, 280), sound(140 + 0xffffff, 280)], [0, 1, 2]);
    await expectBack(
      [sound(100, long), sound(100 + 0x1000000, long), sound(100 + 0x2000000, long)],
      [0, 2, 3],
    );
    await expectBack([sound(0x1000000, long), sound(0x2000000, long), sound(5, long)], [0, 3, 0]);
  });

  it('bug 2: a chunk stream id of 3 bytes is the third byte × 256 + the second + 64', async () => {
    const header = bytes(u24(0), u24(2), 8, 1, 0, 0, 0);
    // The example of RTMP 1.0 §5.3.1.1 is 365, written as 301.
    const messages = await messagesOf(
      bytes(0x01, 0x2d, 0x01, header, 'ab', 0x01, 0xff, 0x00, header, 'cd', 0x01, 0x00, 0xff, header, 'ef'),
    );
    expect(messages.map(({ csid }) => csid)).toEqual([301 + 64, 255 + 64, 255 * 256 + 64]);
  });

  it('bug 3: continuation chunks add no delta, a type 3 chunk that begins a message does', async () => {
    const times = [1000, 1040, 1080, 1120];
    await expectBack(
      times.map((time) => sound(time, 1000)),
      [0, 2, 3, 3],
    );
  });

  it.each([512 * 1024, 512 * 1024 + 1, 0xffffff])(
    'bug 4: a message of %i bytes does not vanish',
    async (length) => {
      const writer = new ChunkWriter();
      const picture = rtmp.video(40, counting(length));
      const messages = await messagesOf(writer.writeAll([rtmp.setChunkSize(4096), picture, sound(41)]), {
        mss: 60_000,
      });
      expect(messages.slice(1).map(read)).toEqual([written(picture), written(sound(41))]);
    },
  );

  it('bug 5: AMF3 values inside AMF0 are AMF3, each by itself', async () => {
    // As AMF0, 4 would be a movie clip and 6 undefined.
    const values = amf0(
      'call',
      2,
      avmPlus(0x04, 0x81, 0x00),
      avmPlus(hex('06 07 616263')),
      'AMF0',
      avmPlus(0x03),
    );
    const [message] = await messagesOf(new ChunkWriter().write(rtmp.message(20, values)));
    expect(message!.body).toMatchObject({ name: 'call', object: 128, arguments: ['abc', 'AMF0', true] });
    expect(message!.notes).toBeUndefined();
  });

  describe('bug 6: the bytes behind a gap', () => {
    const picture = rtmp.video(40, counting(5000));
    const chunks = new ChunkWriter().writeAll([rtmp.setChunkSize(6000), sound(20), picture, sound(60)]);
    /** Set Chunk Size, then a header and 20 bytes of sound, then the header of the picture. */
    const pictureStart = 16 + 32 + 12;

    /** The capture without the segment that holds this byte of the chunks. */
    const without = (position: number): Uint8Array => {
      const segments = [...talk(chunks, { mss: 500 })];
      const sequence = new Talk().isn[0] + 1 + 3073 + position;
      const kept = segments.filter(
        ({ from, sequence: first, payload }) =>
          from === 1 || sequence < first || sequence >= first + payload.length,
      );
      expect(kept).toHaveLength(segments.length - 1);
      return pcap(packets(kept));
    };

    it('are read, when the gap lies within a payload: its message is marked, the next are right', async () => {
      const found = await dissectFile(without(pictureStart + 2000));
      expect(found.messages().map(({ typeId, timestamp, length }) => [typeId, timestamp, length])).toEqual([
        [1, 0, 4],
        [8, 20, 20],
        [9, 40, 5000],
        [8, 60, 20],
      ]);
      expect(read(found.messages()[3]!)).toEqual(written(sound(60)));
      expect(found.messages().map(({ notes }) => notes?.map(({ code }) => code))).toEqual([
        undefined,
        undefined,
        ['rtmp.missing-bytes'],
        undefined,
      ]);
      expect(found.remarks).toEqual([]);
    });

    it('are not read, when it swallows all headers: nothing is made up, and a remark says so', async () => {
      const found = await dissectFile(without(chunks.length - 25));
      expect(found.messages().map(({ typeId }) => typeId)).toEqual([1, 8, 9]);
      expect(found.remarks.map(({ note }) => note.code)).toEqual(['rtmp.gap']);
    });
  });

  it('bug 7: sequence numbers wrap past 2^32 at any byte', async () => {
    const sent = [sound(0, 60), sound(20, 60), sound(40, 60)];
    const chunks = new ChunkWriter().writeAll(sent);
    for (let before = 0; before < 130; before++) {
      // With segments of 50 bytes, the wrap comes within, at and between them.
      const isn = 2 ** 32 - 1 - before - 3000;
      const messages = await messagesOf(chunks, { isn: [isn, 2 ** 32 - 1 - before], mss: 50 });
      expect(messages.map(read)).toEqual(sent.map(written));
    }
  });

  it('bug 8: a pcapng option of 65,535 bytes does not overflow', async () => {
    const comment = option(1, new Uint8Array(65_535).fill(0x78));
    const frames = [...packets(talk(new ChunkWriter().write(sound(20))))];
    const file = bytes(
      section(),
      interfaceBlock({ options: comment }),
      ...frames.map((frame, i) =>
        enhancedPacket(frame, i % 4 === 0 ? { options: bytes(comment, comment) } : {}),
      ),
    );
    const found = await dissectFile(file);
    expect(found.dissection.frames).toBe(frames.length);
    expect(found.messages().map(read)).toEqual([written(sound(20))]);
    expect(found.dissection.notes).toEqual([]);
  });

  describe('bug 9: a packet header that claims 4 GiB', () => {
    const frames = [...packets(talk(new ChunkWriter().write(sound(20))))];
    const claim = u32(0xfffffffc);
    const whole = pcap(frames);
    const pcapng = bytes(section(), interfaceBlock(), ...frames.map((frame) => enhancedPacket(frame)));

    it.each([
      ['pcap', bytes(whole, u32(0), u32(0), claim, claim), 'capture.record-too-long'],
      [
        'pcap, without a limit of its own',
        bytes(pcapHeader({ snapLength: 0 }), whole.subarray(24), u32(0), u32(0), claim, claim),
        'capture.record-too-long',
      ],
      [
        'pcapng',
        bytes(pcapng, cut(enhancedPacket(new Uint8Array(8), { capturedLength: 0xfffffffc }))),
        'capture.record-too-long',
      ],
      [
        'pcapng, an unknown block',
        bytes(pcapng, cut(block(0x0bad, new Uint8Array(32))).fill(0xfc, 4, 8)),
        'capture.truncated',
      ],
    ])('is not waited for: %s', async (_, beginning, code) => {
      const mebibyte = new Uint8Array(1024 * 1024).fill(0xee);
      let most = 0;
      const before = process.memoryUsage().arrayBuffers;
      const found = await dissectBlocks(
        (function* () {
          yield beginning;
          for (let i = 0; i < 100; i++) {
            yield mebibyte;
            most = Math.max(most, process.memoryUsage().arrayBuffers - before);
          }
        })(),
      );
      expect(found.messages().map(read)).toEqual([written(sound(20))]);
      expect(found.dissection.frames).toBe(frames.length);
      expect(found.dissection.notes.map((note) => note.code)).toEqual([code]);
      expect(most).toBeLessThan(50 * 1024 * 1024);
    });

    /** A block without its end, as if the rest were still to come. */
    function cut(data: Uint8Array): Uint8Array {
      return data.subarray(0, -4);
    }
  });

  it('bug 10: repeated and reordered segments lose no message', async () => {
    const seconds = 30;
    const random = new Random(10);
    const segments = new Talk().converse(publish({ seconds, pictureBytes: 3000 }));
    const network = disorder(segments, random, { duplicate: 0.05, delay: 0.1, distance: 8 });
    const found = await dissectBlocks(pcapBlocks(packets(network)), {});
    const lastPicture = (seconds * 25 - 1) * 40;
    const count = (typeId: number): number =>
      found.messages().filter((message) => message.typeId === typeId).length;
    // Each with a sequence header.
    expect(count(9)).toBe(seconds * 25 + 1);
    expect(count(8)).toBe(Math.ceil(lastPicture / 23) + 1);
    expect(count(20)).toBe(7 + 3);
    expect(found.remarks).toEqual([]);
    const notes = found.messages().flatMap((message) => message.notes ?? []);
    expect(notes).toEqual([]);
  });
});
