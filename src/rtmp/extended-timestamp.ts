import { EXTENDED } from './chunk-header.ts';
import type { ChunkStream } from './chunk-stream.ts';
import type { MediaHistory } from './media-history.ts';

/** Extended timestamps of a chunk stream whose time is not known that are no further apart than this, in ms, are times. */
const LONGEST_STEP = 60_000;

/**
 * How a sender writes extended timestamps, where the specification was read differently: whether it repeats them in
 * chunks of type 3 (RTMP 1.0 §5.3.1.3), and whether types 1 and 2 hold a difference (§5.3.1.2.2) or the time itself.
 */
export class ExtendedTimestampDialect {
  /** Whether it leaves them out of chunks of type 3. */
  isOmitting = false;
  /** Whether it writes the time where a difference belongs. */
  isAbsolute = false;
  /** Whether it puts one into chunks of type 3 though their message has none; unknown until the first that could. */
  isAdding: boolean | undefined;

  /** Whether this is the first time that the sender was seen to leave it out of a chunk of type 3. */
  omits(): boolean {
    const isNew = !this.isOmitting;
    this.isOmitting = true;
    return isNew;
  }

  /**
   * Whether a chunk of type 3 may have one that its message has not: by chance four bytes of payload seldom are the time.
   * Most who add one begin to when their time passes 0xFFFFFF, and go by it where their headers hold differences.
   */
  mayAdd({ active, timestamp, length, received }: ChunkStream): boolean {
    if (!active || timestamp === 0 || (this.isAdding === false && timestamp < EXTENDED)) return false;
    return this.isAdding === true || length - received >= 4;
  }

  /** Whether this is the first time that the sender was seen to add one. */
  adds(isThere: boolean): boolean {
    const isNew = isThere && this.isAdding !== true;
    this.isAdding = isThere;
    return isNew;
  }

  /**
   * Sets the timestamp of a chunk stream by the field of a chunk of type 1 or 2; returns whether this is the first time
   * that the sender was seen to write the time itself there.
   */
  advance(stream: ChunkStream, value: number, isExtended: boolean, history: MediaHistory): boolean {
    if (!isExtended || !this.isTime(stream, value, history)) {
      stream.delta = value;
      stream.timestamp = (stream.timestamp + value) >>> 0;
      return false;
    }
    stream.delta = (value - stream.timestamp) >>> 0;
    stream.timestamp = value;
    const isNew = !this.isAbsolute;
    this.isAbsolute = true;
    return isNew;
  }

  /** Whether it is the time itself: as a difference it would jump by more than four hours and a half. */
  private isTime(stream: ChunkStream, value: number, history: MediaHistory): boolean {
    const step = (value - stream.timestamp) | 0;
    if (step < 0) return false;
    if (this.isAbsolute) return step < LONGEST_STEP;
    // Two such differences in a row from a time that is not known: it counts from the first of them.
    const isAgain = stream.countsFromZero && stream.extended && stream.extendedTimestamp === stream.timestamp;
    return isAgain ? step > 0 && step < LONGEST_STEP : history.isEven(stream, step);
  }
}

/**
 * Whether the extended timestamp stands again at `data[at]`, as a chunk of type 3 must have it (RTMP 1.0 §5.3.1.3).
 * Senders that follow the draft of 2009 leave it out there. `undefined`: too few bytes to tell.
 */
export function repeatsExtendedTimestamp(
  data: Uint8Array,
  at: number,
  end: number,
  value: number,
): boolean | undefined {
  for (let i = 0; i < 4; i++) {
    if (at + i >= end) return undefined;
    if (data[at + i] !== ((value >>> (24 - 8 * i)) & 0xff)) return false;
  }
  return true;
}
