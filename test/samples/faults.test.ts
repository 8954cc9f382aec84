import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Dissection } from '../../src/dissect.ts';

/** The diagnosis that a capture must get, known from how it was made: see samples/faults/README.md. */
type Fault = {
  readonly made: string;
  readonly stream: number;
  /** `null` when nothing is wrong. */
  readonly finding: string | null;
  readonly severity?: string;
  readonly side?: string;
  readonly frame?: number;
  readonly facts?: Readonly<Record<string, unknown>>;
};

const KEYS = ['made', 'stream', 'finding', 'severity', 'side', 'frame', 'facts'];

const folder = 'samples/faults';
const readme = readFileSync(`${folder}/README.md`, 'utf8');
const files = readdirSync(folder);
const names = files.filter((file) => file.endsWith('.json')).map((file) => file.replace('.json', ''));

test('every capture of a fault has a diagnosis, and every diagnosis a capture', () => {
  const captures = files.filter((file) => file.endsWith('.pcap')).map((file) => file.replace('.pcap', ''));
  expect(captures).toEqual(names);
});

describe.each(names)('%s', (name) => {
  const fault = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Fault;

  test('has a diagnosis of the agreed form', () => {
    expect(KEYS).toEqual(expect.arrayContaining(Object.keys(fault)));
    expect(fault.made).toMatch(/./);
    if (fault.finding === null) return;
    expect(fault.finding).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(['error', 'warning', 'note']).toContain(fault.severity);
    expect(['client', 'server', 'network', 'capture']).toContain(fault.side);
    expect(fault.facts).toBeTypeOf('object');
  });

  test('is described as it is diagnosed', () => {
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
    expect(row).toContain(fault.finding === null ? '| none' : `\`${fault.finding}\``);
  });

  test('can be read to its end, and has the connection and the frame that the diagnosis names', async () => {
    const path = `${folder}/${name}.pcap`;
    expect(existsSync(path)).toBe(true);
    const dissection = await Dissection.open(path);
    for await (const _ of dissection.read({ event: () => {} }));
    dissection.end();
    expect(dissection.totals.connections).toBeGreaterThan(fault.stream);
    expect(dissection.frames).toBeGreaterThanOrEqual(fault.frame ?? 1);
  });
});
