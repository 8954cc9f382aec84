import { describe, expect, test } from 'vitest';
import { enWalkthrough } from '../../src/explain/en-walkthrough.ts';
import type { LessonTexts } from '../../src/explain/lesson-texts.ts';
import { zhWalkthrough } from '../../src/explain/zh-walkthrough.ts';

/** Every text of a walkthrough, with where it stands; those that are filled in, with examples in them. */
function textsOf(table: object, path = ''): [place: string, text: string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[path + key, value]];
    if (typeof value !== 'function') return textsOf(value as object, `${path}${key} `);
    const facts = { title: '`x`', frame: 1, length: 2, chunkSize: 3, chunks: 4, csid: 5, basicHeader: 'C5' };
    const fill = value as (...given: unknown[]) => string;
    return [[path + key, path === 'chunking ' && key !== 'more' ? fill(facts) : fill('`1`', '`2`', '`3`')]];
  });
}

const languages: readonly (readonly [string, LessonTexts])[] = [
  ['English', enWalkthrough],
  ['Chinese', zhWalkthrough],
];

describe.each(languages)('the lessons in %s', (_, texts) => {
  test('are whole sentences', () => {
    for (const [place, text] of textsOf(texts.lessons)) expect(text, place).toMatch(/[.。]$/);
  });

  test('leave no markup open, and break no table', () => {
    for (const [place, text] of textsOf(texts)) {
      expect(text.split('`').length % 2, place).toBe(1);
      expect(text.split('**').length % 2, place).toBe(1);
      expect(text, place).not.toMatch(/\p{Cc}|\||undefined/u);
      if (place !== 'space') expect(text, place).toBe(text.trim());
    }
  });
});

test.each(languages)('what is strong in %s ends where Markdown sees the end', (_, texts) => {
  // CommonMark §6.2: not between punctuation and a letter, and Chinese has no space there.
  for (const [place, text] of textsOf(texts)) {
    text.split('**').forEach((part, i, parts) => {
      const next = parts[i + 1]?.[0] ?? (texts.space || '字');
      if (i % 2 === 1) expect(`${part.at(-1)}${next}`, place).not.toMatch(/\p{P}[\p{L}\p{N}]/u);
    });
  }
});

test('the Chinese lessons are written in Chinese, with its punctuation', () => {
  const words = textsOf(zhWalkthrough).filter(
    ([place]) => !/^(steps names|space|closing finding)/.test(place),
  );
  for (const [place, text] of words) {
    if (place !== 'terms texts gop 0') expect(text, place).toMatch(/\p{Script=Han}/u);
    expect(text, place).not.toMatch(/\p{Script=Han}[,;:?!(]|[,;?!)]\p{Script=Han}/u);
  }
});

test('the English lessons are written in English', () => {
  for (const [place, text] of textsOf(enWalkthrough)) {
    expect(text, place).not.toMatch(/\p{Script=Han}|[。，；：（）]/u);
  }
});
