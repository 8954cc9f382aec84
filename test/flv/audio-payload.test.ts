import { describe, expect, test } from 'vitest';
import { readAudioPayload } from '../../src/flv/audio-payload.ts';
import { bytes, hex } from '../writer/bytes.ts';
import { traced } from './traced.ts';

const frame = (codec: string | undefined, data: Uint8Array) =>
  traced(data, (reader) => readAudioPayload(reader, { codec, isSequenceHeader: false, isFrame: true }));

describe('AAC', () => {
  test('as it belongs there', () => {
    const { result, valuesOf } = frame('AAC', hex('de02004c61766335'));
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.audio.coded_data')).toEqual([hex('de02004c61766335')]);
  });

  test('in ADTS frames, as `ffmpeg -c:a aac x.aac` begins', () => {
    const first = bytes(hex('fff14c80027ffc'), new Uint8Array(12));
    const checked = bytes(hex('fff04c80017ffc abcd'), new Uint8Array(2));
    const { result, valuesOf } = frame('AAC', bytes(first, checked));
    expect(result).toMatchObject({ code: 'flv.adts', at: 0 });
    expect(valuesOf('rtmpt.adts')).toHaveLength(2);
    expect(valuesOf('rtmpt.adts.profile')).toEqual([1, 1]);
    expect(valuesOf('rtmpt.adts.rate')).toEqual([3, 3]);
    expect(valuesOf('rtmpt.adts.channels')).toEqual([2, 2]);
    expect(valuesOf('rtmpt.adts.length')).toEqual([19, 11]);
    expect(valuesOf('rtmpt.adts.crc')).toEqual([0xabcd]);
  });

  test('in an ADTS frame that says a wrong length', () => {
    expect(frame('AAC', hex('fff14c80001ffc')).result).toMatchObject({ code: 'flv.adts' });
    expect(frame('AAC', hex('fff14c80ffffff 0000')).result).toMatchObject({ code: 'flv.adts' });
    expect(frame('AAC', hex('fff14c')).result).toMatchObject({ code: 'truncated' });
  });
});

test.each([
  // The first packet of libopus, which ffprobe says lasts 20 ms; the others by RFC 6716 table 2.
  ['fcb4065a', 31, true, 0, 'CELT-only', 'FB', 20],
  ['00ff', 0, false, 0, 'SILK-only', 'NB', 10],
  ['5bff', 11, false, 3, 'SILK-only', 'WB', 60],
  ['69ff', 13, false, 1, 'Hybrid', 'SWB', 20],
  ['82', 16, false, 2, 'CELT-only', 'NB', 2.5],
])('Opus %s', (packet, configuration, isStereo, count, mode, bandwidth, duration) => {
  const { result, valuesOf } = frame('Opus', hex(packet));
  expect(result).toBeUndefined();
  expect(valuesOf('rtmpt.opus.configuration')).toEqual([configuration]);
  expect(valuesOf('rtmpt.opus.stereo').map(Boolean)).toEqual([isStereo]);
  expect(valuesOf('rtmpt.opus.frame_code')).toEqual([count]);
  expect(valuesOf('rtmpt.opus.mode')).toEqual([mode]);
  expect(valuesOf('rtmpt.opus.bandwidth')).toEqual([bandwidth]);
  expect(valuesOf('rtmpt.opus.frame_ms')).toEqual([duration]);
});

test('FLAC, as FFmpeg begins a frame of 4608 samples at 48 kHz, 16 bits (RFC 9639 §9.1)', () => {
  const { result, valuesOf } = frame('FLAC', hex('fff85a8800374e00'));
  expect(result).toBeUndefined();
  expect(valuesOf('rtmpt.flac.frame.block_size')).toEqual([5]);
  expect(valuesOf('rtmpt.flac.frame.rate')).toEqual([10]);
  expect(valuesOf('rtmpt.flac.frame.channels')).toEqual([8]);
  expect(valuesOf('rtmpt.flac.frame.bits')).toEqual([4]);
  expect(frame('FLAC', hex('00005a88')).result).toMatchObject({ code: 'flv.flac-sync' });
});

test('a configuration, other sound, nothing', () => {
  const header = (codec: string, data: Uint8Array) =>
    traced(data, (reader) => readAudioPayload(reader, { codec, isSequenceHeader: true, isFrame: false }));
  expect(header('AAC', hex('1190')).valuesOf('rtmpt.config.samplerate')).toEqual([48_000]);
  expect(header('AAC', hex('11')).result).toMatchObject({ code: 'truncated' });
  expect(header('MP3', hex('11')).result).toBeUndefined();
  expect(frame('MP3', hex('fffb')).valuesOf('rtmpt.audio.coded_data')).toEqual([hex('fffb')]);
  expect(frame('AAC', hex('')).result).toBeUndefined();
});
