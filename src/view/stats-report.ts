import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import { CaptureStats, type MeasuredConnection } from '../analysis/stats/capture-stats.ts';
import { quantity } from '../bytes/quantity.ts';
import type { RtmpEvent } from '../rtmp/message.ts';
import { captureHead, captureTotals, conversationTitle, joinFacts } from './capture-text.ts';
import { charts, trackTables } from './stats-media.ts';
import { platformTables } from './stats-platforms.ts';
import { statsRecord } from './stats-record.ts';
import { callTable, messageTable, partyTable, startUpTable } from './stats-tables.ts';
import type { RowStyle } from './timeline-row.ts';
import type { View } from './view.ts';

/** Connections whose tables are shown. */
const MOST_CONNECTIONS = 50;

/** What was measured of each RTMP connection, told when the capture was read. */
export class StatsReport implements View {
  private readonly stats = new CaptureStats();
  private readonly summary: CaptureSummary;
  private readonly style: RowStyle;
  private readonly asJson: boolean;
  private readonly write: (text: string) => void;

  constructor(summary: CaptureSummary, style: RowStyle, asJson: boolean, write: (text: string) => void) {
    this.summary = summary;
    this.style = style;
    this.asJson = asJson;
    this.write = write;
  }

  event(conversation: Conversation, event: RtmpEvent): void {
    this.stats.event(conversation, event);
  }

  closed(conversation: Conversation): void {
    this.stats.closed(conversation);
  }

  end(): void {
    const { summary, stats, write } = this;
    const measured = stats.end();
    if (this.asJson) {
      write(`${JSON.stringify(statsRecord(summary, measured, stats.unmeasured), undefined, 2)}\n`);
      return;
    }
    const { theme, width } = this.style;
    write(joinFacts([captureHead(summary, theme), ...captureTotals(summary)], width));
    for (const one of measured.slice(0, MOST_CONNECTIONS)) write(this.connectionText(one));
    const more = measured.length + stats.unmeasured - MOST_CONNECTIONS;
    if (more > 0)
      write(
        `\nand ${quantity(more, 'connection')} more: --stream N shows one, -T json has the first thousand\n`,
      );
    if (measured.length === 0) write('No RTMP connection.\n');
  }

  private connectionText({ conversation, stats }: MeasuredConnection): string {
    const { style } = this;
    const parts: (readonly [title: string, text: string])[] = [
      ['Parties', partyTable(stats, style)],
      ['Start-up', startUpTable(stats, style)],
      ['Calls', stats.calls.length === 0 ? '' : callTable(stats, style)],
      ['Messages', stats.messages.length === 0 ? '' : messageTable(stats, style)],
      ['Tracks', trackTables(stats, style)],
      ['Over media time', charts(stats, style)],
      ['Platforms', platformTables(stats, style)],
    ];
    const told = parts.filter(([, text]) => text !== '');
    const sections = told.map(([title, text]) => `\n${style.theme.phase(title)}\n${text}`);
    return `\n${conversationTitle(conversation, style)}\n${sections.join('')}`;
  }
}
