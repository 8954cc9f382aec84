import { Histogram } from './histogram.ts';

/** Milliseconds from keyframe to keyframe. */
export type KeyframeFacts = {
  readonly min: number | undefined;
  readonly median: number | undefined;
  readonly max: number | undefined;
  /** From the last keyframe to the last frame: the next interval is longer. */
  readonly open: number;
};

/** Measures from keyframe to keyframe, by media time. */
export class Keyframes {
  count = 0;
  private last = 0;
  private now = 0;
  private readonly intervals = new Histogram();

  add(elapsed: number, isKeyframe: boolean): void {
    this.now = elapsed;
    if (!isKeyframe) return;
    if (this.count++ > 0) this.intervals.add(elapsed - this.last);
    this.last = elapsed;
  }

  get facts(): KeyframeFacts | undefined {
    if (this.count === 0) return undefined;
    const { min, median, max, count } = this.intervals;
    const open = this.now - this.last;
    return count === 0 ? { min: undefined, median, max: undefined, open } : { min, median, max, open };
  }
}
