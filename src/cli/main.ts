import { run } from './run.ts';
import type { Terminal } from './terminal.ts';

const interruption = new AbortController();
/** Whether anything was told on standard error. */
let hasComplained = false;
/** What lets go of standard input, once it is read: to ask for it takes time at the start. */
let closeStandardInput = (): void => {};

/** Standard input, until it ends or the user presses Ctrl-C. */
async function* readStandardInput(): AsyncGenerator<Uint8Array> {
  if (interruption.signal.aborted) return;
  const { stdin } = process;
  closeStandardInput = () => stdin.destroy();
  try {
    for await (const block of stdin) yield block as Uint8Array;
  } catch (error) {
    // Interrupting closes the stream under the loop that reads it.
    if (!interruption.signal.aborted) throw error;
  }
}

process.on('SIGINT', () => {
  // Whoever presses it twice wants out, whatever is still to be told.
  if (interruption.signal.aborted) process.exit(130);
  interruption.abort();
  closeStandardInput();
});
// Whoever reads our output has seen enough: `rtmp-dissect … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const terminal: Terminal = {
  stdin: readStandardInput(),
  stdout: process.stdout,
  get stderr() {
    hasComplained = true;
    return process.stderr;
  },
  env: process.env,
  interruption: interruption.signal,
};

/** Done when all is told, and has left the process. */
export const finished = run(process.argv.slice(2), terminal).then(async (code) => {
  process.exitCode = code;
  // Standard input may still be open when the capture in it has ended.
  closeStandardInput();
  await hasLeft(process.stdout);
  if (hasComplained) await hasLeft(process.stderr);
});

function hasLeft(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
