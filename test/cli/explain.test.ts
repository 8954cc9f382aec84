import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { runInMemory } from './memory-terminal.ts';

const sample = 'samples/publish-obs.pcap';

async function textOf(...argv: string[]): Promise<string> {
  const { stdout, stderr } = await runInMemory(argv);
  expect(stderr).toBe('');
  return stdout;
}

describe('--explain', () => {
  test('says under a message what it is for, and where the specification says so', async () => {
    const told = await textOf(sample, '--explain', '-Y', 'frame.number == 14');
    const [row, ...explanation] = told.slice(told.indexOf('     14   ')).trimEnd().split('\n');
    expect(row).toContain('Window Acknowledgement Size');
    const text = explanation.map((line) => line.trim().replace('│ ', '')).join(' ');
    expect(text).toMatch(/^The server wants an acknowledgement .*\. \(RTMP 1\.0 §5\.4\.4\)$/);
  });

  test('says once in a message what a field is for, under its line', async () => {
    const told = await textOf(sample, '--explain', '-V', '-Y', 'command == "connect"');
    expect(told.split('How many bytes of text follow')).toHaveLength(2);
    expect(told).toMatch(/tcUrl.*\n +\S/);
    expect(told).toContain('The URL of the server and application');
  });

  test('says once of a run what the media are, and of each message with -a', async () => {
    const summedUp = await textOf(sample, '--explain');
    expect(summedUp.split('The encoder sends sound and pictures')).toHaveLength(2);
    expect(summedUp).not.toContain('One frame of compressed sound');
    const all = await textOf(sample, '--explain', '-a');
    expect(all.split('One frame of compressed sound').length).toBeGreaterThan(200);
  });

  test.each(['en', 'zh'])('breaks the lines of %s at the width of the terminal', async (language) => {
    const { stdout } = await runInMemory([sample, '--explain', '-V', '--lang', language, '-c', '5'], {
      columns: 70,
      env: { NO_COLOR: '1' },
    });
    const explanations = stdout.split('\n').filter((line) => /^ {24,}\S/.test(line) && !/ = /.test(line));
    expect(explanations.length).toBeGreaterThan(20);
    expect(Math.max(...explanations.map((line) => stringWidth(line)))).toBeLessThanOrEqual(70);
  });

  test('begins no line of Chinese with punctuation that closes', async () => {
    const told = await textOf(sample, '--explain', '-V', '--lang', 'zh', '-c', '10');
    expect(told.split('\n').filter((line) => /^ *│ [。，、；：）]/.test(line))).toEqual([]);
  });

  test('stands in records and in their trees', async () => {
    const told = await textOf(sample, '--explain', '-V', '-T', 'ndjson', '-Y', 'frame.number == 14');
    const { explain, tree } = JSON.parse(told) as {
      explain: string;
      tree: { id: string; explain: string }[];
    };
    expect(explain).toMatch(/RTMP 1\.0 §5\.4\.4/);
    expect(tree.find(({ id }) => id === 'rtmpt.scm.was')?.explain).toMatch(/RTMP 1\.0 §5\.4\.4/);
    const without = await textOf(sample, '-V', '-T', 'ndjson', '-Y', 'frame.number == 14');
    expect(without).not.toContain('explain');
  });

  test('stands in the list of fields', async () => {
    const told = await textOf('fields', 'chunksize', '--explain', '--lang', 'zh');
    expect(told).toMatch(/^rtmpt\.scm\.chunksize .*\n {4}│ .*\p{Script=Han}/u);
  });

  test.each(['csv', 'frames'])('is refused where nothing can stand under a line: %s', async (format) => {
    const { code, stderr } = await runInMemory([sample, '--explain', '-T', format, '-e', 'csid']);
    expect(code).toBe(2);
    expect(stderr).toContain('--explain');
  });
});

test('--lang alone changes nothing, and an unknown language is refused with those that there are', async () => {
  expect(await textOf(sample, '--lang', 'zh', '-c', '3')).toBe(await textOf(sample, '-c', '3'));
  const { code, stderr } = await runInMemory([sample, '--explain', '--lang', 'fr']);
  expect(code).toBe(2);
  expect(stderr).toContain('There is en, zh');
});
