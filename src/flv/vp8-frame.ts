import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { tellSize } from './config-facts.ts';

const section = 'RFC 6386 §9.1';
export const tag = field('rtmpt.vp8.tag', 'bytes', 'frame tag', section);
export const isInter = field('rtmpt.vp8.inter', 'uint', 'key_frame', section);
export const version = field('rtmpt.vp8.version', 'uint', 'version', section);
export const isShown = field('rtmpt.vp8.show', 'boolean', 'show_frame', section);
export const firstPart = field('rtmpt.vp8.first_part_size', 'uint', 'first_part_size', section);
export const startCode = field('rtmpt.vp8.start_code', 'bytes', 'start_code', section);
export const dimensions = field('rtmpt.vp8.size', 'bytes', 'width, height and how to scale them', section);
export const data = field('rtmpt.vp8.data', 'bytes', 'compressed data', section);

const START_CODE = [0x9d, 0x01, 0x2a];
const TAG_LENGTH = 3;
const SIZE_LENGTH = 4;
const SIZE_MASK = 0x3fff;

/** Reads a frame of VP8: the header before the compressed data (RFC 6386 §9.1), and the size of a key frame. */
export function readVp8Frame(reader: FieldReader): void {
  const bytes = reader.bytes(TAG_LENGTH, tag);
  const number = bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16);
  // The lowest bit is the first field, so the fields stand in each byte from right to left.
  reader.part(isInter, number & 1, 7, 1);
  reader.part(version, (number >> 1) & 7, 4, 3);
  reader.part(isShown, ((number >> 4) & 1) === 1, 3, 1);
  reader.derived(firstPart, number >> 5);
  const isKey = (number & 1) === 0;
  if (isKey) readKeyHeader(reader);
  if (reader.remaining > 0) reader.bytes(reader.remaining, data);
}

function readKeyHeader(reader: FieldReader): void {
  const code = reader.bytes(START_CODE.length, startCode);
  if (START_CODE.some((byte, i) => code[i] !== byte)) {
    const text = `a key frame of VP8 has no start code 9d 01 2a (${section})`;
    reader.malformed('flv.vp8-start-code', text, reader.position - START_CODE.length);
  }
  const [width0, width1, height0, height1] = reader.bytes(SIZE_LENGTH, dimensions);
  const width = (width0! | (width1! << 8)) & SIZE_MASK;
  tellSize(reader, width, (height0! | (height1! << 8)) & SIZE_MASK);
}
