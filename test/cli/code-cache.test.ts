import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { wrap } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, expect, test } from 'vitest';

const sample = resolve('samples/play-missing.pcap');
const copy = mkdtempSync(join(tmpdir(), 'rtmp-dissect-'));
afterAll(() => rmSync(copy, { recursive: true }));
for (const name of ['bin', 'dist', 'package.json']) cpSync(name, join(copy, name), { recursive: true });
symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));

const parts = join(copy, 'dist/bin');
const caches = readdirSync(parts).filter((name) => name.endsWith('.cache'));

function timelineOf(root: string): string {
  return execFileSync(process.execPath, [join(root, 'bin/rtmp-dissect.js'), sample], { encoding: 'utf8' });
}

test('the parts that the timeline needs have a code cache that V8 takes', () => {
  expect(caches).toContain('main.cjs.cache');
  for (const name of caches) {
    const source = wrap(readFileSync(join(parts, name.replace('.cache', '')), 'latin1'));
    const script = new Script(source, { cachedData: readFileSync(join(parts, name)) });
    expect({ name, isRefused: script.cachedDataRejected }).toEqual({ name, isRefused: false });
  }
});

test('without its code cache, or with one that is damaged, the command prints the same', () => {
  const whole = timelineOf('.');
  for (const name of caches) writeFileSync(join(parts, name), readFileSync(join(parts, name)).toReversed());
  expect(timelineOf(copy)).toBe(whole);
  for (const name of caches) rmSync(join(parts, name));
  expect(timelineOf(copy)).toBe(whole);
});
