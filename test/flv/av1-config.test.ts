import { describe, expect, test } from 'vitest';
import { type Av1Config, readAv1Config } from '../../src/flv/av1-config.ts';
import { readVideoConfig } from '../../src/flv/video-config.ts';
import { bytes, hex } from '../writer/bytes.ts';
import { BitWriter } from './bit-writer.ts';
import { traced } from './traced.ts';

const read = (data: Uint8Array): Av1Config => traced(data, readAv1Config).result;
const unsaid = { sampleAspectRatio: undefined, frameRate: undefined, colour: undefined };

/** av1C boxes that FFmpeg 5.1 wrote, `ffmpeg -f lavfi -i color=gray:size=SIZE OPTIONS x.mp4`; facts from ffprobe. */
test.each([
  ['66x66 libaom', '81000c000a0a00000003341826d7c802', 'Main', '2.0', 66, 66, '4:2:0', 8, false],
  ['66x66 libaom yuv444p', '812000000a0a20000003341826d7c810', 'High', '2.0', 66, 66, '4:4:4', 8, false],
  [
    '66x66 libaom yuv422p12le',
    '814068000a0a40000003341826d7cb11',
    'Professional',
    '2.0',
    66,
    66,
    '4:2:2',
    12,
    false,
  ],
  ['66x66 libaom gray', '81001c000a0a00000003341826d7c950', 'Main', '2.0', 66, 66, '4:0:0', 8, true],
  ['66x66 libaom still picture', '81000c000a061819a0c16802', 'Main', '2.0', 66, 66, '4:2:0', 8, false],
  ['322x182 libaom', '81000c000a0b000000043d06d4daf90040', 'Main', '2.0', 322, 182, '4:2:0', 8, false],
  [
    '322x182 SVT-AV1 yuv420p10le',
    '81004c000a0b000000043d06d402f84040',
    'Main',
    '2.0',
    322,
    182,
    '4:2:0',
    10,
    false,
  ],
  ['1920x1080 libaom', '81080c000a0b00000042abbfc3732be401', 'Main', '4.0', 1920, 1080, '4:2:0', 8, false],
  ['1920x1080 SVT-AV1', '81080c000a0b00000042abbfc3700be001', 'Main', '4.0', 1920, 1080, '4:2:0', 8, false],
  [
    '64x66 rav1e, level 31',
    '811f0c000a0d000000f95bf82210a88101010a',
    'Main',
    undefined,
    64,
    66,
    '4:2:0',
    8,
    false,
  ],
] as const)('%s', (_name, record, profile, level, width, height, chroma, bitDepth, fullRange) => {
  const { picture, ...rest } = read(hex(record));
  expect(rest).toStrictEqual({
    profile,
    tier: 'Main',
    level,
    initialPresentationDelay: undefined,
    broken: undefined,
  });
  expect(picture).toMatchObject({ width, height, chroma, bitDepth, fullRange, frameRate: undefined });
});

test('colours, as ffprobe names them bt2020, smpte2084, bt2020nc, tv', () => {
  const { picture } = read(hex('81004c000a0d0000000334182017c284880482'));
  expect(picture).toMatchObject({ colour: { primaries: 9, transfer: 16, matrix: 9 }, fullRange: false });
});

describe('the sequence header (AV1 §5.5.1)', () => {
  const config = (sequence: Uint8Array): Uint8Array =>
    bytes(0x81, 0x00, 0x0c, 0x00, 0x0a, sequence.length, sequence);
  const size = '0101 0100 111111 01111';
  const tools = '000 0000 0 1 1 000';
  const colours = '0 0 0 0 00 0';

  test('timing, a decoder model, operating points with their delays', () => {
    const bits = new BitWriter().bits('000 0 0');
    // 30,000 ticks a second, of which 2 x 1,001 make a picture.
    bits.bits('1').bits((1001).toString(2).padStart(32, '0')).bits((30_000).toString(2).padStart(32, '0'));
    bits.bits('1').unsigned(1);
    bits.bits('1 00111').bits('0'.repeat(31)).bits('1').bits('01001 01010');
    bits.bits('1 00001');
    bits.bits('000000000001 01000 1').bits('1 10101010 01010101 1').bits('1 0111');
    bits.bits('000000000000 00111').bits('0').bits('0');
    bits.bits(size).bits('1 0110 011').bits(tools).bits(colours).bits('1 10');
    const { result, valuesOf } = traced(config(bits.bytes()), readAv1Config);
    expect(result.broken).toBeUndefined();
    expect(result.picture).toMatchObject({ width: 64, height: 16, frameRate: 30_000 / 2002 });
    expect(valuesOf('rtmpt.av1.sequence.seq_tier')).toEqual([1]);
    expect(valuesOf('rtmpt.av1.sequence.decoder_buffer_delay')).toEqual([0xaa]);
    expect(valuesOf('rtmpt.av1.sequence.encoder_buffer_delay')).toEqual([0x55]);
    expect(valuesOf('rtmpt.av1.sequence.initial_display_delay_minus_1')).toEqual([7]);
    expect(valuesOf('rtmpt.av1.sequence.additional_frame_id_length_minus_1')).toEqual([3]);
    expect(valuesOf('rtmpt.av1.sequence.film_grain_params_present')).toEqual([true]);
  });

  test('sRGB, whose chroma is that of luma', () => {
    const bits = new BitWriter()
      .bits('001 0 0 0 0 00000 000000000000 00000')
      .bits(size)
      .bits('0')
      .bits(tools);
    bits.bits('0 1').byte(1).byte(13).byte(0).bits('1 0 10');
    expect(read(config(bits.bytes())).picture).toStrictEqual({
      ...unsaid,
      width: 64,
      height: 16,
      chroma: '4:4:4',
      bitDepth: 8,
      fullRange: true,
      colour: { primaries: 1, transfer: 13, matrix: 0 },
    });
  });

  test('order hints, chosen tools, 12 bits whose chroma is said', () => {
    const bits = new BitWriter().bits('010 0 0 0 0 00000 000000000000 00000').bits(size).bits('0');
    bits.bits('000 0000 1 11 0 1 0 1 101 111').bits('1 1 0 0 1 1 1 10 1').bits('0 1');
    const { result, valuesOf } = traced(config(bits.bytes()), readAv1Config);
    expect(result.picture).toMatchObject({ chroma: '4:2:0', bitDepth: 12, fullRange: true });
    expect(valuesOf('rtmpt.av1.sequence.order_hint_bits_minus_1')).toEqual([5]);
    expect(valuesOf('rtmpt.av1.sequence.chroma_sample_position')).toEqual([2]);
  });

  test('every bit has its place', () => {
    const record = hex('81000c000a0a00000003341826d7c802');
    const { placesOf, valuesOf } = traced(record, (reader) => readVideoConfig(reader, 'AV1'));
    // As `ffmpeg -bsf:v trace_headers` numbers them: the header of the unit is 16 bits.
    expect(placesOf('rtmpt.av1.sequence.max_frame_width_minus_1')).toEqual(['10 5:7']);
    expect(valuesOf('rtmpt.av1.sequence.max_frame_width_minus_1')).toEqual([65]);
    expect(placesOf('rtmpt.av1.obu.size')).toEqual(['5 0:8']);
    expect(valuesOf('rtmpt.config.width')).toEqual([66]);
  });
});

describe('a record', () => {
  test('without sequence header says what it says itself', () => {
    const { picture, ...rest } = read(hex('810cec17'));
    expect(rest).toStrictEqual({
      profile: 'Main',
      tier: 'High',
      level: '5.0',
      initialPresentationDelay: 8,
      broken: undefined,
    });
    expect(picture).toStrictEqual({
      ...unsaid,
      width: undefined,
      height: undefined,
      chroma: '4:2:0',
      bitDepth: 12,
      fullRange: undefined,
    });
  });

  test('of another version is not read', () => {
    expect(read(hex('82080c00')).broken).toMatchObject({ code: 'flv.config-version', at: 0 });
    expect(read(hex('01080c00')).broken).toMatchObject({ code: 'flv.config-version', at: 0 });
  });

  test('as the descriptor of MPEG-2 TS', () => {
    const { result, valuesOf } = traced(hex('8004 81080c40'), readAv1Config);
    expect(result).toMatchObject({ profile: 'Main', level: '4.0', broken: undefined });
    expect(valuesOf('rtmpt.av1.descriptor.hdr_wcg')).toEqual([1]);
  });

  test('keeps what was read when it breaks off', () => {
    const whole = hex('81080c000a0b00000042abbfc3732be401');
    for (let length = 0; length < whole.length; length++) {
      const { level, picture, broken } = read(whole.subarray(0, length));
      expect(level).toBe(length >= 2 ? '4.0' : undefined);
      expect(picture?.bitDepth).toBe(length >= 3 ? 8 : undefined);
      expect(picture?.width).toBeUndefined();
      if (length === 4) expect(broken).toBeUndefined();
      else expect(broken?.code).toBe('truncated');
    }
  });
});
