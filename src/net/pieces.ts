import { originOfCopy, type Origin } from '../bytes/origin.ts';
/** A run of bytes that arrived before what is in front of it. */
export type Piece = {
  /** First byte, and end, in the stream or datagram that it belongs to. */
  readonly offset: number;
  readonly end: number;
  /** The captured bytes, a copy: fewer than `end - offset` when the capture cut them. */
  readonly data: Uint8Array;
  /** Where they come from. */
  readonly origin: Origin;
};

/** What a piece costs beside its bytes, so that a million pieces of one byte aren't taken for a megabyte. */
const PIECE_COST = 256;

/**
 * Pieces of a whole in order of offset, without overlap. Where two claim the same bytes, the one captured first wins:
 *
 *     held     |-----|   |---|
 *     added  |-----------------|
 *     kept   |1|-----|-2-|---|3|
 */
export class Pieces {
  /** Memory held, in bytes. */
  cost = 0;
  /** How many there are: by itself, since it is asked for with each segment and nearly always 0. */
  length = 0;
  private readonly list: Piece[] = [];

  /** The piece at `index`, counted from the lowest offset. */
  at(index: number): Piece | undefined {
    return index < this.length ? this.list[index] : undefined;
  }

  /**
   * Copies what is new of `[offset, end)`, of which `data[start, dataEnd)` was captured.
   * @returns how many bytes of the range were new
   */
  add(offset: number, end: number, data: Uint8Array, start: number, dataEnd: number, origin: Origin): number {
    let added = 0;
    let from = offset;
    let index = this.indexBehind(offset);
    while (from < end) {
      const next = this.list[index];
      const to = next === undefined ? end : Math.min(end, next.offset);
      if (from < to) {
        const first = Math.min(dataEnd, start + (from - offset));
        const copy = data.slice(first, Math.min(dataEnd, start + (to - offset)));
        this.list.splice(index, 0, {
          offset: from,
          end: to,
          data: copy,
          origin: originOfCopy(origin, first),
        });
        this.length++;
        this.cost += copy.length + PIECE_COST;
        added += to - from;
        index++;
      }
      if (next === undefined) break;
      from = next.end;
      index++;
    }
    return added;
  }

  /** Forgets the first `count` pieces. */
  drop(count: number): void {
    for (let i = 0; i < count; i++) this.cost -= this.list[i]!.data.length + PIECE_COST;
    this.list.splice(0, count);
    this.length -= count;
  }

  /** The index of the first piece that ends behind `offset`. */
  private indexBehind(offset: number): number {
    let high = this.list.length;
    // Nearly always the new piece comes last.
    if (high === 0 || this.list[high - 1]!.end <= offset) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.list[middle]!.end > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
