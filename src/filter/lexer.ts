import { FilterError, type Place } from './filter-error.ts';

/**
 * A piece of a filter. `text` is what it means: of a string its characters, of an operator the one way to write it, of a
 * slice what stands between the brackets. A `word` is a name, a number, an address, bytes or a time: its place decides.
 */
export type Token = Place & {
  readonly kind: 'word' | 'string' | 'character' | 'slice' | 'operator' | 'end';
  readonly text: string;
};

/** Operators by how they may be written. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ...['==', '!=', '===', '!==', '<', '<=', '>', '>='].map((sign) => [sign, sign] as const),
  ...['&', '+', '-', '*', '/', '%', '(', ')', '{', '}', ',', '..'].map((sign) => [sign, sign] as const),
  ...['and', 'or', 'xor', 'not', 'in', 'any', 'all'].map((word) => [word, word] as const),
  ...['contains', 'matches'].map((word) => [word, word] as const),
  ['&&', 'and'],
  ['||', 'or'],
  ['^^', 'xor'],
  ['!', 'not'],
  ['~', 'matches'],
  ['eq', '=='],
  ['any_eq', '=='],
  ['ne', '!='],
  ['all_ne', '!='],
  ['all_eq', '==='],
  ['any_ne', '!=='],
  ['lt', '<'],
  ['le', '<='],
  ['gt', '>'],
  ['ge', '>='],
  ['bitand', '&'],
  ['bitwise_and', '&'],
]);

const SPACE = /\s+/y;
const SIGN = /===|!==|==|!=|<=|>=|&&|\|\||\^\^|\.\.|[<>!~&+\-*/%(){},]/y;
const WORD = new RegExp(
  [
    String.raw`\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?`, // a time
    String.raw`(?:(?:\d+\.){3}\d+|(?=[\dA-Fa-f.]*:[\dA-Fa-f.]*:)[\dA-Fa-f:.]+)/\d+`, // a subnet
    String.raw`[\dA-Fa-f]{2}(?:-[\dA-Fa-f]{2})+(?![\w-])`, // bytes
    String.raw`\d+(?:\.\d+)?[eE][+-]\d+`, // a number
    String.raw`[\w:]+(?:\.[\w:]+)*`,
  ].join('|'),
  'y',
);
const SLICE = /\[([^\]]*)\]/y;
const STRING = /[rR]?"[^"\\]*(?:\\[^][^"\\]*)*"/y;
const CHARACTER = /'[^'\\]*(?:\\[^][^'\\]*)*'/y;
/** Quotation marks as word processors and web pages make them of `"`. */
const CURLY_QUOTES = '“”„«»‘’';

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};
const ESCAPE = /\\(?:([0-7]{1,3})|x([\dA-Fa-f]{1,2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([^]))/g;

/** The pieces of a filter, with one of the kind `end` behind them. @throws FilterError */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    at = pattern.lastIndex;
    return found;
  };
  for (;;) {
    take(SPACE);
    const start = at;
    const add = (kind: Token['kind'], meaning: string): void => {
      tokens.push({ kind, text: meaning, start, end: at });
    };
    if (at === text.length) {
      add('end', '');
      return tokens;
    }
    let found: RegExpExecArray | undefined;
    if ((found = take(STRING)) !== undefined) add('string', stringOf(found[0], text, start));
    else if ((found = take(CHARACTER)) !== undefined) add('character', unescape(found[0], text, start));
    else if ((found = take(SLICE)) !== undefined) add('slice', found[1]!);
    else if ((found = take(WORD)) !== undefined) {
      const operator = OPERATORS.get(found[0].toLowerCase());
      if (operator === undefined) add('word', found[0]);
      else add('operator', operator);
    } else if ((found = take(SIGN)) !== undefined) add('operator', OPERATORS.get(found[0])!);
    else throw unexpected(text, start);
  }
}

function stringOf(quoted: string, text: string, start: number): string {
  // In a raw string a backslash stands for itself, also before a quotation mark.
  return quoted.startsWith('"') ? unescape(quoted, text, start) : quoted.slice(2, -1);
}

function unescape(quoted: string, text: string, start: number): string {
  return quoted
    .slice(1, -1)
    .replace(
      ESCAPE,
      (
        all: string,
        octal: string | undefined,
        hex: string | undefined,
        short: string | undefined,
        long: string | undefined,
        letter: string | undefined,
        offset: number,
      ) => {
        const place = { start: start + 1 + offset, end: start + 1 + offset + all.length };
        if (letter !== undefined) {
          return ESCAPES[letter] ?? fail(`\\${letter} stands for no character`, text, place);
        }
        const code = octal === undefined ? parseInt((hex ?? short ?? long)!, 16) : parseInt(octal, 8);
        if (code > (octal === undefined ? 0x10ffff : 0xff))
          fail(`${all} is too large for a character`, text, place);
        return String.fromCodePoint(code);
      },
    );
}

/** What is wrong where no piece begins. */
function unexpected(text: string, start: number): FilterError {
  const character = String.fromCodePoint(text.codePointAt(start)!);
  const place = { start, end: start + character.length };
  const rest = { start, end: text.length };
  if (character === '"') return new FilterError('the closing " of this text is missing', text, rest);
  if (character === "'") return new FilterError("the closing ' is missing", text, rest);
  if (character === '[') return new FilterError('the closing ] of this slice is missing', text, rest);
  if (character === '=') return new FilterError('a single = compares nothing; write ==', text, place);
  if (character === '|') return new FilterError('a single | joins nothing; write || or "or"', text, place);
  if (CURLY_QUOTES.includes(character)) {
    return new FilterError(`${character} is no quotation mark of this language; write "`, text, place);
  }
  return new FilterError('this character has no meaning outside of quotation marks', text, place);
}

function fail(message: string, text: string, place: Place): never {
  throw new FilterError(message, text, place);
}
