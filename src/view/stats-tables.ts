import Table from 'cli-table3';
import type { ConnectionStats, PartyFacts } from '../analysis/stats/connection-stats.ts';
import type { StartUpStep } from '../analysis/stats/start-up.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import { safeText } from '../bytes/safe-text.ts';
import { displayWidth, wrap } from './display-width.ts';
import type { RowStyle } from './timeline-row.ts';

/** Rows of a table at most: laying one out takes time with the square of its rows. */
const MOST_ROWS = 100;
/** Characters of a cell, and columns that one is not narrowed below. */
const MOST_TEXT = 300;
const LEAST_WIDTH = 8;
/** Streams that are named. */
const MOST_STREAMS = 5;

/**
 * A table without colours of its own, bounded; the first `left` columns are text, the others numbers. Where it is wider than
 * `width` the widest columns are made narrower, and their cells broken into lines.
 */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  left: number,
  width: number,
): string {
  const shown = rows.slice(0, MOST_ROWS).map((row) => row.map(cutText));
  const widths = fitWidths(widthsOf([head, ...shown]), width);
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, i) => (i < left ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  for (const row of shown) {
    table.push(
      row.map((cell, i) => (displayWidth(cell) > widths[i]! ? wrap(cell, widths[i]!).join('\n') : cell)),
    );
  }
  const more = rows.length - MOST_ROWS;
  return `${table.toString()}\n${more > 0 ? `and ${quantity(more, 'row')} more: -T json has all\n` : ''}`;
}

/** Columns that a table takes as it is. */
export function tableWidth(rows: readonly (readonly string[])[]): number {
  return totalOf(widthsOf(rows));
}

function cutText(text: string): string {
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
}

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
  }
  return widths;
}

/** With the lines between the columns, and a space on either side of each cell. */
function totalOf(widths: readonly number[]): number {
  return widths.reduce((sum, one) => sum + one + 3, 1);
}

function fitWidths(widths: readonly number[], width: number): number[] {
  const fitted = [...widths];
  for (let excess = totalOf(fitted) - width; excess > 0; excess--) {
    const widest = Math.max(...fitted);
    if (widest <= LEAST_WIDTH) break;
    fitted[fitted.indexOf(widest)] = widest - 1;
  }
  return fitted;
}

const STEPS: Readonly<Record<StartUpStep['step'], string>> = {
  tcp: 'TCP',
  handshake: 'handshake',
  connect: 'connect',
  createStream: 'createStream',
  publish: 'publish',
  play: 'play',
  firstMedia: 'first media',
  firstKeyframe: 'first keyframe',
};

/** Who the parties are and how their bytes flow, side by side. */
export function partyTable(stats: ConnectionStats, { theme, width }: RowStyle): string {
  const { client, server, app } = stats;
  const both = (label: string, textOf: (side: PartyFacts) => string): string[] => [
    label,
    textOf(client),
    textOf(server),
  ];
  const tcp = (textOf: (facts: NonNullable<PartyFacts['tcp']>) => string) => (side: PartyFacts) =>
    side.tcp === undefined ? '–' : textOf(side.tcp);
  const rows = [
    ['app', app === undefined ? '' : safeText(app), ''],
    ['publishes', streamsText(stats, 'publish'), ''],
    ['plays', streamsText(stats, 'play'), ''],
    both('software', ({ software = '' }) => safeText(software)),
    both('encoder', ({ encoder = '' }) => safeText(encoder)),
  ].filter(([, ...texts]) => texts.some((text) => text !== ''));
  rows.push(
    both('bytes', ({ bytes }) => grouped(bytes)),
    both('  not captured', ({ gapBytes }) => grouped(gapBytes)),
    both('chunk size', ({ chunkSizes }) => [128, ...chunkSizes].map(grouped).join(', then ')),
    both('acknowledgements', ({ acknowledgements }) => grouped(acknowledgements)),
    both('  window', ({ window }) => (window === undefined ? '' : grouped(window))),
    both('  peer bandwidth', ({ peerBandwidth: most }) => (most === undefined ? '' : grouped(most))),
    both('  most waiting', unacknowledgedText),
    both(
      'segments',
      tcp(({ segments }) => grouped(segments)),
    ),
    both('  sent again', tcp(retransmittedText)),
    both(
      '  out of order',
      tcp(({ outOfOrderSegments }) => grouped(outOfOrderSegments)),
    ),
    both('  window closed', tcp(zeroWindowText)),
  );
  const filled = rows.map((row) => row.map((text) => (text === '' ? '–' : text)));
  return tableOf(['', theme.role.client('client'), theme.role.server('server')], filled, 1, width);
}

function streamsText({ uses }: ConnectionStats, action: 'publish' | 'play'): string {
  const names = [...new Set(uses.filter((use) => use.action === action).map(({ name }) => name))];
  const more = names.length > MOST_STREAMS ? ` and ${names.length - MOST_STREAMS} more` : '';
  return `${names.slice(0, MOST_STREAMS).map(safeText).join(', ')}${more}`;
}

function unacknowledgedText({ mostUnacknowledged, window, peerBandwidth }: PartyFacts): string {
  if (mostUnacknowledged === undefined) return '–';
  const allowed = window ?? peerBandwidth ?? 0;
  const share = allowed === 0 ? '' : ` (${((100 * mostUnacknowledged) / allowed).toFixed(1)} % of window)`;
  return `${grouped(mostUnacknowledged)}${share}`;
}

function retransmittedText(facts: NonNullable<PartyFacts['tcp']>): string {
  const { retransmittedSegments: segments, retransmittedBytes } = facts;
  return segments === 0 ? '0' : `${grouped(segments)} (${quantity(retransmittedBytes, 'byte')})`;
}

function zeroWindowText({
  zeroWindows,
  zeroWindowTime,
  staysClosed,
}: NonNullable<PartyFacts['tcp']>): string {
  if (zeroWindows === 0) return '0';
  return `${grouped(zeroWindows)} (${zeroWindowTime.toFixed(1)} ms${staysClosed ? ', then to the end' : ''})`;
}

/** The way to the first picture. */
export function startUpTable({ startUp }: ConnectionStats, { width }: RowStyle): string {
  if (startUp.length === 0) return 'It began before the capture.\n';
  const rows = startUp.map(({ step, frame, at, took, refused }) => [
    `${STEPS[step]}${refused === true ? ', refused' : ''}`,
    frame === undefined ? '' : String(frame),
    at.toFixed(2),
    took === undefined ? '–' : took.toFixed(2),
  ]);
  return tableOf(['step', 'frame', 'done after ms', 'took ms'], rows, 1, width);
}

/** How long calls waited. */
export function callTable({ calls }: ConnectionStats, { width }: RowStyle): string {
  const rows = calls.map(({ from, name, answered, refused, unanswered, needsAnswer, min, mean, max }) => [
    from,
    safeText(name),
    refused === 0 ? grouped(answered) : `${grouped(answered)}, ${grouped(refused)} refused`,
    needsAnswer ? grouped(unanswered) : `${grouped(unanswered)}, none due`,
    ...[min, mean, max].map((time) => time?.toFixed(2) ?? '–'),
  ]);
  return tableOf(['from', 'call', 'answered', 'unanswered', 'min ms', 'mean ms', 'max ms'], rows, 2, width);
}

/** What was sent, by type and direction. */
export function messageTable({ messages }: ConnectionStats, { width }: RowStyle): string {
  const rows = messages.map((tally) => [
    tally.from,
    tally.name ?? 'unknown',
    String(tally.type),
    grouped(tally.messages),
    grouped(tally.bytes),
  ]);
  return tableOf(['from', 'message', 'type', 'messages', 'bytes'], rows, 2, width);
}
