import { Series } from './series.ts';

/** Timestamps are whole milliseconds: what lasts a second may be one short. */
const ROUNDING = 1;

/** Adds up what comes in each second of media time. A second counts for the extremes when it is over. */
export class PerSecond {
  readonly series = new Series();
  /** The most and the least in a second; `undefined` before one is over. */
  peak: number | undefined;
  worst: number | undefined;
  private second = 0;
  private sum = 0;
  private readonly onSecond: (sum: number, times: number) => void;

  /** @param onSecond told of the sum of each second that is over, and of how many seconds in a row */
  constructor(onSecond: (sum: number, times: number) => void = () => {}) {
    this.onSecond = onSecond;
  }

  /** @param elapsed milliseconds of media time, which do not go back */
  add(elapsed: number, amount: number): void {
    const second = Math.floor(elapsed / 1000);
    if (second > this.second) {
      this.complete(this.sum, 1);
      if (second - this.second > 1) this.complete(0, second - this.second - 1);
      this.second = second;
      this.sum = 0;
    }
    this.sum += amount;
    this.series.add(this.second, amount);
  }

  /** @param duration milliseconds that the media lasted: the latest second may be over by it */
  end(duration: number): void {
    if (duration + ROUNDING >= (this.second + 1) * 1000) this.complete(this.sum, 1);
  }

  private complete(sum: number, times: number): void {
    this.peak = Math.max(this.peak ?? 0, sum);
    this.worst = Math.min(this.worst ?? Infinity, sum);
    this.onSecond(sum, times);
  }
}
