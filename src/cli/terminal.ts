import type { ColorSupportLevel } from 'chalk';
import type { Color } from './option-table.ts';

/** The outside world of one run: what `process` is to the program, and a test's stand-in to a test. */
export type Terminal = {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user presses Ctrl-C. */
  readonly interruption: AbortSignal;
};

export type OutputStream = {
  write(data: string | Uint8Array): boolean;
  once(event: 'drain', listener: () => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
};

/** Columns to fill: those of a terminal, and no end to them in a pipe or file. */
export function widthOf(stream: OutputStream): number {
  return stream.isTTY === true ? (stream.columns ?? 80) : Infinity;
}

/** How many colours to use. `--color` decides, then NO_COLOR and FORCE_COLOR, then whether it is a terminal. */
export function colorLevel(color: Color, { stdout, env }: Terminal): ColorSupportLevel {
  if (color === 'never') return 0;
  if (color === 'always') return 1;
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force === '0' || force === 'false' ? 0 : 1;
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return 0;
  return stdout.isTTY === true && env['TERM'] !== 'dumb' ? 1 : 0;
}
