/** Different values that are told apart at most; with more, neighbours become one. */
const MOST_VALUES = 1024;

/** How often each whole number came: as many of them as memory is granted for, and then in steps that double. */
export class Histogram {
  min = Infinity;
  max = -Infinity;
  count = 0;
  private step = 1;
  private counts = new Map<number, number>();

  add(value: number, times = 1): void {
    this.count += times;
    this.min = Math.min(this.min, value);
    this.max = Math.max(this.max, value);
    this.put(this.counts, value, times);
    while (this.counts.size > MOST_VALUES) {
      this.step *= 2;
      const coarser = new Map<number, number>();
      for (const [key, number] of this.counts) this.put(coarser, key, number);
      this.counts = coarser;
    }
  }

  /** The value in the middle, the lower of two; `undefined` where there is none. */
  get median(): number | undefined {
    let left = this.count / 2;
    for (const [value, number] of [...this.counts].sort(([first], [second]) => first - second)) {
      left -= number;
      if (left <= 0) return Math.min(Math.max(value, this.min), this.max);
    }
    return undefined;
  }

  private put(counts: Map<number, number>, value: number, times: number): void {
    const key = Math.floor(value / this.step) * this.step;
    counts.set(key, (counts.get(key) ?? 0) + times);
  }
}
