import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/analysis/findings/rules.ts';
import { enFindings } from '../../src/explain/en-findings.ts';
import type { FindingsCatalogue } from '../../src/explain/report-words.ts';
import { zhFindings } from '../../src/explain/zh-findings.ts';

const languages: readonly (readonly [string, FindingsCatalogue, RegExp])[] = [
  ['English', enFindings, /\.$/],
  ['Chinese', zhFindings, /。$/],
];

/** The texts of each kind of finding, with where they stand. */
function textsOf({ texts }: FindingsCatalogue): [place: string, text: string][] {
  return Object.entries(texts).flatMap(([id, { title, meaning, causes, advice }]) =>
    Object.entries({ title, meaning, causes, advice }).map(([name, text]): [string, string] => [
      `${id} ${name}`,
      text,
    ]),
  );
}

describe.each(languages)('the findings in %s', (_, catalogue, stop) => {
  test('have texts for every rule, and for nothing else', () => {
    expect(Object.keys(catalogue.texts).sort()).toEqual(Object.keys(RULES).sort());
  });

  test('are clean: sentences under a title', () => {
    for (const [place, text] of textsOf(catalogue)) {
      if (place.endsWith(' title')) expect(text, place).not.toMatch(/[.。]$/);
      else expect(text, place).toMatch(stop);
      expect(text, place).not.toMatch(/\p{Cc}| {2}|^ | $/u);
      expect(text.length, place).toBeLessThan(200);
    }
  });

  test('have a title of its own for each rule', () => {
    const titles = Object.values(catalogue.texts).map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  });
});

test('the Chinese texts are written in Chinese, with its punctuation', () => {
  for (const [place, text] of textsOf(zhFindings)) {
    expect(text, place).toMatch(/\p{Script=Han}/u);
    expect(text, place).not.toMatch(/\p{Script=Han}[,;:?!(]|[,;?!)]\p{Script=Han}/u);
  }
});

test('the Chinese report says in Chinese where no specification has something', () => {
  for (const { section } of Object.values(RULES)) {
    expect(zhFindings.words.sectionText(section), section).not.toMatch(/not in/);
  }
});

test('the English texts are written in English', () => {
  for (const [place, text] of textsOf(enFindings))
    expect(text, place).not.toMatch(/\p{Script=Han}|[。，；：（）]/u);
});
