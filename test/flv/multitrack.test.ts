import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FieldReader } from '../../src/field/field-reader.ts';
import { readAudioTag } from '../../src/flv/audio-tag.ts';
import { readVideoTag } from '../../src/flv/video-tag.ts';
import { bytes, hex, u24 } from '../writer/bytes.ts';
import { told } from './reading.ts';

const video = (data: Uint8Array) => told(data, readVideoTag);
const audio = (data: Uint8Array) => told(data, readAudioTag);

const ONE = 0x00;
const MANY = 0x10;
const MANY_CODECS = 0x20;

/** A track with a size (E-RTMP v2, ExVideoTagBody), behind its FourCC if it has one of its own. */
function track(trackId: number, body: Uint8Array, fourCc = ''): Uint8Array {
  return bytes(fourCc, trackId, u24(body.length), body);
}

describe('one track', () => {
  test('of video: the rest of the message is its picture, and stays unread', () => {
    const { tag, fields } = video(hex('96 01 68766331 05 000028 cafe'));
    expect(tag).toMatchObject({
      packetType: 1,
      multitrackType: 0,
      fourCc: 'hvc1',
      codec: 'HEVC',
      isFrame: true,
      isKeyframe: true,
      compositionTime: undefined,
      bodyStart: undefined,
      broken: undefined,
    });
    expect(tag.tracks).toStrictEqual([
      {
        trackId: 5,
        fourCc: 'hvc1',
        codec: 'HEVC',
        size: undefined,
        compositionTime: 40,
        metadata: undefined,
        isSequenceHeader: false,
        isFrame: true,
        bodyStart: 10,
        bodyEnd: undefined,
      },
    ]);
    expect(fields.slice(4)).toEqual([
      'rtmpt.video.multitrack.control 1–1 = 1',
      '  rtmpt.video.multitrack.type bits 0–3 = 0',
      '  rtmpt.video.multitrack.packet_type bits 4–7 = 1',
      'rtmpt.video.fourcc 2–5 = 1752589105',
      'rtmpt.video.multitrack.track 6–9 = 5',
      '  rtmpt.video.multitrack.track.id 6–6 = 5',
      '  rtmpt.video.composition_time 7–9 = 40',
      'rtmpt.undeclared 10–11',
    ]);
  });

  test('of audio, a configuration', () => {
    const { tag, fields } = audio(hex('95 00 6d703461 01 1188'));
    expect(tag).toMatchObject({
      packetType: 0,
      multitrackType: 0,
      codec: 'AAC',
      isSequenceHeader: true,
      tracks: [{ trackId: 1, fourCc: 'mp4a', isSequenceHeader: true, isFrame: false, bodyStart: 7 }],
    });
    expect(fields.at(-1)).toBe('rtmpt.undeclared 7–8');
  });
});

describe('many tracks', () => {
  test('of one video codec', () => {
    const { tag, codes, fields } = video(
      bytes(
        0xa6,
        MANY | 1,
        'hvc1',
        track(0, hex('000028 aaaa')),
        track(7, hex('fffff6')),
        track(2, hex('000000 bb')),
      ),
    );
    expect(tag).toMatchObject({
      packetType: 1,
      multitrackType: 1,
      fourCc: 'hvc1',
      isFrame: true,
      isKeyframe: false,
      broken: undefined,
      tracks: [
        {
          trackId: 0,
          size: 5,
          compositionTime: 40,
          fourCc: 'hvc1',
          codec: 'HEVC',
          bodyStart: 13,
          bodyEnd: 15,
        },
        { trackId: 7, size: 3, compositionTime: -10, bodyStart: 22, bodyEnd: 22 },
        { trackId: 2, size: 4, compositionTime: 0, bodyStart: 29, bodyEnd: 30 },
      ],
    });
    expect(codes).toEqual([]);
    expect(fields.slice(8)).toEqual([
      'rtmpt.video.multitrack.track 6–14 = 0',
      '  rtmpt.video.multitrack.track.id 6–6 = 0',
      '  rtmpt.video.multitrack.track.length 7–9 = 5',
      '  rtmpt.video.composition_time 10–12 = 40',
      '  rtmpt.video.multitrack.track.data 13–14',
      'rtmpt.video.multitrack.track 15–21 = 7',
      '  rtmpt.video.multitrack.track.id 15–15 = 7',
      '  rtmpt.video.multitrack.track.length 16–18 = 3',
      '  rtmpt.video.composition_time 19–21 = -10',
      'rtmpt.video.multitrack.track 22–29 = 2',
      '  rtmpt.video.multitrack.track.id 22–22 = 2',
      '  rtmpt.video.multitrack.track.length 23–25 = 4',
      '  rtmpt.video.composition_time 26–28 = 0',
      '  rtmpt.video.multitrack.track.data 29–29',
    ]);
  });

  test('of one audio codec: the nibbles are type and packet type, in this order', () => {
    const { tag } = audio(bytes(0x95, MANY | 0, 'mp4a', track(1, hex('1190')), track(2, hex('1210'))));
    expect(tag).toMatchObject({
      multitrackType: 1,
      packetType: 0,
      isSequenceHeader: true,
      tracks: [
        { trackId: 1, codec: 'AAC', isSequenceHeader: true, bodyStart: 10, bodyEnd: 12 },
        { trackId: 2, codec: 'AAC', isSequenceHeader: true, bodyStart: 16, bodyEnd: 18 },
      ],
    });
  });

  test('of many video codecs: each has its FourCC, and the first byte of that is no track id', () => {
    const { tag, fields } = video(
      bytes(
        0x96,
        MANY_CODECS | 1,
        track(0, hex('000028 aa'), 'hvc1'),
        track(1, hex('bb'), 'av01'),
        track(2, hex('cc'), 'vp09'),
        track(3, hex('fffff6'), 'avc1'),
      ),
    );
    expect(tag).toMatchObject({ multitrackType: 2, fourCc: undefined, codec: undefined, isFrame: true });
    expect(tag.tracks).toMatchObject([
      { trackId: 0, fourCc: 'hvc1', codec: 'HEVC', compositionTime: 40, isFrame: true },
      { trackId: 1, fourCc: 'av01', codec: 'AV1', compositionTime: undefined, isFrame: true },
      { trackId: 2, fourCc: 'vp09', codec: 'VP9', compositionTime: undefined, isFrame: true },
      { trackId: 3, fourCc: 'avc1', codec: 'H.264', compositionTime: -10, isFrame: true },
    ]);
    expect(fields.filter((field) => field.startsWith('rtmpt.video.fourcc'))).toEqual([
      'rtmpt.video.fourcc 2–5 = 1752589105',
      'rtmpt.video.fourcc 14–17 = 1635135537',
      'rtmpt.video.fourcc 23–26 = 1987063865',
      'rtmpt.video.fourcc 32–35 = 1635148593',
    ]);
  });

  test('of many audio codecs', () => {
    const { tag } = audio(
      bytes(0x95, MANY_CODECS | 1, track(3, hex('fc'), 'Opus'), track(4, hex('2110'), 'mp4a')),
    );
    expect(tag).toMatchObject({
      multitrackType: 2,
      tracks: [
        { trackId: 3, codec: 'Opus', isFrame: true, size: 1 },
        { trackId: 4, codec: 'AAC', isFrame: true, size: 2 },
      ],
    });
  });

  test('that end their sequences, or have no byte', () => {
    const { tag, fields } = video(bytes(0x96, MANY | 2, 'av01', track(0, hex('')), track(1, hex(''))));
    expect(tag).toMatchObject({ packetType: 2, isFrame: false, tracks: [{ size: 0 }, { size: 0 }] });
    expect(fields.at(-1)).toBe('  rtmpt.video.multitrack.track.length 11–13 = 0');
  });

  test('behind a modifier', () => {
    const { tag } = audio(bytes(0x97, hex('02 0001f4 05'), MANY | 1, '.mp3', track(9, hex('ff'))));
    expect(tag).toMatchObject({
      timestampOffsetNano: 500,
      multitrackType: 1,
      tracks: [{ trackId: 9, codec: 'MP3', isFrame: true }],
    });
  });
});

describe('against the specification', () => {
  test.each([
    ['video in video', '96 16 61763031 00 000000', 'video'],
    ['a modifier in video', '96 17 61763031 00 000000', 'video'],
    ['audio in audio', '95 15 4f707573 00 000000', 'audio'],
  ])('multitrack %s', (_name, encoded, kind) => {
    const { tag, codes } = kind === 'video' ? video(hex(encoded)) : audio(hex(encoded));
    expect(codes).toEqual(['flv.multitrack-packet-type']);
    expect(tag).toMatchObject({ isFrame: false, isSequenceHeader: false, tracks: [{ trackId: 0 }] });
  });

  test('a reserved type has no layout', () => {
    expect(video(hex('96 31 68766331 00')).tag).toMatchObject({
      multitrackType: 3,
      tracks: undefined,
      fourCc: undefined,
      broken: { code: 'flv.multitrack-type', at: 1 },
    });
  });

  test('a track that is longer than the message keeps what came', () => {
    const { tag } = video(bytes(0x96, MANY | 1, 'av01', track(0, hex('aa')), 1, u24(100), hex('bbcc')));
    expect(tag).toMatchObject({
      tracks: [
        { trackId: 0, bodyStart: 10 },
        { trackId: 1, size: 100, bodyStart: 15, bodyEnd: 115 },
      ],
      broken: { code: 'truncated', at: 15 },
    });
  });

  test('a track that is too short for its composition time ends there', () => {
    const { tag } = video(bytes(0x96, MANY | 1, 'hvc1', track(0, hex('0000')), track(1, hex('000000'))));
    expect(tag).toMatchObject({
      tracks: [{ trackId: 0, size: 2, compositionTime: undefined }],
      broken: { code: 'truncated', at: 10 },
    });
  });

  test.each(['96', '96 01', '96 11 6876', '96 11 68766331', '96 11 68766331 00 0000', '96 21 687663'])(
    '%s breaks off',
    (encoded) => {
      expect(video(hex(encoded)).tag.broken?.code).toBe('truncated');
    },
  );

  test('no message holds more tracks than there are numbers', () => {
    const flood = bytes(0x95, MANY | 1, 'Opus', new Uint8Array(40_000));
    const { tag } = audio(flood);
    expect(tag.tracks).toHaveLength(256);
    expect(tag.broken?.code).toBe('flv.tracks');
  });
});

test('any bytes end in a result, at any length, and tracks lie in the message one behind the other', () => {
  const message = fc.tuple(fc.constantFrom(0x96, 0xa6, 0xd6, 0x95, 0x97), fc.uint8Array({ maxLength: 60 }));
  fc.assert(
    fc.property(message, ([first, rest]) => {
      const data = bytes(first, rest);
      for (const read of [readAudioTag, readVideoTag]) {
        const reader = new FieldReader(data);
        const { tracks = [], broken } = read(reader);
        expect(reader.end).toBe(data.length);
        let at = 0;
        for (const { bodyStart = at, bodyEnd = data.length } of tracks) {
          expect(bodyStart).toBeGreaterThanOrEqual(at);
          if (broken === undefined) expect(bodyEnd).toBeLessThanOrEqual(data.length);
          at = bodyEnd;
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test('what is written is read, whatever the bodies are', () => {
  const tracks = fc.array(
    fc.record({
      trackId: fc.nat(255),
      fourCc: fc.constantFrom('ac-3', 'ec-3', 'Opus', '.mp3', 'fLaC', 'mp4a'),
      body: fc.uint8Array({ maxLength: 300 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(tracks, (written) => {
      const data = bytes(
        0x95,
        MANY_CODECS | 1,
        ...written.map(({ trackId, fourCc, body }) => track(trackId, body, fourCc)),
      );
      const tag = readAudioTag(new FieldReader(data));
      expect(tag.broken).toBeUndefined();
      expect(
        tag.tracks?.map(({ trackId, fourCc, bodyStart, bodyEnd }) => ({
          trackId,
          fourCc,
          body: data.slice(bodyStart, bodyEnd),
        })),
      ).toEqual(written);
    }),
  );
});

test('one track of each kind has the layout of the specification', () => {
  expect(video(bytes(0x96, ONE | 3, 'avc1', 1, 0xaa)).tag).toMatchObject({
    packetType: 3,
    tracks: [{ trackId: 1, compositionTime: 0, isFrame: true, bodyStart: 7 }],
  });
  expect(video(bytes(0x96, ONE | 5, 'av01', 1, 0x80)).tag).toMatchObject({
    isSequenceHeader: true,
    tracks: [{ trackId: 1, isSequenceHeader: true }],
  });
});
