import type { SeriesFacts } from '../analysis/stats/series.ts';
import type { Theme } from './theme.ts';

/** Columns of a chart, and those of a value at most: short streams would look like long ones. */
const WIDTH = 60;
const MOST_COLUMNS = 4;
/** Rows of a chart, without its axis. */
const HEIGHT = 3;
const RISING = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
/** Block characters that hang from above there are but two. */
const HANGING = [' ', '▀', '█'] as const;

type Values = readonly (number | undefined)[];

/**
 * Values over time as bars that rise from a line at 0, or hang from it where they are below, in a few lines: the scale at the left,
 * the time at the line. Empty where there is no value.
 */
export function chartOf(
  { seconds, values }: SeriesFacts,
  textOf: (value: number) => string,
  theme: Theme,
): string[] {
  const columns = columnsOf(values);
  const known = columns.filter((value) => value !== undefined);
  if (known.length === 0) return [];
  const high = Math.max(0, ...known);
  const low = Math.min(0, ...known);
  const above = rowsAbove(low, high);
  const below = HEIGHT - above;
  // What one row stands for.
  const unit = Math.max(above > 0 ? high / above : 0, below > 0 ? -low / below : 0);
  const top = above > 0 ? textOf(high) : '';
  const bottom = below > 0 ? textOf(low) : '';
  const labelWidth = Math.max(top.length, bottom.length, 1);
  const draw = (label: string, line: string): string =>
    `  ${theme.detail(label.padStart(labelWidth))} ${line}`.trimEnd();
  const row = (i: number): string => draw(labelAt(i), `${theme.detail('│')}${barsAt(i)}`);
  const labelAt = (i: number): string => {
    if (above > 0 && i === Math.max(0, above - Math.ceil(high / (unit || 1)))) return top;
    return below > 0 && i === above + Math.max(0, Math.ceil(-low / (unit || 1)) - 1) ? bottom : '';
  };
  const barsAt = (i: number): string =>
    columns
      .map((value) => {
        const height = unit > 0 ? (value ?? 0) / unit : 0;
        return i < above ? partOf(height - (above - 1 - i), RISING) : partOf(-height - (i - above), HANGING);
      })
      .join('');
  const axis = draw('0', theme.detail(`┼${'─'.repeat(columns.length)} ${values.length * seconds} s`));
  const rows = Array.from({ length: HEIGHT }, (_, i) => row(i));
  return [...rows.slice(0, above), axis, ...rows.slice(above)];
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
function columnsOf(values: Values): Values {
  const squeezed = squeeze(values);
  const each = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(WIDTH / squeezed.length)));
  return squeezed.flatMap((value) => Array.from({ length: each }, () => value));
}

function squeeze(values: Values): Values {
  const each = Math.ceil(values.length / WIDTH);
  if (each <= 1) return values;
  return Array.from({ length: Math.ceil(values.length / each) }, (_, i) => {
    const part = values.slice(i * each, (i + 1) * each).filter((value) => value !== undefined);
    return part.length === 0 ? undefined : part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}
