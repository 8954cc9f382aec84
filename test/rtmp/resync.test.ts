import { describe, expect, it } from 'vitest';
import { bytes, u24, u32, u32le } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { handshake } from '../writer/handshake.ts';
import { Random } from '../writer/random.ts';
import * as rtmp from '../writer/rtmp.ts';
import { CLIENT, codes, hear, Hearing, read, remarkCodes, SERVER, written } from './hear.ts';

const noise = new Random(1).bytes(200_000);

function picture(timestamp: number, length: number): rtmp.Message {
  const head = bytes(0x27, 1, u24(0), u32(length - 9));
  return rtmp.video(timestamp, bytes(head, noise.subarray(timestamp, timestamp + length - 9)));
}

function sound(timestamp: number, length = 200): rtmp.Message {
  return rtmp.audio(timestamp, bytes(0xaf, 1, noise.subarray(timestamp + 7, timestamp + 5 + length)));
}

/** The chunk size, then pictures at 25 a second, each with the sounds up to it. */
function media(pictures: number, chunkSize = 128, length = 3000): rtmp.Message[] {
  const messages: rtmp.Message[] = [rtmp.setChunkSize(chunkSize)];
  let sounds = 0;
  for (let i = 0; i < pictures; i++) {
    for (; sounds * 23 <= i * 40; sounds++) messages.push(sound(sounds * 23, 180 + ((sounds * 7) % 40)));
    messages.push(picture(i * 40, length + ((i * 131) % 500)));
  }
  return messages;
}

/** The chunks of messages, whose later headers say no more than they must; and where each message begins. */
function chunksOf(messages: readonly rtmp.Message[], fmt: 0 | 1 = 1) {
  const writer = new ChunkWriter();
  const begun = new Set<number>();
  const parts = messages.map((message) => {
    const part = writer.write(message, { fmt: begun.has(message.csid) ? fmt : 0 });
    begun.add(message.csid);
    return part;
  });
  let length = 0;
  const starts = parts.map((part) => (length += part.length) - part.length);
  return { data: bytes(...parts), starts };
}

/** Says bytes in packets, but for those at `lost`. */
function sayWithout(
  hearing: Hearing,
  data: Uint8Array,
  lost: (packet: number) => boolean,
  size = 1448,
): Hearing {
  for (let at = 0; at < data.length; at += size) {
    const packet = data.subarray(at, at + size);
    if (lost(at / size)) hearing.misses(CLIENT, packet.length);
    else hearing.says(CLIENT, packet);
  }
  return hearing;
}

/** Expects no message that was not written; returns how many are as they were written, to the last byte. */
function expectTrue(hearing: Hearing, sent: readonly rtmp.Message[]): number {
  const facts = new Set(
    sent.map((message) => JSON.stringify({ ...written(message), timestamp: 0, payload: '' })),
  );
  for (const message of hearing.messages)
    expect(facts).toContain(JSON.stringify({ ...read(message), timestamp: 0, payload: '' }));
  const payloads = new Set(sent.map((message) => written(message).payload));
  return hearing.messages.filter((message) => payloads.has(read(message).payload)).length;
}

describe('after a gap', () => {
  it.each([128, 4096, 60_000])('the next message is found, with chunks of %i bytes, and one note', (size) => {
    const sent = media(20, size);
    const { data, starts } = chunksOf(sent);
    // From within a picture to within the next message's header.
    const lost = sent.findIndex(({ timestamp, type }) => type === 9 && timestamp === 400);
    const [from, to] = [starts[lost + 1]! - 100, starts[lost + 1]! + 5];
    const hearing = hear(data.subarray(0, from))
      .misses(CLIENT, to - from)
      .says(CLIENT, data.subarray(to))
      .ends();
    expect(expectTrue(hearing, sent)).toBe(sent.length - 2);
    expect(hearing.messages).toHaveLength(sent.length - 1);
    // What counts from the lost message has its time, too.
    expect(hearing.messages.map(({ timestamp }) => timestamp)).toEqual(
      sent.filter((_, i) => i !== lost + 1).map(({ timestamp }) => timestamp),
    );
    const gaps = hearing.messages
      .flatMap(({ notes }) => notes ?? [])
      .filter(({ code }) => code === 'rtmp.resynchronised');
    expect(gaps).toHaveLength(1);
    expect(gaps[0]!.text).toContain('105 bytes missing');
    expect(gaps[0]!.text).toContain('in frame 6');
    expect(hearing.remarks).toEqual([]);
  });

  it.each([
    ['bytes of a header', 7],
    ['a few chunks', 1448],
    ['more than is looked through at once', 100_000],
  ])('of %s each message still knows where it begins in the stream', (_, length) => {
    const { data, starts } = chunksOf(media(80));
    const greeting = 3073;
    const begins = new Set(starts.map((start) => greeting + start));
    for (let from = 20_000; from < 23_000; from += 97) {
      const hearing = hear(data.subarray(0, from));
      hearing
        .misses(CLIENT, length)
        .says(CLIENT, data.subarray(from + length))
        .ends();
      expect(hearing.messages.length).toBeGreaterThan(100);
      for (const { offset } of hearing.messages) expect(begins).toContain(offset);
    }
  });

  it('a message that goes on in chunks behind it costs nothing but its payload', () => {
    const sent = media(10);
    const { data, starts } = chunksOf(sent);
    const from = starts[sent.length - 3]! + 500;
    const hearing = hear(data.subarray(0, from))
      .misses(CLIENT, 1448)
      .says(CLIENT, data.subarray(from + 1448))
      .ends();
    expect(hearing.messages.map(({ timestamp, length }) => [timestamp, length])).toEqual(
      sent.map(({ timestamp, payload }) => [timestamp, payload.length]),
    );
    expect(codes(...hearing.messages)).toEqual(['rtmp.missing-bytes']);
    expect(hearing.remarks).toEqual([]);
  });

  it('that holds a Set Chunk Size, the new one is found', () => {
    const before = media(5);
    const after = media(20).slice(before.length);
    const writer = new ChunkWriter(128);
    const first = bytes(...before.map((message) => writer.write(message)));
    const control = writer.write(rtmp.setChunkSize(4096));
    const rest = bytes(...after.map((message) => writer.write(message)));
    const hearing = hear(first).misses(CLIENT, control.length).says(CLIENT, rest).ends();
    const sent = [...before, ...after];
    expect(hearing.messages.map(read)).toEqual(sent.map(written));
    expect(codes(...hearing.messages)).toEqual(['rtmp.resynchronised']);
  });

  it('that nothing is found behind, one remark says so', () => {
    const { data } = chunksOf(media(5));
    const hearing = hear(data).misses(CLIENT, 50_000).says(CLIENT, noise).ends();
    expect(expectTrue(hearing, media(5))).toBe(media(5).length);
    expect(remarkCodes(hearing)).toEqual(['rtmp.gap']);
    expect(hearing.remarks[0]!.note.text).toContain('50,000 bytes missing');
  });

  it('of a size that no memory holds, reading goes on', () => {
    const sent = media(10, 4096);
    const { data } = chunksOf(sent, 0);
    const hearing = hear(data)
      .misses(CLIENT, 2 ** 31)
      .says(CLIENT, data)
      .ends();
    expect(hearing.messages.map(read)).toEqual([...sent, ...sent].map(written));
  });

  it('messages are found, and none is made up, whichever packets are lost', () => {
    let [found, all] = [0, 0];
    for (const size of [128, 4096, 60_000]) {
      for (let seed = 1; seed <= 15; seed++) {
        const random = new Random(seed);
        const sent = media(60, size);
        const { data } = chunksOf(sent);
        const hearing = sayWithout(hear(), data, (packet) => packet > 3 && random.chance(0.02)).ends();
        found += expectTrue(hearing, sent);
        all += sent.length;
      }
    }
    expect(found / all).toBeGreaterThan(0.9);
  });
});

describe('a capture that begins within a message', () => {
  it.each([128, 333, 4096, 60_000])('is read from the next one on, with chunks of %i bytes', (size) => {
    const sent = media(30, size);
    const { data, starts } = chunksOf(sent);
    for (const cut of [starts[2]! + 3, starts[5]! + 700, starts[6]! + 50]) {
      const hearing = new Hearing({ opened: false });
      for (let at = cut; at < data.length; at += 1448) hearing.says(SERVER, data.subarray(at, at + 1448));
      hearing.ends();
      const whole = sent.filter((_, i) => starts[i]! >= cut);
      // A chunk size that nobody uses shows in a message that is longer.
      while (size === 333 && whole[0]!.payload.length < size) whole.shift();
      expect(hearing.messages.map(({ length, csid }) => [length, csid])).toEqual(
        whole.map(({ payload, csid }) => [payload.length, csid]),
      );
      expect(hearing.connection.facts.isRtmp).toBe(true);
      expect(codes(hearing.messages[0]!)).toContain('rtmp.resynchronised');
    }
  });

  it('is read when it begins within the handshake', () => {
    const { c0c1, s0s1s2, c2 } = handshake();
    const sent = [rtmp.command('connect', 1, { app: 'live' }), ...media(10)];
    const { data } = chunksOf(sent, 0);
    const hearing = new Hearing({ opened: false }).says(CLIENT, c0c1.subarray(1448)).says(SERVER, s0s1s2);
    hearing.says(CLIENT, bytes(c2, data)).ends();
    expect(hearing.messages.map(read)).toEqual(sent.map(written));
  });

  it('is read when the handshake was lost', () => {
    const sent = [rtmp.command('connect', 1, { app: 'live' }), ...media(10)];
    const { data } = chunksOf(sent, 0);
    const hearing = new Hearing().misses(CLIENT, 3073).says(CLIENT, data).ends();
    expect(hearing.messages.map(read)).toEqual(sent.map(written));
  });

  it('is nothing when it holds random bytes', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = new Random(seed);
      const hearing = new Hearing({ opened: false });
      for (let i = 0; i < 20; i++) hearing.says(seed % 2 === 0 ? CLIENT : SERVER, random.bytes(10_000));
      expect(hearing.ends().events).toEqual([]);
      expect(hearing.connection.facts.isRtmp).toBe(false);
    }
  });
});

describe('senders that put a timestamp for a difference (RTMP 1.0 §5.3.1.2.2)', () => {
  const LATE = 0xffffff - 200;

  it('are recognised by a media time that goes on evenly, with a note', () => {
    const payload = bytes(0xaf, 1, 1, 2, 3);
    const parts = [bytes(0x04, u24(LATE), u24(5), 8, u32le(1), payload)];
    const times = Array.from({ length: 30 }, (_, i) => LATE + i * 23);
    for (const time of times.slice(1))
      parts.push(
        time < 0xffffff ? bytes(0x84, u24(23), payload) : bytes(0x84, u24(0xffffff), u32(time), payload),
      );
    const { messages } = hear(...parts).ends();
    expect(messages.map(({ timestamp }) => timestamp)).toEqual(times);
    expect(codes(...messages)).toEqual(['chunk.absolute-extended-timestamp']);
  });
});

describe('timestamps behind a loss', () => {
  /** Sounds of 44.1 kHz and pictures at 25 a second, on a chunk stream each, as FFmpeg sends them. */
  function live(seconds: number): rtmp.Message[] {
    const sent: rtmp.Message[] = [];
    for (let i = 0, sounds = 0; i < seconds * 25; i++) {
      for (; (sounds * 1024) / 44.1 <= i * 40; sounds++)
        sent.push(sound(Math.round((sounds * 1024) / 44.1), 180 + ((sounds * 7) % 40)));
      sent.push(picture(i * 40, 1500 + ((i * 131) % 500)));
    }
    return sent;
  }

  /** What is heard of messages when those at `lost` are not captured, each sent at its time. */
  function hearLive(sent: readonly rtmp.Message[], from: number, to: number): Hearing {
    const { data, starts } = chunksOf(sent);
    const hearing = hear();
    sent.forEach(({ timestamp }, i) => {
      const part = data.subarray(starts[i], starts[i + 1]);
      hearing.frame = Math.max(hearing.frame, timestamp);
      if (i >= from && i < to) hearing.misses(CLIENT, part.length);
      else hearing.says(CLIENT, part);
    });
    return hearing.ends();
  }

  it.each([1, 2, 3, 5, 8])('are those that were sent, when %i messages are lost', (count) => {
    const sent = live(6);
    for (const from of [150, 161, 172]) {
      const hearing = hearLive(sent, from, from + count);
      const left = sent.filter((_, i) => i < from || i >= from + count);
      expect(hearing.messages.map(read)).toEqual(left.map(written));
      expect(codes(...hearing.messages)).toEqual(['rtmp.resynchronised']);
    }
  });

  it('have a note when they can not be known', () => {
    // Of few messages at odd times, nothing tells how many are lost.
    const sent = [0, 31, 77, 90, 180, 199, 260, 300, 344, 391, 420].map((at, i) => sound(at, 150 + i * 9));
    const { messages } = hearLive(sent, 4, 5);
    expect(messages.length).toBeGreaterThan(8);
    expect(codes(...messages)).toEqual(['rtmp.resynchronised', 'rtmp.timestamp-uncertain']);
  });
});

describe('messages behind a loss', () => {
  it('are the same, wherever the bytes are split', () => {
    const sent = media(12, 128);
    const { data, starts } = chunksOf(sent);
    const [from, to] = [starts[9]! - 60, starts[9]! + 300];
    const tell = (sizes: () => number): unknown => {
      const hearing = hear();
      for (const [start, end] of [
        [0, from],
        [to, data.length],
      ] as const) {
        for (let at = start; at < end;) {
          const next = Math.min(end, at + sizes());
          hearing.says(CLIENT, data.subarray(at, next));
          at = next;
        }
        if (end === from) hearing.misses(CLIENT, to - from);
      }
      // Frames differ, of course.
      return hearing
        .ends()
        .messages.map((message) => [read(message).payload, message.csid, message.length, codes(message)]);
    };
    const whole = tell(() => data.length);
    for (const size of [1, 7, 100, 1448]) expect(tell(() => size)).toEqual(whole);
    const random = new Random(3);
    for (let i = 0; i < 5; i++) expect(tell(() => 1 + random.below(500))).toEqual(whole);
  });

  it('may repeat the header of one before it, where all messages of a chunk stream are alike', () => {
    const writer = new ChunkWriter(4096);
    const sounds = Array.from({ length: 30 }, (_, i) => sound(i * 23, 200));
    const parts = sounds.map((message, i) => writer.write(message, { fmt: i === 0 ? 0 : i === 1 ? 2 : 3 }));
    const pictures = [0, 40, 80, 120, 160].map((at, i) => picture(at, 2000 + i));
    const shown = pictures.map((message, i) => writer.write(message, { fmt: i === 0 ? 0 : 1 }));
    const hearing = hear(new ChunkWriter().write(rtmp.setChunkSize(4096)), ...parts.slice(0, 15), shown[0]!);
    hearing.says(CLIENT, bytes(...parts.slice(15, 18), shown[1]!)).misses(CLIENT, parts[18]!.length);
    hearing.says(CLIENT, bytes(shown[2]!, ...parts.slice(19, 22), shown[3]!, ...parts.slice(22), shown[4]!));
    expect(hearing.ends().messages.filter(({ typeId }) => typeId === 8)).toHaveLength(29);
  });

  it('are searched for in little time and memory, whatever the bytes are', () => {
    const { data } = chunksOf(media(5));
    const header = bytes(0x46, u24(40), u24(1_000_000), 9, 0x27, 1, u24(0), u32(20));
    const bait = new Uint8Array(1024 * 1024);
    for (let at = 0; at + header.length <= bait.length; at += header.length) bait.set(header, at);
    const hearing = hear(data).misses(CLIENT, 5000);
    for (let at = 0; at < bait.length; at += 1448) hearing.says(CLIENT, bait.subarray(at, at + 1448));
    expect(hearing.ends().messages).toHaveLength(media(5).length);
    expect(remarkCodes(hearing)).toEqual(['rtmp.gap']);
  });
});
