import { safeText } from '../bytes/safe-text.ts';

/** A place in a filter's text: `start` to `end`, exclusive. */
export type Place = { readonly start: number; readonly end: number };

/** Characters that take two columns of a terminal, and one of their own width to stand under them. */
const WIDE = /[\u1100-\uffff]|[\u{10000}-\u{10ffff}]/gu;
const WIDE_SPACE = '\u3000';

/**
 * A filter can't be understood. `message` is one sentence, with the nearest known name where there is one.
 *
 * @example
 * import { FilterError, parseFilter } from 'rtmp-dissect';
 *
 * try {
 *   await parseFilter('tipeid == 9');
 * } catch (error) {
 *   if (error instanceof FilterError) console.log(`${error.message}\n${error.picture}`);
 * }
 * // tipeid is not a field; did you mean typeid?
 * // tipeid == 9
 * // ^^^^^^
 */
export class FilterError extends Error {
  override readonly name = 'FilterError';
  /** The filter as it was typed. */
  readonly text: string;
  /** The part of `text` that the message is about; empty at the end of the text. */
  readonly start: number;
  readonly end: number;

  constructor(message: string, text: string, { start, end }: Place) {
    super(message);
    this.text = text;
    this.start = start;
    this.end = end;
  }

  /** The filter on one line, and under it carets that point at the place. */
  get picture(): string {
    const [before, meant, after] = [
      this.text.slice(0, this.start),
      this.text.slice(this.start, this.end),
      this.text.slice(this.end),
    ].map(safeText) as [string, string, string];
    const indent = before.replace(WIDE, WIDE_SPACE).replace(/[^\u3000]/g, ' ');
    return `${before}${meant}${after}\n${indent}${'^'.repeat(Math.max(1, meant.length))}`;
  }
}
