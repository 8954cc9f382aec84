import type { Field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';

/** Reads the first byte of a configuration record: the version, of which there is but one (ISO 14496-15 §5.3.3.1, §8.3.3.1). */
export function readConfigVersion(reader: FieldReader, version: Field): void {
  const code = reader.uint8(version);
  if (code === 1) return;
  const at = reader.position - 1;
  reader.malformed('flv.config-version', `${version.label} is ${code}, not 1 (${version.section})`, at);
}

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
