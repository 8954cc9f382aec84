import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { ConnectionStats } from '../analysis/stats/connection-stats.ts';
import type { MeasuredConnection } from '../analysis/stats/capture-stats.ts';
import type { Note } from '../bytes/note.ts';

/** The statistics of a capture: the object of `stats -T json`, as `schema/stats.schema.json` has it. */
export type StatsRecord = {
  readonly file: string;
  readonly frames: number;
  /** RTMP connections, in order of appearance: the first thousand. */
  readonly connections: readonly ConnectionStats[];
  /** Connections beyond them. */
  readonly unmeasured: number;
  readonly notes: readonly Note[] | undefined;
};

/** The record of a capture that was read to its end. Numbers are rounded to three decimals. */
export function statsRecord(
  { file, frames, notes }: CaptureSummary,
  measured: readonly MeasuredConnection[],
  unmeasured: number,
): StatsRecord {
  const connections = measured.map(({ stats }) => rounded(stats));
  return { file, frames, connections, unmeasured, notes: notes.length > 0 ? notes : undefined };
}

/** A copy of plain data whose numbers have no more than three decimals. */
function rounded<T>(value: T): T {
  if (typeof value === 'number') return (Math.round(value * 1000) / 1000) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => rounded(one)) as T;
  if (!(value instanceof Object)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rounded(one as unknown)])) as T;
}
