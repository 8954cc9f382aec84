import { describe, expect, test } from 'vitest';
import { Arrival } from '../../../src/analysis/stats/arrival.ts';
import { AvOffset } from '../../../src/analysis/stats/av-offset.ts';
import { Histogram } from '../../../src/analysis/stats/histogram.ts';
import { Keyframes } from '../../../src/analysis/stats/keyframes.ts';
import { MediaClock } from '../../../src/analysis/stats/media-clock.ts';
import { PerSecond } from '../../../src/analysis/stats/per-second.ts';
import { SampleClock } from '../../../src/analysis/stats/sample-clock.ts';
import { Series } from '../../../src/analysis/stats/series.ts';

/** A clock that has seen these timestamps. */
function clockOf(...timestamps: readonly number[]): MediaClock {
  const clock = new MediaClock();
  for (const timestamp of timestamps) clock.tick(timestamp);
  return clock;
}

describe('the media clock', () => {
  test('goes on where timestamps wrap at 32 bits', () => {
    const { elapsed, facts } = clockOf(0xffff_ffec, 0, 20);
    expect(elapsed).toBe(40);
    expect(facts).toMatchObject({ first: 0xffff_ffec, last: 20, backwards: 0, jumps: 0 });
  });

  test('counts frames that are out of order once: it stands for the furthest of them', () => {
    const { elapsed, facts } = clockOf(0, 40, 80, 40, 80, 80, 120);
    expect(elapsed).toBe(120);
    expect(facts).toMatchObject({ backwards: 1, repeated: 1, gaps: 0, jumps: 0 });
  });

  test('measures pictures that are sent with the time at which they are shown', () => {
    // In decoding order I P B B P B B, 40 ms each: four pictures in 160 ms, not in the sum of all steps forward.
    const shown = [0, 120, 40, 80, 240, 160, 200];
    expect(clockOf(...shown).elapsed).toBe(240);
  });

  test('goes on where the clock is set back', () => {
    const { elapsed, facts } = clockOf(5000, 5040, 5080, 0, 40, 80);
    expect(elapsed).toBe(160);
    expect(facts).toMatchObject({ first: 5000, last: 80, backwards: 1, jumps: 0 });
  });

  test('is not fooled by steps back that are small each', () => {
    const down = Array.from({ length: 100 }, (_, i) => 100_000 - i * 900);
    const { elapsed, facts } = clockOf(...down, 10_940, 10_980);
    expect(facts.backwards).toBe(99);
    expect(elapsed).toBeLessThanOrEqual(80);
  });

  test('does not follow a jump', () => {
    const { elapsed, facts } = clockOf(0, 40, 3_600_040, 3_600_080);
    expect(elapsed).toBe(80);
    expect(facts).toMatchObject({ jumps: 1, gaps: 0 });
  });

  test('tells a gap from frames that are always seldom', () => {
    expect(clockOf(0, 40, 80, 2080, 2120).facts).toMatchObject({ gaps: 1, longestGap: 2000 });
    expect(clockOf(0, 1000, 2000, 3000).facts).toMatchObject({ gaps: 0, longestGap: undefined });
  });
});

describe('the histogram', () => {
  test('has the value in the middle', () => {
    const histogram = new Histogram();
    expect(histogram.median).toBeUndefined();
    for (const value of [5, 1, 9, 5, 2]) histogram.add(value);
    expect([histogram.min, histogram.median, histogram.max]).toEqual([1, 5, 9]);
    histogram.add(9, 100);
    expect(histogram.median).toBe(9);
  });

  test('stays near it when there are more values than it can hold', () => {
    const histogram = new Histogram();
    for (let value = 0; value < 100_000; value++) histogram.add(value);
    expect([histogram.min, histogram.max, histogram.count]).toEqual([0, 99_999, 100_000]);
    expect(Math.abs(histogram.median! - 50_000)).toBeLessThan(200);
  });
});

describe('sums by second', () => {
  test('count seconds that are over, also those without anything', () => {
    const seconds: number[] = [];
    const sums = new PerSecond((sum, times) => seconds.push(...Array.from({ length: times }, () => sum)));
    for (const elapsed of [0, 500, 1000, 4200]) sums.add(elapsed, 10);
    expect(seconds).toEqual([20, 10, 0, 0]);
    expect([sums.peak, sums.worst]).toEqual([20, 0]);
    sums.end(4999);
    expect(seconds).toEqual([20, 10, 0, 0, 10]);
  });

  test('do not count a second that is not over', () => {
    const sums = new PerSecond();
    sums.add(0, 10);
    sums.end(900);
    expect([sums.peak, sums.worst]).toEqual([undefined, undefined]);
  });

  test('get coarser in a long time and lose nothing', () => {
    const series = new Series();
    for (let second = 0; second < 86_400; second++) series.add(second, 1);
    expect(series.seconds).toBe(256);
    expect(series.sums.slice(0, 3)).toEqual([256, 256, 256]);
    expect(series.sums.reduce((sum, value) => sum + value, 0)).toBe(86_400);
    expect(series.sums.length).toBeLessThanOrEqual(600);
  });
});

test('keyframes have intervals, and the last one a group of pictures that is not over', () => {
  const keyframes = new Keyframes();
  expect(keyframes.facts).toBeUndefined();
  for (let elapsed = 0; elapsed <= 9000; elapsed += 40) {
    keyframes.add(elapsed, [0, 2000, 4000, 7000].includes(elapsed));
  }
  expect(keyframes.facts).toEqual({ min: 2000, median: 2000, max: 3000, open: 2000 });
});

test('arrival tells jitter, lateness and pace', () => {
  const arrival = new Arrival();
  const at = (milliseconds: number) => ({ frame: 1, seconds: 1000, nanoseconds: milliseconds * 1e6 });
  expect(arrival.facts).toBeUndefined();
  // A frame each 40 ms; the second one comes 10 ms late, the last two in time.
  arrival.add(at(0), 0);
  arrival.add(at(50), 40);
  arrival.add(at(80), 80);
  arrival.add(at(120), 120);
  expect(arrival.facts).toEqual({ jitter: 20 / 3, latest: 10, pace: 1 });
});

describe('the offset of sound to picture', () => {
  /** Picture and sound each 100 ms, the sound ahead by what `ahead` says of the time. */
  const offsetOf = (seconds: number, ahead: (elapsed: number) => number): AvOffset => {
    const offset = new AvOffset();
    for (let elapsed = 0; elapsed < seconds * 1000; elapsed += 100) {
      offset.add('audio', (1000 + elapsed + ahead(elapsed)) >>> 0, elapsed);
      offset.add('video', 1000 + elapsed, elapsed);
    }
    return offset;
  };

  test('is what the timestamps say', () => {
    expect(offsetOf(20, () => 0).facts).toMatchObject({ start: 0, min: 0, max: 0, mean: 0, drift: 0 });
    expect(offsetOf(3, () => -250).facts).toMatchObject({ start: -250, end: -250, mean: -250 });
  });

  test('drifts', () => {
    // 1 ms in 100 ms: 600 ms a minute.
    const { drift, start, end, series } = offsetOf(30, (elapsed) => elapsed / 100).facts!;
    expect(drift).toBeCloseTo(600, 6);
    expect([start, end]).toEqual([0, 299]);
    expect(series.values).toHaveLength(30);
    expect(series.values[1]).toBe(14.5);
  });

  test('has no drift to tell of in a few seconds, and nothing without sound', () => {
    expect(offsetOf(5, (elapsed) => elapsed / 100).facts?.drift).toBeUndefined();
    const silent = new AvOffset();
    silent.add('video', 0, 0);
    expect(silent.facts).toBeUndefined();
  });
});

describe('the timestamps of a sound, held against its samples', () => {
  /** Milliseconds of 1024 samples at 48 kHz. */
  const LENGTH = 64 / 3;
  const aheadOf = (...timestamps: readonly number[]): number | undefined => {
    const clock = new SampleClock();
    for (const timestamp of timestamps) clock.tick(timestamp >>> 0, LENGTH);
    return clock.ahead;
  };
  const even = (count: number, step: number): number[] =>
    Array.from({ length: count }, (_, i) => Math.round(i * step));

  test('are with them but for rounding, also over the end of 32 bits', () => {
    expect(Math.abs(aheadOf(...even(1000, LENGTH))!)).toBeLessThanOrEqual(1);
    expect(Math.abs(aheadOf(...even(1000, LENGTH).map((time) => time - 5000))!)).toBeLessThanOrEqual(1);
  });

  test('run ahead by what their rate is wrong', () => {
    // 1 % of 999 frames.
    expect(aheadOf(...even(1000, LENGTH * 1.01))).toBeCloseTo(213, 0);
    expect(aheadOf(...even(1000, LENGTH * 0.99))).toBeCloseTo(-213, 0);
  });

  test('do not run ahead where frames are missing or the clock is set', () => {
    const missing = even(1000, LENGTH).filter((_, i) => i < 400 || i > 410);
    expect(Math.abs(aheadOf(...missing)!)).toBeLessThanOrEqual(1);
    const jumped = even(1000, LENGTH).map((time, i) => (i < 500 ? time : time + 2 ** 31));
    expect(Math.abs(aheadOf(...jumped)!)).toBeLessThanOrEqual(1);
  });

  test('are no measure where they come in steps of their own, and for frames of no known length', () => {
    expect(aheadOf(...even(1000, LENGTH).map((time) => time - (time % 100)))).toBeUndefined();
    const clock = new SampleClock();
    for (const timestamp of [0, 20, 40]) clock.tick(timestamp, undefined);
    expect(clock.ahead).toBeUndefined();
  });
});
