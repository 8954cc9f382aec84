import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FieldReader } from '../../src/field/field-reader.ts';
import { type AacConfig, readAacConfig } from '../../src/flv/aac-config.ts';
import { hex } from '../writer/bytes.ts';
import { BitWriter } from './bit-writer.ts';
import { traced } from './traced.ts';

const read = (data: Uint8Array): AacConfig => traced(data, readAacConfig).result;

/** Behind `af00`, FFmpeg 5.1: `ffmpeg -f lavfi -i sine -c:a aac OPTIONS -f flv`; facts from ffprobe. */
test.each([
  ['-ar 44100 -ac 1', '120856e500', 'AAC-LC', 44_100, 1],
  ['-ar 48000 -ac 2', '119056e500', 'AAC-LC', 48_000, 2],
  ['-ar 22050 -ac 2', '139056e500', 'AAC-LC', 22_050, 2],
  ['-ar 48000 -ac 6', '11b056e500', 'AAC-LC', 48_000, 6],
  ['-ar 44100 -af pan=7.1', '123856e500', 'AAC-LC', 44_100, 8],
  [
    '-ar 44100 -af pan=2.1, in a program config element',
    '12000504010020000d4c61766335392e33372e31303056e500',
    'AAC-LC',
    44_100,
    3,
  ],
  ['-ar 32000 -ac 2 -profile:a aac_main', '0a9056e500', 'AAC Main', 32_000, 2],
  ['-ar 44100 -ac 2 -profile:a aac_ltp', '221056e500', 'AAC LTP', 44_100, 2],
])('FFmpeg %s', (_options, config, profile, sampleRate, channels) => {
  const facts = { profile, sampleRate, coreSampleRate: sampleRate, channels, frameLength: 1024 };
  expect(read(hex(config))).toMatchObject({ ...facts, hasSbr: false, hasPs: false, broken: undefined });
});

describe('HE-AAC (ISO 14496-3 §1.6.2.1)', () => {
  test.each([
    ['SBR as object type 5', '2b920800', 'HE-AAC', 22_050, 44_100, 2, false],
    ['SBR and PS as object type 29', 'eb8a0800', 'HE-AAC v2', 22_050, 44_100, 2, true],
    ['SBR behind the core', '139056e5a0', 'HE-AAC', 22_050, 44_100, 2, false],
    ['SBR and PS behind the core', '130856e59d4880', 'HE-AAC v2', 24_000, 48_000, 2, true],
  ])('%s', (_name, config, profile, coreSampleRate, sampleRate, channels, hasPs) => {
    const facts = { profile, coreSampleRate, sampleRate, channels, hasPs, hasSbr: true, objectType: 2 };
    expect(read(hex(config))).toMatchObject({ ...facts, frameLength: 1024, broken: undefined });
  });
});

/** AudioSpecificConfigs that libfdk_aac wrote in FFmpeg 8; facts from ffprobe. */
test.each([
  ['-profile:a aac_ld', 'b99100', 'AAC-LD', 48_000, 2, 512],
  ['-profile:a aac_eld', 'f8e64000', 'AAC-ELD', 48_000, 2, 512],
  ['-profile:a aac_low', '1208', 'AAC-LC', 44_100, 1, 1024],
])('libfdk_aac %s', (_options, config, profile, sampleRate, channels, frameLength) => {
  const facts = { profile, sampleRate, channels, frameLength, hasSbr: false };
  expect(read(hex(config))).toMatchObject({ ...facts, broken: undefined });
});

describe('AAC-ELD (ISO 14496-3 §4.6.20.3)', () => {
  test('spectral band replication at twice the rate, with extensions of every length', () => {
    const header = '1 0101 1010 011 00 1 1 10 1 01 10 11 1 0';
    const long = `0011 1111 11111111 ${'0'.repeat(15)}1 ${'1'.repeat(8 * (15 + 255 + 1))}`;
    const text = `11111 000111 0110 0010 1 000 1 1 0 ${header} 0001 0001 11110000 ${long} 0000 00`;
    const { result, valuesOf } = traced(new BitWriter().bits(text).bytes(), readAacConfig);
    expect(result).toMatchObject({
      profile: 'AAC-ELD',
      coreSampleRate: 24_000,
      sampleRate: 48_000,
      frameLength: 480,
      hasSbr: true,
      broken: undefined,
    });
    expect(valuesOf('rtmpt.aac.bs_start_freq')).toEqual([5]);
    expect(valuesOf('rtmpt.aac.bs_limiter_gains')).toEqual([3]);
    expect(valuesOf('rtmpt.aac.eld_ext_type')).toEqual([1, 3, 0]);
    expect(valuesOf('rtmpt.aac.ep_config')).toEqual([0]);
  });
});

test('every bit has its place', () => {
  const { valuesOf, placesOf } = traced(hex('1190 56e500'), readAacConfig);
  expect(placesOf('rtmpt.aac.sampling_frequency_index')).toEqual(['0 5:4']);
  expect(placesOf('rtmpt.aac.channel_configuration')).toEqual(['1 1:4']);
  expect(valuesOf('rtmpt.aac.sync_extension_type')).toEqual([0x2b7]);
  expect(valuesOf('rtmpt.aac.sbr_present_flag')).toEqual([false]);
});

describe('rare fields', () => {
  const bits = (text: string): AacConfig => read(new BitWriter().bits(text).bytes());

  test('a sample rate written out', () => {
    const rate = (44_056).toString(2).padStart(24, '0');
    expect(bits(`00010 1111 ${rate} 0001 000`)).toMatchObject({ sampleRate: 44_056, channels: 1 });
  });

  test('object types beyond 31', () => {
    expect(bits('11111 001010 0011 0010 0000')).toMatchObject({ objectType: 42, profile: 'xHE-AAC' });
  });

  test('frames of 960 samples, of low delay 512', () => {
    expect(bits('00010 0011 0010 100')).toMatchObject({ frameLength: 960 });
    expect(bits('10111 0011 0010 001 000 0 00')).toMatchObject({ profile: 'AAC-LD', frameLength: 512 });
  });

  test('a core coder delay before the extension', () => {
    expect(bits(`00010 0111 0010 01 ${'1'.repeat(14)} 0 01010110111 00101 1 0100`)).toMatchObject({
      hasSbr: true,
      sampleRate: 44_100,
    });
  });

  test('mixdowns, coupling and a comment in a program config element before the extension', () => {
    const program = '0000 01 0111 0010 0001 0000 01 001 0001 10101 11010 1101';
    const elements = '1 0000 0 0001 1 0010  0011  0100  1 0101';
    const text = `00010 0111 0000 000 ${program} ${elements}`;
    const aligned = text.replaceAll(' ', '').length % 8;
    const comment = `${'0'.repeat((8 - aligned) % 8)} 00000001 01000001`;
    expect(bits(`${text} ${comment} 01010110111 00101 1 0100`)).toMatchObject({
      channels: 6,
      hasSbr: true,
      sampleRate: 44_100,
      broken: undefined,
    });
  });

  test('BSAC with its extensions', () => {
    expect(bits('00101 0110 0010 0011 10110 0001 0 0 1 00001 00000000001 0 00')).toMatchObject({
      objectType: 22,
      hasSbr: true,
      sampleRate: 48_000,
      broken: undefined,
    });
    expect(bits('10110 0110 0010 000 00 01010110111 10110 1 0011 0001')).toMatchObject({
      coreSampleRate: 24_000,
      sampleRate: 48_000,
      hasSbr: true,
    });
  });

  test('what error protection means is left unread', () => {
    expect(bits('10001 0011 0010 000 10 0000000000000000')).toMatchObject({
      profile: 'ER AAC-LC',
      hasSbr: false,
      broken: undefined,
    });
  });

  test('what is reserved is unknown', () => {
    expect(bits('00010 1101 1000 000')).toMatchObject({ sampleRate: undefined, channels: undefined });
    expect(bits('01001 0011 0010 000')).toMatchObject({ profile: undefined, sampleRate: 48_000 });
  });
});

test('a configuration that breaks off keeps what was read', () => {
  expect(read(hex(''))).toMatchObject({ profile: undefined, broken: { code: 'truncated', at: 0 } });
  expect(read(hex('12'))).toMatchObject({ sampleRate: undefined, broken: { code: 'truncated' } });
  const sbr = read(hex('2b92'));
  expect(sbr).toMatchObject({ profile: 'HE-AAC', coreSampleRate: 22_050, channels: 2 });
  expect(sbr.broken).toStrictEqual({
    code: 'truncated',
    text: 'the AudioSpecificConfig breaks off after 2 bytes',
    at: 1,
  });
});

test('the offset of a break counts from the start of the message', () => {
  const reader = new FieldReader(hex('af 00 12'));
  reader.position = 2;
  expect(readAacConfig(reader).broken?.at).toBe(2);
});

test('random bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
      const config = read(data);
      return config.broken === undefined || config.broken.at <= data.length;
    }),
    { numRuns: 5000 },
  );
});
