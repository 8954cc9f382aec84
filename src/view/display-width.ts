import stringWidth from 'fast-string-width';

/** Printable ASCII, Latin letters, and the dashes, dots and arrows of our own: as wide as they are long. */
const PLAIN = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2015\u2026\u2190-\u2193]*$/;

/** A Chinese character, or what stands between two, with brackets that open before it and punctuation that closes behind it. */
const CHINESE_WORD =
  /[（“《「]*(?:\p{Script=Han}|[^\p{Script=Han}（“《「。，、；：！？）”》」]+)[。，、；：！？）”》」]*|./gu;

/** Columns that a text takes on a terminal: 2 for Chinese and emoji, 0 for marks and colours. */
export function displayWidth(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Hardly any text is more than printable ASCII.
    if (code < 0x20 || code > 0x7e) return PLAIN.test(text) ? text.length : stringWidth(text);
  }
  return text.length;
}

/** The text, with spaces behind it up to `width` columns. */
export function padEnd(text: string, width: number): string {
  const missing = width - displayWidth(text);
  return missing > 0 ? text + ' '.repeat(missing) : text;
}

/**
 * Breaks a text at its spaces, and between Chinese characters, into lines of at most `width` columns; a word that is
 * longer is cut.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [word, space] of wordsOf(text)) {
    const longer = line === '' ? word : line + space + word;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (displayWidth(line) > width) {
      const head = cut(line, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Words with the space before each; each Chinese character is a word, together with the punctuation that clings to it. */
function wordsOf(text: string): (readonly [word: string, space: '' | ' '])[] {
  return text.split(' ').flatMap((word) => {
    const words = PLAIN.test(word) ? [word] : (word.match(CHINESE_WORD) ?? [word]);
    return words.map((part, i) => [part, i === 0 ? ' ' : ''] as const);
  });
}

/** As many characters as fit in `width` columns, at least one. */
function cut(text: string, width: number): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && displayWidth(head + character) > width) break;
    head += character;
  }
  return head;
}
