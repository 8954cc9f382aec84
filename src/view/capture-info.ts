import Table from 'cli-table3';
import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import { millisecondsBetween } from '../bytes/frame-stamp.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import { safeText } from '../bytes/safe-text.ts';
import { linkTypeName } from '../capture/link-types.ts';
import type { RowStyle } from './timeline-row.ts';
import type { View } from './view.ts';
import { infoRecord } from './info-record.ts';

/** Connections that the table shows: laying out a table takes time with the square of its rows. */
const MOST_ROWS = 500;

/** The capture as a whole, told when all of it was read. */
export class CaptureInfo implements View {
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

  event(): void {}

  end(): void {
    const { asJson, summary, style } = this;
    this.write(asJson ? `${JSON.stringify(infoRecord(summary), undefined, 2)}\n` : infoText(summary, style));
  }
}

/** The capture and its connections as `info` shows them. */
function infoText(summary: CaptureSummary, style: RowStyle): string {
  const { theme } = style;
  const { first, last, conversations } = summary;
  const facts: [string, string][] = [
    ['File', summary.file === '-' ? 'standard input' : safeText(summary.file)],
    ['Format', summary.compression === 'none' ? summary.format : `${summary.format}, ${summary.compression}`],
    ['Frames', grouped(summary.frames)],
    ['Bytes', `${grouped(summary.bytes)} captured of ${grouped(summary.originalBytes)}`],
  ];
  if (first !== undefined && last !== undefined) {
    facts.push(['First frame', timeText(first)], ['Last frame', timeText(last)]);
    facts.push(['Duration', `${(millisecondsBetween(first, last) / 1000).toFixed(6)} s`]);
  }
  summary.interfaces.forEach((one, i) => {
    const name = one.name === undefined ? '' : `${safeText(one.name)}, `;
    const snap = one.snapLength === 0 ? 'no snap length' : `snap length ${grouped(one.snapLength)}`;
    const resolution = `resolution ${one.timestampResolution} s`;
    const type = `${linkTypeName(one.linkType)} (${one.linkType})`;
    facts.push([
      `Interface ${i}`,
      `${name}${type}, ${resolution}, ${snap}, ${quantity(one.frames, 'frame')}`,
    ]);
  });
  const lines = facts.map(([label, value]) => `${theme.title(label.padEnd(13))}${value}\n`);
  return `${lines.join('')}\n${connectionTable(conversations, summary.totals.connections, style)}`;
}

function connectionTable(conversations: readonly Conversation[], count: number, { theme }: RowStyle): string {
  if (conversations.length === 0) return 'No TCP connection.\n';
  const table = new Table({
    head: ['stream', 'client', 'server', 'frames', 'client bytes', 'server bytes', 'missing', 'protocol'],
    colAligns: ['right', 'left', 'left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const conversation of conversations.slice(0, MOST_ROWS)) {
    const { stream, connection } = conversation;
    const [client, server] = [conversation.sideOf('client'), conversation.sideOf('server')];
    table.push([
      stream,
      theme.role.client(conversation.addressOf('client')),
      theme.role.server(conversation.addressOf('server')),
      grouped(connection.frames),
      grouped(connection.bytes[client]),
      grouped(connection.bytes[server]),
      grouped(connection.gapBytes[0] + connection.gapBytes[1]),
      conversation.foreign?.name ?? conversation.protocol,
    ]);
  }
  const more = count - MOST_ROWS;
  return `${table.toString()}\n${more > 0 ? `and ${quantity(more, 'connection')} more: -T json lists ${count === conversations.length ? 'all' : 'the first of them'}\n` : ''}`;
}

/** `2026-11-20 16:19:03.000116000 UTC`. */
function timeText(stamp: { seconds: number; nanoseconds: number }): string {
  const date = new Date(stamp.seconds * 1000);
  const day = Number.isNaN(date.getTime())
    ? String(stamp.seconds)
    : date.toISOString().slice(0, 19).replace('T', ' ');
  return `${day}.${String(stamp.nanoseconds).padStart(9, '0')} UTC`;
}
