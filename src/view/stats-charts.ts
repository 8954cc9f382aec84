import type { SeriesFacts } from '../analysis/stats/series.ts';
import type { RowStyle } from './timeline-row.ts';

/** Columns of a chart, and those of a value at most: short streams would look like long ones. */
const MOST_COLUMNS = 60;
const LEAST_COLUMNS = 10;
const MOST_OF_A_VALUE = 4;
/** Rows of a chart, without its axis. */
const HEIGHT = 3;
const RISING = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
/** Block characters that hang from above there are but two. */
const HANGING = [' ', '▀', '█'] as const;

type Values = readonly (number | undefined)[];

/**
 * Values over time as bars that rise from a line at 0, or hang from it where they are below, in a few lines: the scale at the left,
 * the time at the line. Empty where there are not two values.
 */
export function chartOf(
  { seconds, values }: SeriesFacts,
  textOf: (value: number) => string,
  { theme, width }: RowStyle,
): string[] {
  if (values.filter((value) => value !== undefined).length < 2) return [];
  const [least, most] = extremesOf(values);
  const labelWidth = Math.max(textOf(least).length, textOf(most).length, 1);
  const columns = columnsOf(values, Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, width - labelWidth - 4)));
  const [low, high] = extremesOf(columns);
  const above = rowsAbove(low, high);
  const below = HEIGHT - above;
  // What one row stands for.
  const unit = Math.max(above > 0 ? high / above : 0, below > 0 ? -low / below : 0) || 1;
  // The rows in which the highest and the lowest bar end.
  const topRow = Math.max(0, above - Math.max(1, Math.ceil(high / unit)));
  const bottomRow = above + Math.max(1, Math.ceil(-low / unit)) - 1;
  const draw = (label: string, line: string): string =>
    `  ${theme.detail(label.padStart(labelWidth))} ${line}`.trimEnd();
  const rowAt = (i: number): string => {
    let label = '';
    if (above > 0 && i === topRow) label = textOf(high);
    else if (below > 0 && i === bottomRow) label = textOf(low);
    const bars = columns.map((value = 0) =>
      i < above
        ? partOf(value / unit - (above - 1 - i), RISING)
        : partOf(-value / unit - (i - above), HANGING),
    );
    return draw(label, `${theme.detail('│')}${bars.join('')}`);
  };
  const rows = Array.from({ length: HEIGHT }, (_, i) => rowAt(i));
  const axis = draw('0', theme.detail(axisOf(columns.length, `${values.length * seconds} s`)));
  return [...rows.slice(0, above), axis, ...rows.slice(above)];
}

/** The lowest and the highest value, and 0. */
function extremesOf(values: Values): [low: number, high: number] {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (value === undefined) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** The line at 0, with the time at its end: below the last bars, or behind them where there are few. */
function axisOf(columns: number, time: string): string {
  const length = columns - time.length - 1;
  return `┼${'─'.repeat(length < time.length ? columns : length)} ${time}`;
}

/** Of the rows those over the line: all where nothing is below it, and one at least where something is above it. */
function rowsAbove(low: number, high: number): number {
  if (low === 0) return HEIGHT;
  if (high === 0) return 0;
  return Math.max(1, Math.min(HEIGHT - 1, Math.round((HEIGHT * high) / (high - low))));
}

/** The character for the part of a bar that lies in a row. */
function partOf(share: number, characters: readonly string[]): string {
  const most = characters.length - 1;
  return characters[Math.max(0, Math.min(most, Math.round(share * most)))]!;
}

/** A value for each column: several become their mean where there are too many, and each takes several columns where there are few. */
function columnsOf(values: Values, count: number): Values {
  const squeezed = squeeze(values, count);
  const each = Math.max(1, Math.min(MOST_OF_A_VALUE, Math.floor(count / squeezed.length)));
  return squeezed.flatMap((value) => Array.from({ length: each }, () => value));
}

function squeeze(values: Values, count: number): Values {
  const each = Math.ceil(values.length / count);
  if (each <= 1) return values;
  return Array.from({ length: Math.ceil(values.length / each) }, (_, i) => {
    const part = values.slice(i * each, (i + 1) * each).filter((value) => value !== undefined);
    return part.length === 0 ? undefined : part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}
