/** Lengths of rooms that are used again; what needs more gets an array of its own. */
const SMALL = 4 * 1024;
const LARGE = 64 * 1024;
/** Rooms of each length that wait for the next who needs one. */
const MOST_SPARE = 16;

/** Arrays for what lives shortly, used again and again: a new one each time costs several times as much. */
export class SpareRooms {
  private readonly small: Uint8Array[] = [];
  private readonly large: Uint8Array[] = [];

  /** An array for at least so many bytes, whatever is in it. */
  take(length: number): Uint8Array {
    if (length <= SMALL) return this.small.pop() ?? new Uint8Array(SMALL);
    if (length <= LARGE) return this.large.pop() ?? new Uint8Array(LARGE);
    return new Uint8Array(length);
  }

  /** Takes back an array that nobody reads any more. */
  give(room: Uint8Array): void {
    const spare = room.length === SMALL ? this.small : room.length === LARGE ? this.large : undefined;
    if (spare !== undefined && spare.length < MOST_SPARE) spare.push(room);
  }
}
