import { describe, expect, test } from 'vitest';
import { propertyOf } from '../../src/amf/value.ts';
import { readVideoTag } from '../../src/flv/video-tag.ts';
import { amf0, ecmaArray } from '../writer/amf0.ts';
import { bytes, hex, u24 } from '../writer/bytes.ts';
import { told } from './reading.ts';

const video = (data: Uint8Array) => told(data, readVideoTag);

/** E-RTMP v2, Metadata Frame. */
const COLOR_INFO = {
  colorConfig: { bitDepth: 10, colorPrimaries: 9, transferCharacteristics: 16, matrixCoefficients: 9 },
  hdrCll: { maxFall: 400, maxCLL: 1000 },
  hdrMdcv: {
    redX: 0.68,
    redY: 0.32,
    greenX: 0.265,
    greenY: 0.69,
    blueX: 0.15,
    blueY: 0.06,
    whitePointX: 0.3127,
    whitePointY: 0.329,
    maxLuminance: 1000,
    minLuminance: 0.0001,
  },
};

describe('a metadata packet', () => {
  test('is a name and a value', () => {
    const { tag, fields } = video(bytes(0x94, 'hvc1', amf0('colorInfo', COLOR_INFO)));
    const [name, info] = tag.metadata ?? [];
    expect(name).toBe('colorInfo');
    expect(propertyOf(propertyOf(info, 'colorConfig'), 'transferCharacteristics')).toBe(16);
    expect(propertyOf(propertyOf(info, 'hdrCll'), 'maxCLL')).toBe(1000);
    expect(propertyOf(propertyOf(info, 'hdrMdcv'), 'minLuminance')).toBe(0.0001);
    expect(tag).toMatchObject({ isFrame: false, isSequenceHeader: false, broken: undefined });
    expect(fields).not.toContainEqual(expect.stringContaining('undeclared'));
  });

  test.each(
    Object.entries(COLOR_INFO).flatMap(([group, members]) =>
      Object.entries(members).map(([name, value]) => [group, name, value] as const),
    ),
  )('says %s.%s', (group, name, value) => {
    const { tag } = video(bytes(0x94, 'av01', amf0('colorInfo', COLOR_INFO)));
    expect(propertyOf(propertyOf(tag.metadata?.[1], group), name)).toBe(value);
  });

  test('has a frame type that means nothing: that of a command is FFmpeg 8.1', () => {
    const { tag } = video(bytes(0xd4, 'av01', amf0('colorInfo', ecmaArray({ colorConfig: {} }))));
    expect(tag).toMatchObject({ command: undefined, packetType: 4, fourCc: 'av01', broken: undefined });
    expect(tag.metadata?.[0]).toBe('colorInfo');
  });

  test('takes back the colours with undefined', () => {
    const { tag } = video(bytes(0x94, 'hvc1', amf0('colorInfo', undefined)));
    expect(tag.metadata).toStrictEqual(['colorInfo', undefined]);
  });

  test('may hold several pairs', () => {
    const { tag } = video(bytes(0x94, 'vp09', amf0('colorInfo', {}, 'other', 1)));
    expect(tag.metadata).toMatchObject(['colorInfo', { properties: [] }, 'other', 1]);
  });

  test('of each track ends with the track', () => {
    const first = amf0('colorInfo', COLOR_INFO);
    const second = amf0('colorInfo', undefined);
    const { tag } = video(
      bytes(0x96, 0x24, 'hvc1', 0, u24(first.length), first, 'av01', 1, u24(second.length), second),
    );
    expect(tag).toMatchObject({
      packetType: 4,
      metadata: undefined,
      broken: undefined,
      tracks: [
        { trackId: 0, fourCc: 'hvc1', metadata: ['colorInfo', { kind: 'object' }] },
        { trackId: 1, fourCc: 'av01', metadata: ['colorInfo', undefined] },
      ],
    });
  });

  test('that breaks off keeps what was read', () => {
    const whole = bytes(0x94, 'hvc1', amf0('colorInfo', COLOR_INFO));
    for (let length = 5; length < whole.length; length++) {
      const { tag } = video(whole.subarray(0, length));
      if (length >= 17) expect(tag.metadata?.[0]).toBe('colorInfo');
      // A packet of no value, or of a name alone, ends where a value does.
      if (length !== 5 && length !== 17) expect(tag.broken).toBeDefined();
    }
  });

  test('that is no AMF is a note at its place', () => {
    expect(video(hex('94 68766331 ff')).tag.broken).toMatchObject({ code: 'amf.marker', at: 5 });
  });
});
