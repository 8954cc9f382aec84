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

/** Numbers that a run takes in the list of an `OriginMap`: start, end, frame, file offset. */
const RUN = 4;

/** Where bytes that were put together come from: which frame, and where in the file. */
export class OriginMap {
  /** Bytes mapped so far. */
  length = 0;
  /** The runs in order, as plain numbers: there may be one for each packet of a large message. */
  private readonly list: number[] = [];

  /** The next `count` bytes: those at `index` and behind it of an array with this origin. */
  add(origin: Origin, index: number, count: number): void {
    if (count > 0) this.addPlace(origin.frame, fileOffsetAt(origin, index), count);
  }

  /** The next `count` bytes: those of a frame from an offset in the file on. */
  addPlace(frame: number, fileOffset: number, count: number): void {
    const { list } = this;
    const last = list.length - RUN;
    const start = this.length;
    this.length += count;
    const goesOn =
      last >= 0 &&
      list[last + 2] === frame &&
      list[last + 3]! + (list[last + 1]! - list[last]!) === fileOffset;
    if (goesOn) list[last + 1] = this.length;
    else list.push(start, this.length, frame, fileOffset);
  }

  /** The next `count` bytes were never captured. */
  addGap(count: number): void {
    this.length += count;
  }

  /** The frames that hold them, in order; a frame that others interrupt comes again. */
  get frames(): number[] {
    const { list } = this;
    const frames: number[] = [];
    let last = -1;
    for (let i = 2; i < list.length; i += RUN) {
      const frame = list[i]!;
      if (frame !== last) frames.push(frame);
      last = frame;
    }
    return frames;
  }

  /** Where the bytes of `[start, end)` come from, in order; those that were never captured are left out. */
  runs(start: number, end: number): OriginRun[] {
    const { list } = this;
    const found: OriginRun[] = [];
    for (let i = 0; i < list.length; i += RUN) {
      const begin = list[i]!;
      const from = Math.max(start, begin);
      const to = Math.min(end, list[i + 1]!);
      if (from >= to) continue;
      found.push({ start: from, end: to, frame: list[i + 2]!, fileOffset: list[i + 3]! + from - begin });
    }
    return found;
  }

  /** Where the bytes of `[start, end)` come from, counted from the first of them. */
  slice(start: number, end: number): OriginMap {
    const slice = new OriginMap();
    for (const run of this.runs(start, end)) {
      slice.list.push(run.start - start, run.end - start, run.frame, run.fileOffset);
    }
    slice.length = end - start;
    return slice;
  }
}
