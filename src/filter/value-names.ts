import type { FilterField } from './fields/filter-field.ts';

/** The number that a name stands for among the codes of a field, in our words or Wireshark's; `undefined` for none. */
export function codeOfName(field: FilterField, name: string): number | undefined {
  const wanted = bare(name);
  if (wanted === '') return undefined;
  const found = rowsOf(field).find(([key, , label]) => bare(key) === wanted || bare(label) === wanted);
  if (found !== undefined) return found[1];
  return Object.entries(field.wiresharkNames ?? {}).find(([label]) => bare(label) === wanted)?.[1];
}

/** The names of a field's values, as they are shown. */
export function valueNames(field: FilterField): readonly string[] {
  return field.texts ?? rowsOf(field).map(([, , label]) => label);
}

/** What the values of a field are also called, in one word: `video` for `Video Data`. */
export function shortNames(field: FilterField): readonly string[] {
  return rowsOf(field).map(([key]) => key);
}

/** The rows of a field's table of codes, which has functions among them. */
function rowsOf({ codes }: FilterField): (readonly [key: string, code: number, label: string])[] {
  return Object.entries(codes ?? {}).flatMap(([key, code]) =>
    typeof code === 'number' ? [[key, code, codes?.labelOf(code) ?? ''] as const] : [],
  );
}

/** A name without what people write differently: `Set Chunk Size`, `setChunkSize` and `set-chunk-size` are one. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
