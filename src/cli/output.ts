import type { OutputStream } from './terminal.ts';

/** Bytes gathered before they are written: one large write costs less than many small ones. */
const ENOUGH = 64 * 1024;
/** So that what is told in pieces of about as much is not written in two. */
const ROOM = 2 * ENOUGH;

/** Text and bytes on their way to standard output, in large pieces. */
export class Output {
  private readonly stream: OutputStream;
  private readonly beforeWrite: () => void;
  private readonly gathered = new Uint8Array(ROOM);
  private length = 0;
  /** Text behind the bytes that are gathered: joined before it becomes bytes. */
  private pieces = '';
  private isFull = false;

  /** @param beforeWrite clears the terminal of what must not stand between the lines */
  constructor(stream: OutputStream, beforeWrite: () => void) {
    this.stream = stream;
    this.beforeWrite = beforeWrite;
  }

  readonly write = (text: string): void => {
    this.pieces += text;
    if (this.pieces.length >= ENOUGH) this.flush();
  };

  /** Writes a copy of bytes, behind what was gathered so far. */
  readonly writeBytes = (bytes: Uint8Array): void => {
    this.gather();
    if (this.length + bytes.length > ROOM) this.flush();
    if (bytes.length > ROOM) {
      this.put(bytes.slice());
      return;
    }
    this.gathered.set(bytes, this.length);
    this.length += bytes.length;
    if (this.length >= ENOUGH) this.flush();
  };

  /** Writes what is gathered. */
  flush(): void {
    const { pieces, length } = this;
    this.pieces = '';
    this.length = 0;
    if (length > 0) this.put(this.gathered.slice(0, length));
    if (pieces !== '') this.put(pieces);
  }

  private gather(): void {
    const { pieces } = this;
    if (pieces === '') return;
    this.pieces = '';
    this.writeBytes(Buffer.from(pieces));
  }

  private put(data: string | Uint8Array): void {
    this.beforeWrite();
    if (!this.stream.write(data)) this.isFull = true;
  }

  /** Waits until whoever reads has caught up, so that output never piles up in memory. */
  async caughtUp(): Promise<void> {
    if (!this.isFull) return;
    this.isFull = false;
    await new Promise<void>((resolve) => this.stream.once('drain', resolve));
  }
}
