import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FOLDER } from './capture.ts';

/** The folder of the project; compiled, this file lies in build/bench/. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The small sample on which the start is timed. */
export const SAMPLE = 'samples/publish-play-vlc.pcap';

/** The command line of the program with these arguments. */
export function ours(...args: readonly string[]): readonly string[] {
  return [process.execPath, 'bin/rtmp-dissect.js', ...args];
}

/** Whether `--help` names an option, such as `-Y`. */
export function hasOption(option: string): boolean {
  const [program, ...args] = ours('--help');
  const help = execFileSync(program!, args, { cwd: ROOT, encoding: 'utf8' });
  return new RegExp(`^ +(\\S+, )?${option}[ ,]`, 'm').test(help);
}

/** What a program prints on its first line, or `undefined` when it isn't installed. */
export function firstLineOf(program: string, ...args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(
      '\n',
    )[0];
  } catch {
    return undefined;
  }
}

/** As the user's, but for what npm adds; and Wireshark as it comes, without the user's preferences. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_/.test(name));
  return { ...Object.fromEntries(own), WIRESHARK_CONFIG_DIR: join(FOLDER, 'wireshark') };
}

/** The lines that a command prints. @throws Error when it fails */
export async function* linesOf(argv: readonly string[]): AsyncGenerator<string> {
  const [program, ...args] = argv;
  const child = spawn(program!, args, {
    cwd: ROOT,
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  ended.catch(() => {});
  yield* createInterface({ input: child.stdout, crlfDelay: Infinity });
  const code = await ended;
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}`);
}
