import type { Field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';

/**
 * Reads `count` NAL units, each behind its length in two bytes (ISO 14496-15 §5.3.3.1, §8.3.3.1).
 * @param use gets each unit, and where it begins
 */
export function readParameterSets(
  reader: FieldReader,
  count: number,
  length: Field,
  unit: Field,
  use?: (unit: Uint8Array, at: number) => void,
): void {
  for (let i = 0; i < count; i++) {
    const bytes = reader.bytes(reader.uint16(length), unit);
    use?.(bytes, reader.position - bytes.length);
  }
}
