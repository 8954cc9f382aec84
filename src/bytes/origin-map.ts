import { fileOffsetAt, type Origin } from './origin.ts';

/** Bytes that lie side by side in one frame. */
export type OriginRun = {
  /** First byte, and end, in the bytes that are mapped. */
  readonly start: number;
  readonly end: number;
  readonly frame: number;
  /** Where the first byte lies in the (decompressed) file; NaN where that is not known. */
  readonly fileOffset: number;
};

/** Where bytes that were put together come from: which frame, and where in the file. */
export class OriginMap {
  /** Bytes mapped so far. */
  length = 0;
  private readonly list: OriginRun[] = [];

  /** The next `count` bytes: those at `index` and behind it of an array with this origin. */
  add(origin: Origin, index: number, count: number): void {
    if (count > 0) this.addPlace(origin.frame, fileOffsetAt(origin, index), count);
  }

  /** The next `count` bytes: those of a frame from an offset in the file on. */
  addPlace(frame: number, fileOffset: number, count: number): void {
    const last = this.list.at(-1);
    const start = this.length;
    this.length += count;
    const goesOn =
      last !== undefined && last.frame === frame && last.fileOffset + (last.end - last.start) === fileOffset;
    if (goesOn) this.list[this.list.length - 1] = { ...last, end: this.length };
    else this.list.push({ start, end: this.length, frame, fileOffset });
  }

  /** The next `count` bytes were never captured. */
  addGap(count: number): void {
    this.length += count;
  }

  /** The frames that hold them, in order; a frame that others interrupt comes again. */
  get frames(): number[] {
    const frames: number[] = [];
    for (const { frame } of this.list) if (frames.at(-1) !== frame) frames.push(frame);
    return frames;
  }

  /** Where the bytes of `[start, end)` come from, in order; those that were never captured are left out. */
  runs(start: number, end: number): OriginRun[] {
    const found: OriginRun[] = [];
    for (const run of this.list) {
      const from = Math.max(start, run.start);
      const to = Math.min(end, run.end);
      if (from < to) {
        found.push({ start: from, end: to, frame: run.frame, fileOffset: run.fileOffset + from - run.start });
      }
    }
    return found;
  }

  /** Where the bytes of `[start, end)` come from, counted from the first of them. */
  slice(start: number, end: number): OriginMap {
    const slice = new OriginMap();
    for (const run of this.runs(start, end)) {
      slice.list.push({ ...run, start: run.start - start, end: run.end - start });
    }
    slice.length = end - start;
    return slice;
  }
}
