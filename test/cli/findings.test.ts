import { expect, test } from 'vitest';
import { runInMemory } from './memory-terminal.ts';

const MISSING = 'samples/play-missing.pcap';
const OBS = 'samples/publish-obs.pcap';

test('tells each finding by connection: what, where, what was seen, what to do', async () => {
  const { code, stdout } = await runInMemory(['findings', MISSING]);
  expect(code).toBe(0);
  expect(stdout).toContain('\n1 error, 2 notes\n');
  const [, first] = stdout.split('\nConnection ');
  expect(first).toMatch(/^1 {3}127\.0\.0\.1:\d+ → 127\.0\.0\.1:1935/);
  for (const part of ['✗ ', 'play.not-found', 'frame 65', 'StreamNotFound', 'RTMP 1.0 §7.2.2.1']) {
    expect(first).toContain(part);
  }
});

test.each([
  [MISSING, 'error', 1],
  [MISSING, 'warning', 1],
  [OBS, 'warning', 0],
  [OBS, 'error', 0],
])('findings %s --fail-on %s ends in %i', async (file, weight, code) => {
  expect(await runInMemory(['findings', file, '--fail-on', weight])).toMatchObject({ code, stderr: '' });
});

test('of one connection, as JSON', async () => {
  const { stdout, code } = await runInMemory(['findings', MISSING, '-T', 'json', '--stream', '0']);
  const { findings } = JSON.parse(stdout) as { findings: { stream: number; severity: string }[] };
  expect(code).toBe(0);
  expect(findings.map(({ stream, severity }) => [stream, severity])).toEqual([[0, 'note']]);
});

test.each([
  [['findings', OBS, '-T', 'csv', '-e', 'frame.number'], 'findings is printed as text or json'],
  [['findings', OBS, '-Y', 'video'], 'findings are about whole connections'],
  [[OBS, '--fail-on', 'error'], '--fail-on is about findings'],
  [['findings', OBS, '--fail-on', 'note'], 'There is error, warning'],
  [['findings', OBS, '--stream', '7'], 'there is no TCP connection 7'],
])('%j is wrong usage', async (argv, message) => {
  const { code, stderr } = await runInMemory(argv);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test('the timeline says at its head, in one line, what is serious or that nothing is', async () => {
  const [, line] = (await runInMemory([MISSING])).stdout.split('\n');
  expect(line).toBe('✗ 1 error: play.not-found in frame 65');
  expect((await runInMemory([OBS])).stdout.split('\n')[1]).toBe('✓ nothing wrong was found · 2 notes');
  // What is left out can't be judged.
  expect((await runInMemory([MISSING, '--stream', '1'])).stdout).not.toContain('play.not-found');
});

test('fits into a terminal', async () => {
  const { stdout } = await runInMemory(['findings', MISSING, '--color', 'never'], { columns: 72 });
  expect(stdout.split('\n').filter((line) => line.length > 72)).toEqual([]);
});
