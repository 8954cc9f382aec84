import { type Command, measureInTurn, type Timing } from './measure.ts';
import { ours } from './program.ts';

/** A way for bytes to get in or out. */
export type WayResult = {
  readonly label: string;
  readonly timing: Timing;
  /** The plainest way of its group, with which it is compared. */
  readonly plain: Timing;
};

/** Times the ways in, with `-a`, and the ways out, with `-T ndjson`, which says most. */
export async function measureWays(path: string, runs: number): Promise<WayResult[]> {
  const live = ours('-', '-a');
  const records = ours(path, '-T', 'ndjson');
  const waysIn: [string, Command][] = [
    ['rtmp-dissect FILE -a', { argv: ours(path, '-a') }],
    ['rtmp-dissect - -a < FILE', { argv: live, input: { path, through: 'redirection' } }],
    ['cat FILE | rtmp-dissect - -a', { argv: live, input: { path, through: 'pipe' } }],
  ];
  const waysOut: [string, Command][] = [
    ['rtmp-dissect FILE -T ndjson > /dev/null', { argv: records }],
    ['rtmp-dissect FILE -T ndjson > records.ndjson', { argv: records, output: 'file' }],
    ['rtmp-dissect FILE -T ndjson | cat > /dev/null', { argv: records, output: 'pipe' }],
  ];
  const ways = [...waysIn, ...waysOut];
  const timings = await measureInTurn(
    ways.map(([, command]) => command),
    runs,
  );
  return ways.map(([label], index) => ({
    label,
    timing: timings[index]!,
    plain: timings[index < waysIn.length ? 0 : waysIn.length]!,
  }));
}
