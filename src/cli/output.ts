import type { OutputStream } from './terminal.ts';

/** Characters gathered before they are written: one large write costs less than many small ones. */
const ENOUGH = 64 * 1024;

/** Text on its way to standard output, in large pieces. */
export class Output {
  private readonly stream: OutputStream;
  private readonly beforeWrite: () => void;
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

  /** Writes a copy of bytes, behind the text gathered so far. */
  readonly writeBytes = (bytes: Uint8Array): void => {
    this.flush();
    this.put(bytes.slice());
  };

  /** Writes what is gathered. */
  flush(): void {
    if (this.pieces === '') return;
    const text = this.pieces;
    this.pieces = '';
    this.put(text);
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
