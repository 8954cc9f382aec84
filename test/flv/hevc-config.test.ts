import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HevcConfig, readHevcConfig } from '../../src/flv/hevc-config.ts';
import { bytes, hex, u16 } from '../writer/bytes.ts';
import { BitWriter } from './bit-writer.ts';
import { traced } from './traced.ts';

const read = (data: Uint8Array): HevcConfig => traced(data, readHevcConfig).result;

/**
 * hvcC boxes that x265 3.5 and FFmpeg 5.1 wrote, and what ffprobe says of the stream without container:
 * `ffmpeg -f lavfi -i testsrc2=size=SIZE:rate=RATE -c:v libx265 -x265-params log-level=none:info=0OPTIONS x.mp4`,
 * then `ffmpeg -i x.mp4 -c copy -bsf hevc_mp4toannexb x.h265` and `ffprobe -show_streams x.h265`.
 */
const streams = [
  {
    options: '320x240 25',
    record:
      '0101600000009000000000003cf000fcfdf8f800000f03a00001001840010c01ffff01600000030090000003000003003c959809a1000' +
      '1002a42010101600000030090000003000003003ca00a080f165959a4932bc05a020000030002000003003210a2000100074401c172b4' +
      '6240',
    expected: ['Main', 'Main', '2', 320, 240, '4:2:0', 8, 25, [1, 1]],
  },
  {
    options: '1920x1080 30000/1001 -pix_fmt yuv420p10le',
    record:
      '01022000000090000000000078f000fcfdfafa00000f03a00001001840010c01ffff022000000300900000030000030078959809a1000' +
      '1002a420101022000000300900000030000030078a003c08010e4d96566924caf01680800001f480003a98040a2000100074401c172b4' +
      '6240',
    expected: ['Main 10', 'Main', '4', 1920, 1080, '4:2:0', 10, 30_000 / 1001, [1, 1]],
  },
  {
    options: '1280x720 50 :scaling-list=default:bframes=4:ref=4 -vf setsar=4/3',
    record:
      '01016000000090000000000078f000fcfdf8f800000f03a00001001840010c01ffff016000000300900000030000030078959809a1000' +
      '1002b420101016000000300900000030000030078a00280802d165959a49395e1cd010000030001000003003208a2000100074401c172' +
      'b46240',
    expected: ['Main', 'Main', '4', 1280, 720, '4:2:0', 8, 50, [4, 3]],
  },
  {
    options: '854x480 24 :high-tier=1:level-idc=5.1:vbv-maxrate=50000:vbv-bufsize=50000 -pix_fmt yuv422p10le',
    record:
      '0124080000009d080000000099f000fcfefafa00000f03a00001001740010c01ffff2408000003009d08000003000099959809a100010' +
      '02b4201012408000003009d08000003000099b006b201e1d6d96566924caf016808000003000800000300c040a2000100074401c172b4' +
      '6240',
    expected: ['Range Extensions', 'High', '5.1', 854, 480, '4:2:2', 10, 24, [1, 1]],
  },
  {
    options: '642x362 60 :temporal-layers=1 -pix_fmt yuv444p',
    record:
      '0104080000009e08000000005af000fcfff8f800001303a00001001b40010c02ffff0408000003009e0800000300005a00009598acc04' +
      '8a10001002f4201020408000003009e0800000300005a00009000a2402e39e7cb2b3159a4932bc05a020000030002000003007810a200' +
      '0100084401c172860c4624',
    expected: ['Range Extensions', 'Main', '3', 642, 362, '4:4:4', 8, 60, [1, 1]],
  },
  {
    options: '640x360 10 :hrd=1:vbv-maxrate=1000:vbv-bufsize=1000:colorprim=bt2020 -pix_fmt yuv420p10le',
    record:
      '0102200000009000000000003ff000fcfdfafa00000f04a00001001840010c01ffff02200000030090000003000003003f959809a1000' +
      '1003842010102200000030090000003000003003fa005020169365959a4932bc05a8488048200000300020000030014c029289c001e84' +
      '8003d091a2000100074401c172b4624027000100064e0181010f80',
    expected: ['Main 10', 'Main', '2.1', 640, 360, '4:2:0', 10, 10, [1, 1]],
  },
  {
    options: '322x242 15 -pix_fmt gray',
    record:
      '0104080000009fc8000000003cf000fcfcf8f800000f03a00001001740010c01ffff0408000003009fc800000300003c959809a100010' +
      '0294201010408000003009fc800000300003cc029203e73cf96566924caf016c080000003008000000784a2000100074401c172b46240',
    expected: ['Range Extensions', 'Main', '2', 322, 242, '4:0:0', 8, 15, [1, 1]],
  },
] as const;

test.each(streams)('x265 $options', ({ record, expected }) => {
  const [profile, tier, level, width, height, chroma, bitDepth, frameRate, sampleAspectRatio] = expected;
  const { picture, ...rest } = read(hex(record));
  expect(rest).toStrictEqual({ profile, tier, level, nalLengthSize: 4, broken: undefined });
  expect(picture).toMatchObject({
    width,
    height,
    chroma,
    bitDepth,
    sampleAspectRatio,
    frameRate: expect.closeTo(frameRate, 9),
  });
});

test('colours, as ffprobe names them bt2020, arib-std-b67, bt2020nc, pc; supplemental information', () => {
  const record =
    '0102200000009000000000001ef000fcfdfafa00000f04a00001001840010c01ffff02200000030090000003000003001e928090a1000100' +
    '2e42010102200000030090000003000003001ea0248127248d964a924caf016e12241208000003000800000300c840a2000100074401c172' +
    'b4224027000200094e01900403e8019080001e4e01891833c286c41d4c0bb884d03e803d13404200989680000003000180';
  const { result, valuesOf, placesOf } = traced(hex(record), readHevcConfig);
  expect(result).toMatchObject({ profile: 'Main 10', picture: { width: 66, height: 66, fullRange: true } });
  expect(result.picture?.colour).toEqual({ primaries: 9, transfer: 18, matrix: 9 });
  expect(result.broken).toBeUndefined();
  expect(valuesOf('rtmpt.hevc.array')).toEqual(['VPS_NUT', 'SPS_NUT', 'PPS_NUT', 'PREFIX_SEI_NUT']);
  expect(valuesOf('rtmpt.hevc.nal.type')).toEqual([32, 33, 34, 39, 39]);
  expect(valuesOf('rtmpt.sei.type')).toEqual([144, 137]);
  expect(valuesOf('rtmpt.sei.size')).toEqual([4, 24]);
  expect(valuesOf('rtmpt.hevc.temporal_layers')).toEqual([1]);
  expect(placesOf('rtmpt.hevc.segmentation')).toEqual(['13 4:12']);
});

test('every beginning of a record keeps what was read, and says that it breaks off', () => {
  const whole = hex(streams[0].record);
  const complete = read(whole);
  for (let length = 0; length < whole.length; length++) {
    const { level, picture, broken } = read(whole.subarray(0, length));
    expect(level).toBe(length >= 13 ? complete.level : undefined);
    // 23 bytes and the video parameter set, 29 in its array, before the 5 + 42 of the sequence parameter set.
    expect(picture).toStrictEqual(length >= 99 ? complete.picture : undefined);
    expect(broken?.code).toBe('truncated');
  }
});

/** A record around one NAL unit of an array of type 33. */
const recordOf = (unit: Uint8Array): Uint8Array =>
  bytes(1, 1, new Uint8Array(11), new Uint8Array(8), 0x0f, 1, 0xa1, u16(1), u16(unit.length), unit);

/** A parameter set of 64x32 pixels whose parts tests replace. At its end are 4:3 pixels and 12.5 frames a second. */
function spsOf({
  layers = (bits: BitWriter) => bits.bits('0000 000 1').bits('0'.repeat(96)),
  window = (bits: BitWriter) => bits.bits('0'),
  orderBits = 8,
  layerOrder = (bits: BitWriter) => bits.bits('1').unsigned(4, 2, 0),
  scaling = (bits: BitWriter) => bits.bits('0'),
  pcm = (bits: BitWriter) => bits.bits('0'),
  shortTerm = (bits: BitWriter) => bits.unsigned(0),
  longTerm = (bits: BitWriter) => bits.bits('0'),
}): Uint8Array {
  const bits = new BitWriter().byte(0x42).byte(1);
  layers(bits).unsigned(0, 1, 64, 32);
  window(bits).unsigned(2, 2, orderBits - 4);
  layerOrder(bits).unsigned(0, 3, 0, 3, 0, 0);
  scaling(bits).bits('1 1');
  pcm(bits);
  shortTerm(bits);
  longTerm(bits).bits('1 1');
  bits.bits('1').bits('1').byte(14).bits('1 0').bits('1 101 0 0').bits('1').unsigned(0, 0);
  bits.bits('000').bits('1').unsigned(0, 0, 0, 0);
  bits.bits('1').byte(0).byte(0).byte(0).byte(2).byte(0).byte(0).byte(0).byte(25).bits('0 0 0');
  return bits.bits('0').trailing();
}

describe('H.265 §7.3.2.2.1', () => {
  test.each<[string, Parameters<typeof spsOf>[0]]>([
    ['nothing that is optional', {}],
    [
      'sub-layers with and without profile and level',
      {
        layers: (bits) =>
          bits
            .bits('0000 010 1')
            .bits('0'.repeat(96))
            .bits('11 01')
            .bits('0'.repeat(12))
            .bits('0'.repeat(104)),
        layerOrder: (bits) => bits.bits('1').unsigned(4, 2, 0, 4, 2, 0, 4, 2, 0),
      },
    ],
    [
      'sub-layers ordered as one',
      {
        layers: (bits) => bits.bits('0000 001 1').bits('0'.repeat(96)).bits('00').bits('0'.repeat(14)),
        layerOrder: (bits) => bits.bits('0').unsigned(4, 2, 0),
      },
    ],
    ['scaling lists that are the default', { scaling: (bits) => bits.bits('1 0') }],
    [
      'scaling lists that are written and copied',
      {
        scaling: (bits) => {
          bits.bits('1 1');
          for (let list = 0; list < 20; list++) {
            if (list % 2 === 1) bits.bits('0').unsigned(0);
            else
              bits
                .bits('1')
                .signed(...Array.from({ length: [16, 64, 65, 65][Math.floor(list / 6)]! }, () => -1));
          }
          return bits;
        },
      },
    ],
    ['PCM', { pcm: (bits) => bits.bits('1 0111 0111').unsigned(0, 2).bits('1') }],
    [
      'short-term sets, two of them predicted',
      {
        shortTerm: (bits) => {
          bits.unsigned(4);
          bits.unsigned(2, 1).unsigned(0).bits('1').unsigned(1).bits('0').unsigned(0).bits('1'); // 3 pictures
          bits.bits('1 1').unsigned(0).bits('1 01 00 1'); // of 4 candidates 3
          bits.bits('1 0').unsigned(2).bits('1 1 1 00'); // of 4 candidates 3
          return bits.bits('0').unsigned(0, 0);
        },
      },
    ],
    ['long-term pictures', { longTerm: (bits) => bits.bits('1').unsigned(2).bits('00000001 1 00000010 0') }],
  ])('behind %s are aspect ratio and frame rate', (_name, parts) => {
    expect(read(recordOf(spsOf(parts)))).toMatchObject({
      picture: { width: 64, height: 32, bitDepth: 10, sampleAspectRatio: [4, 3], frameRate: 12.5 },
      broken: undefined,
    });
  });

  test('the conformance window counts chroma samples', () => {
    const sps = spsOf({ window: (bits) => bits.bits('1').unsigned(1, 2, 3, 0) });
    expect(read(recordOf(sps)).picture).toMatchObject({ width: 58, height: 26 });
  });
});

describe('hostile records', () => {
  test.each([
    ['a version that is none', hex('00'), 'flv.config-version'],
    ['a picture parameter set in the wrong place', recordOf(hex('4401c172b46240')), 'flv.sps'],
    ['65 short-term sets', recordOf(spsOf({ shortTerm: (bits) => bits.unsigned(65) })), 'flv.sps'],
    ['17 pictures in a set', recordOf(spsOf({ shortTerm: (bits) => bits.unsigned(1, 17) })), 'flv.sps'],
    [
      '33 long-term pictures',
      recordOf(spsOf({ longTerm: (bits) => bits.bits('1').unsigned(33) })),
      'flv.sps',
    ],
    ['17 bits of picture order', recordOf(spsOf({ orderBits: 17 })), 'flv.sps'],
  ])('%s', (_name, record, code) => {
    expect(read(record).broken).toMatchObject({ code });
  });

  test('of random parameter sets never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 14, maxLength: 120 }), (sps) => {
        const { picture, broken } = read(recordOf(bytes(0x42, 0x01, sps)));
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
