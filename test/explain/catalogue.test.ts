import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/explain/catalogue.ts';
import { en } from '../../src/explain/en.ts';
import { zh } from '../../src/explain/zh.ts';
import { declaredFields } from '../../src/field/field.ts';

/** The rooms in which parsers declare the fields that they read. */
const PARSERS = ['field', 'amf', 'flv', 'rtmp'];

beforeAll(async () => {
  for (const room of PARSERS) {
    for (const name of readdirSync(`src/${room}`)) await import(`../../src/${room}/${name}`);
  }
});

/** Every text of a catalogue, with where it stands. */
function textsOf(table: object, path = ''): [place: string, text: string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'function') return [];
    return typeof value === 'string' ? [[path + key, value]] : textsOf(value as object, `${path}${key} `);
  });
}

const languages: readonly (readonly [string, Catalogue])[] = [
  ['English', en],
  ['Chinese', zh],
];

describe.each(languages)('the %s catalogue', (_, catalogue) => {
  test('explains every field that a parser declares', () => {
    const ids = new Set(declaredFields().map(({ id }) => id));
    expect(ids.size).toBeGreaterThan(100);
    expect([...ids].filter((id) => !Object.hasOwn(catalogue.fields, id))).toEqual([]);
  });

  test('explains no field that no parser declares', () => {
    const ids = new Set<string>(declaredFields().map(({ id }) => id));
    expect(Object.keys(catalogue.fields).filter((id) => !ids.has(id))).toEqual([]);
  });

  test('has clean texts of whole sentences', () => {
    for (const [place, text] of textsOf(catalogue)) {
      expect(text, place).toMatch(/[.。]$/);
      expect(text, place).not.toMatch(/\p{Cc}|\u2028|\u2029| {2}|^ /u);
      expect(text.length, place).toBeGreaterThan(2);
      // A reader is to see it at one look.
      expect(text.length, place).toBeLessThan(260);
    }
  });
});

describe('the Chinese catalogue', () => {
  test('is written in Chinese', () => {
    for (const [place, text] of textsOf(zh)) {
      expect(text, place).toMatch(/\p{Script=Han}/u);
      expect(text, place).toMatch(/。$/);
      // Punctuation between Chinese characters is Chinese.
      expect(text, place).not.toMatch(/\p{Script=Han}[,;:?!(]|[,;?!)]\p{Script=Han}/u);
    }
  });

  test('keeps the terms of the protocol in Latin', () => {
    expect(zh.fields['rtmpt.header.format']).toMatch(/fmt/);
    expect(zh.properties.tcUrl).toMatch(/URL/);
    expect(zh.fields['rtmpt.video.fourcc']).toMatch(/FourCC|hvc1/);
    expect(zh.commands.createStream).not.toBe(en.commands.createStream);
  });

  test('says in Chinese where no specification has something', () => {
    const sections = new Set(declaredFields().map(({ section }) => section));
    for (const section of sections) {
      expect(zh.sectionText(section), section).not.toMatch(/not in|as .* (do|send)/);
    }
    expect(zh.sectionText('RTMP 1.0 §5.4.1')).toBe('RTMP 1.0 §5.4.1');
  });
});

test('the English catalogue is written in English', () => {
  for (const [place, text] of textsOf(en)) expect(text, place).not.toMatch(/\p{Script=Han}|[。，；：（）]/u);
});
