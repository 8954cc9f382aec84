import { keepStamp, type FrameStamp } from './frame-stamp.ts';
import type { StreamSink } from './stream-sink.ts';

type Run = { end: number; readonly origin: number; readonly now: FrameStamp; readonly isHole: boolean };

/** The longest hole that a backlog keeps the place of: more, and what came before has no bearing on what follows. */
export const LONGEST_HOLE = 1024 * 1024;

/**
 * A part of a stream, held back until it is known what it is; then replayed as it came, frame by frame.
 * A hole keeps its place: its bytes count, as zeros.
 */
export class Backlog {
  private data = new Uint8Array(0);
  private runs: Run[] = [];
  private stored = 0;
  /** Bytes at the beginning that were let go; the runs count from there. */
  private dropped = 0;
  /** Where the first hole is. */
  private hole = Infinity;

  /** Bytes that came or are missing. */
  get length(): number {
    return this.stored;
  }

  /** Whether no byte is missing. */
  get isWhole(): boolean {
    return this.hole === Infinity;
  }

  /** The stream from its first byte, up to the first hole. */
  get head(): Uint8Array {
    return this.data.subarray(0, Math.min(this.stored, this.hole));
  }

  /** All of it, holes as zeros. Valid until more comes. */
  get bytes(): Uint8Array {
    return this.data.subarray(0, this.stored);
  }

  /** The stamp of the first frame, or `undefined` while nothing came. */
  get firstStamp(): FrameStamp | undefined {
    return this.runs[0]?.now;
  }

  addBytes(data: Uint8Array, start: number, end: number, origin: number, now: FrameStamp): void {
    this.makeRoom(end - start);
    this.data.set(data.subarray(start, end), this.stored);
    this.stored += end - start;
    this.runs.push({ end: this.stored + this.dropped, origin, now: keepStamp(now), isHole: false });
  }

  /** `length` bytes are missing, `LONGEST_HOLE` at most. */
  addGap(length: number, now: FrameStamp): void {
    this.makeRoom(length);
    this.data.fill(0, this.stored, this.stored + length);
    this.hole = Math.min(this.hole, this.stored);
    this.stored += length;
    this.runs.push({ end: this.stored + this.dropped, origin: now.frame, now: keepStamp(now), isHole: true });
  }

  /** Missing bytes in `[start, end)`. */
  missingIn(start: number, end: number): number {
    let missing = 0;
    if (this.hole >= end) return missing;
    for (let i = this.runAt(start), from = start; i < this.runs.length && from < end; i++) {
      const to = Math.min(end, this.runs[i]!.end - this.dropped);
      if (this.runs[i]!.isHole) missing += to - from;
      from = to;
    }
    return missing;
  }

  /** Number of the frame that holds the byte at `offset`. */
  frameAt(offset: number): number {
    return this.runs[this.runAt(offset)]?.origin ?? 0;
  }

  /** Lets the first `count` bytes go. */
  drop(count: number): void {
    this.data.copyWithin(0, count, this.stored);
    this.stored -= count;
    this.dropped += count;
    this.runs.splice(0, this.runAt(0));
    const hole = this.runs.findIndex((run) => run.isHole);
    this.hole = hole < 0 ? Infinity : hole === 0 ? 0 : this.runs[hole - 1]!.end - this.dropped;
  }

  /** Passes on everything from `offset` on, in order, and forgets it all. */
  replay(sink: StreamSink, offset = 0): void {
    const { data, runs, dropped } = this;
    this.clear();
    let start = offset;
    for (const { end, origin, now, isHole } of runs) {
      const to = end - dropped;
      if (to <= start) continue;
      if (isHole) sink.gap(to - start, now);
      else sink.bytes(data, start, to, origin, now);
      start = to;
    }
  }

  clear(): void {
    this.data = new Uint8Array(0);
    this.runs = [];
    this.stored = 0;
    this.dropped = 0;
    this.hole = Infinity;
  }

  /** The run that holds the byte at `offset`. */
  private runAt(offset: number): number {
    const wanted = offset + this.dropped;
    let [low, high] = [0, this.runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.runs[middle]!.end > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private makeRoom(count: number): void {
    const needed = this.stored + count;
    if (needed <= this.data.length) return;
    const room = new Uint8Array(Math.max(2048, needed * 2));
    room.set(this.data.subarray(0, this.stored));
    this.data = room;
  }
}
