/** Which frame of the capture, and when it was captured. */
export type FrameStamp = {
  /** Number of the frame, counted from 1 over the whole file. */
  readonly frame: number;
  /** Whole seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  /** Nanoseconds within the second, 0 to 999,999,999. */
  readonly nanoseconds: number;
};

/** Milliseconds from `earlier` to `later`, with the precision of the capture. */
export function millisecondsBetween(earlier: FrameStamp, later: FrameStamp): number {
  return (later.seconds - earlier.seconds) * 1000 + (later.nanoseconds - earlier.nanoseconds) / 1e6;
}

/** A copy that outlives the call, of a stamp that a stage may reuse. */
export function keepStamp(stamp: FrameStamp): FrameStamp {
  return { frame: stamp.frame, seconds: stamp.seconds, nanoseconds: stamp.nanoseconds };
}
