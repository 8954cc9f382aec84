/** The memory of a window begins with as much, and grows as content comes. */
const FIRST_LENGTH = 512 * 1024;
/** Bytes that come before the window is moved to the beginning again, at most. */
const MOST_ROOM = 16 * 1024 * 1024;

/** The last bytes of a frame, which matches copy from, and the block behind them. */
export class Window {
  memory: Uint8Array = new Uint8Array(FIRST_LENGTH);
  /** Where the next block begins. */
  end = 0;
  private length = 0;

  /** Another frame begins, with a window of `length` bytes. */
  reset(length: number): void {
    this.length = length;
    this.end = 0;
  }

  /** Sees to it that `count` bytes fit behind `end`, no more than the first memory holds. The window stays. */
  reserve(count: number): void {
    if (this.end + count <= this.memory.length) return;
    const most = this.length + Math.max(count, Math.min(this.length, MOST_ROOM));
    const kept = Math.min(this.end, this.length);
    const window = this.memory.subarray(this.end - kept, this.end);
    if (this.memory.length < most) this.memory = new Uint8Array(Math.min(this.memory.length * 2, most));
    this.memory.set(window);
    this.end = kept;
  }
}
