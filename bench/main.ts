import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { obtainCapture } from './capture.ts';
import { checkAgreement, checkAnswers, countOfTshark, WrongAnswer } from './checks.ts';
import { byteText, grouped } from './figures.ts';
import { measureGrowth } from './growth.ts';
import { tsharkVersion } from './machine.ts';
import { type BenchOptions, HELP, readOptions } from './options.ts';
import { ROOT } from './program.ts';
import { reportText } from './report.ts';
import type { Results, WholeCapture } from './results.ts';
import { LARGE_SCENARIOS, runScenario, type ScenarioResult, SCENARIOS } from './scenarios.ts';
import { measureStages } from './stages.ts';
import { measureStartup } from './startup.ts';
import { countMessages } from './traffic/ledger.ts';
import { measureWays } from './ways.ts';

/** Bytes of the capture of which every payload is compared. */
const SMALL = 8_000_000;
const REPORT = `${ROOT}BENCHMARKS.md`;
/** Between the two comments of this kind in BENCHMARKS.md lie the results. */
const MARK = /(<!-- results:[^>]*-->\n)[^]*(<!-- end of results -->)/;

/** What is measured with, and what was found out about it. */
type Subject = Pick<Results, 'capture' | 'bytes' | 'frames' | 'messages' | 'checks'> & {
  readonly path: string;
};

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(HELP);
  else await bench(options);
} catch (error) {
  const kind = error instanceof WrongAnswer ? 'a wrong answer, nothing is timed: ' : '';
  say(kind + (error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}

async function bench(options: BenchOptions): Promise<void> {
  const text = reportText(await measureAll(options));
  process.stdout.write(`${text}\n`);
  if (!options.write) return;
  const report = readFileSync(REPORT, 'utf8');
  if (!MARK.test(report)) throw new Error('BENCHMARKS.md has no comments that mark where the results go');
  writeFileSync(
    REPORT,
    report.replace(MARK, (_, start: string, end: string) => `${start}\n${text}\n${end}`),
  );
}

async function measureAll(options: BenchOptions): Promise<Results> {
  const { runs, parts, capture: given } = options;
  const subject = given === undefined ? await generated(options) : await foreign(resolve(given));
  const { path } = subject;
  const part = async <T>(name: string, measure: () => Promise<T[]>): Promise<T[]> => {
    if (!parts.includes(name)) return [];
    say(name);
    return measure();
  };

  const scenarios: ScenarioResult[] = [];
  for (const scenario of SCENARIOS) {
    scenarios.push(...(await part(scenario.name, async () => [await runScenario(scenario, path, runs)])));
  }
  const { bytes, frames, messages, capture, checks } = subject;
  return {
    runs,
    capture,
    bytes,
    frames,
    messages,
    checks,
    scenarios,
    startup: await part('startup', () => measureStartup(runs)),
    growth:
      given === undefined
        ? await part('growth', async () => measureGrowth(await growingCaptures(options), runs))
        : [],
    large: await part('large', () => measureLarge(options)),
    ways: await part('ways', () => measureWays(path, runs)),
    stages: await part('stages', () => measureStages(path, runs)),
  };
}

/** A capture that the writer made, and whose answers are known. */
async function generated({ seed, size }: BenchOptions): Promise<Subject> {
  const whole = await obtainCapture(seed, size, say);
  say('checking the answers');
  const checks = await checkAnswers(await obtainCapture(seed, SMALL, say), whole);
  const { path, ledger } = whole;
  const { frames, fileBytes, connections, repeated, delayed } = ledger;
  const messages = countMessages(connections);
  const capture =
    `Seed ${seed}: ${byteText(fileBytes)}, ${grouped(frames)} packets, ${grouped(messages)} messages on ` +
    `${connections.length} connections; ${grouped(repeated)} segments come twice and ${grouped(delayed)} late.`;
  return {
    path,
    capture,
    bytes: fileBytes,
    frames,
    messages,
    checks: [...checks, ...(await rivalAnswers(path, messages))],
  };
}

/** The large capture, if any, against the rivals. */
async function measureLarge({ seed, large, runs, capture }: BenchOptions): Promise<WholeCapture[]> {
  if (large === undefined || capture !== undefined) return [];
  const whole = await obtainCapture(seed, large, say);
  say('checking the answers about the large capture');
  await checkAnswers(await obtainCapture(seed, SMALL, say), whole);
  const { path, ledger } = whole;
  const scenarios: ScenarioResult[] = [];
  for (const scenario of LARGE_SCENARIOS) {
    say(`${scenario.name}, of the large capture`);
    scenarios.push(await runScenario(scenario, path, runs));
  }
  const { frames, fileBytes: bytes, connections } = ledger;
  return [{ bytes, frames, messages: countMessages(connections), scenarios }];
}

/** A capture of the user's own. */
async function foreign(path: string): Promise<Subject> {
  const bytes = statSync(path).size;
  say('checking that the views agree');
  const { frames, messages } = await checkAgreement(path);
  return {
    path,
    bytes,
    frames,
    messages,
    capture: `A capture from elsewhere: ${byteText(bytes)}, ${grouped(frames)} packets, ${grouped(messages)} messages.`,
    checks: [
      'what is in this capture is not known; `-a` and ndjson agree on how many messages it has',
      ...(await rivalAnswers(path, messages)),
    ],
  };
}

/** How many of the messages tshark finds: its time is that of its answer. */
async function rivalAnswers(path: string, messages: number): Promise<string[]> {
  const version = tsharkVersion();
  if (version === undefined) return [];
  const share = (count: number): string => `${grouped(count)} (${((100 * count) / messages).toFixed(1)} %)`;
  const plain = await countOfTshark(path);
  const ordered = await countOfTshark(path, '-o', 'tcp.reassemble_out_of_order:TRUE');
  return [
    `for comparison: ${version} gives a type to ${share(plain)} of the messages, and with ` +
      `\`-o tcp.reassemble_out_of_order:TRUE\` to ${share(ordered)}`,
  ];
}

/** A quarter, half and all of the size, and the large one, if any. */
async function growingCaptures({ seed, size, large }: BenchOptions): Promise<string[]> {
  const sizes = [size / 4, size / 2, size, ...(large === undefined ? [] : [large])];
  const paths: string[] = [];
  for (const one of sizes) paths.push((await obtainCapture(seed, one, say)).path);
  return paths;
}

/** What goes on, beside the results. */
function say(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}
