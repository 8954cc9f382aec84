import { safeText } from '../../bytes/safe-text.ts';

/** A sentence outside of code, such as an explanation or a note, in which names look like markup: every character stands for itself. */
export function plainSentence(text: string): string {
  return safeText(text).replace(/[\\`*_{}[\]<>#|~&@]/g, (character) =>
    character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
  );
}

/** Text in a span of code, in which nothing is markup but the backtick. */
export function code(text: string): string {
  const safe = safeText(text);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // A space is taken off at both ends where both have one, so that a backtick can stand there.
  const pad = /^[ `]|[ `]$/.test(safe) || safe === '' ? ' ' : '';
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** The same within a table, whose cells end at a bar even in code. */
export function codeCell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

/** A table. Its cells are Markdown. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(columns) + line(columns.map(() => '---')) + rows.map(line).join('');
}

/** A list, an item a line. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}\n`).join('');
}

/** A block in which every character stands for itself. None of its lines may begin with a backtick. */
export function block(language: string, lines: readonly string[]): string {
  return `\`\`\`${language}\n${lines.join('\n')}\n\`\`\`\n`;
}

/** Where a heading is found: as GitHub and most others name it. */
export function anchorOf(heading: string): string {
  return `#${heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')}`;
}

/** Paragraphs, tables and blocks with an empty line between them. */
export function paragraphs(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n');
}
