import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findings, type FindingRecord } from '../../src/index.ts';
import { runInMemory } from '../cli/memory-terminal.ts';

const captures = ['samples', 'samples/faults'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.pcap'))
    .map((name) => `${folder}/${name}`),
);

/** The numbers that a sentence tells, without those of specifications and of what is laid down. */
function numbersOf({ evidence }: FindingRecord): string[] {
  const told = evidence.replaceAll(/ \([^()]*(RTMP 1\.0|E-RTMP|FLV)[^()]*\)/g, '').replaceAll('1,536', '');
  return [...new Set(told.match(/\d+(,\d{3})*(\.\d+)?/g))];
}

/** What does not depend on the language. */
function factsOf({ id, severity, side, stream, frame, time, offset, from }: FindingRecord): unknown {
  return { id, severity, side, stream, frame, time, offset, from };
}

describe('each finding in Chinese', () => {
  test.each(captures)('is that in English, with the same numbers: %s', async (capture) => {
    const english = (await findings(capture)).findings;
    const chinese = (await findings(capture, { language: 'zh' })).findings;
    expect(chinese.map(factsOf)).toEqual(english.map(factsOf));
    for (const [i, one] of chinese.entries()) {
      for (const text of [one.title, one.evidence, one.meaning, one.causes, one.advice]) {
        expect(text, one.id).toMatch(/\p{Script=Han}/u);
      }
      expect(one.evidence, one.id).toMatch(/。$/);
      expect(one.evidence, one.id).not.toMatch(/undefined|NaN|\[object/);
      const own = numbersOf(one);
      for (const number of numbersOf(english[i]!)) {
        expect(own, `${english[i]!.evidence} ${one.evidence}`).toContain(number);
      }
    }
  });
});

test('findings --lang zh has Chinese headings and texts, and fits into a terminal', async () => {
  const argv = ['findings', 'samples/play-missing.pcap', '--lang', 'zh', '--color', 'never'];
  const { stdout, code } = await runInMemory(argv, { columns: 72 });
  expect(code).toBe(0);
  for (const part of ['1 个错误，2 个提示', '连接 1 ', '要拉的流不存在', '服务器 · 帧 65']) {
    expect(stdout).toContain(part);
  }
  for (const label of ['现象', '含义', '原因', '处理', '依据'])
    expect(stdout).toMatch(new RegExp(`^ {4}${label} {5}`, 'm'));
  const { displayWidth } = await import('../../src/view/display-width.ts');
  expect(stdout.split('\n').filter((line) => displayWidth(line) > 72)).toEqual([]);
});

test('findings -T json --lang zh has the keys of English', async () => {
  const argv = ['findings', 'samples/play-missing.pcap', '--lang', 'zh', '-T', 'json'];
  const { stdout } = await runInMemory(argv);
  const [first] = (JSON.parse(stdout) as { findings: FindingRecord[] }).findings;
  expect(first).toMatchObject({ id: 'play.not-found', severity: 'error', side: 'server', frame: 65 });
  expect(first!.title).toBe('要拉的流不存在');
});
