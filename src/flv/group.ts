import type { Field, FieldValue } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';

/**
 * Reads fields that belong together. The group ends where they break off, too: what is read behind it, such as the next
 * track, is no part of it.
 * @param read returns what the group is altogether
 */
export function readGroup(reader: FieldReader, group: Field, read: () => FieldValue): void {
  reader.begin(group);
  let value: FieldValue;
  try {
    value = read();
  } finally {
    reader.finish(value);
  }
}
