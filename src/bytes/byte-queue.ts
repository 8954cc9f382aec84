const EMPTY = new Uint8Array(0);

/**
 * Blocks in, contiguous records out. A record that lies within one block is read where it lies; only a record that
 * straddles two blocks is copied. A block is used until the next `push` or `settle`; then it may be overwritten.
 */
export class ByteQueue {
  /** The bytes at hand: the first unread one is `data[start]`. Valid until the next `has`, `push` or `settle`. */
  data: Uint8Array = EMPTY;
  start = 0;
  /** Where in the whole input the next byte to read stands. */
  offset = 0;

  private end = 0;
  /** The last block pushed, while `data` is still the copied beginning of a record that ends in it. */
  private block: Uint8Array = EMPTY;
  private blockStart = 0;
  /** Memory of our own for what straddles. */
  private carry: Uint8Array = EMPTY;
  private owed = 0;

  /** Bytes that wait to be read. */
  get length(): number {
    return this.end - this.start + this.block.length - this.blockStart;
  }

  /** Bytes that were skipped and have yet to come. */
  get awaited(): number {
    return this.owed;
  }

  /** Adds a block. What is unread of earlier ones is copied. */
  push(block: Uint8Array): void {
    this.settle();
    const skipped = Math.min(this.owed, block.length);
    this.owed -= skipped;
    this.block = block;
    this.blockStart = skipped;
  }

  /** Whether `count` bytes are here; if so they lie at `data[start, start + count)`. */
  has(count: number): boolean {
    if (this.start === this.end) this.takeBlock();
    const missing = count - (this.end - this.start);
    if (missing <= 0) return true;
    if (missing > this.block.length - this.blockStart) return false;
    this.carryOver(missing);
    return true;
  }

  /** Steps over `count` bytes. Those that have not come yet are dropped as they come. */
  skip(count: number): void {
    this.offset += count;
    this.start += count;
    if (this.start <= this.end) return;
    const beyond = this.start - this.end;
    this.takeBlock();
    const skipped = Math.min(beyond, this.end - this.start);
    this.start += skipped;
    this.owed += beyond - skipped;
  }

  /** Copies what is unread, so that the last block may be overwritten. */
  settle(): void {
    if (this.start === this.end) this.takeBlock();
    const waiting = this.block.length - this.blockStart;
    if (waiting > 0 || (this.start < this.end && this.data !== this.carry)) this.carryOver(waiting);
    this.block = EMPTY;
    this.blockStart = 0;
  }

  private takeBlock(): void {
    this.data = this.block;
    this.start = this.blockStart;
    this.end = this.block.length;
    this.block = EMPTY;
    this.blockStart = 0;
  }

  /** Makes the unread part of `data` and `count` bytes of the block behind it contiguous, in memory of our own. */
  private carryOver(count: number): void {
    const kept = this.end - this.start;
    const total = kept + count;
    if (this.data !== this.carry || this.start + total > this.carry.length) {
      const room = total <= this.carry.length ? this.carry : new Uint8Array(total * 2);
      room.set(this.data.subarray(this.start, this.end));
      this.carry = room;
      this.data = room;
      this.start = 0;
    }
    this.data.set(this.block.subarray(this.blockStart, this.blockStart + count), this.start + kept);
    this.end = this.start + total;
    this.blockStart += count;
  }
}
