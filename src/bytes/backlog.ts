import { keepStamp, type FrameStamp } from './frame-stamp.ts';
import { NOWHERE, type Origin, placedOrigin } from './origin.ts';
import type { StreamSink } from './stream-sink.ts';

type Run = { readonly end: number; readonly origin: Origin; readonly now: FrameStamp; readonly gap: number };

/**
 * The beginning of a stream, held back until it is known what it is; then replayed as it came, frame by frame.
 * A hole counts in `length`, and ends `head`.
 */
export class Backlog {
  /** Bytes that came or are missing. */
  length = 0;
  /** Whether no byte is missing. */
  isWhole = true;
  private bytes = new Uint8Array(2048);
  private runs: Run[] = [];
  private stored = 0;
  /** Where the first hole is. */
  private hole = Infinity;

  /** The stream from its first byte, up to the first hole. */
  get head(): Uint8Array {
    return this.bytes.subarray(0, Math.min(this.stored, this.hole));
  }

  /** The stamp of the first frame, or `undefined` while nothing came. */
  get firstStamp(): FrameStamp | undefined {
    return this.runs[0]?.now;
  }

  addBytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    const count = end - start;
    if (this.stored + count > this.bytes.length) {
      const room = new Uint8Array((this.stored + count) * 2);
      room.set(this.bytes.subarray(0, this.stored));
      this.bytes = room;
    }
    // Replayed from where it is stored.
    const kept = placedOrigin(origin, start, this.stored);
    this.bytes.set(data.subarray(start, end), this.stored);
    this.stored += count;
    this.length += count;
    this.runs.push({ end: this.stored, origin: kept, now: keepStamp(now), gap: 0 });
  }

  addGap(length: number, now: FrameStamp): void {
    this.length += length;
    this.isWhole = false;
    this.hole = Math.min(this.hole, this.stored);
    this.runs.push({ end: this.stored, origin: NOWHERE, now: keepStamp(now), gap: length });
  }

  /** Passes everything on, in order, and forgets it. */
  replay(sink: StreamSink): void {
    const { bytes, runs } = this;
    this.clear();
    let start = 0;
    for (const run of runs) {
      if (run.gap > 0) sink.gap(run.gap, run.now);
      else sink.bytes(bytes, start, run.end, run.origin, run.now);
      start = run.end;
    }
  }

  clear(): void {
    this.bytes = new Uint8Array(0);
    this.runs = [];
    this.stored = 0;
    this.length = 0;
    this.isWhole = true;
    this.hole = Infinity;
  }
}
