/** A moment of the capture. */
export type Instant = {
  /** Whole seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  /** Nanoseconds within the second, 0 to 999,999,999. */
  readonly nanoseconds: number;
};

/** Which frame of the capture, and when it was captured. */
export type FrameStamp = Instant & {
  /** Number of the frame, counted from 1 over the whole file. */
  readonly frame: number;
};

/** Milliseconds since 1970, as exactly as a number can hold them. */
export function millisecondsOf({ seconds, nanoseconds }: Instant): number {
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Milliseconds from `earlier` to `later`, with the precision of the capture. */
export function millisecondsBetween(earlier: FrameStamp, later: FrameStamp): number {
  return (later.seconds - earlier.seconds) * 1000 + (later.nanoseconds - earlier.nanoseconds) / 1e6;
}

/** A stamp that is filled again. */
export type MutableStamp = { -readonly [Key in keyof FrameStamp]: FrameStamp[Key] };

/** Fills a stamp with another one. */
export function copyStamp(to: MutableStamp, from: FrameStamp): void {
  to.frame = from.frame;
  to.seconds = from.seconds;
  to.nanoseconds = from.nanoseconds;
}

/** When the first byte of something could be delivered in order: a retransmitted one counts from then on. */
export type FirstByteStamp = {
  /** Whole seconds since 1970-01-01 UTC. */
  readonly firstSeconds: number;
  /** Nanoseconds within the second, 0 to 999,999,999. */
  readonly firstNanoseconds: number;
};

/** A copy that outlives the call, of a stamp that a stage may reuse. */
export function keepStamp(stamp: FrameStamp): FrameStamp {
  return { frame: stamp.frame, seconds: stamp.seconds, nanoseconds: stamp.nanoseconds };
}
