import { expect, test } from 'vitest';
import { readOpusConfig } from '../../src/flv/opus-config.ts';
import { bytes, hex } from '../writer/bytes.ts';
import { traced } from './traced.ts';

const read = (data: Uint8Array) => traced(data, readOpusConfig).result;

/** The first packet of what libopus wrote, FFmpeg 5.1: `ffmpeg -f lavfi -i sine -ac CHANNELS -c:a libopus x.ogg`; facts from ffprobe. */
test.each([
  ['1', '4f707573486561640101380180bb0000000000', 1, 0, 1, 0],
  ['2', '4f707573486561640102380180bb0000000000', 2, 0, 1, 1],
  ['6', '4f707573486561640106380180bb00000000010402000401020305', 6, 1, 4, 2],
])('-ac %s', (_options, header, channels, mappingFamily, streams, coupledStreams) => {
  expect(read(hex(header))).toStrictEqual({
    profile: undefined,
    sampleRate: 48_000,
    channels,
    preSkip: 312,
    inputSampleRate: 48_000,
    outputGain: 0,
    mappingFamily,
    streams,
    coupledStreams,
    broken: undefined,
  });
});

test('numbers stand with their lowest byte first (RFC 7845 §5.1)', () => {
  const { result, valuesOf } = traced(hex('4f70757348656164 01 01 0102 44ac0000 80fe 00'), readOpusConfig);
  expect(result).toMatchObject({ preSkip: 0x0201, inputSampleRate: 44_100, outputGain: -1.5 });
  expect(valuesOf('rtmpt.opus.pre_skip')).toEqual([0x0201]);
  expect(valuesOf('rtmpt.opus.gain_db')).toEqual([-1.5]);
});

test('a demixing matrix in the place of the mapping (RFC 8486 §3.2)', () => {
  const header = bytes(hex('4f70757348656164 01 04 0000 80bb0000 0000 03 02 02'), new Uint8Array(32));
  const { result, valuesOf } = traced(header, readOpusConfig);
  expect(result).toMatchObject({
    channels: 4,
    mappingFamily: 3,
    streams: 2,
    coupledStreams: 2,
    broken: undefined,
  });
  expect(valuesOf('rtmpt.opus.matrix')).toEqual([new Uint8Array(32)]);
});

test('the header may be missing (E-RTMP v2, Enhanced Audio)', () => {
  expect(read(hex(''))).toMatchObject({ sampleRate: undefined, channels: undefined, broken: undefined });
});

test.each([
  ['another signature', '4f70757354616773', 'flv.opus-head', 0],
  ['another major version', '4f7075734865616410', 'flv.config-version', 8],
])('%s', (_name, header, code, at) => {
  expect(read(hex(header)).broken).toMatchObject({ code, at });
});

test('every beginning of a header says that it breaks off', () => {
  const whole = hex('4f707573486561640106380180bb00000000010402000401020305');
  for (let length = 1; length < whole.length; length++) {
    const { channels, streams, broken } = read(whole.subarray(0, length));
    expect(channels).toBe(length >= 10 ? 6 : undefined);
    expect(streams).toBe(length >= 20 ? 4 : undefined);
    expect(broken?.code).toBe('truncated');
  }
});
