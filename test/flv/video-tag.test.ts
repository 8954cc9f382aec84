import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FieldReader } from '../../src/field/field-reader.ts';
import { needsWholeVideo, readVideoTag, type VideoTag } from '../../src/flv/video-tag.ts';
import { hex } from '../writer/bytes.ts';

const read = (encoded: string): VideoTag => readVideoTag(new FieldReader(hex(encoded)));

/** The first bytes that FFmpeg 5.1 writes: `ffmpeg -f lavfi -i testsrc2 -c:v CODEC -f flv`. */
describe('what FFmpeg sends', () => {
  test.each([
    ['flv, key', '12 00008402', { codec: 'Sorenson H.263', isKeyframe: true }],
    ['flv, inter', '22 00008406', { codec: 'Sorenson H.263', isKeyframe: false }],
    ['flashsv', '13 314030f0', { codec: 'Screen video', isKeyframe: true }],
    ['flashsv2', '26 314030f0', { codec: 'Screen video 2', isKeyframe: false }],
    ['libx264, key', '17 01 000050', { codec: 'H.264', isKeyframe: true, compositionTime: 80 }],
  ])('%s', (_codec, encoded, facts) => {
    expect(read(encoded)).toMatchObject({
      ...facts,
      isFrame: true,
      isSequenceHeader: false,
      broken: undefined,
    });
  });

  test('libx264, sequence header: sent as a key frame, and none', () => {
    expect(read('17 00 000000 0164000c')).toStrictEqual({
      kind: 'video',
      empty: false,
      codec: 'H.264',
      frameType: 1,
      codecId: 7,
      isExHeader: false,
      packetType: 0,
      fourCc: undefined,
      compositionTime: undefined,
      command: undefined,
      isAnnexB: undefined,
      modEx: undefined,
      timestampOffsetNano: undefined,
      multitrackType: undefined,
      tracks: undefined,
      metadata: undefined,
      isSequenceHeader: true,
      isFrame: false,
      isKeyframe: false,
      bodyStart: 5,
      broken: undefined,
    });
  });

  test('libx264, end of sequence', () => {
    expect(read('17 02 000000')).toMatchObject({ packetType: 2, isFrame: false, isSequenceHeader: false });
  });
});

test.each([
  ['27 01 000000', 0],
  ['27 01 7fffff', 8_388_607],
  ['27 01 ffffd8', -40],
  ['27 01 800000', -8_388_608],
  ['2c 01 fffffe', -2],
  ['a1 68766331 ffffff', -1],
])('%s is shown %i ms after it is decoded', (encoded, compositionTime) => {
  expect(read(encoded)).toMatchObject({ compositionTime, isFrame: true, isKeyframe: false });
});

test.each([
  ['14 00', 'VP6', true],
  ['45 00', 'VP6 alpha', true],
  ['32 00', 'Sorenson H.263', false],
  ['11 00', 'JPEG', true],
  ['18 00', 'H.263', true],
  ['19 00', 'MPEG-4', true],
  ['1c 01 000000', 'HEVC', true],
  ['2d 01 000000', 'AV1', false],
  ['1f 00', undefined, true],
])('%s holds %s', (encoded, codec, isKeyframe) => {
  expect(read(encoded)).toMatchObject({ codec, isFrame: true, isKeyframe, broken: undefined });
});

describe('a command frame', () => {
  test.each([
    ['of H.263', '52 00', 0],
    ['of AVC, as E-RTMP v2 has it', '57 01', 1],
    ['of AVC, as FLV 10.1 has it', '57 01 000000 00', 0],
    ['with an enhanced header', 'd1 01', 1],
    ['with an enhanced header of a sequence start', 'd0 00', 0],
    ['with an enhanced header of several tracks', 'd6 01', 1],
    ['behind a modifier', 'd7 02 0f423f 01 00', 0],
  ])('%s', (_name, encoded, command) => {
    const reader = new FieldReader(hex(encoded));
    const tag = readVideoTag(reader);
    expect(tag).toMatchObject({ command, frameType: 5, isFrame: false, isSequenceHeader: false });
    expect(tag.broken).toBeUndefined();
    expect(reader.remaining).toBe(0);
  });
});

describe('enhanced video', () => {
  test.each([
    ['90 68766331 01', 'hvc1', 'HEVC', undefined, { isSequenceHeader: true }],
    ['91 68766331 000028', 'hvc1', 'HEVC', 40, { isKeyframe: true }],
    ['a1 61766331 000028', 'avc1', 'H.264', 40, { isFrame: true }],
    ['a1 76766331 000028', 'vvc1', 'VVC', 40, { isFrame: true }],
    ['93 68766331 0000', 'hvc1', 'HEVC', 0, { isKeyframe: true }],
    ['91 61763031 0a0b0c', 'av01', 'AV1', undefined, { isKeyframe: true }],
    ['a3 61763031 0a0b0c', 'av01', 'AV1', undefined, { isFrame: true }],
    ['95 61763031 80', 'av01', 'AV1', undefined, { isSequenceHeader: true }],
    ['91 76703038 0a0b0c', 'vp08', 'VP8', undefined, { isKeyframe: true }],
    ['91 76703039 0a0b0c', 'vp09', 'VP9', undefined, { isKeyframe: true }],
    ['92 68766331', 'hvc1', 'HEVC', undefined, { isFrame: false }],
    ['d4 68766331 02 0001 78 05', 'hvc1', 'HEVC', undefined, { isFrame: false, command: undefined }],
    ['91 78787878', 'xxxx', undefined, undefined, { isKeyframe: true }],
  ])('%s', (encoded, fourCc, codec, compositionTime, facts) => {
    const expected = { isKeyframe: false, isSequenceHeader: false, ...facts };
    expect(read(encoded)).toMatchObject({ isExHeader: true, codecId: undefined, broken: undefined });
    expect(read(encoded)).toMatchObject({ fourCc, codec, compositionTime, ...expected });
  });
});

test('an empty message is legal', () => {
  expect(read('')).toMatchObject({ empty: true, isFrame: false, frameType: undefined, broken: undefined });
});

test.each([
  ['17', 'H.264', 1],
  ['17 01 0000', 'H.264', 2],
  ['52', 'Sorenson H.263', 1],
  ['91 687663', undefined, 1],
  ['91 68766331 00', 'HEVC', 5],
])('%s breaks off and keeps what was read', (encoded, codec, at) => {
  expect(read(encoded)).toMatchObject({
    codec,
    compositionTime: undefined,
    broken: { code: 'truncated', at },
  });
});

test('the picture stays unread', () => {
  const reader = new FieldReader(hex('17 01 000050 00000102'));
  readVideoTag(reader);
  expect(reader.position).toBe(5);
});

test('random bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (data) => {
      const tag = readVideoTag(new FieldReader(data));
      return tag.empty === (data.length === 0) && !(tag.isFrame && tag.isSequenceHeader);
    }),
  );
});

describe('kept whole', () => {
  test.each([
    ['AVC sequence header', '1700', true],
    ['HEVC sequence header by its vendor number', '1c00', true],
    ['AV1 sequence header by its vendor number', '1d00', true],
    ['AVC picture', '1701', false],
    ['AVC end of sequence', '1702', false],
    ['H.263 picture', '1200', false],
    ['enhanced sequence start', '9068', true],
    ['enhanced pictures', '9168', false],
    ['enhanced pictures without composition time', 'a368', false],
    ['enhanced sequence end', '9268', false],
    ['metadata', '9468', true],
    ['MPEG-2 TS sequence start', '9561', true],
    ['multitrack, sequence start', '9600', true],
    ['multitrack, metadata', '9614', true],
    ['multitrack, pictures of one track', '9601', false],
    ['multitrack, pictures of many tracks', '9611', true],
    ['multitrack, pictures of many codecs', '9621', true],
    ['modifier before whatever', '9702', true],
    ['modifier before pictures', 'a7 02 0001f4 03 68766331', false],
    ['modifier before metadata', '97 02 0001f4 04 68766331', true],
    ['modifier before multitrack', '97 02 0001f4 06 11', true],
    ['modifier that ends behind the head', '97 ff 0100 00000000', true],
    ['AVC without packet type', '17', false],
    ['nothing', '', false],
  ])('%s', (_name, head, isWhole) => {
    expect(needsWholeVideo(hex(head))).toBe(isWhole);
  });

  test('are all sequence headers', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 12 }), (data) => {
        return !readVideoTag(new FieldReader(data)).isSequenceHeader || needsWholeVideo(data.subarray(0, 2));
      }),
      { numRuns: 2000 },
    );
  });
});
