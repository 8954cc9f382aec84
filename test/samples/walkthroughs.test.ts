import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { captureInfo, findings, walkthrough } from '../../src/index.ts';
import { plainSentence } from '../../src/view/walkthrough/markdown.ts';
import { runInMemory } from '../cli/memory-terminal.ts';

/** The walkthroughs in docs/, and what prints them. */
const WALKTHROUGHS = [
  ['publish-obs.en.md', 'samples/publish-obs.pcap'],
  ['publish-obs.zh.md', 'samples/publish-obs.pcap --lang zh'],
  ['play-vlc.en.md', 'samples/publish-play-vlc.pcap --stream 1'],
  ['play-vlc.zh.md', 'samples/publish-play-vlc.pcap --stream 1 --lang zh'],
] as const;

test.each(WALKTHROUGHS)('docs/%s is what walkthrough %s prints', async (name, rest) => {
  const { code, stdout, stderr } = await runInMemory(['walkthrough', ...rest.split(' ')]);
  expect([code, stderr]).toEqual([0, '']);
  const path = `docs/${name}`;
  if (process.env['BLESS'] === '1') writeFileSync(path, stdout);
  expect(stdout).toBe(readFileSync(path, 'utf8'));
});

const captures = ['samples', 'samples/faults'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.pcap'))
    .map((name) => `${folder}/${name}`),
);

describe.each(['en', 'zh'] as const)('a walkthrough in %s', (language) => {
  test.each(captures)('of %s tells what was found on the connection, and nothing absurd', async (capture) => {
    const { findings: found } = await findings(capture, { language });
    const rtmp = (await captureInfo(capture)).connections.find(({ protocol }) => /^rtmpt?$/.test(protocol));
    const stream = rtmp?.stream ?? found[0]!.stream;
    const text = await walkthrough(capture, { language, stream });
    expect(text).not.toMatch(/undefined|NaN|\[object|Infinity/);
    const own = found.filter(
      (one) => one.stream === stream && !['close.delete-stream', 'reconnect.loop'].includes(one.id),
    );
    const closing = text
      .split(/^## /m)
      .find((part) => /^(What is unusual|这个抓包文件有哪些异常)/.test(part));
    for (const { id, severity, advice } of own) {
      expect(closing).toContain(`\`${id}\``);
      if (severity !== 'note') expect(closing).toContain(plainSentence(advice));
    }
    // Each is told once.
    const ids = [...(closing ?? '').matchAll(/^- \*\*.*?[(（]`([a-z0-9.-]+)`/gm)].map(([, id]) => id!);
    expect(ids.sort()).toEqual(own.map(({ id }) => id).sort());
  });
});
