import { describe, expect, it } from 'vitest';
import { bytes } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import {
  CLIENT,
  codes,
  counting,
  hear,
  hearAll,
  Hearing,
  read,
  remarkCodes,
  SERVER,
  written,
} from './hear.ts';

const picture = rtmp.video(40, counting(1000));
const sound = rtmp.audio(40, counting(300));

describe('Set Chunk Size (RTMP 1.0 §5.4.1)', () => {
  it.each([1, 2, 127, 129, 1000, 4096, 65_536, 0xffffff, 0x1000000, 0x7fffffff])('sets %i bytes', (size) => {
    const chunks = new ChunkWriter().writeAll([rtmp.setChunkSize(size), picture, sound]);
    const { messages, remarks } = hearAll(chunks);
    expect(messages[0]!.body).toEqual({ kind: 'control', chunkSize: size });
    expect(messages.slice(1).map(read)).toEqual([written(picture), written(sound)]);
    expect(codes(...messages)).toEqual([]);
    expect(remarks).toEqual([]);
  });

  it('may itself come in chunks', () => {
    const chunks = new ChunkWriter().writeAll([1, 3, 4096].map(rtmp.setChunkSize));
    const { messages } = hearAll(chunks);
    expect(messages.map(({ body }) => body)).toEqual(
      [1, 3, 4096].map((chunkSize) => ({ kind: 'control', chunkSize })),
    );
  });

  it.each([1, 50, 300, 4096])(
    'holds from the next chunk on, also of a message in progress: %i bytes',
    (size) => {
      const writer = new ChunkWriter();
      const pictureChunks = writer.chunks(picture);
      const soundChunks = writer.chunks(sound);
      const { messages } = hearAll(
        pictureChunks.next().value,
        soundChunks.next().value,
        writer.write(rtmp.setChunkSize(size)),
        pictureChunks.next().value,
        ...soundChunks,
        ...pictureChunks,
      );
      const [, ...others] = messages.map(read);
      expect(others).toEqual(expect.arrayContaining([written(picture), written(sound)]));
      expect(others).toHaveLength(2);
    },
  );

  it('holds in the direction of its sender', () => {
    const large = new ChunkWriter();
    const hearing = new Hearing().greets();
    hearing.says(CLIENT, large.writeAll([rtmp.setChunkSize(600), picture]));
    hearing.says(SERVER, new ChunkWriter().write(picture));
    hearing.says(CLIENT, large.write(sound)).ends();
    expect(hearing.messages.slice(1).map(read)).toEqual([picture, picture, sound].map(written));
    expect(hearing.remarks).toEqual([]);
  });

  it('is refused when it is 0', () => {
    const writer = new ChunkWriter();
    const before = writer.write(rtmp.setChunkSize(300));
    const zero = writer.write(rtmp.setChunkSize(0));
    writer.chunkSize = 300;
    const { messages, remarks } = hearAll(before, zero, writer.write(picture));
    expect(messages[1]!.notes).toMatchObject([{ code: 'chunk.size-not-allowed', severity: 'error' }]);
    expect(messages[1]!.notes![0]!.text).toContain('300 stays in force');
    expect(messages[1]!.body).toEqual({ kind: 'control', chunkSize: 0 });
    expect(read(messages[2]!)).toEqual(written(picture));
    expect(remarks).toEqual([]);
  });

  it('is read without its top bit, which must be 0, and the note says so', () => {
    const writer = new ChunkWriter();
    const chunk = writer.write(rtmp.setChunkSize(0x80000000 + 256));
    writer.chunkSize = 256;
    const { messages } = hearAll(chunk, writer.write(picture));
    expect(codes(messages[0]!)).toEqual(['chunk.size-not-allowed']);
    expect(messages[0]!.notes![0]!.text).toContain('read as 256');
    expect(read(messages[1]!)).toEqual(written(picture));
  });

  it('sets nothing when it has fewer than 4 bytes', () => {
    const short = rtmp.message(1, bytes(0, 0, 1), { csid: 2 });
    const { messages } = hearAll(new ChunkWriter().writeAll([short, picture]));
    expect(messages[0]!.body).toEqual({ kind: 'control' });
    expect(codes(messages[0]!)).toEqual(['truncated']);
    expect(read(messages[1]!)).toEqual(written(picture));
  });
});

describe('Abort Message (RTMP 1.0 §5.4.2)', () => {
  it('drops the message in progress of the chunk stream it names, and no other', () => {
    const writer = new ChunkWriter();
    const [dropped, kept] = [writer.chunks(picture), writer.chunks(sound)];
    const next = { ...sound, csid: picture.csid };
    const hearing = hearAll(
      dropped.next().value,
      kept.next().value,
      dropped.next().value,
      writer.write(rtmp.abort(picture.csid)),
      ...kept,
      writer.write(next),
    );
    expect(hearing.messages.slice(1).map(read)).toEqual([written(sound), written(next)]);
    expect(hearing.messages[0]!.body).toEqual({ kind: 'control', csid: picture.csid });
    expect(hearing.messages[0]!.notes).toMatchObject([{ code: 'chunk.aborted', severity: 'note' }]);
    expect(hearing.messages[0]!.notes![0]!.text).toContain('after 256 of 1,000 bytes');
    expect(remarkCodes(hearing)).toEqual([]);
  });

  it('leaves the state of the chunk stream for the headers that build on it', () => {
    const writer = new ChunkWriter();
    const first = rtmp.audio(1000, counting(200));
    const second = rtmp.audio(1020, counting(200, 9));
    const { messages } = hear(
      writer.chunks(first).next().value,
      writer.write(rtmp.abort(first.csid)),
      writer.write(second, { fmt: 2 }),
      writer.write({ ...second, timestamp: 1040 }, { fmt: 3 }),
    );
    expect(messages.slice(1).map(read)).toEqual([written(second), written({ ...second, timestamp: 1040 })]);
  });

  it.each([4, 6, 65_000])('does nothing when chunk stream %i has no message in progress', (csid) => {
    const { messages } = hearAll(new ChunkWriter().writeAll([sound, rtmp.abort(csid), sound]));
    expect(messages.map(({ typeId }) => typeId)).toEqual([8, 2, 8]);
    expect(codes(...messages)).toEqual([]);
  });
});
