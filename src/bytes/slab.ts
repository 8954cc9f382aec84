const SLAB_LENGTH = 256 * 1024;
/** What is longer has an array of its own. */
const MOST_LENGTH = SLAB_LENGTH / 4;

/**
 * Arrays that are cut from one large one, until that is used up: many that live shortly cost less so than each by
 * itself. One that is held holds what was cut beside it, up to 256 KiB.
 */
export class Slab {
  private bytes = new Uint8Array(0);
  private used = 0;

  /** A new array; its bytes are 0. */
  take(length: number): Uint8Array {
    if (length > MOST_LENGTH) return new Uint8Array(length);
    if (this.used + length > this.bytes.length) {
      this.bytes = new Uint8Array(SLAB_LENGTH);
      this.used = 0;
    }
    const start = this.used;
    this.used += length;
    return this.bytes.subarray(start, this.used);
  }
}
