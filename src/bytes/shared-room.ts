/** Bytes that each may hold also where no room is left: as many as it takes to begin. */
const LEAST = 8 * 1024;

/** Memory of which many hold parts, in bytes. When it is full, whoever asks for more and holds much has to let go. */
export class SharedRoom {
  /** How often somebody had to. */
  refusals = 0;
  private held = 0;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** Whether who holds `own` bytes may hold so many more, which then counts. */
  take(own: number, more: number): boolean {
    if (this.held + more > this.most && own + more > LEAST) {
      this.refusals++;
      return false;
    }
    this.held += more;
    return true;
  }

  /** Bytes are let go. */
  give(bytes: number): void {
    this.held -= bytes;
  }
}
