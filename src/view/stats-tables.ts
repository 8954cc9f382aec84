import Table from 'cli-table3';
import type { ConnectionStats, PartyFacts } from '../analysis/stats/connection-stats.ts';
import type { StartUpStep } from '../analysis/stats/start-up.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import { safeText } from '../bytes/safe-text.ts';
import type { Theme } from './theme.ts';

/** Rows of a table at most: laying one out takes time with the square of its rows. */
const MOST_ROWS = 100;

/** A table without colours of its own, bounded; the first `left` columns are text, the others numbers. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[], left: number): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, i) => (i < left ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows.slice(0, MOST_ROWS)) table.push([...row]);
  const more = rows.length - MOST_ROWS;
  return `${table.toString()}\n${more > 0 ? `and ${quantity(more, 'row')} more: -T json has all\n` : ''}`;
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
export function partyTable({ client, server }: ConnectionStats, theme: Theme): string {
  const sides = [client, server] as const;
  const row = (label: string, textOf: (side: PartyFacts) => string): string[] => [
    label,
    ...sides.map(textOf),
  ];
  const tcp = (textOf: (facts: NonNullable<PartyFacts['tcp']>) => string) => (side: PartyFacts) =>
    side.tcp === undefined ? '–' : textOf(side.tcp);
  const rows = [
    row('software', ({ software }) => (software === undefined ? '–' : safeText(software))),
    row('bytes', ({ bytes }) => grouped(bytes)),
    row('missing', ({ gapBytes }) => grouped(gapBytes)),
    row('chunk sizes set', ({ chunkSizes }) => chunkSizes.map(grouped).join(', ') || '128 unless set'),
    row('acknowledgement window', ({ window }) => (window === undefined ? '–' : grouped(window))),
    row('acknowledgements received', ({ acknowledgements }) => grouped(acknowledgements)),
    row('most unacknowledged', unacknowledgedText),
    row(
      'segments with payload',
      tcp(({ segments }) => grouped(segments)),
    ),
    row(
      'retransmitted',
      tcp(
        (facts) => `${grouped(facts.retransmittedSegments)} (${quantity(facts.retransmittedBytes, 'byte')})`,
      ),
    ),
    row(
      'out of order',
      tcp(({ outOfOrderSegments }) => grouped(outOfOrderSegments)),
    ),
    row(
      'receive window closed',
      tcp(({ zeroWindows, zeroWindowTime }) =>
        zeroWindows === 0 ? '0' : `${grouped(zeroWindows)} (${zeroWindowTime.toFixed(1)} ms)`,
      ),
    ),
  ];
  return tableOf(['', theme.role.client('client'), theme.role.server('server')], rows, 1);
}

function unacknowledgedText({ mostUnacknowledged, window }: PartyFacts): string {
  if (mostUnacknowledged === undefined) return '–';
  const share =
    window === undefined || window === 0
      ? ''
      : ` (${((100 * mostUnacknowledged) / window).toFixed(1)} % of the window)`;
  return `${grouped(mostUnacknowledged)}${share}`;
}

/** The way to the first picture. */
export function startUpTable({ startUp }: ConnectionStats): string {
  const rows = startUp.map(({ step, frame, at, took }) => [
    STEPS[step],
    frame === undefined ? '' : String(frame),
    at.toFixed(1),
    took === undefined ? '–' : took.toFixed(1),
  ]);
  return tableOf(['step', 'frame', 'done after ms', 'took ms'], rows, 1);
}

/** How long calls waited. */
export function callTable({ calls }: ConnectionStats): string {
  const rows = calls.map(({ from, name, answered, unanswered, min, mean, max }) => [
    from,
    safeText(name),
    grouped(answered),
    grouped(unanswered),
    ...[min, mean, max].map((time) => time?.toFixed(1) ?? '–'),
  ]);
  return tableOf(['from', 'call', 'answered', 'unanswered', 'min ms', 'mean ms', 'max ms'], rows, 2);
}

/** What was sent, by type and direction. */
export function messageTable({ messages }: ConnectionStats): string {
  const rows = messages.map((tally) => [
    tally.from,
    tally.name ?? 'unknown',
    String(tally.type),
    grouped(tally.messages),
    grouped(tally.bytes),
  ]);
  return tableOf(['from', 'message', 'type', 'messages', 'bytes'], rows, 2);
}
