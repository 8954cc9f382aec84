import { expect, test } from 'vitest';
import { readFlacConfig } from '../../src/flv/flac-config.ts';
import { bytes, hex } from '../writer/bytes.ts';
import { traced } from './traced.ts';

const read = (data: Uint8Array) => traced(data, readFlacConfig).result;

/** Begin of what FFmpeg 5.1 wrote: `ffmpeg -f lavfi -i sine=sample_rate=48000:duration=0.3 -ac CHANNELS x.flac`; facts from ffprobe. */
const streams = [
  {
    options: '-ac 2',
    info: '120012000000fc0005110bb802f000003840e5f051c128e84992c0cba99724092b51',
    facts: { sampleRate: 48_000, channels: 2, bitDepth: 16, totalSamples: 14_400 },
  },
  {
    options: '-ac 6 -sample_fmt s32',
    info: '1200120000011b0005140bb80b7000003840ac6cb81e3336d327945e18447881da79',
    facts: { sampleRate: 48_000, channels: 6, bitDepth: 24, totalSamples: 14_400 },
  },
] as const;

test.each(streams)('FFmpeg $options', ({ info, facts }) => {
  const expected = { profile: undefined, ...facts, broken: undefined };
  // As FFmpeg 8 sends it in RTMP, as E-RTMP v2 has it, and with a further block.
  expect(read(hex(info))).toStrictEqual(expected);
  expect(read(hex(`664c6143 80000022 ${info}`))).toStrictEqual(expected);
  expect(read(hex(`664c6143 00000022 ${info} 84000004 00000000`))).toStrictEqual(expected);
});

test('the fields of STREAMINFO (RFC 9639 §8.2)', () => {
  const { valuesOf, placesOf } = traced(hex(`664c6143 80000022 ${streams[0].info}`), readFlacConfig);
  expect(valuesOf('rtmpt.flac.block')).toEqual(['STREAMINFO']);
  expect(valuesOf('rtmpt.flac.min_block_size')).toEqual([4608]);
  expect(valuesOf('rtmpt.flac.min_frame_size')).toEqual([252]);
  expect(valuesOf('rtmpt.flac.max_frame_size')).toEqual([1297]);
  expect(placesOf('rtmpt.flac.sample_rate')).toEqual(['18 0:20']);
  expect(placesOf('rtmpt.flac.channels')).toEqual(['20 4:3']);
  expect(placesOf('rtmpt.flac.bits')).toEqual(['20 7:5']);
  expect(placesOf('rtmpt.flac.total_samples')).toEqual(['21 4:36']);
  expect(valuesOf('rtmpt.flac.md5')).toEqual([hex('e5f051c128e84992c0cba99724092b51')]);
});

test('what is sent live says no number of samples', () => {
  const info = bytes(
    hex('1000 1000 000000 000000 0ac44 2f 0 00000000'.replaceAll(' ', '')),
    new Uint8Array(16),
  );
  expect(read(info)).toMatchObject({
    sampleRate: 44_100,
    channels: 2,
    bitDepth: 16,
    totalSamples: undefined,
  });
});

test('another signature', () => {
  expect(read(hex('4f676753')).broken).toMatchObject({ code: 'flv.flac-header', at: 0 });
});

test('every beginning of a header says that it breaks off', () => {
  const whole = hex(`664c6143 80000022 ${streams[0].info}`);
  for (let length = 0; length < whole.length; length++) {
    const { sampleRate, broken } = read(whole.subarray(0, length));
    expect(sampleRate).toBe(length >= 26 ? 48_000 : undefined);
    expect(broken?.code).toBe('truncated');
  }
});
