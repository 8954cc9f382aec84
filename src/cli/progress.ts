import { grouped } from '../bytes/quantity.ts';
import type { Terminal } from './terminal.ts';

/** A file that is read sooner needs no progress line. */
const PATIENCE_MS = 1000;
const INTERVAL_MS = 200;
const ERASE_LINE = '\r\u001b[K';

/** A line on a terminal that says how far a long file is read. */
export class ProgressLine {
  private readonly terminal: Pick<Terminal, 'stderr'>;
  private next = Date.now() + PATIENCE_MS;
  private isShown = false;

  constructor(terminal: Pick<Terminal, 'stderr'>) {
    this.terminal = terminal;
  }

  /** @param progress 0 to 1, or `undefined` where the end is not known @param frames read so far */
  show(progress: number | undefined, frames: number): void {
    if (progress === undefined) return;
    const now = Date.now();
    if (now < this.next) return;
    this.next = now + INTERVAL_MS;
    // Asked for only now: to open the stream takes time at the start.
    const { stderr } = this.terminal;
    if (stderr.isTTY !== true) return;
    this.isShown = true;
    stderr.write(`${ERASE_LINE}reading: ${Math.floor(progress * 100)} %, ${grouped(frames)} frames`);
  }

  erase(): void {
    if (this.isShown) this.terminal.stderr.write(ERASE_LINE);
    this.isShown = false;
  }
}
