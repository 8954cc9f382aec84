import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMANDS, OPTIONS } from '../../src/cli/option-table.ts';
import { manPage } from './man-page.ts';
import { runInMemory } from './memory-terminal.ts';

const sample = 'samples/play-missing.pcap';

describe.each(['bash', 'zsh', 'fish'])('completion %s', (shell) => {
  test('knows every command, every option and the values of those that have a list', async () => {
    const { stdout, code } = await runInMemory(['completion', shell]);
    expect(code).toBe(0);
    for (const [command] of COMMANDS) expect(stdout).toContain(command);
    for (const { name, short, values } of OPTIONS) {
      expect(stdout).toContain(shell === 'fish' ? `-l ${name}` : `--${name}`);
      if (short !== undefined) expect(stdout).toMatch(new RegExp(`[- ]${short}\\b`));
      if (Array.isArray(values)) expect(stdout).toContain(values.join(' '));
    }
  });
});

test('completion for another shell says which there are', async () => {
  const { stderr, code } = await runInMemory(['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(stderr).toContain('There is bash, zsh, fish');
});

test('the manual page is that of the tables of commands and options', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const page = manPage(version);
  if (process.env['BLESS'] === '1') writeFileSync('man/rtmp-dissect.1', page);
  expect(readFileSync('man/rtmp-dissect.1', 'utf8')).toBe(page);
});

test('-r names a capture as in tshark, -n changes nothing', async () => {
  const [plain, asTshark] = [
    await runInMemory([sample, '-T', 'frames']),
    await runInMemory(['-n', '-r', sample, '-T', 'frames']),
  ];
  expect(asTshark).toEqual(plain);
  expect(plain.stdout).not.toBe('');
});

test('-r and a name are two captures, read as one', async () => {
  const { stdout } = await runInMemory(['info', '-T', 'json', '-r', sample, 'samples/publish-obs.pcap']);
  expect((JSON.parse(stdout) as { frames: number }).frames).toBe(68 + 921);
});
