import { Series, type SeriesFacts } from './series.ts';

/** Milliseconds of media over which a drift shows: in less, the spacing of frames hides it. */
const DRIFT_AFTER = 9000;

/**
 * The timestamp of the sound less that of the picture that is sent beside it, and how far the timestamps of the sound have run ahead
 * of its samples: senders put frames in the order of their timestamps, so that these alone are always near. In ms.
 */
export type AvOffsetFacts = {
  /** Of the first timestamps, and of the last ones. */
  readonly start: number;
  readonly end: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  /** Milliseconds that it grows in a minute; `undefined` for less than nine seconds. */
  readonly drift: number | undefined;
  readonly series: SeriesFacts;
};

/** The first video and the first audio track of a stream, side by side. */
export class AvOffset {
  private readonly firsts: { audio?: number; video?: number } = {};
  private readonly lasts: { audio?: number; video?: number } = {};
  private ahead = 0;
  private min = Infinity;
  private max = -Infinity;
  private readonly sums = new Series();
  private readonly counts = new Series();
  // What a line of best fit is made of.
  private count = 0;
  private x = 0;
  private y = 0;
  private xx = 0;
  private xy = 0;
  private span = 0;

  /**
   * @param elapsed milliseconds of media time of its track
   * @param ahead milliseconds that the timestamps of a sound have run ahead of its samples
   */
  add(kind: 'audio' | 'video', timestamp: number, elapsed: number, ahead = 0): void {
    this.firsts[kind] ??= timestamp;
    this.lasts[kind] = timestamp;
    if (kind === 'audio') this.ahead = ahead;
    if (kind === 'audio' || this.lasts.audio === undefined) return;
    const offset = ((this.lasts.audio - timestamp) | 0) + this.ahead;
    this.min = Math.min(this.min, offset);
    this.max = Math.max(this.max, offset);
    this.sums.add(Math.floor(elapsed / 1000), offset);
    this.counts.add(Math.floor(elapsed / 1000), 1);
    this.count++;
    this.x += elapsed;
    this.y += offset;
    this.xx += elapsed * elapsed;
    this.xy += elapsed * offset;
    this.span = elapsed;
  }

  get facts(): AvOffsetFacts | undefined {
    const { firsts, lasts, count, sums, counts } = this;
    if (count === 0) return undefined;
    return {
      start: (firsts.audio! - firsts.video!) | 0,
      end: ((lasts.audio! - lasts.video!) | 0) + this.ahead,
      min: this.min,
      mean: this.y / count,
      max: this.max,
      drift: this.drift(),
      series: {
        seconds: sums.seconds,
        values: sums.sums.map((sum, i) => (counts.sums[i]! > 0 ? sum / counts.sums[i]! : undefined)),
      },
    };
  }

  private drift(): number | undefined {
    const { count, x, y, xx, xy } = this;
    const spread = count * xx - x * x;
    return this.span < DRIFT_AFTER || spread <= 0 ? undefined : ((count * xy - x * y) / spread) * 60_000;
  }
}
