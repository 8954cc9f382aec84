import type { LessonTexts } from '../../explain/lesson-texts.ts';
import type { TracedPart } from '../../rtmp/event-tree.ts';
import type { FieldRow } from './field-rows.ts';

const LINE_BYTES = 16;
/** Bytes of one field that are shown: all up to some, else the first few. */
const MOST_BYTES = 32;
const FIRST_BYTES = 12;

/** The bytes of a message, and under the first one of each field its number in the table. */
export function markedBytes(rows: readonly FieldRow[], chunks: number, texts: LessonTexts): string[] {
  const lines: string[] = [];
  let part: TracedPart | undefined;
  let line = new MarkedLine();
  for (const row of rows) {
    if (row.mark === undefined) continue;
    if (row.part !== part) {
      lines.push(...line.lines());
      line = new MarkedLine();
      part = row.part;
      lines.push(partTitle(part, chunks, texts));
    }
    const { bytes } = row.part;
    const { start, end } = row.node;
    const isLong = end - start > MOST_BYTES;
    for (let at = start; at < (isLong ? start + FIRST_BYTES : end); at++) {
      if (line.count >= LINE_BYTES) {
        lines.push(...line.lines());
        line = new MarkedLine();
      }
      line.add(hexByte(bytes[at]!), at === start ? String(row.mark) : '');
    }
    if (isLong) line.add('…', '');
  }
  lines.push(...line.lines());
  return lines;
}

/** One line of bytes, and the line of numbers under it. */
class MarkedLine {
  count = 0;
  private bytes = '';
  private marks = '';

  add(byte: string, mark: string): void {
    this.count++;
    const width = Math.max(byte.length, mark.length) + 1;
    this.bytes += byte.padEnd(width);
    this.marks += mark.padEnd(width);
  }

  lines(): string[] {
    if (this.count === 0) return [];
    const marks = this.marks.trimEnd();
    return [`  ${this.bytes.trimEnd()}`, ...(marks === '' ? [] : [`  ${marks}`])];
  }
}

function partTitle({ kind, bytes, origins }: TracedPart, chunks: number, { message }: LessonTexts): string {
  switch (kind) {
    case 'chunk header':
      return message.header(bytes.length, origins.runs(0, bytes.length)[0]?.frame);
    case 'payload':
      return message.payload(bytes.length, chunks);
    case 'handshake':
      return message.handshake(bytes.length);
  }
}

/** `c3`. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
