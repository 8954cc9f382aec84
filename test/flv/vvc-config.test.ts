import { describe, expect, test } from 'vitest';
import { readVvcConfig } from '../../src/flv/vvc-config.ts';
import { bytes, hex, u16 } from '../writer/bytes.ts';
import { BitWriter } from './bit-writer.ts';
import { traced } from './traced.ts';

/** No encoder is at hand that writes H.266 into such records: these are built by ISO 14496-15 §11.2.4.2. */
const read = (data: Uint8Array) => traced(data, readVvcConfig).result;

/** Main 10, 4.1, frames only, 1920x1088 at 25 frames a second, 10 bits, 4:2:0. */
const format = hex('0011 5f 01 02 43 80 00 0780 0440 1900');

/** A sequence parameter set (H.266 §7.3.2.4) of 1920x1088 pixels, 8 rows of which are cut off, whose parts tests replace. */
function spsOf({
  layers = '000',
  profile = (bits: BitWriter) => bits.bits('0000001 0').byte(67).bits('1 0 0 00000'),
  window = (bits: BitWriter) => bits.bits('1').unsigned(0, 0, 0, 4),
  depth = (bits: BitWriter) => bits.bits('0').unsigned(2),
}): Uint8Array {
  const bits = new BitWriter().byte(0x00).byte(0x79).bits(`0000 0000 ${layers} 01 10 1`);
  profile(bits).byte(0).bits('0 1 0').unsigned(1920, 1088);
  window(bits);
  return depth(bits).trailing();
}

const arrayOf = (type: number, unit: Uint8Array): Uint8Array =>
  bytes(0x80 | type, u16(1), u16(unit.length), unit);

const picture = {
  width: 1920,
  height: 1080,
  chroma: '4:2:0',
  bitDepth: 10,
  sampleAspectRatio: undefined,
  frameRate: 25,
  fullRange: undefined,
  colour: undefined,
};

test('profile, tier, level, picture and arrays of NAL units', () => {
  const pps = hex('0081 00');
  const record = bytes(0xff, format, 2, arrayOf(15, spsOf({})), arrayOf(16, pps));
  const expected = {
    profile: 'Main 10',
    tier: 'Main',
    level: '4.1',
    nalLengthSize: 4,
    picture,
    broken: undefined,
  };
  const { result, valuesOf } = traced(record, readVvcConfig);
  expect(result).toStrictEqual(expected);
  expect(valuesOf('rtmpt.vvc.unit')).toEqual(['SPS_NUT', 'PPS_NUT']);
  expect(valuesOf('rtmpt.vvc.nal.type')).toEqual([15, 16]);
  expect(valuesOf('rtmpt.vvc.frame_only')).toEqual([true]);
  expect(valuesOf('rtmpt.vvc.frame_rate')).toEqual([6400]);
  // With version and flags of the box, as in MP4.
  expect(read(bytes(0, 0, 0, 0, record))).toStrictEqual(expected);
});

test('without parameter sets the size is the largest that the record allows', () => {
  expect(read(bytes(0xff, format, 0))).toMatchObject({
    picture: { ...picture, height: 1088 },
    broken: undefined,
  });
});

test('without profile all of it comes from the parameter set', () => {
  expect(read(bytes(0xfa, 1, arrayOf(15, spsOf({}))))).toMatchObject({
    profile: undefined,
    nalLengthSize: 2,
    picture: { ...picture, frameRate: undefined },
    broken: undefined,
  });
});

test('sub-layers, sub-profiles, High tier; an array of one unit that says no number', () => {
  const layered = hex('0031 5f 01 43 53 40 80 43 01 12345678 0780 0440 0000');
  const record = bytes(0xff, layered, 1, 0x80 | 13, u16(3), hex('0069 00'));
  const { result, valuesOf } = traced(record, readVvcConfig);
  expect(result).toMatchObject({
    profile: 'Main 10 4:4:4',
    tier: 'High',
    level: '5.1',
    picture: { frameRate: undefined },
    broken: undefined,
  });
  expect(valuesOf('rtmpt.vvc.sublayer.level')).toEqual([67]);
  expect(valuesOf('rtmpt.vvc.sub_profile')).toEqual([0x12345678]);
  expect(valuesOf('rtmpt.vvc.multi_layer')).toEqual([true]);
  expect(valuesOf('rtmpt.vvc.nal.type')).toEqual([13]);
});

describe('H.266 §7.3.2.4', () => {
  test.each<[string, Parameters<typeof spsOf>[0]]>([
    [
      'constraints with reserved bits',
      {
        profile: (bits) =>
          bits.bits('0000001 0').byte(67).bits('1 0 1').bits('0'.repeat(71)).byte(3).bits('000').bits('000'),
      },
    ],
    [
      'levels of sub-layers',
      {
        layers: '010',
        profile: (bits) => bits.bits('0000001 0').byte(67).bits('1 0 0 00000').bits('10 000000').byte(64),
      },
    ],
    ['sub-pictures, before which the record says the bit depth', { depth: (bits) => bits.bits('1 1') }],
  ])('%s', (_name, parts) => {
    expect(read(bytes(0xff, format, 1, arrayOf(15, spsOf(parts))))).toMatchObject({
      picture,
      broken: undefined,
    });
  });

  test.each<[string, Uint8Array, string]>([
    ['another unit in its place', hex('0081 00 0000'), 'flv.sps'],
    ['17 bits of a sample', spsOf({ depth: (bits) => bits.bits('0').unsigned(9) }), 'flv.sps'],
    [
      'cut to nothing',
      spsOf({ window: (bits) => bits.bits('1').unsigned(0, 0, 0, 544) }),
      'flv.picture-size',
    ],
  ])('%s', (_name, unit, code) => {
    expect(read(bytes(0xff, format, 1, arrayOf(15, unit))).broken).toMatchObject({ code });
  });
});

test('every beginning of a record keeps what was read, and says that it breaks off', () => {
  const whole = bytes(0xff, format, 1, arrayOf(15, spsOf({})));
  for (let length = 0; length < whole.length; length++) {
    const { level, picture: shown, broken } = read(whole.subarray(0, length));
    expect(level).toBe(length >= 7 ? '4.1' : undefined);
    expect(shown?.height).toBe(length >= 15 ? 1088 : undefined);
    expect(broken?.code).toBe('truncated');
  }
});
