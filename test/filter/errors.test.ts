import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFilter } from '../../src/filter/filter.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Told } from './told.ts';
import { FilterError } from '../../src/filter/filter-error.ts';

/** What a filter that can't be understood is told. */
async function errorOf(text: string): Promise<FilterError> {
  const error = await parseFilter(text).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(FilterError);
  return error as FilterError;
}

describe('a wrong filter', () => {
  test.each([
    // Names.
    ['tpyeid == 1', 'tpyeid', 'tpyeid is not a field; did you mean typeid?'],
    [
      'rtmpt.header.typed == 1',
      'rtmpt.header.typed',
      'rtmpt.header.typed is not a field; did you mean rtmpt.header.typeid?',
    ],
    ['rtmpt.typeid == 1', 'rtmpt.typeid', 'rtmpt.typeid is not a field; did you mean rtmpt.header.typeid?'],
    ['typeid == 1 and keyfrane', 'keyfrane', 'keyfrane is not a field; did you mean keyframe?'],
    ['xyzzy', 'xyzzy', 'xyzzy is not a field'],
    ['9 == tpyeid', 'tpyeid', 'tpyeid is not a field; did you mean typeid?'],
    ['csid == tpyeid', 'tpyeid', 'tpyeid is neither a field nor a whole number; did you mean typeid?'],
    [
      'name == "x"',
      'name',
      'name could be each of rtmpt.command.name, rtmpt.data.name, rtmpt.so.name, rtmpt.so.event.name and amf.header.name: write the whole name',
    ],
    ['length(amf.string) > 3', 'length(amf.string)', 'length() is not a function; did you mean len?'],
    // Names of values.
    [
      'typeid == "Set Chunk"',
      '"Set Chunk"',
      'no value of rtmpt.header.typeid is called "Set Chunk"; did you mean "Set Chunk Size"?',
    ],
    ['typeid == vidoe', 'vidoe', 'no value of rtmpt.header.typeid is called "vidoe"; did you mean "video"?'],
    [
      'limittype == firm',
      'firm',
      'no value of rtmpt.scm.limittype is called "firm"; there is "Hard", "Soft" and "Dynamic"',
    ],
    ['from == clinet', 'clinet', 'no value of rtmpt.from is called "clinet"; did you mean "client"?'],
    [
      'phase in {"connect", "pubish"}',
      '"pubish"',
      'no value of rtmpt.phase is called "pubish"; did you mean "publish"?',
    ],
    // Types.
    ['typeid == 1.5', '1.5', '1.5 is not a whole number'],
    ['typeid == "9"', '"9"', '"9" is not a whole number; leave out the quotation marks'],
    ['typeid == 09', '09', '09 is not a whole number; a 0 in front means octal'],
    ['typeid == aa:bb', 'aa:bb', 'aa:bb is not a whole number'],
    ['typeid == amf.string', 'amf.string', 'amf.string is text, the other side a whole number'],
    ['amf.boolean == yes', 'yes', 'yes is neither a field nor true or false'],
    ['amf.object == 1', 'amf.object', 'amf.object is there or not, it has no value to look at'],
    ['ip.src == 10.0.0.300', '10.0.0.300', '10.0.0.300 is not an IPv4 address'],
    ['ip.src == 10.0.0.0/33', '10.0.0.0/33', 'an IPv4 address has 32 bits, not 33'],
    ['ip.src < 10.0.0.0/8', '10.0.0.0/8', 'a subnet is compared with ==, != or in'],
    [
      'ip.src in {10.0.0.0/8..11.0.0.0}',
      '11.0.0.0',
      'a range goes from one address to another, not to a subnet',
    ],
    ['ip.src == ::1', '::1', '::1 is not an IPv4 address'],
    ['ipv6.src == 1:2', '1:2', '1:2 is not an IPv6 address'],
    ['frame.time > "2026-02-30"', '"2026-02-30"', '"2026-02-30" is not a point in time'],
    ['frame.time_relative > 3weeks', '3weeks', '3weeks is not a duration'],
    ['rtmpt[0:2] == 10:2x', '10:2x', '10:2x is not bytes'],
    ['typeid[0] == 1', 'typeid[0]', 'slices are of text and bytes; typeid is a whole number'],
    [
      'csid contains "4"',
      'csid',
      'contains looks into text and bytes; csid is a whole number: string() makes text of it',
    ],
    ['upper(csid) == "4"', 'csid', 'upper() takes text; csid is a whole number'],
    ['len(upper(4)) == 1', 'upper(4)', 'upper() takes text'],
    ['vals(csid) == "4"', 'csid', 'vals() takes a field whose values have names; csid is a whole number'],
    ['max(csid, amf.string) == 4', 'amf.string', 'amf.string is text, the other side a whole number'],
    ['len(amf.string, csid) == 4', 'csid', 'len() takes one argument'],
    ['len() == 4', 'len()', 'len() takes text or bytes'],
    [
      'amf.string + 1 == 2',
      'amf.string',
      'only numbers and durations can be calculated with; amf.string is text',
    ],
    ['amf.number & 1', 'amf.number', '& takes whole numbers or bytes; amf.number is a number'],
    [
      '-amf.string == "x"',
      'amf.string',
      'only numbers and durations can be calculated with; amf.string is text',
    ],
    ['streamname == movie-hd', 'movie', 'text with signs in it stands between quotation marks'],
    ['amf.boolean == -1', '1', 'only numbers can be calculated with; the other side is true or false'],
    ['csid / 0 == 1', '0', 'this divides by zero'],
    ['csid == 4 / 0', '4 / 0', 'this has no result'],
    ['9 == 9', '9 == 9', 'this is the same for every message: a field should stand here'],
    ['"a" contains "b"', '"a" contains "b"', 'this is the same for every message: a field should stand here'],
    ['"connect"', '"connect"', 'this is the same for every message: a field should stand here'],
    ['typeid in {csid}', 'csid', 'a set holds values, not fields'],
    // Regular expressions.
    ['amf.string matches connect', 'connect', 'a regular expression stands between quotation marks'],
    ['amf.string matches "["', '"["', 'missing closing ]: "["'],
    [
      'amf.string matches "(?=a)"',
      '"(?=a)"',
      'invalid or unsupported Perl syntax: "(?=": what looks around or back could take for ever',
    ],
    [
      'amf.string matches r"(a)\\1"',
      'r"(a)\\1"',
      'invalid escape sequence: "\\1": what looks around or back could take for ever',
    ],
    // Syntax.
    ['typeid = 9', '=', 'a single = compares nothing; write =='],
    ['typeid == 9 | csid == 3', '|', 'a single | joins nothing; write || or "or"'],
    ['typeid ==', '', 'the filter ends where a field or a value should follow'],
    ['typeid == 9 and', '', 'the filter ends where a field or a value should follow'],
    ['(typeid == 9', '', 'the filter ends where ) should follow'],
    ['typeid == 9)', ')', ') stands where and, or, xor or the end should be'],
    ['typeid == 9 csid == 3', 'csid', 'csid stands where and, or, xor or the end should be'],
    ['typeid in 9', '9', '9 stands where { should be'],
    ['typeid in {}', '{}', 'the set is empty'],
    ['typeid in {8, 9', '', 'the filter ends where a field or a value should follow'],
    ['all typeid', '', 'the filter ends where a comparison, which all asks for should follow'],
    [
      'amf.string[] == "a"',
      '[]',
      'a slice is written [first:length], [first-last], [index], [:length] or [first:]',
    ],
    ['amf.string[1:0] == "a"', '[1:0]', 'the length of a slice is at least 1'],
    ['amf.string[0 == "a"', '[0 == "a"', 'the closing ] of this slice is missing'],
    ['amf.string == "abc', '"abc', 'the closing " of this text is missing'],
    ["amf.string == 'abc", "'abc", "the closing ' is missing"],
    ['amf.string == “abc”', '“', '“ is no quotation mark of this language; write "'],
    ['amf.string == "\\q"', '\\q', '\\q stands for no character'],
    ['amf.string == "\\400"', '\\400', '\\400 is too large for a character'],
    ['typeid == 9；', '；', 'this character has no meaning outside of quotation marks'],
  ])('%s', async (text, meant, message) => {
    const error = await errorOf(text);
    expect(error.message).toBe(message);
    expect(text.slice(error.start, error.end)).toBe(meant);
  });

  test('is shown with carets under the place', async () => {
    expect((await errorOf('csid == 3 and tpyeid == 1')).picture).toBe(
      'csid == 3 and tpyeid == 1\n              ^^^^^^',
    );
    expect((await errorOf('typeid ==')).picture).toBe('typeid ==\n         ^');
  });

  test('is shown with the carets where they belong behind wide characters', async () => {
    expect((await errorOf('amf.string == "直播" && x')).picture).toBe(
      'amf.string == "直播" && x\n               \u3000\u3000     ^',
    );
  });

  test('is shown without what a terminal would act on', async () => {
    expect((await errorOf('amf.string == "\x1b[2J" && x')).picture).toBe(
      `amf.string == "\\x1b[2J" && x\n${' '.repeat(27)}^`,
    );
  });
});

describe('text of any kind is a filter or a filter error', () => {
  const tokens = [
    'typeid',
    'csid',
    'amf.string',
    'amf.number',
    'amf.object',
    'keyframe',
    'ip.src',
    'ipv6.addr',
    'frame.time',
    'frame.time_relative',
    'rtmpt',
    'name',
    'from',
    'phase',
    'nothing',
    'len',
    'count',
    'max',
    'vals',
    'string',
    '==',
    '!=',
    '===',
    '!==',
    '<',
    '>=',
    'eq',
    'in',
    'contains',
    'matches',
    '~',
    'any',
    'all',
    'and',
    'or',
    'xor',
    'not',
    '!',
    '&&',
    '||',
    '^^',
    '&',
    '+',
    '-',
    '*',
    '/',
    '%',
    '(',
    ')',
    '{',
    '}',
    '[0:1]',
    '[-1]',
    '[',
    ']',
    ',',
    '..',
    '.',
    ':',
    '"',
    "'",
    '\\',
    '0',
    '9',
    '0x14',
    '1.5',
    '1e400',
    '99999999999999999999',
    'aa:bb',
    '::1',
    '::1/64',
    '127.0.0.0/8',
    '"a"',
    '"["',
    "'c'",
    '"Set Chunk Size"',
    'client',
    'true',
    '500ms',
    '2026-11-20',
    '\u0000',
    '直',
  ];

  async function isFilterOrError(text: string): Promise<void> {
    try {
      const filter = await parseFilter(text);
      expect((await parseFilter(filter.print())).print()).toBe(filter.print());
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      expect(error.message).toMatch(/^[^\n]+$/);
      expect(0 <= error.start && error.start <= error.end && error.end <= text.length).toBe(true);
      expect(error.picture.split('\n')).toHaveLength(2);
    }
  }

  test('soup of tokens', async () => {
    const soup = fc.array(fc.constantFrom(...tokens), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(soup, fc.constantFrom(' ', ''), (words, between) =>
        isFilterOrError(words.join(between)),
      ),
      { numRuns: 5000 },
    );
  });

  test('any text', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), isFilterOrError), {
      numRuns: 2000,
    });
  });

  test.each([
    ['parentheses', '('.repeat(50_000)],
    ['nots', `${'!'.repeat(50_000)}typeid`],
    ['minuses', `typeid == ${'-'.repeat(50_000)}1`],
    ['additions', `typeid == ${'1+'.repeat(50_000)}1`],
    ['slices', `amf.string${'[0:1]'.repeat(50_000)} == "a"`],
    ['functions', `${'len('.repeat(50_000)}amf.string`],
    ['colons', `ip.src == ${':'.repeat(50_000)}`],
    ['bytes', `typeid == ${'aa-'.repeat(10_000)}`],
    ['an index', `amf.string[${'9'.repeat(50_000)}] == "a"`],
    ['groups of a pattern', `amf.string matches "${'('.repeat(50_000)}"`],
    ['groups of additions', `typeid == ${`${'1+'.repeat(190)}(`.repeat(190)}1`],
  ])('%s without end', async (_what, text) => {
    await errorOf(text);
  });

  test('a long list is no deep one', async () => {
    const numbers = Array.from({ length: 20_000 }, (_, i) => i);
    const told = new Told([rtmp.setChunkSize(4096)]);
    expect(await told.ask(`frame.number in {${numbers.join(', ')}}`)).toEqual([true]);
    const list = numbers.map((n) => `(frame.number != ${n + 10})`).join(' and ');
    expect(await told.ask(list)).toEqual([true]);
  });
});
