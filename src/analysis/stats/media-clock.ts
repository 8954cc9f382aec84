/** A step of this many milliseconds or more is a gap, if it is also three times as long as steps are on average. */
const GAP = 500;
const GAP_TIMES = 3;
/** A step of more milliseconds is no pause of the media: the clock was set. */
const JUMP = 10_000;
/** A step back of fewer milliseconds is the order of frames; of more, the clock was set. */
const DISORDER = 1000;

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
  /** Milliseconds since the first frame, without jumps: of the furthest frame so far, where frames are out of order. */
  elapsed = 0;
  private first = 0;
  private last = 0;
  /** The timestamp that `elapsed` stands for. */
  private furthest = 0;
  private steps = 0;
  private backwards = 0;
  private repeated = 0;
  private jumps = 0;
  private gaps = 0;
  private longestGap: number | undefined;
  private isStarted = false;

  tick(timestamp: number): void {
    if (this.isStarted) this.take(timestamp);
    else {
      this.isStarted = true;
      this.first = timestamp;
      this.furthest = timestamp;
    }
    this.last = timestamp;
  }

  get facts(): TimestampFacts {
    const { first, last, backwards, repeated, jumps, gaps, longestGap } = this;
    return { first, last, backwards, repeated, jumps, gaps, longestGap };
  }

  private take(timestamp: number): void {
    const step = (timestamp - this.last) | 0;
    if (step < 0) this.backwards++;
    else if (step === 0) this.repeated++;
    const further = (timestamp - this.furthest) | 0;
    if (step > JUMP) this.jumps++;
    else if (further >= 0) this.goOn(further);
    else if (further > -DISORDER) {
      this.steps++;
      return;
    }
    this.furthest = timestamp;
  }

  private goOn(step: number): void {
    if (step >= GAP && this.steps > 0 && step > (GAP_TIMES * this.elapsed) / this.steps) {
      this.gaps++;
      this.longestGap = Math.max(this.longestGap ?? 0, step);
    }
    this.elapsed += step;
    this.steps++;
  }
}
