import type { Note } from '../../src/bytes/note.ts';
import type { Field, FieldValue } from '../../src/field/field.ts';
import { FieldReader } from '../../src/field/field-reader.ts';

/** Reads as ever, and tells which fields were read: `rtmpt.video.fourcc`, indented in its group. */
export class ToldReader extends FieldReader {
  readonly fields: string[] = [];
  depth = 0;

  override begin(field: Field): void {
    this.note(field);
    this.depth++;
  }

  override finish(value?: FieldValue): void {
    this.depth--;
    if (value !== undefined) this.fields.push(`${'  '.repeat(this.depth)}= ${String(value)}`);
  }

  override uint8(field: Field): number {
    this.note(field);
    return super.uint8(field);
  }

  override bits(shift: number, width: number, field: Field): number {
    this.note(field);
    return super.bits(shift, width, field);
  }

  override uint16(field: Field): number {
    this.note(field);
    return super.uint16(field);
  }

  override uint24(field: Field): number {
    this.note(field);
    return super.uint24(field);
  }

  override uint32(field: Field): number {
    this.note(field);
    return super.uint32(field);
  }

  override bytes(length: number, field: Field): Uint8Array {
    this.note(field);
    return super.bytes(length, field);
  }

  override part(field: Field, value: FieldValue, bit: number, width: number): void {
    this.note(field);
    const last = this.data.subarray(this.position - 4, this.position);
    const word = new DataView(last.slice().buffer).getUint32(0);
    if (((word >>> (32 - bit - width)) & 1) !== 1)
      throw new Error(`bit ${bit} of ${String(value)} is not set`);
  }

  private note({ id }: Field): void {
    this.fields.push('  '.repeat(this.depth) + id);
  }
}

/** Reads `data` and gives what was found, with the notes left on the way. */
export function told<T>(
  data: Uint8Array,
  read: (reader: FieldReader, notes: Note[]) => T,
): { readonly tag: T; readonly codes: string[]; readonly reader: ToldReader } {
  const reader = new ToldReader(data);
  const notes: Note[] = [];
  const tag = read(reader, notes);
  return { tag, codes: notes.map(({ code }) => code), reader };
}
