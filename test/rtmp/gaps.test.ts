import { describe, expect, it } from 'vitest';
import { bytes, u32 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { CLIENT, codes, counting, hear, Hearing, read, remarkCodes, SERVER, written } from './hear.ts';

const sound = rtmp.audio(20, counting(50));
const picture = rtmp.video(40, counting(300));
/** Basic header and message header of type 0. */
const HEADER = 12;

/** What is heard of a client's bytes when `[start, end)` of them are not captured. */
function hearWithout(data: Uint8Array, start: number, end: number): Hearing {
  return hear(data.subarray(0, start))
    .misses(CLIENT, end - start)
    .says(CLIENT, data.subarray(end))
    .ends();
}

describe('bytes that were not captured', () => {
  const chunks = new ChunkWriter().writeAll([sound, picture, sound]);
  const pictureAt = HEADER + 50;

  it.each([
    ['in the middle of a chunk', 10, 30],
    ['at the beginning of a chunk', 0, 30],
    ['at the end of a chunk', 100, 128],
    ['and make a whole chunk', 0, 128],
  ])('within a payload, %s, are marked, and what follows is right', (_, start, end) => {
    const from = pictureAt + HEADER + start;
    const { messages, remarks } = hearWithout(chunks, from, from + end - start);
    expect(messages.map(({ typeId }) => typeId)).toEqual([8, 9, 8]);
    expect([messages[0]!, messages[2]!].map(read)).toEqual([written(sound), written(sound)]);
    expect(messages[1]).toMatchObject({ timestamp: 40, length: 300, csid: 6, streamId: 1 });
    expect(codes(...messages)).toEqual(['rtmp.missing-bytes']);
    expect(messages[1]!.notes![0]!.text).toContain(`${end - start} bytes of the 300 bytes`);
    expect(remarks).toEqual([]);
  });

  it('leave the payload before them', () => {
    const { messages } = hearWithout(chunks, pictureAt + HEADER + 10, pictureAt + HEADER + 30);
    expect(messages[1]!.payload).toEqual(picture.payload.subarray(0, 10));
  });

  it('may be the last of a message', () => {
    const end = new ChunkWriter().write(sound);
    const hearing = hear(end.subarray(0, -5)).misses(CLIENT, 5);
    expect(codes(...hearing.messages)).toEqual(['rtmp.missing-bytes']);
    expect(hearing.messages[0]).toMatchObject({ frame: 5, firstFrame: 4 });
    hearing.says(CLIENT, new ChunkWriter().write(picture)).ends();
    expect(read(hearing.messages[1]!)).toEqual(written(picture));
  });

  it('are added up when a message lacks them in several places', () => {
    const hearing = hear(chunks.subarray(0, pictureAt + HEADER + 1)).misses(CLIENT, 100);
    hearing.says(CLIENT, chunks.subarray(pictureAt + HEADER + 101, pictureAt + HEADER + 140));
    hearing
      .misses(CLIENT, 20)
      .says(CLIENT, chunks.subarray(pictureAt + HEADER + 160))
      .ends();
    expect(hearing.messages[1]!.notes![0]!.text).toContain('120 bytes of the 300 bytes');
    expect(read(hearing.messages[2]!)).toEqual(written(sound));
  });

  it.each([
    ['a whole header', pictureAt, pictureAt + HEADER],
    ['the first byte of a header', pictureAt, pictureAt + 1],
    ['the middle of a header', pictureAt + 3, pictureAt + 5],
    ['the end of a payload and the header behind it', pictureAt - 3, pictureAt + HEADER + 9],
  ])('and hold %s end the reading when nothing that holds follows, with a remark', (_, start, end) => {
    const hearing = hearWithout(chunks, start, end);
    hearing.says(SERVER, new ChunkWriter().write(picture));
    const whole = hearing.messages.filter(({ notes }) => notes === undefined);
    const client = whole.filter(({ from }) => from === 'client');
    expect(client.map(read)).toEqual(start < pictureAt ? [] : [written(sound)]);
    expect(hearing.remarks).toMatchObject([
      { from: 'client', note: { code: 'rtmp.gap', severity: 'error' } },
    ]);
  });

  it('and hold only the header of a continuation cost nothing', () => {
    const start = pictureAt + HEADER + 128;
    const { messages, remarks } = hearWithout(chunks, start, start + 1);
    expect(messages.map(read)).toEqual([sound, picture, sound].map(written));
    expect(codes(...messages)).toEqual(['rtmp.gap']);
    expect(remarks).toEqual([]);
  });

  it('leave the other direction alone', () => {
    const hearing = hear(chunks.subarray(0, 5)).misses(CLIENT, 3);
    hearing.says(SERVER, new ChunkWriter().write(picture)).says(CLIENT, chunks).ends();
    expect(hearing.messages.map(read)).toEqual([written(picture)]);
    expect(remarkCodes(hearing)).toEqual(['rtmp.gap']);
  });

  it('of a Set Chunk Size leave the chunk size to be found', () => {
    const nalus = bytes(0x17, 1, 0, 0, 0, u32(391), counting(391));
    const sent = [rtmp.video(40, nalus), rtmp.video(80, nalus)];
    for (const size of [128, 256, 4096]) {
      const control = new ChunkWriter().write(rtmp.setChunkSize(size));
      const hearing = hearWithout(control, HEADER + 2, HEADER + 3);
      expect(hearing.messages).toMatchObject([{ typeId: 1, length: 4 }]);
      const listening = hear(control.subarray(0, HEADER + 2)).misses(CLIENT, 1);
      listening.says(CLIENT, control.subarray(HEADER + 3));
      listening.says(CLIENT, new ChunkWriter(size).writeAll(sent)).ends();
      expect(listening.messages.slice(1).map(read)).toEqual(sent.map(written));
      expect(codes(...listening.messages)).toEqual(['rtmp.missing-bytes', 'truncated']);
      expect(listening.remarks).toEqual([]);
    }
  });

  it('of an Abort Message leave nothing in progress to go on with', () => {
    const writer = new ChunkWriter();
    const [first] = writer.chunks(picture);
    const control = writer.write(rtmp.abort(6));
    const hearing = hear(first!, control.subarray(0, HEADER + 2)).misses(CLIENT, 1);
    hearing.says(CLIENT, bytes(control.subarray(HEADER + 3), new ChunkWriter().write(sound))).ends();
    expect(hearing.messages).toMatchObject([{ typeId: 2, length: 4 }, { typeId: 8 }]);
    expect(codes(...hearing.messages)).toContain('rtmp.missing-bytes');
    expect(remarkCodes(hearing)).toEqual([]);
  });
});
