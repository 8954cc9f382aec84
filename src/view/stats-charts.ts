import type { SeriesFacts } from '../analysis/stats/series.ts';

/** Columns of a chart. */
const WIDTH = 60;
const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const LEFT_OUT = ' ';

/** Values as a row of bars, the lowest of them for `low`, the highest for `high`; several become their mean where there are too many. */
export function barsOf(values: readonly (number | undefined)[], low: number, high: number): string {
  const span = high - low;
  return squeeze(values)
    .map((value) => {
      if (value === undefined) return LEFT_OUT;
      const share = span > 0 ? (value - low) / span : 0;
      return BARS[Math.max(0, Math.min(BARS.length - 1, Math.round(share * (BARS.length - 1))))];
    })
    .join('');
}

/** A chart on one line: bars, the seconds that they are about, and what the lowest and the highest bar stand for. */
export function chartOf(
  { seconds, values }: SeriesFacts,
  textOf: (value: number) => string,
  fromZero: boolean,
): string {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return '';
  const low = known.reduce((least, value) => Math.min(least, value), fromZero ? 0 : Infinity);
  const high = known.reduce((most, value) => Math.max(most, value), -Infinity);
  const duration = values.length * seconds;
  return `${barsOf(values, low, high)}  ${duration} s, ${textOf(low)} to ${textOf(high)}`;
}

/** As many values as a chart has columns. */
function squeeze(values: readonly (number | undefined)[]): (number | undefined)[] {
  const each = Math.ceil(values.length / WIDTH);
  if (each <= 1) return [...values];
  return Array.from({ length: Math.ceil(values.length / each) }, (_, i) => {
    const part = values.slice(i * each, (i + 1) * each).filter((value) => value !== undefined);
    return part.length === 0 ? undefined : part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}
