import { describe, expect, it } from 'vitest';
import { createChunkHeader, readChunkHeader, type ChunkHeader } from '../../src/rtmp/chunk-header.ts';
import { bytes, u24, u32le } from '../writer/bytes.ts';

/** Reads a header that has 2 bytes before it and 1 behind it. */
function readHeader(header: Uint8Array): ChunkHeader {
  const target = createChunkHeader();
  const end = 2 + header.length;
  expect(readChunkHeader(bytes(0xee, 0xee, header, 0xee), 2, end, target)).toBe(true);
  return target;
}

describe('chunk basic header (RTMP 1.0 §5.3.1.1)', () => {
  it.each([
    { csid: 2, basic: [2], form: 'the smallest of 1 byte' },
    { csid: 63, basic: [63], form: 'the largest of 1 byte' },
    { csid: 64, basic: [0, 0], form: 'the smallest of 2 bytes' },
    { csid: 319, basic: [0, 255], form: 'the largest of 2 bytes' },
    { csid: 64, basic: [1, 0, 0], form: 'the smallest of 3 bytes' },
    { csid: 320, basic: [1, 0, 1], form: 'the first that needs 3 bytes' },
    { csid: 365, basic: [1, 301 & 0xff, 301 >> 8], form: 'the example of the specification' },
    { csid: 65_599, basic: [1, 255, 255], form: 'the largest of 3 bytes' },
  ])('reads chunk stream id $csid, $form', ({ csid, basic: [first = 0, ...rest] }) => {
    for (const fmt of [0, 1, 2, 3]) {
      const messageHeader = new Uint8Array([11, 7, 3, 0][fmt]!);
      const header = readHeader(bytes((fmt << 6) | first, ...rest, messageHeader));
      expect(header).toMatchObject({ fmt, csid, byteLength: 1 + rest.length + messageHeader.length });
    }
  });
});

describe('chunk message header (RTMP 1.0 §5.3.1.2)', () => {
  it('reads type 0: timestamp, length, type and, least significant byte first, message stream id', () => {
    expect(readHeader(bytes(0x04, u24(0x010203), u24(0x040506), 9, u32le(0xfedcba98)))).toEqual({
      fmt: 0,
      csid: 4,
      byteLength: 12,
      timestampField: 0x010203,
      length: 0x040506,
      typeId: 9,
      streamId: 0xfedcba98,
    });
  });

  it('reads type 1: timestamp delta, length and type', () => {
    expect(readHeader(bytes(0x44, u24(0xfffffe), u24(0xffffff), 8))).toMatchObject({
      fmt: 1,
      byteLength: 8,
      timestampField: 0xfffffe,
      length: 0xffffff,
      typeId: 8,
    });
  });

  it('reads type 2: timestamp delta', () => {
    expect(readHeader(bytes(0x84, u24(40)))).toMatchObject({ fmt: 2, byteLength: 4, timestampField: 40 });
  });

  it.each([0, 1, 2, 3])('asks for more bytes while a header of type %i is not whole', (fmt) => {
    for (const basic of [[4], [0, 0], [1, 0, 0]]) {
      const [first = 0, ...rest] = basic;
      const whole = bytes((fmt << 6) | first, ...rest, new Uint8Array([11, 7, 3, 0][fmt]!));
      const header = createChunkHeader();
      for (let length = 0; length < whole.length; length++) {
        expect(readChunkHeader(whole, 0, length, header)).toBe(false);
      }
      expect(header).toEqual(createChunkHeader());
    }
  });
});
