import type { Note } from '../../src/bytes/note.ts';
import { type FieldNode, leavesOf } from '../../src/field/field-node.ts';
import type { FieldReader } from '../../src/field/field-reader.ts';
import { TracingReader } from '../../src/field/tracing-reader.ts';

/** What was found in some bytes, the codes of the notes on the way, and the fields, each with its bytes: `rtmpt.video.fourcc 1–4`. */
export type Reading<T> = { readonly tag: T; readonly codes: string[]; readonly fields: string[] };

/** Reads all of `data`, and makes sure that the fields tile it. */
export function told<T>(data: Uint8Array, read: (reader: FieldReader, notes: Note[]) => T): Reading<T> {
  const reader = new TracingReader(data);
  const notes: Note[] = [];
  const tag = read(reader, notes);
  const tree = reader.tree();
  let at = 0;
  for (const { start, end } of leavesOf(tree)) {
    if (start !== at) throw new Error(`a field begins at ${start}, the one before it ends at ${at}`);
    at = end;
  }
  if (at !== data.length) throw new Error(`the fields end at ${at} of ${data.length}`);
  return { tag, codes: notes.map(({ code }) => code), fields: linesOf(tree) };
}

function linesOf(nodes: readonly FieldNode[], nesting = ''): string[] {
  return nodes.flatMap((node) => {
    const { field, value, start, end, bits, children } = node;
    const place =
      bits === undefined ? `${start}–${end - 1}` : `bits ${bits.first}–${bits.first + bits.width - 1}`;
    const shown = typeof value === 'number' ? ` = ${value}` : '';
    return [`${nesting}${field.id} ${place}${shown}`, ...linesOf(children, `${nesting}  `)];
  });
}
