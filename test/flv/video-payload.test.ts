import { describe, expect, test } from 'vitest';
import { createVideoContext, readVideoPayload } from '../../src/flv/video-payload.ts';
import { bytes, hex } from '../writer/bytes.ts';
import { BitWriter } from './bit-writer.ts';
import { packets } from './payloads.ts';
import { traced } from './traced.ts';

const frame = (codec: string | undefined, data: Uint8Array) =>
  traced(data, (reader) =>
    readVideoPayload(reader, { codec, isSequenceHeader: false, isFrame: true }, createVideoContext()),
  );

describe('AV1', () => {
  test('units of a real picture, as `ffmpeg -bsf:v trace_headers` names them', () => {
    const { result, valuesOf } = frame('AV1', hex(packets.av1Key));
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.av1.obu')).toEqual(['OBU_SEQUENCE_HEADER', 'OBU_FRAME']);
    expect(valuesOf('rtmpt.av1.obu.size')).toEqual([13, 29]);
    expect(valuesOf('rtmpt.config.width')).toEqual([66]);
    expect(valuesOf('rtmpt.config.transfer')).toEqual([16]);
  });

  test('layers, sizes of several bytes, metadata, a last unit without size (AV1 §5.3)', () => {
    const long = new Uint8Array(300);
    const { result, valuesOf } = frame(
      'AV1',
      bytes(hex('1200 2a04 8200abcd'), hex('36 50 ac02'), long, hex('30 ffff')),
    );
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.av1.obu.type')).toEqual([2, 5, 6, 6]);
    expect(valuesOf('rtmpt.av1.obu.size')).toEqual([0, 4, 300]);
    expect(valuesOf('rtmpt.av1.metadata.type')).toEqual([2]);
    expect(valuesOf('rtmpt.av1.obu.temporal_id')).toEqual([2]);
    expect(valuesOf('rtmpt.av1.obu.spatial_id')).toEqual([2]);
    expect(valuesOf('rtmpt.av1.obu.payload')).toEqual([long, hex('ffff')]);
  });

  test('a unit beyond the end, and more units than a picture can have', () => {
    expect(frame('AV1', hex('3205 00')).result).toMatchObject({ code: 'truncated', at: 2 });
    expect(
      frame(
        'AV1',
        new Uint8Array(10_000).fill(0x12).map((_, i) => (i % 2 === 0 ? 0x12 : 0)),
      ).result,
    ).toMatchObject({ code: 'flv.too-many-units' });
  });
});

describe('VP8 (RFC 6386 §9.1)', () => {
  test('a key frame, whose size ffprobe says, and another', () => {
    const key = frame('VP8', hex(packets.vp8Key));
    expect(key.result).toBeUndefined();
    expect(key.valuesOf('rtmpt.vp8.inter')).toEqual([0]);
    expect(key.valuesOf('rtmpt.vp8.show')).toEqual([true]);
    expect(key.valuesOf('rtmpt.vp8.first_part_size')).toEqual([0x370 >> 5]);
    expect(key.valuesOf('rtmpt.config.width')).toEqual([66]);
    expect(key.valuesOf('rtmpt.config.height')).toEqual([66]);
    const inter = frame('VP8', hex(packets.vp8Inter));
    expect(inter.result).toBeUndefined();
    expect(inter.valuesOf('rtmpt.vp8.inter')).toEqual([1]);
    expect(inter.valuesOf('rtmpt.config.width')).toEqual([]);
  });

  test('a key frame without start code', () => {
    expect(frame('VP8', hex('700300 9d012b 42004200')).result).toMatchObject({
      code: 'flv.vp8-start-code',
      at: 3,
    });
  });
});

describe('VP9 (§6.2)', () => {
  test('key frames, as `ffmpeg -bsf:v trace_headers` reads them, and another', () => {
    const key = frame('VP9', hex(packets.vp9Key));
    expect(key.result).toBeUndefined();
    expect(key.valuesOf('rtmpt.vp9.type')).toEqual([0]);
    expect(key.valuesOf('rtmpt.vp9.show')).toEqual([true]);
    expect(key.placesOf('rtmpt.vp9.width')).toEqual(['4 4:16']);
    expect(key.valuesOf('rtmpt.vp9.width')).toEqual([65]);
    expect(key.valuesOf('rtmpt.config.height')).toEqual([66]);
    const full = frame('VP9', hex(packets.vp9Full));
    expect(full.result).toBeUndefined();
    expect(full.valuesOf('rtmpt.vp9.profile_low')).toEqual([1]);
    expect(full.valuesOf('rtmpt.vp9.subsampling_x')).toEqual([0]);
    expect(full.valuesOf('rtmpt.config.width')).toEqual([66]);
    const inter = frame('VP9', hex(packets.vp9Inter));
    expect(inter.result).toBeUndefined();
    expect(inter.valuesOf('rtmpt.vp9.type')).toEqual([1]);
  });

  test('several frames with the index behind them (annex B)', () => {
    const [key, inter] = [hex(packets.vp9Key), hex(packets.vp9Inter)];
    const { result, valuesOf } = frame('VP9', bytes(key, inter, hex('c9 2400 1400 c9')));
    expect(result).toBeUndefined();
    expect(valuesOf('rtmpt.vp9.frame')).toEqual([key, inter]);
    expect(valuesOf('rtmpt.vp9.superframe.frame_size')).toEqual([36, 20]);
  });

  test('what only looks like an index is part of the frame', () => {
    for (const end of ['c1 2401 c1', 'c0 c1', 'c1']) {
      expect(frame('VP9', bytes(hex(packets.vp9Key), hex(end))).valuesOf('rtmpt.vp9.frame')).toHaveLength(1);
    }
  });

  test('a frame that is shown again; RGB; a wrong sync code', () => {
    expect(frame('VP9', hex('8d')).valuesOf('rtmpt.vp9.existing')).toEqual([5]);
    const bits = new BitWriter().bits('10 1 1 0 0 0 1 1').byte(0x49).byte(0x83).byte(0x42).bits('1 111 0');
    bits.byte(0).byte(65).byte(0).byte(33);
    const rgb = frame('VP9', bits.bytes());
    expect(rgb.result).toBeUndefined();
    expect(rgb.valuesOf('rtmpt.vp9.color_space')).toEqual([7]);
    expect(rgb.valuesOf('rtmpt.config.height')).toEqual([34]);
    expect(frame('VP9', hex('82498343')).result).toMatchObject({ code: 'flv.vp9-sync-code' });
  });
});

describe('a payload', () => {
  test('of a track follows what its configuration says', () => {
    const context = createVideoContext();
    const header = { codec: 'H.264', isSequenceHeader: true, isFrame: false };
    const picture = { codec: 'H.264', isSequenceHeader: false, isFrame: true };
    const [config, unit] = [hex('0142c00dfde00000'), hex('00020930')];
    expect(traced(config, (reader) => readVideoPayload(reader, header, context)).result).toBeUndefined();
    expect(context.nalLengthSize).toBe(2);
    expect(traced(unit, (reader) => readVideoPayload(reader, picture, context)).result).toBeUndefined();
  });

  test('of a codec that is not looked into, or of none', () => {
    expect(frame('VP6', hex('abcd')).valuesOf('rtmpt.video.coded_data')).toEqual([hex('abcd')]);
    expect(frame(undefined, hex('abcd')).valuesOf('rtmpt.video.coded_data')).toEqual([hex('abcd')]);
    expect(frame('H.264', hex('')).result).toBeUndefined();
    const rest = { codec: 'H.264', isSequenceHeader: false, isFrame: false };
    const nothing = traced(hex('abcd'), (reader) => readVideoPayload(reader, rest, createVideoContext()));
    expect(nothing.result).toBeUndefined();
  });

  test('of a broken configuration says what is broken', () => {
    const header = { codec: 'HEVC', isSequenceHeader: true, isFrame: false };
    const { result } = traced(hex('0101'), (reader) =>
      readVideoPayload(reader, header, createVideoContext()),
    );
    expect(result).toMatchObject({ code: 'truncated' });
  });
});
