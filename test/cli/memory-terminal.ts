import { run } from '../../src/cli/run.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

export type Printed = {
  readonly code: number;
  readonly stdout: string;
  /** The same as it was written. */
  readonly bytes: Buffer;
  readonly stderr: string;
};

export type Surroundings = {
  /** Blocks that arrive on standard input. */
  readonly stdin?: AsyncIterable<Uint8Array> | readonly Uint8Array[];
  /** Columns of the terminal; without it output goes to a pipe. */
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly interruption?: AbortSignal;
  /** Told of each piece of standard output as it is written. */
  readonly onOutput?: (text: string) => void;
};

/** Runs a command line in this process and keeps what it prints. */
export async function runInMemory(
  argv: readonly string[],
  surroundings: Surroundings = {},
): Promise<Printed> {
  const written: Uint8Array[] = [];
  let stderr = '';
  const { columns, env = {}, onOutput = () => {} } = surroundings;
  const terminal: Terminal = {
    stdin: blocksOf(surroundings.stdin ?? []),
    stdout: {
      write: (data) => {
        const bytes = Buffer.from(data);
        written.push(bytes);
        onOutput(bytes.toString());
        return true;
      },
      once: () => {},
      ...(columns !== undefined && { isTTY: true, columns }),
    },
    stderr: {
      write: (text) => {
        stderr += String(text);
        return true;
      },
      once: () => {},
    },
    env,
    interruption: surroundings.interruption ?? new AbortController().signal,
  };
  const code = await run(argv, terminal);
  const bytes = Buffer.concat(written);
  return { code, stdout: bytes.toString(), bytes, stderr };
}

async function* blocksOf(
  source: AsyncIterable<Uint8Array> | readonly Uint8Array[],
): AsyncGenerator<Uint8Array> {
  yield* source;
}
