/** Of a step of timestamps, the share of a frame that it may be off: more, and a frame is missing or the clock was set. */
const MOST_ERROR = 0.5;
/** Of all steps, the share that may be off by more, or the timestamps are no measure. */
const MOST_IRREGULAR = 0.1;

/** How far the timestamps of a sound run ahead of its samples, which can't be late. */
export class SampleClock {
  private last: number | undefined;
  private sum = 0;
  private steps = 0;
  private irregular = 0;

  /** @param length milliseconds of a frame, as its samples say */
  tick(timestamp: number, length: number | undefined): void {
    if (this.last !== undefined && length !== undefined) {
      const error = ((timestamp - this.last) | 0) - length;
      this.steps++;
      if (Math.abs(error) < MOST_ERROR * length) this.sum += error;
      else this.irregular++;
    }
    this.last = timestamp;
  }

  /** Milliseconds since the first frame; `undefined` where frames have no known length, or timestamps do not follow it. */
  get ahead(): number | undefined {
    return this.steps === 0 || this.irregular > MOST_IRREGULAR * this.steps ? undefined : this.sum;
  }
}
