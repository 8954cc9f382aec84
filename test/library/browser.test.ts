import { existsSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type MessageRecord, records, timeline } from '../../src/index.ts';

const sample = 'samples/publish-obs.pcap';
const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

/** The library as a bundler makes it for browsers, with its exports as properties of `library`. */
async function bundle(): Promise<string> {
  const { outputFiles, warnings } = await build({
    entryPoints: ['dist/index.js'],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'library',
    write: false,
    logLevel: 'silent',
  });
  expect(warnings).toEqual([]);
  return outputFiles[0]!.text;
}

test('the library is bundled for browsers without a module of Node', async () => {
  // A module of Node would end the bundling with an error.
  expect(await bundle()).not.toMatch(/\bprocess\.(?!env)|require\("(node:)?fs/);
});

describe.skipIf(browser === undefined)('in a browser (skipped where no Chromium is installed)', () => {
  test('a capture gives the same records and timeline as in Node', async () => {
    const code = await bundle();
    const chrome = await chromium.launch({ executablePath: browser!, args: ['--no-sandbox'] });
    try {
      const page = await chrome.newPage();
      await page.addScriptTag({ content: code });
      const told = await page.evaluate(tellInBrowser, readFileSync(sample).toString('base64'));
      expect(told.records).toEqual(JSON.parse(JSON.stringify(await all(records(sample)))));
      expect(told.gzipped).toBe(told.records.length);
      // The name of the file is what the browser does not know.
      expect(told.timeline.split('\n').slice(1)).toEqual(
        (await all(timeline(sample))).join('').split('\n').slice(1),
      );
      expect(told.noFile).toContain('there are no files here');
    } finally {
      await chrome.close();
    }
  });
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Runs in the browser, where `library` is all there is. */
async function tellInBrowser(
  base64: string,
): Promise<{ records: MessageRecord[]; timeline: string; gzipped: number; noFile: string }> {
  const { library } = globalThis as unknown as { library: typeof import('../../src/index.ts') };
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const told: MessageRecord[] = [];
  for await (const record of library.records(bytes)) told.push(record);
  let text = '';
  for await (const piece of library.timeline(bytes)) text += piece;
  const packed = new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip')));
  let gzipped = 0;
  for await (const _ of library.records(new Uint8Array(await packed.arrayBuffer()))) gzipped++;
  const noFile = await library.captureInfo('capture.pcap').then(String, String);
  return { records: told, timeline: text, gzipped, noFile };
}
