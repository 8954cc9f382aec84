import { describe, expect, it } from 'vitest';
import { propertyOf } from '../../src/amf/value.ts';
import { type Amf0, ecmaArray } from '../writer/amf0.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { hear } from './hear.ts';

/** FLV 10.1 §E.5; the channels, and what servers add to a file, as FFmpeg and Flash Media Server write it; E-RTMP v2. */
const METADATA: Readonly<Record<string, Amf0>> = {
  audiocodecid: 10,
  audiodatarate: 128,
  audiodelay: 0.038,
  audiosamplerate: 44_100,
  audiosamplesize: 16,
  audiochannels: 2,
  canSeekToEnd: true,
  creationdate: 'Sat Mar 14 15:09:26 2026',
  duration: 12.5,
  filesize: 1_234_567,
  framerate: 29.97,
  height: 720,
  stereo: true,
  videocodecid: 7,
  videodatarate: 2500,
  width: 1280,
  lasttimestamp: 12.4,
  lastkeyframetimestamp: 10,
  encoder: 'Lavf60.16.100',
};

const COMPOUND: Readonly<Record<string, Readonly<Record<string, Amf0>>>> = {
  keyframes: { times: [0, 2, 4], filepositions: [13, 40_000, 80_000] },
  videoTrackIdInfoMap: { 1: { width: 1024 }, 2: { width: 3840 } },
  audioTrackIdInfoMap: { 1: { channels: 2 }, 2: { channels: 6 } },
};

describe('the metadata of a stream', () => {
  const message = rtmp.data('onMetaData', ecmaArray({ ...METADATA, ...COMPOUND }));
  const { body, notes } = hear(new ChunkWriter().write(message)).messages[0]!;
  const metadata = body.kind === 'data' ? body.values[0] : undefined;

  it.each(Object.entries(METADATA))('has %s', (name, value) => {
    expect(notes).toBeUndefined();
    expect(propertyOf(metadata, name)).toBe(value);
  });

  it('has times and places of key frames, as files and servers have them', () => {
    const keyframes = propertyOf(metadata, 'keyframes');
    expect(propertyOf(keyframes, 'times')).toEqual([0, 2, 4]);
    expect(propertyOf(keyframes, 'filepositions')).toEqual([13, 40_000, 80_000]);
  });

  it('describes further tracks by their numbers (E-RTMP v2)', () => {
    const width = (track: string): unknown =>
      propertyOf(propertyOf(propertyOf(metadata, 'videoTrackIdInfoMap'), track), 'width');
    const channels = (track: string): unknown =>
      propertyOf(propertyOf(propertyOf(metadata, 'audioTrackIdInfoMap'), track), 'channels');
    expect([width('1'), width('2'), channels('1'), channels('2')]).toEqual([1024, 3840, 2, 6]);
  });
});

describe('other data messages', () => {
  it.each<[string, Amf0[], string, unknown]>([
    ['onCuePoint', [{ name: 'chapter', time: 3.5, type: 'event' }], 'time', 3.5],
    ['onTextData', [{ text: 'hello', language: 'en' }], 'text', 'hello'],
    ['onFI', [{ sd: '14-03-2026', st: '15:09:26.535' }], 'st', '15:09:26.535'],
  ])('%s', (name, values, property, value) => {
    const { body } = hear(new ChunkWriter().write(rtmp.data(name, ...values))).messages[0]!;
    expect(body).toMatchObject({ kind: 'data', name });
    expect(body.kind === 'data' && propertyOf(body.values[0], property)).toBe(value);
  });
});
