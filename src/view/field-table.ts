import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import type { Columns } from '../filter/columns.ts';
import { safeText } from '../bytes/safe-text.ts';
import { valueText } from '../filter/value-text.ts';
import type { RtmpEvent } from '../rtmp/message.ts';
import type { View } from './view.ts';

/** How the cells of a table are written, as Wireshark's `-E` has it. */
export type TableStyle = {
  /** Whether the first line names the columns. */
  readonly header: boolean;
  readonly separator: string;
  /** Around every cell, or `undefined` for none but where CSV needs them (RFC 4180 §2). */
  readonly quote: string | undefined;
  /** Which of several values in one cell are written. */
  readonly occurrence: 'first' | 'last' | 'all';
  /** Between several values in one cell. */
  readonly aggregator: string;
  /** `csv` puts a cell that holds a separator, a quote or a line break in quotes; `tsv` escapes what would break a line. */
  readonly format: 'csv' | 'tsv';
};

/** One line for every message, one column for every field asked for. */
export class FieldTable implements View {
  private readonly summary: CaptureSummary;
  private readonly columns: Columns;
  private readonly style: TableStyle;
  private readonly write: (text: string) => void;

  constructor(summary: CaptureSummary, columns: Columns, style: TableStyle, write: (text: string) => void) {
    this.summary = summary;
    this.columns = columns;
    this.style = style;
    this.write = write;
    if (style.header) this.writeLine(columns.fields.map(({ id }) => id));
  }

  event(conversation: Conversation, event: RtmpEvent): void {
    if (event.kind === 'remark') return;
    const { columns, style } = this;
    const rows = columns.valuesOf(conversation, event, this.summary.first ?? event);
    this.writeLine(
      rows.map((values, i) => {
        const { type } = columns.fields[i]!;
        const texts = values.map((value) => valueText(value, type));
        if (style.occurrence === 'first') return texts[0] ?? '';
        return style.occurrence === 'last' ? (texts.at(-1) ?? '') : texts.join(style.aggregator);
      }),
    );
  }

  end(): void {}

  private writeLine(cells: readonly string[]): void {
    this.write(`${cells.map((cell) => this.cellText(cell)).join(this.style.separator)}\n`);
  }

  private cellText(cell: string): string {
    const { quote, format, separator } = this.style;
    const escaped = safeText(format === 'tsv' ? cell.replace(/[\\\t\r\n]/g, escapeCharacter) : cell);
    if (quote !== undefined) return quote + escaped.replaceAll(quote, quote + quote) + quote;
    const isBreaking = format === 'csv' && (/["\r\n]/.test(escaped) || escaped.includes(separator));
    return isBreaking ? `"${escaped.replaceAll('"', '""')}"` : escaped;
  }
}

function escapeCharacter(character: string): string {
  return { '\\': '\\\\', '\t': '\\t', '\r': '\\r', '\n': '\\n' }[character] ?? character;
}
