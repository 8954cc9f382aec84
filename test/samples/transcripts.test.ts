import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runInMemory } from '../cli/memory-terminal.ts';

const folder = 'samples/transcripts';
const prompt = '$ rtmp-dissect ';

/** Runs `samples/a.pcap -T ndjson | head -n 30`: the arguments as a shell would split them, and the one pipe we know. */
async function print(commandLine: string): Promise<string> {
  const [command = '', pipe] = commandLine.split(' | head -n ');
  const [, columns, rest = ''] = /^(?:\[(\d+) columns\] )?(.*)$/.exec(command) ?? [];
  const surroundings = columns === undefined ? {} : { columns: Number(columns), env: { NO_COLOR: '1' } };
  const { stdout, stderr } = await runInMemory(rest.split(' '), surroundings);
  const lines = (stdout + stderr).split('\n');
  return pipe === undefined ? lines.join('\n') : `${lines.slice(0, Number(pipe)).join('\n')}\n`;
}

for (const name of readdirSync(folder)) {
  test(`transcript ${name}`, async () => {
    const path = `${folder}/${name}`;
    const [first = ''] = readFileSync(path, 'utf8').split('\n');
    expect(first).toMatch(/^\$ rtmp-dissect /);
    const printed = `${first}\n${await print(first.slice(prompt.length))}`;
    if (process.env['BLESS'] === '1') writeFileSync(path, printed);
    expect(printed).toBe(readFileSync(path, 'utf8'));
  });
}
