/** Values that a series has at most; it then gets coarser. */
const MOST_VALUES = 600;

/** What happened over time: sums over as many seconds each. */
export type SeriesFacts = {
  /** Seconds that each value is about. */
  readonly seconds: number;
  readonly values: readonly (number | undefined)[];
};

/** Sums by second; of a long time, by two seconds, four, and so on. */
export class Series {
  /** Seconds of each sum. */
  seconds = 1;
  sums: number[] = [];

  add(second: number, amount: number): void {
    while (Math.floor(second / this.seconds) >= MOST_VALUES) this.fold();
    const at = Math.floor(second / this.seconds);
    while (this.sums.length <= at) this.sums.push(0);
    this.sums[at]! += amount;
  }

  private fold(): void {
    const { sums } = this;
    this.sums = sums.flatMap((sum, i) => (i % 2 === 0 ? [sum + (sums[i + 1] ?? 0)] : []));
    this.seconds *= 2;
  }
}
