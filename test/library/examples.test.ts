import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.ts';

/** Files that declare what index.ts exports by name. */
function exportedNames(): { name: string; file: string }[] {
  const index = readFileSync('src/index.ts', 'utf8');
  return [...index.matchAll(/export (type )?\{([^}]*)\} from '\.\/([^']+)'/g)].flatMap(
    ([, isType, names, path]) =>
      isType !== undefined
        ? []
        : names!
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '' && !name.startsWith('type '))
            .map((name) => ({ name, file: `src/${path}` })),
  );
}

/** The code of the `@example` in the doc comment of an export. */
function exampleOf(name: string, file: string): string | undefined {
  const source = readFileSync(file, 'utf8');
  const declaration = source.search(
    new RegExp(`^export (async )?(function\\*?|class|const) ${name}\\b`, 'm'),
  );
  const comment = source.slice(source.lastIndexOf('/**', declaration), declaration);
  const example = /@example\n([\s\S]*?)(?=\n \* @\w|\n \*\/)/.exec(comment)?.[1];
  return example?.replace(/^ \* ?/gm, '');
}

/** What the comments of an example say that it prints, line by line. */
function promised(code: string): string[] {
  return code.split('\n').flatMap((line) => {
    const [, text] = /^(?:\/\/ |.*console\.log\(.*\); \/\/ )(.*)$/.exec(line) ?? [];
    return text === undefined ? [] : [text];
  });
}

async function printedBy(code: string): Promise<string[]> {
  const body = code.replace(/^import (\{[^}]*\}) from 'rtmp-dissect';$/gm, 'const $1 = library;');
  const printed: string[] = [];
  const log = (...values: unknown[]): void => {
    const text = values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' ');
    printed.push(...text.split('\n'));
  };
  // The example as it stands, in a function of its own: code of ours, from our own comments.
  // eslint-disable-next-line typescript/no-implied-eval
  const run = new Function('library', 'console', `return (async () => {\n${body}\n})();`) as (
    given: typeof library,
    console: { log: typeof log },
  ) => Promise<void>;
  await run(library, { log });
  return printed;
}

describe('the example of each export prints what it says', () => {
  test.each(exportedNames())('$name', async ({ name, file }) => {
    expect(library).toHaveProperty(name);
    const code = exampleOf(name, file);
    expect(code).toContain(`import {`);
    expect(code).toContain(name);
    expect(promised(code!).length).toBeGreaterThan(0);
    expect(await printedBy(code!)).toEqual(promised(code!));
  });

  test('and no export is left out', () => {
    expect(
      exportedNames()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(Object.keys(library).toSorted());
  });
});
