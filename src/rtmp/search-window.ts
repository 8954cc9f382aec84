import { keepStamp, type FrameStamp } from '../bytes/frame-stamp.ts';
import { NOWHERE, type Origin, placedOrigin } from '../bytes/origin.ts';

type Run = {
  readonly end: number;
  readonly origin: Origin;
  readonly now: FrameStamp;
  readonly isHole: boolean;
};

/** Bytes that came at once from one frame, or a hole: `window.bytes[start, end)`. */
type Piece = {
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
  readonly now: FrameStamp;
  readonly isHole: boolean;
};

/** The longest hole that keeps its place: what came before a longer one has no bearing on what follows. */
export const LONGEST_HOLE = 64 * 1024;

/** Pieces that are held; a segment of one byte is one. */
const MOST_PIECES = 32_768;

/** A part of a stream in which the next chunk header is searched for. A hole keeps its place: its bytes count, as zeros. */
export class SearchWindow {
  private data = new Uint8Array(0);
  private runs: Run[] = [];
  private stored = 0;
  /** Bytes at the beginning that were let go; the runs count from there. */
  private dropped = 0;
  /** Where the last hole ends. */
  private holesEnd = 0;
  /** The run that was asked for last: most often the next question is about it, or the one behind it. */
  private recent = 0;

  /** Bytes that came or are missing. */
  get length(): number {
    return this.stored;
  }

  /** All of it, holes as zeros. Valid until more comes. */
  get bytes(): Uint8Array {
    return this.data;
  }

  /** Whether what is held of so many pieces takes more memory than its bytes. */
  get isCrowded(): boolean {
    return this.runs.length > MOST_PIECES;
  }

  addBytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    this.makeRoom(end - start);
    const kept = placedOrigin(origin, start, this.stored + this.dropped);
    this.data.set(data.subarray(start, end), this.stored);
    this.add(end - start, kept, now, false);
  }

  /** `length` bytes are missing, `LONGEST_HOLE` at most. */
  addGap(length: number, now: FrameStamp): void {
    this.makeRoom(length);
    this.data.fill(0, this.stored, this.stored + length);
    this.add(length, NOWHERE, now, true);
    this.holesEnd = this.stored;
  }

  /** Missing bytes in `[start, end)`. */
  missingIn(start: number, end: number): number {
    let missing = 0;
    if (start >= this.holesEnd) return missing;
    for (let i = this.runAt(start), from = start; i < this.runs.length && from < end; i++) {
      const to = Math.min(end, this.runs[i]!.end - this.dropped);
      if (this.runs[i]!.isHole) missing += to - from;
      from = to;
    }
    return missing;
  }

  /** What came with the byte at `offset`, from there on; `undefined` at the end. */
  pieceAt(offset: number): Piece | undefined {
    const run = this.runs[this.runAt(offset)];
    if (run === undefined) return undefined;
    const { origin, now, isHole } = run;
    const here = placedOrigin(origin, origin.start, origin.start - this.dropped);
    return { start: offset, end: run.end - this.dropped, origin: here, now, isHole };
  }

  /** Lets the first `count` bytes go. */
  drop(count: number): void {
    this.runs.splice(0, this.runAt(count));
    this.recent = 0;
    this.data.copyWithin(0, count, this.stored);
    this.stored -= count;
    this.dropped += count;
    this.holesEnd = Math.max(0, this.holesEnd - count);
  }

  private add(count: number, origin: Origin, now: FrameStamp, isHole: boolean): void {
    this.stored += count;
    this.runs.push({ end: this.stored + this.dropped, origin, now: keepStamp(now), isHole });
  }

  /** Index of the run that holds the byte at `offset`. */
  private runAt(offset: number): number {
    const { runs } = this;
    const wanted = offset + this.dropped;
    for (let i = this.recent; i < Math.min(this.recent + 2, runs.length); i++) {
      if (runs[i]!.end > wanted && (i === 0 || runs[i - 1]!.end <= wanted)) return (this.recent = i);
    }
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (runs[middle]!.end > wanted) high = middle;
      else low = middle + 1;
    }
    return (this.recent = low);
  }

  private makeRoom(count: number): void {
    const needed = this.stored + count;
    if (needed <= this.data.length) return;
    const room = new Uint8Array(Math.max(4096, needed * 2));
    room.set(this.data.subarray(0, this.stored));
    this.data = room;
  }
}
