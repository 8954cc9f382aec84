import Table from 'cli-table3';
import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import { Roster } from '../analysis/roster.ts';
import { millisecondsBetween } from '../bytes/frame-stamp.ts';
import type { Note } from '../bytes/note.ts';
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
  private readonly roster: Roster;

  /** @param mostListed connections that may be told one by one: `listedConnections` */
  constructor(
    summary: CaptureSummary,
    style: RowStyle,
    asJson: boolean,
    mostListed: number,
    write: (text: string) => void,
  ) {
    this.summary = summary;
    this.style = style;
    this.asJson = asJson;
    this.write = write;
    this.roster = new Roster(mostListed, asJson ? mostListed : MOST_ROWS);
  }

  event(): void {}

  closed(conversation: Conversation): void {
    this.roster.closed(conversation);
  }

  end(): void {
    const { asJson, summary, style, roster } = this;
    if (asJson) this.write(`${JSON.stringify(infoRecord(summary, roster), undefined, 2)}\n`);
    else this.write(infoText(summary, roster, style));
  }

  get notes(): readonly Note[] {
    return this.roster.notes;
  }
}

/** The capture and its connections as `info` shows them. */
function infoText(summary: CaptureSummary, roster: Roster, style: RowStyle): string {
  const { theme } = style;
  const { first, last } = summary;
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
  return `${lines.join('')}\n${connectionTable(roster, style)}`;
}

function connectionTable(roster: Roster, { theme }: RowStyle): string {
  if (roster.count === 0) return 'No TCP connection.\n';
  const table = new Table({
    head: ['stream', 'client', 'server', 'frames', 'client bytes', 'server bytes', 'missing', 'protocol'],
    colAligns: ['right', 'left', 'left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const entry of roster.entries) {
    table.push([
      entry.stream,
      theme.role.client(entry.client),
      theme.role.server(entry.server),
      grouped(entry.count.frames),
      grouped(entry.clientBytes),
      grouped(entry.serverBytes),
      grouped(entry.clientGapBytes + entry.serverGapBytes),
      entry.recognizedAs ?? entry.protocol,
    ]);
  }
  const more = roster.count - MOST_ROWS;
  const listed = roster.notes.length === 0 ? 'all' : 'the first of them';
  return `${table.toString()}\n${more > 0 ? `and ${quantity(more, 'connection')} more: -T json lists ${listed}\n` : ''}`;
}

/** `2026-11-20 16:19:03.000116000 UTC`. */
function timeText(stamp: { seconds: number; nanoseconds: number }): string {
  const date = new Date(stamp.seconds * 1000);
  const day = Number.isNaN(date.getTime())
    ? String(stamp.seconds)
    : date.toISOString().slice(0, 19).replace('T', ' ');
  return `${day}.${String(stamp.nanoseconds).padStart(9, '0')} UTC`;
}
