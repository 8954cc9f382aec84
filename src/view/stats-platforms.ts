import type { ConnectionStats, StreamPlatforms } from '../analysis/stats/connection-stats.ts';
import type { PlatformCheck, PlatformRule, Verdict } from '../analysis/stats/platform-check.ts';
import { safeText } from '../bytes/safe-text.ts';
import { bitRateText, rateText } from './media-text.ts';
import { tableOf } from './stats-tables.ts';
import type { Theme } from './theme.ts';
import type { RowStyle } from './timeline-row.ts';

/** Streams that are told of. */
const MOST_STREAMS = 4;

const RULES: Readonly<Record<PlatformRule, string>> = {
  videoCodec: 'video codec',
  audioCodec: 'audio codec',
  keyframeInterval: 'keyframe interval',
  videoBitRate: 'video bit rate',
  audioBitRate: 'audio bit rate',
};

/** Each published stream against what platforms publish, and where they do. */
export function platformTables(stats: ConnectionStats, style: RowStyle): string {
  const { platforms: streams } = stats;
  return streams
    .slice(0, MOST_STREAMS)
    .map((stream) => (streams.length > 1 ? `${titleOf(stream, stats)}\n` : '') + platformTable(stream, style))
    .join('');
}

function titleOf({ streamId }: StreamPlatforms, { uses }: ConnectionStats): string {
  const name = uses.find((use) => use.streamId === streamId)?.name ?? '';
  return `stream ${streamId} ${safeText(name)}`.trimEnd();
}

function platformTable({ platforms }: StreamPlatforms, { theme, width }: RowStyle): string {
  const rows = platforms.flatMap(({ platform, checks }) =>
    checks.map((check) => [
      platform,
      RULES[check.rule],
      amountText(check, check.measured),
      verdictText(check.verdict, theme),
      publishedText(check),
    ]),
  );
  const sources = platforms.flatMap(({ platform, sources: pages }) =>
    pages.map(({ url, date }) => theme.detail(`${platform}: ${url} (${date})\n`)),
  );
  return tableOf(['platform', 'rule', 'measured', 'verdict', 'published'], rows, 5, width) + sources.join('');
}

function verdictText(verdict: Verdict, { severity }: Theme): string {
  if (verdict === 'breaks') return severity.error(verdict);
  if (verdict === 'differs') return severity.warning(verdict);
  return verdict === 'unknown' ? '–' : verdict;
}

/** `H.264, HEVC`; `2 s, at most 4 s`; `3–6 Mb/s, 1080p30`; `128, at most 256 kb/s`; `up to 160 kb/s`. */
function publishedText(check: PlatformCheck): string {
  const { min, max, advised, taken, pictures } = check;
  if (taken !== undefined) return taken.join(', ');
  if (max === undefined) return '–';
  const most = amountText(check, max);
  if (advised !== undefined) {
    return advised === max ? most : `${before(amountText(check, advised), most)}, at most ${most}`;
  }
  if (min === undefined) return `up to ${most}`;
  return `${before(amountText(check, min), most)}–${most}${picturesText(pictures)}`;
}

/** A rate that stands before another one: its unit only where that has another. */
function before(amount: string, next: string): string {
  const [number = '', unit = ''] = amount.split(' ');
  return unit.endsWith('b/s') && next.endsWith(` ${unit}`) ? number : amount;
}

function picturesText(pictures: PlatformCheck['pictures']): string {
  if (pictures === undefined) return '';
  const { lines, frameRate } = pictures;
  return `, ${lines}p${frameRate === undefined ? '' : rateText(frameRate)}`;
}

function amountText({ rule }: PlatformCheck, amount: string | number | undefined): string {
  if (typeof amount !== 'number') return amount ?? '–';
  return rule === 'keyframeInterval'
    ? `${Number(amount.toFixed(3))} s`
    : bitRateText(amount).replace(/\.?0+ Mb/, ' Mb');
}
