import { grouped } from '../bytes/quantity.ts';
import type { OutputStream } from './terminal.ts';

/** A file that is read sooner needs no progress line. */
const PATIENCE_MS = 1000;
const INTERVAL_MS = 200;
const ERASE_LINE = '\r\u001b[K';

/** A line on a terminal that says how far a long file is read. */
export class ProgressLine {
  private readonly stream: OutputStream;
  private next = Date.now() + PATIENCE_MS;
  private isShown = false;

  constructor(stream: OutputStream) {
    this.stream = stream;
  }

  /** @param progress 0 to 1, or `undefined` where the end is not known @param frames read so far */
  show(progress: number | undefined, frames: number): void {
    if (this.stream.isTTY !== true || progress === undefined) return;
    const now = Date.now();
    if (now < this.next) return;
    this.next = now + INTERVAL_MS;
    this.isShown = true;
    this.stream.write(`${ERASE_LINE}reading: ${Math.floor(progress * 100)} %, ${grouped(frames)} frames`);
  }

  erase(): void {
    if (this.isShown) this.stream.write(ERASE_LINE);
    this.isShown = false;
  }
}
