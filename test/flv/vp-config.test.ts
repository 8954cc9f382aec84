import { expect, test } from 'vitest';
import { readVideoConfig } from '../../src/flv/video-config.ts';
import { readVpConfig } from '../../src/flv/vp-config.ts';
import { hex } from '../writer/bytes.ts';
import { traced } from './traced.ts';

const read = (data: Uint8Array) => traced(data, readVpConfig).result;

/** vpcC boxes with version and flags, FFmpeg 5.1: `ffmpeg -f lavfi -i testsrc2=size=SIZE -c:v libvpx-vp9 x.mp4`; facts from ffprobe. */
test.each([
  ['322x182', '01000000000b820202020000', 'Profile 0', '1.1', '4:2:0', 8, [2, 2, 2]],
  ['1280x720', '01000000001f820202020000', 'Profile 0', '3.1', '4:2:0', 8, [2, 2, 2]],
  ['66x66 yuv444p', '01000000010a860202020000', 'Profile 1', '1.0', '4:4:4', 8, [2, 2, 2]],
  ['322x182 bt2020 smpte2084 tv', '01000000020ba20910090000', 'Profile 2', '1.1', '4:2:0', 10, [9, 16, 9]],
] as const)('libvpx-vp9 %s', (_name, record, profile, level, chroma, bitDepth, colour) => {
  const [primaries, transfer, matrix] = colour;
  const expected = {
    profile,
    level,
    picture: {
      width: undefined,
      height: undefined,
      chroma,
      bitDepth,
      sampleAspectRatio: undefined,
      frameRate: undefined,
      fullRange: false,
      colour: { primaries, transfer, matrix },
    },
    broken: undefined,
  };
  // As FFmpeg 8 sends it in RTMP, and as E-RTMP v2 has it.
  expect(read(hex(record))).toStrictEqual(expected);
  expect(read(hex(record).subarray(4))).toStrictEqual(expected);
});

test('the record of VP8 is that of VP9 (E-RTMP v2, Enhanced Video)', () => {
  const record = traced(hex('01000000000a80020202 0000'), (reader) => readVideoConfig(reader, 'VP8')).result;
  expect(record).toMatchObject({ level: '1.0', picture: { bitDepth: 8 }, broken: undefined });
});

test('a level of 0 is none, data is read', () => {
  const { result, valuesOf } = traced(hex('0000 83 010101 0002 abcd'), readVpConfig);
  expect(result).toMatchObject({
    level: undefined,
    picture: { fullRange: true, chroma: '4:2:0' },
    broken: undefined,
  });
  expect(valuesOf('rtmpt.vp.data')).toEqual([hex('abcd')]);
});

test('a reserved chroma format', () => {
  expect(read(hex('000a 88 020202 0000')).broken).toMatchObject({ code: 'flv.chroma-format', at: 2 });
});

test('every beginning of a record says that it breaks off', () => {
  const whole = hex('020ba20910090000');
  for (let length = 0; length < whole.length; length++) {
    const { profile, picture, broken } = read(whole.subarray(0, length));
    expect(profile).toBe(length >= 1 ? 'Profile 2' : undefined);
    expect(picture?.bitDepth).toBe(length >= 3 ? 10 : undefined);
    expect(picture?.colour?.transfer).toBe(length >= 6 ? 16 : undefined);
    expect(broken?.code).toBe('truncated');
  }
});
