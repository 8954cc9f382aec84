import { parseArgs } from 'node:util';
import { parseSize } from './figures.ts';

/** The parts of the benchmark, in the order in which they run. */
export const PARTS = [
  'timeline',
  'info',
  'filter',
  'details',
  'ndjson',
  'startup',
  'growth',
  'large',
  'ways',
  'stages',
];

export type BenchOptions = {
  /** Bytes of the capture. */
  readonly size: number;
  /** Bytes of one more: what time and memory of `-a` it takes, and how much faster than our rivals we are then. */
  readonly large: number | undefined;
  readonly runs: number;
  readonly seed: number;
  readonly parts: readonly string[];
  /** A capture of one's own. */
  readonly capture: string | undefined;
  /** Whether the results go to BENCHMARKS.md, too. */
  readonly write: boolean;
};

export const HELP = `npm run bench -- [options]

  --size 400M      bytes of the capture that is made; 128M, 1G, 250000
  --large 4G       one more capture, to see that time and memory hold, and what remains of the start
  --runs 5         runs of every command, of which the median counts
  --seed 1         another seed, another capture
  --only NAMES     only these parts: ${PARTS.join(', ')}
  --capture FILE   a capture of your own instead
  --write          puts the results into BENCHMARKS.md, too
`;

/** Reads the command line. @throws Error in one line */
export function readOptions(argv: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      size: { type: 'string', default: '400M' },
      large: { type: 'string' },
      runs: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      capture: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const parts = values.only?.split(',') ?? PARTS;
  const unknown = parts.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there is ${PARTS.join(', ')}`);
  return {
    size: readSize('--size', values.size),
    large: values.large === undefined ? undefined : readSize('--large', values.large),
    runs: readCount('--runs', values.runs),
    seed: readCount('--seed', values.seed),
    parts,
    capture: values.capture,
    write: values.write,
  };
}

function readSize(option: string, text: string): number {
  const size = parseSize(text);
  if (size === undefined || size < 1_000_000)
    throw new Error(`${option} takes a size from 1M, not "${text}"`);
  return size;
}

function readCount(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`${option} takes a whole number from 1, not "${text}"`);
  return Number(text);
}
