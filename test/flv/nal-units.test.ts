import { describe, expect, test } from 'vitest';
import { avcCodec, hevcCodec, vvcCodec } from '../../src/flv/nal-codec.ts';
import { readNalUnits } from '../../src/flv/nal-units.ts';
import { bytes, hex, u32 } from '../writer/bytes.ts';
import { packets } from './payloads.ts';
import { traced } from './traced.ts';

const readAvc = (data: Uint8Array, lengthSize = 4) =>
  traced(data, (reader) => readNalUnits(reader, lengthSize, avcCodec));

/** What `ffmpeg -bsf:v trace_headers` says of the same packets. */
describe('units of real pictures', () => {
  test('x264: supplemental information with its settings, delimiter, IDR slice', () => {
    const { result, valuesOf, placesOf } = readAvc(hex(packets.avcKey));
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.nal')).toEqual([
      'Supplemental enhancement information',
      'Access unit delimiter',
      'Coded slice of an IDR picture',
    ]);
    expect(valuesOf('rtmpt.nal.length')).toEqual([686, 2, 36]);
    expect(placesOf('rtmpt.nal')).toEqual(['0-690', '690-696', '696-736']);
    expect(valuesOf('rtmpt.avc.nal.ref_idc')).toEqual([0, 0, 3]);
    expect(valuesOf('rtmpt.sei.type')).toEqual([5]);
    expect(valuesOf('rtmpt.sei.size')).toEqual([680]);
    expect(placesOf('rtmpt.sei.size')).toEqual(['6 0:24']);
    expect(valuesOf('rtmpt.sei.uuid')).toEqual(['dc45e9bd-e6d9-48b7-962c-d820d923eeef']);
    const [text] = valuesOf('rtmpt.sei.user_data');
    expect(text).toMatch(/^x264 - core 164 r3095 baee400 - .* ip_ratio=1\.40 aq=1:1\.00$/);
    expect(valuesOf('rtmpt.nal.pic_type')).toEqual([0]);
    expect(valuesOf('rtmpt.avc.slice.type')).toEqual([7]);
  });

  test('x264: delimiter, slice of a P picture', () => {
    const { result, valuesOf } = readAvc(hex(packets.avcInter));
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.avc.nal.type')).toEqual([9, 1]);
    expect(valuesOf('rtmpt.avc.nal.ref_idc')).toEqual([0, 2]);
    expect(valuesOf('rtmpt.nal.pic_type')).toEqual([1]);
    expect(valuesOf('rtmpt.avc.slice.first_mb')).toEqual([0]);
    expect(valuesOf('rtmpt.avc.slice.type')).toEqual([5]);
  });

  test('x265: parameter sets, HDR10 information, IDR slice', () => {
    const { result, valuesOf } = traced(hex(packets.hevcKey), (reader) => readNalUnits(reader, 4, hevcCodec));
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.hevc.nal.type')).toEqual([35, 32, 33, 34, 39, 39, 20]);
    expect(valuesOf('rtmpt.hevc.nal.tid')).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(valuesOf('rtmpt.sei.type')).toEqual([144, 137]);
    expect(valuesOf('rtmpt.sei.max_cll')).toEqual([1000]);
    expect(valuesOf('rtmpt.sei.max_fall')).toEqual([400]);
    // Green, blue, red and white as x265 was told: master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450).
    expect(valuesOf('rtmpt.sei.primary_x')).toEqual([13_250, 7500, 34_000]);
    expect(valuesOf('rtmpt.sei.primary_y')).toEqual([34_500, 3000, 16_000]);
    expect(valuesOf('rtmpt.sei.white_x')).toEqual([15_635]);
    expect(valuesOf('rtmpt.sei.white_y')).toEqual([16_450]);
    // L(10000000,1), the second with a 3 between its bytes that keeps a start code out.
    expect(valuesOf('rtmpt.sei.max_luminance')).toEqual([10_000_000]);
    expect(valuesOf('rtmpt.sei.min_luminance')).toEqual([1]);
    expect(valuesOf('rtmpt.config.width')).toEqual([66]);
    expect(valuesOf('rtmpt.config.transfer')).toEqual([18]);
    expect(valuesOf('rtmpt.nal.pic_type')).toEqual([0]);
  });
});

test.each([
  [1, 'Coded slice of a non-IDR picture'],
  [2, 'Coded slice data partition A'],
  [3, 'Coded slice data partition B'],
  [4, 'Coded slice data partition C'],
  [5, 'Coded slice of an IDR picture'],
  [6, 'Supplemental enhancement information'],
  [7, 'Sequence parameter set'],
  [8, 'Picture parameter set'],
  [9, 'Access unit delimiter'],
  [10, 'End of sequence'],
  [11, 'End of stream'],
  [12, 'Filler data'],
  [13, 'Sequence parameter set extension'],
  [14, 'Prefix NAL unit'],
  [15, 'Subset sequence parameter set'],
  [16, 'Depth parameter set'],
  [19, 'Coded slice of an auxiliary coded picture'],
  [20, 'Coded slice extension'],
  [21, 'Coded slice extension for a depth view'],
])('H.264 table 7-1: unit type %i is %s', (type, name) => {
  // With nothing behind the type, what is read of some breaks off.
  const { valuesOf } = readAvc(bytes(u32(1), type));
  expect(valuesOf('rtmpt.avc.nal.type')).toEqual([type]);
  expect(valuesOf('rtmpt.nal')).toEqual([name]);
});

test('H.266 (§7.3.1.2)', () => {
  const units = hex('00000003 00a1 40 00000003 8b3a ff');
  const { result, valuesOf } = traced(units, (reader) => readNalUnits(reader, 4, vvcCodec));
  expect(result).toBeUndefined();
  expect(valuesOf('rtmpt.vvc.nal.type')).toEqual([20, 7]);
  expect(valuesOf('rtmpt.nal')).toEqual(['AUD_NUT', 'IDR_W_RADL']);
  expect(valuesOf('rtmpt.vvc.nal.forbidden')).toEqual([0, 1]);
  expect(valuesOf('rtmpt.vvc.nal.layer')).toEqual([0, 11]);
  expect(valuesOf('rtmpt.vvc.nal.tid')).toEqual([1, 2]);
  // Behind aud_irap_or_gdr_flag.
  expect(valuesOf('rtmpt.nal.pic_type')).toEqual([4]);
});

describe('lengths', () => {
  test.each([
    [1, '02 0930 03 41ffff'],
    [2, '0002 0930 0003 41ffff'],
    [3, '000002 0930 000003 41ffff'],
  ])('of %i bytes', (lengthSize, units) => {
    const { result, valuesOf } = readAvc(hex(units), lengthSize);
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.nal.length')).toEqual([2, 3]);
  });

  test('of 0, and less than a header', () => {
    const { result, valuesOf } = traced(hex('00000000 00000001 02'), (reader) =>
      readNalUnits(reader, 4, hevcCodec),
    );
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.nal')).toEqual([undefined, undefined]);
  });

  test('beyond the end', () => {
    const { result, valuesOf } = readAvc(hex('00000002 0930 00000009 41e0'));
    expect(result).toMatchObject({ code: 'truncated', at: 12 });
    expect(result?.text).toContain('takes 9 bytes, 2 are left');
    expect(valuesOf('rtmpt.avc.nal.type')).toEqual([9, 1]);
  });

  test('that break off', () => {
    expect(readAvc(hex('00000002 0930 0000')).result).toMatchObject({ code: 'truncated', at: 6 });
  });

  test('of more units than a picture can have', () => {
    expect(readAvc(new Uint8Array(4 * 5000)).result).toMatchObject({ code: 'flv.too-many-units' });
  });
});

describe('start codes in the place of lengths (H.264 Annex B)', () => {
  test('are an error, and the units are read all the same', () => {
    const { result, valuesOf } = readAvc(hex('00000001 0930 000001 65b80400 00000001 41e0'));
    expect(result).toMatchObject({ code: 'flv.annex-b', at: 0 });
    expect(valuesOf('rtmpt.avc.nal.type')).toEqual([9, 5, 1]);
    expect(valuesOf('rtmpt.nal.start_code')).toEqual([hex('00000001'), hex('000001'), hex('00000001')]);
  });

  test('are lengths where lengths tell of all', () => {
    const unit = bytes(0x65, new Uint8Array(0x164).fill(0xb8));
    const { result, valuesOf } = readAvc(bytes(u32(0x165), unit, hex('00000001 0a')));
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.nal.length')).toEqual([0x165, 1]);
  });

  test('of more units than a picture can have', () => {
    const many = bytes(...Array.from({ length: 5000 }, () => hex('00000165')));
    expect(readAvc(many).result).toMatchObject({ code: 'flv.too-many-units' });
  });
});

describe('supplemental enhancement information', () => {
  const sei = (text: string) => {
    const unit = bytes(6, hex(text));
    return readAvc(bytes(u32(unit.length), unit));
  };

  test('captions as ATSC sends them (ANSI/SCTE 128-1)', () => {
    const { result, valuesOf } = sei('04 0c b5 0031 47413934 03 c1ff fc80 80');
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.sei.country')).toEqual([0xb5]);
    expect(valuesOf('rtmpt.sei.provider')).toEqual([0x31]);
    expect(valuesOf('rtmpt.sei.identifier')).toEqual(['GA94']);
  });

  test('several messages, with 3s that keep start codes out of the bytes', () => {
    const { result, valuesOf, placesOf } = sei(`01 04 000003 0000 06 01 84 80`);
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.sei.type')).toEqual([1, 6]);
    expect(valuesOf('rtmpt.sei.size')).toEqual([4, 1]);
    expect(placesOf('rtmpt.sei.type')).toEqual(['5 0:8', '12 0:8']);
  });

  test('user data that is no text, or holds what a terminal would act on', () => {
    const uuid = '00112233445566778899aabbccddeeff';
    expect(sei(`05 12 ${uuid} 0102 80`).valuesOf('rtmpt.sei.user_data')).toEqual([]);
    expect(sei(`05 12 ${uuid} 1b5b 80`).valuesOf('rtmpt.sei.user_data')).toEqual([]);
    expect(sei(`05 13 ${uuid} 610a62 80`).valuesOf('rtmpt.sei.user_data')).toEqual(['a\\x0ab']);
    expect(sei(`05 10 ${uuid} 80`).valuesOf('rtmpt.sei.uuid')).toEqual([
      '00112233-4455-6677-8899-aabbccddeeff',
    ]);
  });

  test('a message beyond its unit does not hide the next unit', () => {
    const { result, valuesOf } = readAvc(hex('00000004 06 05 ff 80 00000002 0930'));
    expect(result).toMatchObject({ code: 'flv.sei' });
    expect(valuesOf('rtmpt.avc.nal.type')).toEqual([6, 9]);
  });

  test('an alternative transfer, as HLG is announced to old receivers', () => {
    expect(sei('93 01 12 80').valuesOf('rtmpt.sei.preferred_transfer')).toEqual([18]);
  });

  test('more messages than are looked at', () => {
    expect(sei('0300'.repeat(1000)).valuesOf('rtmpt.sei.type')).toHaveLength(256);
  });
});

test('a broken parameter set in a picture does not hide the next unit', () => {
  const { result, valuesOf } = readAvc(hex('00000002 6742 00000002 0930'));
  expect(result).toMatchObject({ code: 'truncated' });
  expect(valuesOf('rtmpt.avc.nal.type')).toEqual([7, 9]);
});
