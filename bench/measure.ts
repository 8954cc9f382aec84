import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDER } from './capture.ts';
import { median } from './figures.ts';
import { childEnvironment, ROOT } from './program.ts';

/** A command line to time. Its output goes nowhere, and nothing is on its standard input, unless told. */
export type Command = {
  readonly argv: readonly string[];
  /** A file for its standard input: as `command < file`, or as `cat file | command`. */
  readonly input?: { readonly path: string; readonly through: 'redirection' | 'pipe' };
  readonly output?: 'null' | 'file' | 'pipe';
  /** Only its time is wanted: it is started directly, without the program that watches its memory. */
  readonly bare?: boolean;
};

/** One run. */
type Run = { readonly seconds: number; readonly peakBytes: number | undefined };

/** Several runs of the same command. */
export type Timing = {
  readonly seconds: number;
  readonly fastest: number;
  readonly slowest: number;
  /** The most memory that any of the runs held (maximum resident set size). */
  readonly peakBytes: number | undefined;
};

const POLL_MS = 5;
const TIME_NOTES = join(FOLDER, 'time.txt');
const OUTPUT_FILE = join(FOLDER, 'output');

/** Runs the commands in turn, `runs` times, so that what slows the machine down slows all of them down. */
export async function measureInTurn(commands: readonly Command[], runs: number): Promise<Timing[]> {
  const results: Run[][] = commands.map(() => []);
  for (let run = 0; run < runs; run++)
    for (const [index, command] of commands.entries()) results[index]!.push(await runOnce(command));
  return results.map(sumUp);
}

function sumUp(runs: readonly Run[]): Timing {
  const seconds = runs.map((run) => run.seconds);
  const peaks = runs.flatMap((run) => run.peakBytes ?? []);
  return {
    seconds: median(seconds),
    fastest: Math.min(...seconds),
    slowest: Math.max(...seconds),
    peakBytes: peaks.length === 0 ? undefined : Math.max(...peaks),
  };
}

async function runOnce(command: Command): Promise<Run> {
  const timer = command.bare ? undefined : findTimer();
  const { input, output = 'null' } = command;
  const stdin = input?.through === 'redirection' ? openSync(input.path, 'r') : undefined;
  const stdout = output === 'file' ? openSync(OUTPUT_FILE, 'w') : undefined;
  try {
    const [program, ...args] = commandLine(command, timer);
    const start = performance.now();
    const child = spawn(program!, args, {
      cwd: ROOT,
      env: childEnvironment(),
      stdio: [stdin ?? 'ignore', stdout ?? 'ignore', 'pipe'],
    });
    const watch = timer === undefined && !command.bare ? new MemoryWatch(child) : undefined;
    const { code, complaint } = await ending(child);
    const seconds = (performance.now() - start) / 1000;
    if (code !== 0) throw new Error(`${command.argv.join(' ')} ended with ${code}: ${complaint.trim()}`);
    return { seconds, peakBytes: timer === undefined ? watch?.end() : readTimeNotes(command) };
  } finally {
    if (stdin !== undefined) closeSync(stdin);
    if (stdout !== undefined) closeSync(stdout);
    rmSync(OUTPUT_FILE, { force: true });
  }
}

/** The command with what goes around it: the program that watches its memory, and a shell where it is part of a pipe. */
function commandLine({ argv, input, output }: Command, timer: string | undefined): readonly string[] {
  const timed = timer === undefined ? argv : [timer, '-o', TIME_NOTES, '-f', '%M', ...argv];
  if (input?.through === 'pipe') return ['/bin/sh', '-c', 'cat -- "$0" | "$@"', input.path, ...timed];
  if (output === 'pipe') return ['/bin/sh', '-c', '"$@" | cat > /dev/null', 'sh', ...timed];
  return timed;
}

async function ending(child: ChildProcess): Promise<{ code: number | string | null; complaint: string }> {
  let complaint = '';
  child.stderr?.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-2000)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code: code ?? signal, complaint }));
  });
}

let knownTimer: { readonly path: string | undefined } | undefined;

/** GNU time, which learns from the kernel how much memory a child has held. */
function findTimer(): string | undefined {
  knownTimer ??= { path: ['/usr/bin/time', 'gtime'].find(isGnuTime) };
  return knownTimer.path;
}

function isGnuTime(path: string): boolean {
  try {
    return /GNU/.test(execFileSync(path, ['--version'], { stdio: 'pipe', encoding: 'utf8' }));
  } catch {
    return false;
  }
}

/** Bytes of the maximum resident set size; in a pipe, this is also the only word of how the command ended. */
function readTimeNotes({ argv }: Command): number {
  const lines = readFileSync(TIME_NOTES, 'utf8').trim().split('\n');
  if (lines.length > 1) throw new Error(`${argv.join(' ')}: ${lines[0]}`);
  return Number(lines[0]) * 1024;
}

/** Where GNU time is missing: looks at a child's high-water mark again and again (Linux only). */
class MemoryWatch {
  private peakBytes: number | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(child: ChildProcess) {
    this.timer = setInterval(() => this.look(child.pid), POLL_MS);
  }

  end(): number | undefined {
    clearInterval(this.timer);
    return this.peakBytes;
  }

  private look(pid: number | undefined): void {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
      if (kilobytes !== undefined) this.peakBytes = Number(kilobytes) * 1024;
    } catch {
      // It has ended, or this system has no /proc.
    }
  }
}
