/** A step of this many milliseconds or more is a gap, if it is also three times as long as steps are on average. */
const GAP = 500;
const GAP_TIMES = 3;
/** A step of more milliseconds is no pause of the media: the clock was set. */
const JUMP = 10_000;

/** How the timestamps of a track went on. */
export type TimestampFacts = {
  /** As sent, in ms. */
  readonly first: number;
  readonly last: number;
  /** Frames whose timestamp lies before that of the frame before them, and those that have the same. */
  readonly backwards: number;
  readonly repeated: number;
  /** Steps forward of more than ten seconds. */
  readonly jumps: number;
  /** Steps of half a second to ten seconds, three times as long as on average; the longest of them in ms. */
  readonly gaps: number;
  readonly longestGap: number | undefined;
};

/** The media time of a track: timestamps are 32 bits and wrap (RTMP 1.0 §5.1), go back and jump; this goes on. */
export class MediaClock {
  /** Milliseconds since the first frame, without jumps and steps back. */
  elapsed = 0;
  /** The step to the latest frame; `undefined` where it is none forward. */
  step: number | undefined;
  private first = 0;
  private last = 0;
  private steps = 0;
  private backwards = 0;
  private repeated = 0;
  private jumps = 0;
  private gaps = 0;
  private longestGap: number | undefined;
  private isStarted = false;

  tick(timestamp: number): void {
    if (!this.isStarted) {
      this.isStarted = true;
      this.first = timestamp;
    } else this.take((timestamp - this.last) | 0);
    this.last = timestamp;
  }

  get facts(): TimestampFacts {
    const { first, last, backwards, repeated, jumps, gaps, longestGap } = this;
    return { first, last, backwards, repeated, jumps, gaps, longestGap };
  }

  private take(step: number): void {
    this.step = undefined;
    if (step < 0) this.backwards++;
    else if (step > JUMP) this.jumps++;
    else {
      if (step === 0) this.repeated++;
      if (step >= GAP && this.steps > 0 && step > (GAP_TIMES * this.elapsed) / this.steps) {
        this.gaps++;
        this.longestGap = Math.max(this.longestGap ?? 0, step);
      }
      this.elapsed += step;
      this.steps++;
      this.step = step;
    }
  }
}
