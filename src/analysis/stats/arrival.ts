import { type FrameStamp, keepStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';

/** How frames came, compared to their timestamps. In ms. */
export type ArrivalFacts = {
  /** Mean difference between the time from one frame to the next by the capture and by the timestamps. */
  readonly jitter: number;
  /** How much later a frame came than the timeliest one before it. */
  readonly latest: number;
  /** Media time to the capture's time: below 1 the media come slower than they play. */
  readonly pace: number | undefined;
};

/** Compares when frames arrive with when their timestamps say that they belong. */
export class Arrival {
  private first: FrameStamp | undefined;
  private count = 0;
  private offset = 0;
  private timeliest = 0;
  private latest = 0;
  private differences = 0;
  private passed = 0;
  private media = 0;

  /** @param elapsed milliseconds of media time since the first frame */
  add(stamp: FrameStamp, elapsed: number): void {
    this.first ??= keepStamp(stamp);
    this.passed = millisecondsBetween(this.first, stamp);
    this.media = elapsed;
    const offset = this.passed - elapsed;
    if (this.count++ > 0) this.differences += Math.abs(offset - this.offset);
    this.offset = offset;
    this.timeliest = Math.min(this.timeliest, offset);
    this.latest = Math.max(this.latest, offset - this.timeliest);
  }

  get facts(): ArrivalFacts | undefined {
    if (this.count < 2) return undefined;
    const pace = this.passed > 0 ? this.media / this.passed : undefined;
    return { jitter: this.differences / (this.count - 1), latest: this.latest, pace };
  }
}
