/** Text that becomes known later: what it says when it is asked for. */
export type LateText = () => string;

/** What late text may come to, in characters: only its order of magnitude matters. */
const LATE_SIZE = 300;
/** Pieces that are joined before they wait on: a string put together of many small ones takes several times its memory. */
const BATCH = 64;

/** Text that waits to be told, in order. */
export class PendingText {
  /** Characters that wait, about. */
  size = 0;
  private texts: (string | LateText)[] = [];
  private batch: string[] = [];

  add(text: string | LateText): void {
    if (typeof text === 'string') {
      this.size += text.length;
      this.batch.push(text);
      if (this.batch.length === BATCH) this.endBatch();
    } else {
      this.size += LATE_SIZE;
      this.endBatch();
      this.texts.push(text);
    }
  }

  /** Everything that waits; nothing waits afterwards. */
  take(): string {
    this.endBatch();
    const whole = this.texts.map((text) => (typeof text === 'string' ? text : text())).join('');
    this.texts = [];
    this.size = 0;
    return whole;
  }

  private endBatch(): void {
    if (this.batch.length > 0) this.texts.push(this.batch.join(''));
    this.batch = [];
  }
}
