import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Progress, Task } from './worker.ts';

/** An input that takes longer has found something. */
const MOST_SECONDS = 30;
/** Memory that the program may take for an input, in MiB: what all limits add up to, and room. */
const MOST_MEMORY = 1024;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '0' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes);
const first = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!(minutes >= 0) || !Number.isSafeInteger(first)) {
  throw new Error(
    'usage: npm run fuzz -- [--minutes N] [--seed S]; without --minutes, the one input of the seed',
  );
}
const end = Date.now() + minutes * 60_000;
const findings: string[] = [];
let inputs = 0;
let next = first;

process.stdout.write(`inputs from seed ${first} on\n`);
do await round();
while (Date.now() < end);
process.stdout.write(`${inputs} inputs, ${findings.length} findings\n${findings.join('')}`);
process.exitCode = findings.length === 0 ? 0 : 1;

/** Runs inputs in a thread until the time is over, or one of them finds something: the next thread goes on behind it. */
async function round(): Promise<void> {
  const task: Task = { first: next, end };
  const worker = new Worker(new URL('worker.js', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  });
  let begun = Date.now();
  const watch = setInterval(() => {
    if (Date.now() - begun < MOST_SECONDS * 1000) return;
    report(`took more than ${MOST_SECONDS} s`);
    void worker.terminate();
  }, 1000);
  worker.on('message', ({ seed, memory }: Progress) => {
    begun = Date.now();
    next = seed + 1;
    inputs++;
    if (memory > MOST_MEMORY * 2 ** 20) {
      next = seed;
      report(`took ${Math.round(memory / 2 ** 20)} MiB`);
      void worker.terminate();
    }
  });
  await new Promise<void>((resolve) => {
    worker.on('error', (error) => report(error.stack ?? String(error)));
    worker.on('exit', () => resolve());
  });
  clearInterval(watch);
}

/** The input behind the last one that ended has found something. */
function report(what: string): void {
  inputs++;
  const finding = `seed ${next}: ${what}\n  again: npm run fuzz -- --seed ${next}\n`;
  process.stdout.write(finding);
  findings.push(finding);
  next++;
}
