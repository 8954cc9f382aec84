const EMPTY = new Uint8Array(0);

/**
 * Blocks in, contiguous records out. A record that lies within one block is read where it lies; only a record
 * that straddles two blocks is copied. The caller may reuse a block as soon as `push` was followed by reading until `has` says no
 * and by `settle`.
 */
export class ByteQueue {
  /** The bytes at hand: the first unread one is `data[start]`. Valid until the next call of `has` or `push`. */
  data: Uint8Array = EMPTY;
  start = 0;
  /** Bytes read so far, over all blocks: the file offset of `data[start]`. */
  offset = 0;

  private end = 0;
  /** A block that waits behind the copied beginning of a record. */
  private next: Uint8Array = EMPTY;
  private nextStart = 0;
  private carry: Uint8Array = EMPTY;

  /** Bytes that wait to be read. */
  get length(): number {
    return this.end - this.start + (this.next.length - this.nextStart);
  }

  /** Adds a block. All earlier blocks must have been settled. */
  push(block: Uint8Array): void {
    if (this.start === this.end) {
      this.data = block;
      this.start = 0;
      this.end = block.length;
    } else {
      this.next = block;
      this.nextStart = 0;
    }
  }

  /** Whether `count` bytes are here; if so they lie at `data[start, start + count)`. */
  has(count: number): boolean {
    if (this.start === this.end && this.nextStart < this.next.length) this.takeNext();
    const missing = count - (this.end - this.start);
    if (missing <= 0) return true;
    if (missing > this.next.length - this.nextStart) return false;
    this.carryOver(missing);
    return true;
  }

  /** Steps over `count` bytes that `has` found. */
  skip(count: number): void {
    this.start += count;
    this.offset += count;
  }

  /** Copies what is unread, so that the last block can be reused. */
  settle(): void {
    if (this.start === this.end) {
      if (this.nextStart < this.next.length) this.takeNext();
      else {
        this.data = EMPTY;
        this.start = 0;
        this.end = 0;
        return;
      }
    }
    this.carryOver(this.next.length - this.nextStart);
    this.next = EMPTY;
    this.nextStart = 0;
  }

  private takeNext(): void {
    this.data = this.next;
    this.start = this.nextStart;
    this.end = this.next.length;
    this.next = EMPTY;
    this.nextStart = 0;
  }

  /** Makes the unread bytes and `count` bytes of the next block contiguous, in memory of our own. */
  private carryOver(count: number): void {
    const kept = this.end - this.start;
    const total = kept + count;
    if (this.data !== this.carry || this.start + total > this.carry.length) {
      const room =
        this.carry.length >= total && this.data !== this.carry
          ? this.carry
          : new Uint8Array(Math.max(total * 2, 1024));
      room.set(this.data.subarray(this.start, this.end));
      this.carry = room;
      this.data = room;
      this.start = 0;
    }
    this.data.set(this.next.subarray(this.nextStart, this.nextStart + count), this.start + kept);
    this.end = this.start + total;
    this.nextStart += count;
  }
}
