import stringWidth from 'fast-string-width';

/** Printable ASCII, Latin letters, and the dashes, dots and arrows of our own: as wide as they are long. */
const PLAIN = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2015\u2026\u2190-\u2193]*$/;

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

/** Breaks a text at its spaces into lines of at most `width` columns; a word that is longer is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
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

/** As many characters as fit in `width` columns, at least one. */
function cut(text: string, width: number): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && displayWidth(head + character) > width) break;
    head += character;
  }
  return head;
}
