/** One constant: its number, its name in the field's own words, and the section that defines it. */
export type CodeRow = readonly [code: number, label: string, section: string];

/** What a table of constants knows of a number. Unknown codes stay numbers. */
export type CodeTable = {
  /** The name of `code`, or `undefined` when the table does not know it. */
  labelOf(code: number): string | undefined;
  /** Where `code` is defined, or `undefined` when the table does not know it. */
  sectionOf(code: number): string | undefined;
};

/**
 * Declares the constants of a protocol, one row each:
 * `codes({ abort: [2, 'Abort Message', 'RTMP 1.0 §5.4.2'] })` gives `.abort` as the literal 2 and `.labelOf(2)`.
 */
export function codes<const Rows extends Record<string, CodeRow>>(
  rows: Rows,
): { readonly [Name in keyof Rows]: Rows[Name][0] } & CodeTable {
  // Made when it is asked for: most tables are not, and all are declared at the start.
  let byCode: Map<number, CodeRow> | undefined;
  const rowOf = (code: number): CodeRow | undefined => {
    byCode ??= new Map(Object.values<CodeRow>(rows).map((row) => [row[0], row]));
    return byCode.get(code);
  };
  const table: Record<string, unknown> & CodeTable = {
    labelOf: (code) => rowOf(code)?.[1],
    sectionOf: (code) => rowOf(code)?.[2],
  };
  for (const name of Object.keys(rows)) table[name] = rows[name]![0];
  return table as { readonly [Name in keyof Rows]: Rows[Name][0] } & CodeTable;
}
