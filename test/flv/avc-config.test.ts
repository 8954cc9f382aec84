import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AvcConfig, readAvcConfig } from '../../src/flv/avc-config.ts';
import { bytes, hex, u16 } from '../writer/bytes.ts';
import { BitWriter } from './bit-writer.ts';
import { traced } from './traced.ts';

const read = (data: Uint8Array): AvcConfig => traced(data, readAvcConfig).result;

/**
 * Records that x264 wrote, and what ffprobe says of the stream without container:
 * `ffmpeg -f lavfi -i testsrc2=size=SIZE:rate=RATE -c:v libx264 OPTIONS -f flv`, then
 * `ffmpeg -i x.flv -c copy -bsf h264_mp4toannexb x.h264` and `ffprobe -show_streams x.h264`.
 */
const streams = [
  {
    options: '320x240 25 -profile:v baseline',
    record: '0142c00dffe100186742c00dd90141fb011000000300100000030320f142a48001000568cb83cb20',
    expected: ['Constrained Baseline', '1.3', 320, 240, '4:2:0', 8, 25, [1, 1]],
  },
  {
    options: '176x144 15 -profile:v baseline -level 1b',
    record: '0142d00bffe100166742d00bd902c4ec0440000003004000000783c4899201000568cb83cb20',
    expected: ['Constrained Baseline', '1b', 176, 144, '4:2:0', 8, 15, [1, 1]],
  },
  {
    options: '1280x720 30000/1001 -profile:v main',
    record: '014d401fffe10017674d401feca02802dd808800001f480007530078c18cb001000568ebe3cb20',
    expected: ['Main', '3.1', 1280, 720, '4:2:0', 8, 30_000 / 1001, [1, 1]],
  },
  {
    options: '1920x1080 60 -profile:v high',
    record:
      '0164002affe1001b6764002aacd940780227e5c044000003000400000301e03c60c65801000668ebe3cb22c0fdf8f800',
    expected: ['High', '4.2', 1920, 1080, '4:2:0', 8, 60, [1, 1]],
  },
  {
    options: '1920x1080 25 -flags +ildct+ilme -x264opts interlaced=1',
    record: '01640028ffe1001a67640028acd94078044fde0220000003002000000643e2c5b2c001000668fba3cb22c0fdf8f800',
    expected: ['High', '4', 1920, 1080, '4:2:0', 8, 25, [1, 1]],
  },
  {
    options: '720x576 25 -vf setsar=64/45',
    record:
      '0164001effe1001d6764001eacd940b4126ffc010000b440000003004000000c83c58b658001000668ebe3cb22c0fdf8f800',
    expected: ['High', '3', 720, 576, '4:2:0', 8, 25, [64, 45]],
  },
  {
    options: '322x242 15 -pix_fmt gray',
    record: '0164000cffe1001a6764000cf36505421e3e3f016c80000003008000000f078a14cb01000668ebe3cb22c0fcf8f800',
    expected: ['High', '1.2', 322, 242, '4:0:0', 8, 15, [1, 1]],
  },
  {
    options: '1280x720 30 -x264opts nal-hrd=cbr:bitrate=1000:vbv-maxrate=1000:vbv-bufsize=1000',
    record:
      '0164001fffe100246764001facd9405005bb0110000003001000000303c604000f424001e84e4c30078c18cb01000568ebecb22cfd' +
      'f8f800',
    expected: ['High', '3.1', 1280, 720, '4:2:0', 8, 30, [1, 1]],
  },
  {
    options: '640x360 24000/1001 -profile:v high10 -pix_fmt yuv420p10le',
    record: '016e001effe10019676e001ea6cd940a02ff97011000003e90000bb800f162d96001000668ebe3cb22c0fdfafa00',
    expected: ['High 10', '3', 640, 360, '4:2:0', 10, 24_000 / 1001, [1, 1]],
  },
  {
    options: '854x480 24 -profile:v high422 -pix_fmt yuv422p10le',
    record:
      '017a001effe1001b677a001eb6cd940d83de6f011000000300100000030300f162d96001000668ebe3cb22c0fefafa00',
    expected: ['High 4:2:2', '3', 854, 480, '4:2:2', 10, 24, [1, 1]],
  },
  {
    options: '640x360 25 -profile:v high422 -pix_fmt yuv422p10le -x264opts keyint=1',
    record: '017a101effe10016677a101eb6cb81405ff138088000000300800000190201000568ee0f2c8bfefafa00',
    expected: ['High 4:2:2 Intra', '3', 640, 360, '4:2:2', 10, 25, [1, 1]],
  },
  {
    options: '642x362 50 -profile:v high444 -pix_fmt yuv444p',
    record: '01f4001fffe1001a67f4001f919b281485fc7cf808800000030080000032078c18cb01000668ebe3c44844fff8f800',
    expected: ['High 4:4:4 Predictive', '3.1', 642, 362, '4:4:4', 8, 50, [1, 1]],
  },
] as const;

test.each(streams)('x264 $options', ({ record, expected }) => {
  const [profile, level, width, height, chroma, bitDepth, frameRate, sampleAspectRatio] = expected;
  const { picture, ...rest } = read(hex(record));
  expect(rest).toStrictEqual({ profile, level, nalLengthSize: 4, broken: undefined });
  expect(picture).toMatchObject({
    width,
    height,
    chroma,
    bitDepth,
    sampleAspectRatio,
    frameRate: expect.closeTo(frameRate, 9),
  });
});

test('colours, as ffprobe names them bt2020, smpte2084, bt2020nc, tv', () => {
  const record =
    '016e000affe1001e676e000aa6ce414be2223016a1220128000003000800000301907891289001000668ebe3cb22c0fdfafa00';
  const { result, valuesOf, placesOf } = traced(hex(record), readAvcConfig);
  expect(result).toMatchObject({
    profile: 'High 10',
    picture: { width: 66, height: 66, bitDepth: 10, fullRange: false },
    broken: undefined,
  });
  expect(result.picture?.colour).toEqual({ primaries: 9, transfer: 16, matrix: 9 });
  // The fields behind the parameter sets, of which reserved bits are not part.
  expect(valuesOf('rtmpt.avc.chroma_format')).toEqual([1]);
  expect(placesOf('rtmpt.avc.chroma_format')).toEqual(['47 6:2']);
  expect(valuesOf('rtmpt.avc.bit_depth_luma')).toEqual([2]);
  expect(valuesOf('rtmpt.avc.sps')).toEqual(['Sequence parameter set']);
  expect(valuesOf('rtmpt.avc.nal.type')).toEqual([7, 8]);
});

/** x264 writes the fields of the High profiles for 4:4:4, too: `-pix_fmt yuv444p`. */
test('the fields behind the parameter sets, with an extension of the first', () => {
  const record = '01f4000dffe1001867f4000d919681519e3e2f011000003e90000ea600f142aa01000568ce0f1920fff8f8';
  for (const end of ['00', '01 0004 6d001234']) {
    const { result, valuesOf } = traced(hex(record + end), readAvcConfig);
    expect(result).toMatchObject({ picture: { chroma: '4:4:4' }, broken: undefined });
    expect(valuesOf('rtmpt.avc.chroma_format')).toEqual([3]);
    expect(valuesOf('rtmpt.avc.nal.type')).toEqual(end === '00' ? [7, 8] : [7, 8, 13]);
  }
});

test('every beginning of a record keeps what was read', () => {
  const { record } = streams[9];
  const whole = hex(record);
  const complete = read(whole);
  for (let length = 0; length < whole.length; length++) {
    const { profile, level, picture, broken } = read(whole.subarray(0, length));
    expect(profile).toBe(length >= 4 ? complete.profile : undefined);
    expect(level).toBe(length >= 4 ? complete.level : undefined);
    // 8 bytes before the parameter set, 27 in it.
    expect(picture).toStrictEqual(length >= 35 ? complete.picture : undefined);
    // Without the four bytes of the High profiles a record is whole, too.
    if (length === whole.length - 4) expect(broken).toBeUndefined();
    else expect(broken).toMatchObject({ code: 'truncated' });
  }
});

/** A record around one sequence parameter set. */
const recordOf = (sps: Uint8Array): Uint8Array =>
  bytes(1, sps[1]!, sps[2]!, sps[3]!, 0xff, 0xe1, u16(sps.length), sps, 0);

/** A parameter set of 32x16 pixels up to `vui_parameters_present_flag`, whose parts tests replace. */
function spsOf({
  profile = 66,
  format = (bits: BitWriter) => bits,
  order = (bits: BitWriter) => bits.unsigned(0, 0),
  columns = 2,
  crop = [] as readonly number[],
  vui = (bits: BitWriter) => bits.bits('0'),
}): Uint8Array {
  const bits = new BitWriter().byte(0x67).byte(profile).byte(0).byte(30).unsigned(0);
  format(bits).unsigned(0);
  order(bits)
    .unsigned(1)
    .bits('0')
    .unsigned(columns - 1, 0)
    .bits('11');
  bits.bits(crop.length > 0 ? '1' : '0').unsigned(...crop);
  return vui(bits).trailing();
}

const pictureOf = (sps: Uint8Array) => read(recordOf(sps));

describe('H.264 §7.3.2.1.1', () => {
  test('a parameter set without usability information says no frame rate', () => {
    expect(pictureOf(spsOf({}))).toStrictEqual({
      profile: 'Baseline',
      level: '3',
      nalLengthSize: 4,
      picture: {
        width: 32,
        height: 16,
        chroma: '4:2:0',
        bitDepth: 8,
        sampleAspectRatio: undefined,
        frameRate: undefined,
        fullRange: undefined,
        colour: undefined,
      },
      broken: undefined,
    });
  });

  test('cropping counts chroma samples: two pixels of 4:2:0, one of 4:4:4', () => {
    const size = ({ picture }: AvcConfig) => [picture?.width, picture?.height];
    const crop = [1, 2, 3, 0];
    expect(size(pictureOf(spsOf({ crop })))).toStrictEqual([26, 10]);
    const format = (bits: BitWriter) => bits.unsigned(3).bits('0').unsigned(0, 0).bits('00');
    expect(size(pictureOf(spsOf({ crop, profile: 244, format })))).toStrictEqual([29, 13]);
  });

  test('scaling lists are stepped over', () => {
    const format = (bits: BitWriter) => {
      bits.unsigned(1, 2, 0).bits('0').bits('1');
      bits.bits('1').signed(...Array.from({ length: 16 }, () => 1)); // 4x4, sixteen deltas
      bits.bits('1').signed(-8); // falls back at once
      bits.bits('1').signed(4, -12); // falls back after one
      bits.bits('000');
      bits.bits('1').signed(...Array.from({ length: 64 }, (_, i) => (i % 2 ? 127 : -126))); // 8x8
      return bits.bits('0');
    };
    expect(pictureOf(spsOf({ profile: 100, format }))).toMatchObject({
      picture: { width: 32, height: 16, bitDepth: 10 },
      broken: undefined,
    });
  });

  test.each([
    ['type 1', (bits: BitWriter) => bits.unsigned(1).bits('0').signed(-3, 4).unsigned(3).signed(1, -1, 0)],
    ['type 2', (bits: BitWriter) => bits.unsigned(2)],
  ])('picture order count of %s is stepped over', (_type, order) => {
    expect(pictureOf(spsOf({ order }))).toMatchObject({ picture: { width: 32 }, broken: undefined });
  });

  test('timing comes behind aspect ratio, overscan, colours and chroma location', () => {
    const vui = (bits: BitWriter) =>
      bits
        .bits('1 1')
        .byte(255)
        .byte(0)
        .byte(4)
        .byte(0)
        .byte(3) // 4:3 written out
        .bits('11')
        .bits('1 101 1 1')
        .byte(1)
        .byte(1)
        .byte(1)
        .bits('1')
        .unsigned(1, 1)
        .bits('1')
        .byte(0)
        .byte(0)
        .byte(3)
        .byte(0xe9)
        .byte(0)
        .byte(0)
        .byte(0xea)
        .byte(0x60); // 1001, 60000
    expect(pictureOf(spsOf({ vui }))).toMatchObject({
      picture: { sampleAspectRatio: [4, 3], frameRate: expect.closeTo(29.97, 3) },
      broken: undefined,
    });
  });

  test('a clock that stands still says no frame rate', () => {
    const vui = (bits: BitWriter) => bits.bits('1 0 0 0 0 1').bits('0'.repeat(64));
    expect(pictureOf(spsOf({ vui })).picture).toMatchObject({ frameRate: undefined });
  });

  test('the size stands when the usability information breaks off', () => {
    const vui = (bits: BitWriter) => bits.bits('1 0 0 0 0 1').bits('1'.repeat(30));
    expect(pictureOf(spsOf({ vui }))).toMatchObject({
      picture: { width: 32, frameRate: undefined },
      broken: { code: 'truncated' },
    });
  });
});

describe('hostile records', () => {
  test.each([
    ['a version that is none', '0042c00dffe1', 'flv.config-version', 0],
    ['an Annex B start code', '0000000167', 'flv.annex-b', 0],
    ['a picture parameter set in the wrong place', '0142c00dffe1000268ce00', 'flv.sps', 9],
    ['more parameter sets than bytes', '0142c00dffff', 'truncated', 6],
  ])('%s', (_name, record, code, at) => {
    expect(read(hex(record))).toMatchObject({ picture: undefined, broken: { code, at } });
  });

  test.each([
    ['a number of more than 32 bits', spsOf({ order: (bits) => bits.bits('0'.repeat(40)) }), 'flv.golomb'],
    [
      'a chroma format that is none',
      spsOf({ profile: 100, format: (bits) => bits.unsigned(4) }),
      'flv.chroma-format',
    ],
    ['pictures of 4 billion macroblocks', spsOf({ columns: 2 ** 32 - 1 }), 'flv.picture-size'],
    ['cropping beyond the picture', spsOf({ crop: [8, 8, 0, 0] }), 'flv.picture-size'],
    [
      'a billion reference offsets',
      spsOf({ order: (bits) => bits.unsigned(1).bits('0').signed(0, 0).unsigned(1e9) }),
      'flv.sps',
    ],
  ])('%s', (_name, sps, code) => {
    expect(pictureOf(sps)).toMatchObject({ picture: undefined, broken: { code } });
  });

  test('of random parameter sets never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 80 }), (sps) => {
        const { picture, broken } = pictureOf(bytes(0x67, sps));
        const shown = picture === undefined || (picture.width! > 0 && picture.height! > 0);
        return shown && (picture !== undefined || broken !== undefined);
      }),
      { numRuns: 5000 },
    );
  });

  test('of one flipped bit never throw', () => {
    for (const { record } of streams) {
      const whole = hex(record);
      for (let bit = 0; bit < whole.length * 8; bit++) {
        const data = whole.slice();
        data[bit >> 3]! ^= 0x80 >> (bit & 7);
        expect(() => read(data)).not.toThrow();
      }
    }
  });
});
