import type { ConnectionStats } from '../analysis/stats/connection-stats.ts';
import type { PlatformCheck, PlatformRule } from '../analysis/stats/platform-check.ts';
import type { TrackStats } from '../analysis/stats/track.ts';
import { grouped } from '../bytes/quantity.ts';
import { bitRateText, channelText, rateText } from './media-text.ts';
import { chartOf } from './stats-charts.ts';
import { tableOf } from './stats-tables.ts';
import type { Theme } from './theme.ts';

/** Tracks that stand side by side in a table, and tables of a connection. */
const COLUMNS = 4;
const MOST_TABLES = 4;

/** What each track was measured to be, a column each. */
export function trackTables({ tracks }: ConnectionStats): string[] {
  const tables: string[] = [];
  for (let i = 0; i < tracks.length && tables.length < MOST_TABLES; i += COLUMNS) {
    tables.push(trackTable(tracks.slice(i, i + COLUMNS), tracks));
  }
  if (tracks.length > COLUMNS * MOST_TABLES) {
    tables.push(`and ${tracks.length - COLUMNS * MOST_TABLES} tracks more: -T json has all\n`);
  }
  return tables;
}

type Row = readonly [label: string, textOf: (track: TrackStats) => string | 0 | undefined];

const ROWS: readonly Row[] = [
  ['codec', ({ codec }) => codec],
  ['profile', ({ profile, level }) => [profile, level].filter((part) => part !== undefined).join(' ')],
  ['picture', ({ width, height }) => (width === undefined ? undefined : `${width}×${height}`)],
  ['sound', soundText],
  ['frames', ({ frames }) => grouped(frames)],
  ['duration', ({ duration }) => duration && `${(duration / 1000).toFixed(3)} s`],
  ['frame rate, nominal', ({ frameRate }) => frameRate.nominal && rateText(frameRate.nominal)],
  ['  mean', ({ frameRate }) => frameRate.mean && rateText(frameRate.mean)],
  ['  median second', ({ frameRate }) => frameRate.median?.toString()],
  ['  worst second', ({ frameRate }) => frameRate.worst?.toString()],
  ['bit rate, mean', ({ bitRate }) => bitRate.mean && bitRateText(bitRate.mean)],
  ['  peak second', ({ bitRate }) => bitRate.peak && bitRateText(bitRate.peak)],
  ['keyframes', ({ keyframes }) => keyframes?.toString()],
  [
    '  min, median, max',
    ({ keyframeInterval: interval }) =>
      interval?.max &&
      [interval.min, interval.median, interval.max].map((time) => secondsText(time!)).join(', '),
  ],
  ['timestamps', ({ timestamps }) => `${timestamps.first} to ${timestamps.last}`],
  ['  back, same, jumps', ({ timestamps: t }) => `${t.backwards}, ${t.repeated}, ${t.jumps}`],
  [
    '  gaps',
    ({ timestamps: { gaps, longestGap } }) =>
      longestGap === undefined ? String(gaps) : `${gaps} (longest ${secondsText(longestGap)})`,
  ],
  ['arrival, jitter', ({ arrival }) => arrival && `${arrival.jitter.toFixed(1)} ms`],
  ['  latest', ({ arrival }) => arrival && `${arrival.latest.toFixed(1)} ms`],
  ['  pace', ({ arrival }) => arrival?.pace && `${arrival.pace.toFixed(3)} × real time`],
  ['composition time', ({ compositionTime: time }) => time && `${time.min} to ${time.max} ms`],
];

function trackTable(tracks: readonly TrackStats[], all: readonly TrackStats[]): string {
  const rows = ROWS.map(([label, textOf]) => [label, ...tracks.map((track) => textOf(track) || '–')]);
  return tableOf(
    ['', ...tracks.map((track) => nameOf(track, all))],
    rows.filter(([, ...texts]) => texts.some((text) => text !== '–')),
    1,
  );
}

function soundText({ sampleRate, channels }: TrackStats): string | undefined {
  if (sampleRate === undefined) return undefined;
  const kilohertz = `${sampleRate / 1000} kHz`;
  return channels === undefined ? kilohertz : `${kilohertz} ${channelText(channels)}`;
}

/** Numbers of stream and track only where they tell tracks apart. */
function nameOf({ from, streamId, kind, trackId }: TrackStats, among: readonly TrackStats[]): string {
  const stream = among.some((other) => other.streamId !== streamId) ? ` of stream ${streamId}` : '';
  const isOne = among.filter((other) => other.kind === kind && other.streamId === streamId).length === 1;
  return `${from} ${kind}${isOne ? '' : ` ${trackId}`}${stream}`;
}

/** Bit rate and A/V offset over media time. */
export function chartLines({ tracks, avOffsets }: ConnectionStats, theme: Theme): string[] {
  const some = tracks.slice(0, COLUMNS * MOST_TABLES);
  const rates = some.map((track) => [
    `${nameOf(track, tracks)} bit rate`,
    chartOf(track.bitRate.series, bitRateText, true),
  ]);
  const offsets = avOffsets.slice(0, COLUMNS).map(({ streamId, series, ...offset }) => {
    const which = avOffsets.length === 1 ? '' : ` of stream ${streamId}`;
    const drift = offset.drift === undefined ? '' : `, drift ${offset.drift.toFixed(1)} ms a minute`;
    const start = `, at the start ${offset.start} ms`;
    return [
      `audio ahead of video${which}`,
      `${chartOf(series, (value) => `${value.toFixed(0)} ms`, false)}${start}${drift}`,
    ];
  });
  const lines = [...rates, ...offsets];
  const width = lines.reduce((most, [label = '']) => Math.max(most, label.length), 0);
  return lines.map(([label = '', chart = '']) => `${theme.detail(label.padEnd(width))}  ${chart}`);
}

const RULES: Readonly<Record<PlatformRule, string>> = {
  videoCodec: 'video codec',
  audioCodec: 'audio codec',
  keyframeInterval: 'longest keyframe interval',
  videoBitRate: 'video bit rate, mean',
  audioBitRate: 'audio bit rate, mean',
};

/** Each published stream against what platforms publish, and where they do. */
export function platformTables({ platforms: streams }: ConnectionStats): string[] {
  return streams.slice(0, MOST_TABLES).map(({ streamId, platforms }) => {
    const [first] = platforms;
    const rows = (first?.checks ?? []).map((check, i) => [
      RULES[check.rule],
      amountText(check, check.measured),
      ...platforms.map(({ checks }) => verdictText(checks[i]!)),
    ]);
    const head = [`stream ${streamId}`, 'measured', ...platforms.map(({ platform }) => platform)];
    const sources = platforms.flatMap(({ platform, sources: pages }) =>
      pages.map(({ url, date }) => `${platform}: ${url} (${date})\n`),
    );
    return tableOf(head, rows, 5) + sources.join('');
  });
}

function verdictText(check: PlatformCheck): string {
  const { verdict, min, max, advised } = check;
  if (verdict === 'unknown') return '–';
  const wanted = [
    ...(advised === undefined || advised === max ? [] : [`${amountText(check, advised)} advised`]),
    ...(min === undefined ? [] : [`from ${amountText(check, min)}`]),
    ...(max === undefined ? [] : [`up to ${amountText(check, max)}`]),
  ];
  return wanted.length === 0 ? verdict : `${verdict} (${wanted.join(', ')})`;
}

function amountText({ rule }: PlatformCheck, amount: string | number | undefined): string {
  if (typeof amount !== 'number') return amount ?? '–';
  return rule === 'keyframeInterval' ? secondsText(amount * 1000) : bitRateText(amount);
}

function secondsText(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toFixed(3))} s`;
}
