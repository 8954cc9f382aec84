import type { ConnectionStats } from '../analysis/stats/connection-stats.ts';
import type { TrackStats } from '../analysis/stats/track.ts';
import type { StreamOffset } from '../analysis/stats/tracks.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import { joinFacts } from './capture-text.ts';
import { bitRateText, channelText, rateText } from './media-text.ts';
import { chartOf } from './stats-charts.ts';
import { tableOf, tableWidth } from './stats-tables.ts';
import type { RowStyle } from './timeline-row.ts';

/** Tracks that stand side by side in a table, and tables of a connection. */
const COLUMNS = 4;
const MOST_TABLES = 4;
const MOST_TRACKS = COLUMNS * MOST_TABLES;

/** What each track was measured to be, a column each; as many side by side as the terminal has room for. */
export function trackTables({ tracks, client, server }: ConnectionStats, { width }: RowStyle): string {
  const shown = tracks.slice(0, MOST_TRACKS);
  let text = '';
  for (let i = 0; i < shown.length;) {
    let count = Math.min(COLUMNS, shown.length - i);
    while (count > 1 && tableWidth(trackRows(shown.slice(i, i + count), tracks)) > width) count--;
    const [head = [], ...rows] = trackRows(shown.slice(i, i + count), tracks);
    text += tableOf(head, rows, 1, width);
    i += count;
  }
  if (tracks.length > MOST_TRACKS) {
    text += `and ${quantity(tracks.length - MOST_TRACKS, 'track')} more: -T json has all\n`;
  }
  const missing = client.gapBytes + server.gapBytes;
  if (tracks.length > 0 && missing > 0) {
    text += `The capture lacks ${quantity(missing, 'byte')}: what they carried is not measured.\n`;
  }
  return text;
}

type Row = readonly [label: string, textOf: (track: TrackStats) => string | 0 | false | undefined];

const ROWS: readonly Row[] = [
  ['codec', ({ codec }) => codec],
  ['profile', ({ profile, level }) => [profile, level && `L${level}`].filter((part) => part).join('@')],
  ['picture', ({ width, height }) => (width === undefined ? undefined : `${width}×${height}`)],
  ['sound', soundText],
  ['frames', ({ frames }) => grouped(frames)],
  ['bytes', ({ bytes }) => grouped(bytes)],
  ['duration', ({ duration }) => duration && `${(duration / 1000).toFixed(3)} s`],
  ['frame rate, mean', ({ frameRate }) => frameRate.mean && rateText(frameRate.mean)],
  ['  nominal', ({ frameRate }) => frameRate.nominal && rateText(frameRate.nominal)],
  ['  median second', ({ frameRate }) => frameRate.median?.toString()],
  ['  worst second', ({ frameRate }) => frameRate.worst?.toString()],
  ['bit rate, mean', ({ bitRate }) => bitRate.mean && bitRateText(bitRate.mean)],
  ['  peak second', ({ bitRate }) => bitRate.peak && bitRateText(bitRate.peak)],
  ['keyframes', ({ keyframes }) => keyframes?.toString()],
  ['  min, median, max', intervalText],
  ['timestamps', ({ timestamps }) => `${timestamps.first} to ${timestamps.last}`],
  ['  back, same, jumps', ({ timestamps: t }) => `${t.backwards}, ${t.repeated}, ${t.jumps}`],
  [
    '  gaps',
    ({ timestamps: { gaps, longestGap } }) =>
      longestGap === undefined ? String(gaps) : `${gaps} (longest ${secondsText(longestGap)})`,
  ],
  ['  ahead of samples', ({ aheadOfSamples: ahead }) => ahead !== undefined && offsetAmount(ahead, 1)],
  ['arrival, jitter', ({ arrival }) => arrival && `${arrival.jitter.toFixed(1)} ms`],
  ['  latest', ({ arrival }) => arrival && `${arrival.latest.toFixed(1)} ms`],
  ['  pace', ({ arrival }) => arrival?.pace && `${arrival.pace.toFixed(3)} × real time`],
  ['composition time', ({ compositionTime: time }) => time && `${time.min} to ${time.max} ms`],
];

/** The head of a table, and its rows without those that say nothing. */
function trackRows(tracks: readonly TrackStats[], all: readonly TrackStats[]): string[][] {
  const rows = ROWS.map(([label, textOf]) => [label, ...tracks.map((track) => textOf(track) || '–')]);
  return [
    ['', ...tracks.map((track) => nameOf(track, all))],
    ...rows.filter(([, ...texts]) => texts.some((text) => text !== '–')),
  ];
}

function soundText({ sampleRate, channels }: TrackStats): string | undefined {
  if (sampleRate === undefined) return undefined;
  const kilohertz = `${sampleRate / 1000} kHz`;
  return channels === undefined ? kilohertz : `${kilohertz} ${channelText(channels)}`;
}

/** With a single keyframe it is only known how long there was no other. */
function intervalText({ keyframeInterval: interval }: TrackStats): string | undefined {
  const { min, median, max, open = 0 } = interval ?? {};
  if (min === undefined || median === undefined || max === undefined) {
    return open === 0 ? undefined : `over ${secondsText(open)}`;
  }
  return `${[min, median, max].map((time) => Number((time / 1000).toFixed(3))).join(', ')} s`;
}

/** Numbers of stream and track only where they tell tracks apart. */
function nameOf({ from, streamId, kind, trackId }: TrackStats, among: readonly TrackStats[]): string {
  const stream = among.some((other) => other.streamId !== streamId) ? ` of stream ${streamId}` : '';
  const isOne = among.filter((other) => other.kind === kind && other.streamId === streamId).length === 1;
  return `${from} ${kind}${isOne ? '' : ` ${trackId}`}${stream}`;
}

/** Bit rate and A/V offset over media time, a chart each where there are two values or more. */
export function charts({ tracks, avOffsets }: ConnectionStats, style: RowStyle): string {
  const rates = tracks
    .slice(0, MOST_TRACKS)
    .map((track) => [
      `${nameOf(track, tracks)} bit rate`,
      ...chartOf(track.bitRate.series, bitRateText, style),
    ]);
  const offsets = avOffsets.slice(0, COLUMNS).map((offset) => {
    const which = avOffsets.length === 1 ? '' : ` of stream ${offset.streamId}`;
    const facts = joinFacts([`audio − video timestamp${which}`, ...offsetTexts(offset)], style.width);
    return [facts.trimEnd(), ...chartOf(offset.series, offsetAmount, style)];
  });
  const told = [...rates, ...offsets].filter(([, ...chart]) => chart.length > 0);
  return told.map((lines) => `${lines.join('\n')}\n`).join('');
}

function offsetTexts({ start, min, mean, max, drift }: StreamOffset): string[] {
  return [
    `${offsetAmount(start)} at the start`,
    `then ${offsetAmount(min)} to ${offsetAmount(max)}, mean ${offsetAmount(mean)}`,
    ...(drift === undefined ? [] : [`drift ${offsetAmount(drift, 1)} a minute`]),
  ];
}

/** `-13 ms`; nothing is `0 ms`, and never `-0 ms`. */
function offsetAmount(milliseconds: number, decimals = 0): string {
  return `${Number(milliseconds.toFixed(decimals)) + 0} ms`;
}

function secondsText(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toFixed(3))} s`;
}
