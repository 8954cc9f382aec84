import { field, type Field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { readGroup } from './group.ts';
import type { NalCodec } from './nal-codec.ts';
import { nameOf, type NalUnit, readNalUnit } from './nal-unit.ts';

/** Bits that a record leaves for later. */
export const reserved = field('rtmpt.config.reserved', 'uint', 'reserved', 'ISO 14496-15 §5.3.3.1, §8.3.3.1');

/** Reads the first byte of a configuration record: the version, of which there is but one (ISO 14496-15 §5.3.3.1, §8.3.3.1). */
export function readConfigVersion(reader: FieldReader, version: Field): void {
  const code = reader.uint8(version);
  if (code === 1) return;
  const at = reader.position - 1;
  if (code === 0 && reader.peek() === 0 && (reader.peek(1) === 1 || reader.peek(2) === 1)) {
    const text = `parameter sets stand behind start codes, where the record belongs (${version.section})`;
    reader.malformed('flv.annex-b', text, at);
  }
  reader.malformed('flv.config-version', `${version.label} is ${code}, not 1 (${version.section})`, at);
}

/**
 * Reads `count` NAL units, each behind its length in two bytes (ISO 14496-15 §5.3.3.1, §8.3.3.1, §11.2.4.2).
 * @param unit of type `group`: the unit with its header
 * @param use gets each unit right after it was read
 */
export function readParameterSets(
  reader: FieldReader,
  count: number,
  length: Field,
  unit: Field,
  codec: NalCodec,
  use?: (unit: NalUnit) => void,
): void {
  for (let i = 0; i < count; i++) {
    const byteLength = reader.uint16(length);
    if (byteLength > reader.remaining) {
      const { label, section } = unit;
      reader.malformed(
        'truncated',
        `${label} takes ${byteLength} bytes, ${reader.remaining} are left (${section})`,
      );
    }
    readGroup(reader, unit, () => {
      const read = readNalUnit(reader, byteLength, codec);
      use?.(read);
      return nameOf(read, codec);
    });
  }
}
