/** A regular expression that looks at each character of a text once, whatever it is: no filter hangs. */
export type Pattern = { test(text: string): boolean };

/** Makes a pattern of its text. Throws an `Error` that says what is wrong with it. */
export type PatternCompiler = (source: string) => Pattern;

/** Loads the engine, which takes a while and is wanted by few filters. Case is ignored unless `(?-i)` stands in front, as in Wireshark. */
export async function loadPatternCompiler(): Promise<PatternCompiler> {
  const { RE2JS } = await import('re2js');
  return (source) => RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
}

/** What is wrong with a pattern, without the engine's own words around it. */
export function patternProblem({ message }: Error): string {
  const problem = message.replace(/^error parsing regexp: /, '').replaceAll('`', '"');
  const looksAround = /\(\?<?[=!>]|\\[1-9]/.test(problem);
  return looksAround ? `${problem}: what looks around or back could take for ever` : problem;
}
