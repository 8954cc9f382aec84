import type { CodeTable } from './codes.ts';

/** What kind of value a field holds. */
export type FieldType = 'uint' | 'int' | 'double' | 'boolean' | 'string' | 'bytes' | 'group';

/** What a field holds. */
export type FieldValue = number | bigint | string | boolean | Uint8Array | undefined;

/** One field of a protocol, declared once, beside its parser. */
export type Field<Id extends string = string> = {
  /** Full name, as in `rtmpt.header.typeid`; Wireshark's where it has one. */
  readonly id: Id;
  readonly type: FieldType;
  /** What it is called in the specification. */
  readonly label: string;
  /** Specification and section. */
  readonly section: string;
  /** The names of its values. */
  readonly codes?: CodeTable;
};

const declared: Field[] = [];

/** Declares a field. Its module exports it, so that explanations of fields are complete by type. */
export function field<const Id extends string>(
  id: Id,
  type: FieldType,
  label: string,
  section: string,
  codes?: CodeTable,
): Field<Id> {
  const row = codes === undefined ? { id, type, label, section } : { id, type, label, section, codes };
  declared.push(row);
  return row;
}

/** Every field that the modules loaded so far declare; an id twice where two formats have the same field. */
export function declaredFields(): readonly Field[] {
  return declared;
}
