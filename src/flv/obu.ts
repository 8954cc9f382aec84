import { type Broken, brokenBy } from '../field/broken.ts';
import { field, type FieldValue } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { readAv1SequenceHeader } from './av1-sequence.ts';
import { FieldBits } from './field-bits.ts';
import { readGroup } from './group.ts';
import { MetadataType, ObuType } from './obu-codes.ts';
import type { PictureHolder } from './picture-format.ts';

const section = 'AV1 §5.3.1';
const headerSection = 'AV1 §5.3.2';
export const unit = field('rtmpt.av1.obu', 'group', 'open_bitstream_unit()', section);
export const header = field('rtmpt.av1.obu.header', 'bytes', 'obu_header(), obu_size', headerSection);
export const forbidden = field('rtmpt.av1.obu.forbidden', 'uint', 'obu_forbidden_bit', headerSection);
export const type = field('rtmpt.av1.obu.type', 'uint', 'obu_type', headerSection, ObuType);
export const hasExtension = field(
  'rtmpt.av1.obu.has_extension',
  'boolean',
  'obu_extension_flag',
  headerSection,
);
export const hasSize = field('rtmpt.av1.obu.has_size', 'boolean', 'obu_has_size_field', headerSection);
export const reservedBit = field('rtmpt.av1.obu.reserved', 'uint', 'obu_reserved_1bit', headerSection);
export const temporalId = field('rtmpt.av1.obu.temporal_id', 'uint', 'temporal_id', 'AV1 §5.3.3');
export const spatialId = field('rtmpt.av1.obu.spatial_id', 'uint', 'spatial_id', 'AV1 §5.3.3');
export const reservedBits = field(
  'rtmpt.av1.obu.reserved_bits',
  'uint',
  'extension_header_reserved_3bits',
  'AV1 §5.3.3',
);
export const size = field('rtmpt.av1.obu.size', 'uint', 'obu_size', section);
export const sequence = field('rtmpt.av1.sequence', 'bytes', 'sequence_header_obu()', 'AV1 §5.5.1');
export const metadata = field('rtmpt.av1.metadata', 'bytes', 'metadata_obu()', 'AV1 §5.8.1');
export const metadataType = field(
  'rtmpt.av1.metadata.type',
  'uint',
  'metadata_type',
  'AV1 §5.8.1',
  MetadataType,
);
export const payload = field('rtmpt.av1.obu.payload', 'bytes', 'OBU payload', section);

/** Units of one picture that are listed. */
const MAX_UNITS = 4096;
/** A number of leb128() has no more bytes (AV1 §4.10.5). */
const MAX_LEB128 = 8;

/**
 * Reads open bitstream units up to the end of `reader` (AV1 §5.3.1).
 * @param holder where the picture format of a sequence header is put
 * @returns why reading stopped
 */
export function readObus(reader: FieldReader, holder: PictureHolder): Broken | undefined {
  try {
    for (let i = 0; reader.remaining > 0; i++) {
      if (i === MAX_UNITS) {
        reader.malformed('flv.too-many-units', `a picture of more than ${MAX_UNITS} units (${section})`);
      }
      readGroup(reader, unit, () => readObu(reader, holder));
    }
    return undefined;
  } catch (error) {
    return brokenBy(error);
  }
}

function readObu(reader: FieldReader, holder: PictureHolder): FieldValue {
  const first = reader.peek() ?? 0;
  const hasSizeField = (first & 2) !== 0;
  const beforeSize = (first & 4) === 0 ? 1 : 2;
  const sizeLength = hasSizeField ? leb128Length(reader, beforeSize) : 0;
  const bytes = reader.bytes(beforeSize + sizeLength, header);
  const bits = new FieldBits(reader, bytes, 'the OBU header');
  bits.uint(1, forbidden);
  const code = bits.uint(4, type);
  bits.is(hasExtension);
  bits.is(hasSize);
  bits.uint(1, reservedBit);
  if (beforeSize === 2) {
    bits.uint(3, temporalId);
    bits.uint(2, spatialId);
    bits.uint(3, reservedBits);
  }
  let length = reader.remaining;
  if (hasSizeField) {
    length = leb128(bytes, beforeSize);
    reader.part(size, length, 8 * beforeSize, 8 * sizeLength);
  }
  if (length > 0) readPayload(reader, code, length, holder);
  return ObuType.labelOf(code) ?? code;
}

function readPayload(reader: FieldReader, code: number, length: number, holder: PictureHolder): void {
  if (code === ObuType.sequenceHeader) {
    const bits = new FieldBits(reader, reader.bytes(length, sequence), 'the sequence header');
    readAv1SequenceHeader(bits, holder);
  } else if (code === ObuType.metadata) {
    const typeLength = Math.min(leb128Length(reader, 0), length);
    const bytes = reader.bytes(length, metadata);
    reader.part(metadataType, leb128(bytes, 0), 0, 8 * typeLength);
  } else {
    reader.bytes(length, payload);
  }
}

/** Bytes of the number that is `ahead`: each from 128 says that another follows (AV1 §4.10.5). */
function leb128Length(reader: FieldReader, ahead: number): number {
  let length = 1;
  while (length < MAX_LEB128 && (reader.peek(ahead + length - 1) ?? 0) >= 0x80) length++;
  return length;
}

function leb128(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = 0; i < MAX_LEB128 && at + i < bytes.length; i++) {
    const byte = bytes[at + i]!;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) break;
  }
  return value;
}
