import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const program = 'bin/rtmp-dissect.js';
const sample = 'samples/publish-obs.pcap';

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

function start(...argv: string[]): ChildProcess {
  return spawn(process.execPath, [program, ...argv], { env: { PATH: process.env['PATH'] } });
}

async function ending(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text) => (stdout += String(text)));
  child.stderr?.on('data', (text) => (stderr += String(text)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

/** Resolves when standard output holds `text`. */
async function printed(child: ChildProcess, text: string): Promise<void> {
  let stdout = '';
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (piece) => {
      stdout += String(piece);
      if (stdout.includes(text)) resolve();
    });
  });
}

test('the installed program prints the timeline', async () => {
  const { code, stdout, stderr } = await ending(start(sample));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('FMSc/1.0 publishes rtmp_live/test');
});

test('--version is that of the package, --help names every command', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect((await ending(start('--version'))).stdout).toBe(`rtmp-dissect ${version}\n`);
  expect((await ending(start('--help'))).stdout).toMatch(/usage: .*info/s);
});

test('a reader that has seen enough ends it quietly', async () => {
  const child = start(sample, '-T', 'ndjson', '--payload', 'hex');
  const end = ending(child);
  child.stdout?.once('data', () => child.stdout?.destroy());
  expect(await end).toMatchObject({ code: 0, stderr: '' });
});

test('a live capture is told as it arrives, and Ctrl-C ends it with the summary', async () => {
  const child = start('-');
  const end = ending(child);
  const capture = readFileSync(sample);
  child.stdin?.write(capture.subarray(0, 8000));
  await printed(child, "connect('rtmp_live')");
  child.kill('SIGINT');
  const { code, stdout, stderr } = await end;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [totals, findings] = stdout.trimEnd().split('\n').slice(-2);
  expect(totals).toMatch(/^\d+ frames in .* 1 TCP connection, 1 RTMP$/);
  expect(findings).toBe('✓ nothing wrong was found');
});
