/** Fewer messages have no pace. */
const FEWEST = 6;
/** So many with the same step from each to the next have a pace, whatever the step. */
const FEWEST_REGULAR = 8;
/** Fewer that differ only have one that is usual. */
const FEWEST_UNUSUAL = 24;
/** The most that the timestamps of an uneven pace may be off, in ms. */
const MOST_JITTER = 3;

/** Milliseconds from message to message: of the sounds of AAC, MP3 and Opus, and of the usual picture rates. */
const PERIODS: readonly number[] = [
  ...[96, 88.2, 64, 48, 44.1, 32, 24, 22.05, 16, 12, 11.025, 8].flatMap((kHz) => [1024 / kHz, 2048 / kHz]),
  ...[48, 44.1, 32, 24, 22.05].map((kHz) => 1152 / kHz),
  ...[120, 119.88, 100, 60, 59.94, 50, 48, 30, 29.97, 25, 24, 23.976, 20, 15, 12.5, 12, 10, 8, 5].map(
    (rate) => 1000 / rate,
  ),
];

/**
 * The timestamps of a track that come at even distances, each rounded to milliseconds: how far they are from the
 * multiples of the period, at least and at most. It says at which times the next ones can be.
 */
export class Pace {
  readonly period: number;
  private readonly least: number;
  private readonly most: number;
  /** What least and most may be apart. */
  private readonly room: number;

  private constructor(period: number, least: number, most: number, room: number) {
    this.period = period;
    this.least = least;
    this.most = most;
    this.room = room;
  }

  /** Whether nothing but rounding to whole milliseconds moves them. */
  get isEven(): boolean {
    return this.room === 1;
  }

  /** The pace of these timestamps, in order; `undefined` when they have none. */
  static of(timestamps: readonly number[]): Pace | undefined {
    if (timestamps.length < FEWEST) return undefined;
    const usual = usualStep(timestamps);
    if (usual < 2) return undefined;
    const last = timestamps.at(-1)!;
    const span = last - timestamps[0]!;
    const mean = span / Math.max(1, Math.round(span / usual));
    let uneven: Pace | undefined;
    const isLong = timestamps.length >= FEWEST_UNUSUAL;
    const isRegular = timestamps.length >= FEWEST_REGULAR && span === usual * (timestamps.length - 1);
    if (isRegular) return new Pace(usual, last, last, 1);
    for (const period of isLong ? [usual, ...PERIODS, mean] : PERIODS) {
      if (Math.abs(period - usual) > 1.01) continue;
      let [least, most] = [Infinity, -Infinity];
      for (const timestamp of timestamps) {
        // Some between may be lost.
        const off = timestamp - last - Math.round((timestamp - last) / period) * period;
        least = Math.min(least, off);
        most = Math.max(most, off);
      }
      const spread = most - least;
      if (spread < 1) return new Pace(period, last + least, last + most, 1);
      const room = Math.min(MOST_JITTER, period / 4);
      if (spread <= room && (uneven === undefined || spread < uneven.most - uneven.least))
        uneven = new Pace(period, last + least, last + most, room);
    }
    return uneven;
  }

  /** Whether messages at these times, counted from `start`, keep the pace: each of them, and all together. */
  misses(start: number, after: readonly number[]): number {
    let misses = 0;
    let [least, most] = [this.least, this.most];
    const middle = (least + most) / 2;
    for (const one of after) {
      const time = start + one;
      const off = time - Math.round((time - middle) / this.period) * this.period;
      if (Math.max(most, off) - Math.min(least, off) >= this.room + (this.isEven ? 0 : 0.5)) misses++;
      else {
        least = Math.min(least, off);
        most = Math.max(most, off);
      }
    }
    return misses;
  }

  /** The whole milliseconds that may be the time of the message `index` periods behind the last one. */
  *times(index: number): Iterable<number> {
    const first = Math.ceil(this.most - this.room + 1e-6 + index * this.period);
    const last = Math.floor(this.least + this.room - 1e-6 + index * this.period);
    for (let time = first; time <= last; time++) yield time;
  }
}

/** The usual step from message to message. */
export function usualStep(timestamps: readonly number[]): number {
  const steps = timestamps.slice(1).map((timestamp, i) => timestamp - timestamps[i]!);
  return steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0;
}
