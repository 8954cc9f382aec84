import type { FrameStamp } from './frame-stamp.ts';

/** Which frame held bytes, when it was captured, and where they lie in the capture file. Comes with an array of bytes. */
export type Origin = FrameStamp & {
  /** Offset in the (decompressed) file of the byte at index `start` of the array; NaN where a datagram was put together of fragments. */
  readonly fileOffset: number;
  readonly start: number;
};

/** Where in the (decompressed) file the byte at `index` lies, or NaN. */
export function fileOffsetAt(origin: Origin, index: number): number {
  return origin.fileOffset + (index - origin.start);
}

/** The origin of a copy of the byte at `index` that stands at `start`. */
export function placedOrigin(origin: Origin, index: number, start: number): Origin {
  const { frame, seconds, nanoseconds } = origin;
  return { frame, seconds, nanoseconds, fileOffset: fileOffsetAt(origin, index), start };
}

/** The origin of a copy that begins with the byte at `index`. */
export function originOfCopy(origin: Origin, index: number): Origin {
  return placedOrigin(origin, index, 0);
}

/** Of bytes that come from no frame, such as those of a gap. */
export const NOWHERE: Origin = { frame: 0, seconds: 0, nanoseconds: 0, fileOffset: NaN, start: 0 };
