import { describe, expect, test } from 'vitest';
import { readAudioTag } from '../../src/flv/audio-tag.ts';
import { AudioChannel, channelName } from '../../src/flv/multichannel.ts';
import { bytes, hex, u24, u32 } from '../writer/bytes.ts';
import { told } from './reading.ts';

const audio = (data: Uint8Array) => told(data, readAudioTag);

/** The speakers in the order of the specification (E-RTMP v2, AudioChannel). */
const SPEAKERS = `
  FrontLeft FrontRight FrontCenter LowFrequency1 BackLeft BackRight
  FrontLeftCenter FrontRightCenter BackCenter SideLeft SideRight TopCenter
  TopFrontLeft TopFrontCenter TopFrontRight TopBackLeft TopBackCenter TopBackRight
  LowFrequency2 TopSideLeft TopSideRight BottomFrontCenter BottomFrontLeft BottomFrontRight
`
  .trim()
  .split(/\s+/);

test('speakers have the names of the specification', () => {
  expect(SPEAKERS.map((_, i) => channelName(i))).toEqual(SPEAKERS);
  expect([0xfe, 0xff, 24].map(channelName)).toEqual(['Unused', 'Unknown', '24']);
  expect(AudioChannel.bottomFrontRight).toBe(23);
});

describe('a multichannel configuration', () => {
  test('in no given order: a count', () => {
    const { tag, fields } = audio(hex('94 61632d33 00 02'));
    expect(tag.multichannel).toStrictEqual({
      order: 0,
      channelCount: 2,
      channelMask: undefined,
      channels: undefined,
    });
    expect(tag).toMatchObject({ isFrame: false, isSequenceHeader: false, codec: 'AC-3', broken: undefined });
    expect(fields.at(-1)).toBe('rtmpt.audio.multichannel.count 6–6 = 2');
  });

  test('in native order, as FFmpeg 8.1 sends it for 5.1', () => {
    const { tag, codes, fields } = audio(hex('94 4f707573 01 06 0000003f'));
    expect(tag.multichannel).toStrictEqual({
      order: 1,
      channelCount: 6,
      channelMask: 0x3f,
      channels: [0, 1, 2, 3, 4, 5],
    });
    expect(codes).toEqual([]);
    expect(fields.slice(3)).toEqual([
      'rtmpt.audio.fourcc 1–4 = 1332770163',
      'rtmpt.audio.multichannel.order 5–5 = 1',
      'rtmpt.audio.multichannel.count 6–6 = 6',
      'rtmpt.audio.multichannel.mask 7–10 = 63',
      '  rtmpt.audio.multichannel.channel bits 2–2 = 5',
      '  rtmpt.audio.multichannel.channel bits 3–3 = 4',
      '  rtmpt.audio.multichannel.channel bits 4–4 = 3',
      '  rtmpt.audio.multichannel.channel bits 5–5 = 2',
      '  rtmpt.audio.multichannel.channel bits 6–6 = 1',
      '  rtmpt.audio.multichannel.channel bits 7–7 = 0',
    ]);
  });

  test('of all 24 speakers', () => {
    const { tag, codes } = audio(bytes(0x94, 'fLaC', 1, 24, u32(0xffffff)));
    expect(tag.multichannel?.channels?.map(channelName)).toEqual(SPEAKERS);
    expect(codes).toEqual([]);
  });

  test('in custom order: a speaker for each channel, also none and one that is not known', () => {
    const { tag, fields } = audio(hex('94 4f707573 02 05 02 00 17 fe ff'));
    expect(tag.multichannel).toStrictEqual({
      order: 2,
      channelCount: 5,
      channelMask: undefined,
      channels: [2, 0, 23, 254, 255],
    });
    expect(fields.slice(-5)).toEqual(
      [2, 0, 23, 254, 255].map(
        (speaker, i) => `rtmpt.audio.multichannel.channel ${i + 7}–${i + 7} = ${speaker}`,
      ),
    );
  });

  test('of several tracks', () => {
    const { tag } = audio(
      bytes(
        hex('95 24'),
        bytes('Opus', 1, u24(6), hex('01 02 00000003')),
        bytes('mp4a', 2, u24(3), hex('02 01 02')),
        bytes('ac-3', 3, u24(2), hex('00 06')),
      ),
    );
    expect(tag).toMatchObject({
      packetType: 4,
      broken: undefined,
      tracks: [
        { trackId: 1, multichannel: { order: 1, channelCount: 2, channels: [0, 1] } },
        { trackId: 2, multichannel: { order: 2, channelCount: 1, channels: [2] } },
        { trackId: 3, multichannel: { order: 0, channelCount: 6, channels: undefined } },
      ],
    });
  });

  test.each([
    ['more bits than channels', '01 01 00000003'],
    ['fewer bits than channels', '01 03 80000001'],
  ])('with %s says two things', (_name, body) => {
    const { tag, codes } = audio(hex(`94 4f707573 ${body}`));
    expect(codes).toEqual(['flv.channel-count']);
    expect(tag.broken).toBeUndefined();
  });

  test.each([
    ['94 4f707573', undefined],
    ['94 4f707573 01', undefined],
    ['94 4f707573 01 06 0000', 6],
    ['94 4f707573 02 03 00 01', 3],
  ])('%s breaks off and keeps what was read', (encoded, channelCount) => {
    const { tag } = audio(hex(encoded));
    expect(tag.multichannel).toMatchObject({ channelCount });
    expect(tag.broken?.code).toBe('truncated');
  });
});
