import { describe, expect, test } from 'vitest';
import {
  checkPlatforms,
  type PlatformRule,
  type Verdict,
} from '../../../src/analysis/stats/platform-check.ts';
import { PLATFORMS } from '../../../src/analysis/stats/platform-rules.ts';
import { TrackMeter, type TrackStats } from '../../../src/analysis/stats/track.ts';

const key = { from: 'client', streamId: 1, trackId: 0 } as const;
const nothing = new TrackMeter({ ...key, kind: 'video' }).facts();

type Picture = {
  readonly codec?: string;
  readonly width?: number;
  readonly height?: number;
  readonly rate?: number;
  readonly bits: number;
  /** Seconds from keyframe to keyframe. */
  readonly interval: number | undefined;
};

function video({
  codec = 'H.264',
  width = 1920,
  height = 1080,
  rate = 30,
  bits,
  interval,
}: Picture): TrackStats {
  const time = interval === undefined ? undefined : interval * 1000;
  return {
    ...nothing,
    codec,
    width,
    height,
    frameRate: { nominal: rate, mean: rate, median: rate, worst: rate },
    bitRate: { ...nothing.bitRate, mean: bits },
    keyframeInterval: { min: time, median: time, max: time, open: 0 },
  };
}

function verdict(rule: PlatformRule, picture: Picture): Record<string, Verdict> {
  return Object.fromEntries(
    checkPlatforms(video(picture), undefined).map(({ platform, checks }) => [
      platform,
      checks.find((check) => check.rule === rule)!.verdict,
    ]),
  );
}

describe('keyframe intervals: YouTube and Facebook advise 2 s and take 4 s, Twitch takes 2 s', () => {
  test.each([
    [2, 'meets', 'meets'],
    [2.002, 'meets', 'meets'],
    [3, 'differs', 'breaks'],
    [10, 'breaks', 'breaks'],
    [undefined, 'unknown', 'unknown'],
  ] as const)('%s s', (interval, four, two) => {
    const expected = { YouTube: four, Twitch: two, Facebook: four };
    expect(verdict('keyframeInterval', { bits: 4e6, interval })).toEqual(expected);
  });
});

describe('bit rates of the video', () => {
  test.each([
    // 1080p30. YouTube: 5 to 14 Mb/s of H.264; Twitch: up to 6 Mb/s; Facebook: 3 to 6 Mb/s.
    [
      { bits: 5e6, rate: 30 },
      { YouTube: 'meets', Twitch: 'meets', Facebook: 'meets' },
    ],
    [
      { bits: 1e6, rate: 30 },
      { YouTube: 'differs', Twitch: 'meets', Facebook: 'differs' },
    ],
    // 1080p60. YouTube: 6 to 17 Mb/s of H.264, 4 to 12 Mb/s of HEVC; Facebook: 4.5 to 9 Mb/s.
    [
      { bits: 9e6, rate: 60 },
      { YouTube: 'meets', Twitch: 'differs', Facebook: 'meets' },
    ],
    [
      { bits: 13e6, rate: 60 },
      { YouTube: 'meets', Twitch: 'differs', Facebook: 'differs' },
    ],
    [
      { bits: 13e6, rate: 60, codec: 'HEVC' },
      { YouTube: 'differs', Twitch: 'differs', Facebook: 'differs' },
    ],
    // Upright: 1080 lines turned.
    [
      { bits: 5e6, rate: 30, width: 1080, height: 1920 },
      { YouTube: 'meets', Twitch: 'meets', Facebook: 'meets' },
    ],
    // Facebook publishes nothing of 2160 lines, YouTube 11 to 42 Mb/s for 30 frames a second.
    [
      { bits: 20e6, rate: 30, width: 3840, height: 2160 },
      { YouTube: 'meets', Twitch: 'differs', Facebook: 'unknown' },
    ],
  ])('%o', (picture, expected) => {
    expect(verdict('videoBitRate', { interval: 2, ...picture })).toEqual(expected);
  });
});

test('bit rates are held against the range for such pictures', () => {
  const rates = (picture: Partial<Picture>): unknown[] =>
    checkPlatforms(video({ bits: 5e6, interval: 2, ...picture }), undefined).map(({ checks }) => {
      const { min, max, pictures } = checks.find(({ rule }) => rule === 'videoBitRate')!;
      return [min, max, pictures];
    });
  expect(rates({ width: 1280, height: 720, rate: 59.94 })).toEqual([
    [3e6, 8e6, { lines: 720, frameRate: 60 }],
    [undefined, 6e6, undefined],
    [2.25e6, 6e6, { lines: 720, frameRate: 60 }],
  ]);
  expect(rates({ width: 640, height: 360 }).at(-1)).toEqual([
    400_000,
    1e6,
    { lines: 360, frameRate: undefined },
  ]);
});

test('of pictures of an unknown size only what holds for all is known', () => {
  const { width: _, height: __, ...rest } = video({ bits: 9e6, interval: 2 });
  const unsized = { ...rest, width: undefined, height: undefined };
  const verdicts = checkPlatforms(unsized, undefined).map(
    ({ checks }) => checks.find(({ rule }) => rule === 'videoBitRate')!.verdict,
  );
  expect(verdicts).toEqual(['unknown', 'differs', 'unknown']);
});

test('codecs: HEVC and AV1 are for YouTube alone', () => {
  const expected = { YouTube: 'meets', Twitch: 'breaks', Facebook: 'breaks' };
  expect(verdict('videoCodec', { codec: 'AV1', bits: 5e6, interval: 2 })).toEqual(expected);
  const missing = { YouTube: 'unknown', Twitch: 'unknown', Facebook: 'unknown' };
  expect(verdict('audioCodec', { bits: 5e6, interval: 2 })).toEqual(missing);
});

test('sound: 160 kb/s for Twitch, 256 kb/s for Facebook', () => {
  const audio = { ...nothing, kind: 'audio' as const, codec: 'AAC' };
  const verdicts = checkPlatforms(undefined, { ...audio, bitRate: { ...audio.bitRate, mean: 192_000 } }).map(
    ({ checks }) => checks.find(({ rule }) => rule === 'audioBitRate')!.verdict,
  );
  expect(verdicts).toEqual(['unknown', 'differs', 'meets']);
});

test('every platform says where its figures are published, and as of when', () => {
  for (const { sources } of PLATFORMS) {
    expect(sources.length).toBeGreaterThan(0);
    for (const { url, date } of sources) {
      expect(url).toMatch(/^https:\/\//);
      expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  }
});
