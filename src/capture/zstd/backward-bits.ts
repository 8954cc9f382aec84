import { BadFrame } from '../framed.ts';

/** Bytes that must be readable before and behind a bit stream, so that it need not be asked before each read. */
export const BITS_PADDING = 16;

/**
 * A bit stream that is read from its end to its beginning (RFC 8878 §4.1). It may be read past its beginning by up to
 * `BITS_PADDING` bytes; then `left` is negative, and the bits mean nothing.
 */
export class BackwardBits {
  private readonly view: DataView;
  private position: number;
  private readonly first: number;

  /**
   * @param view holds the stream at `[start, end)` and the padding around it
   * @throws BadFrame when it has no end mark
   */
  constructor(view: DataView, start: number, end: number) {
    const last = end > start ? view.getUint8(end - 1) : 0;
    if (last === 0) throw new BadFrame('damaged', 'a bit stream has no end mark');
    this.view = view;
    this.first = start * 8;
    // The highest bit that is set only says where the stream ends.
    this.position = end * 8 - Math.clz32(last) + 23;
  }

  /** Bits that are unread. */
  get left(): number {
    return this.position - this.first;
  }

  /** Takes the next bits, 25 at most. */
  read(count: number): number {
    const position = this.position - count;
    this.position = position;
    return (this.view.getUint32(position >> 3, true) >>> (position & 7)) & ((1 << count) - 1);
  }

  /** Takes the next bits, 30 at most. */
  readLong(count: number): number {
    if (count <= 25) return this.read(count);
    const high = this.read(count - 16);
    return (high << 16) | this.read(16);
  }
}
