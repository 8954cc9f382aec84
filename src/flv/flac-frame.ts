import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { FieldBits } from './field-bits.ts';

const section = 'RFC 9639 §9.1';
export const header = field('rtmpt.flac.frame.header', 'bytes', 'frame header', section);
export const syncCode = field('rtmpt.flac.frame.sync', 'uint', 'frame sync code', section);
export const isVariable = field('rtmpt.flac.frame.variable', 'boolean', 'blocking strategy', section);
export const blockSize = field('rtmpt.flac.frame.block_size', 'uint', 'block size bits', 'RFC 9639 §9.1.1');
export const rate = field('rtmpt.flac.frame.rate', 'uint', 'sample rate bits', 'RFC 9639 §9.1.2');
export const channels = field('rtmpt.flac.frame.channels', 'uint', 'channels bits', 'RFC 9639 §9.1.3');
export const depth = field('rtmpt.flac.frame.bits', 'uint', 'bit depth bits', 'RFC 9639 §9.1.4');
export const reservedBit = field('rtmpt.flac.frame.reserved', 'uint', 'reserved bit', 'RFC 9639 §9.1.4');
export const data = field(
  'rtmpt.flac.frame.data',
  'bytes',
  'coded number, subframes and checksum',
  'RFC 9639 §9',
);

const HEADER_LENGTH = 4;
const SYNC_CODE = 0x7ffc;

/** Reads a FLAC frame: the first part of its header (RFC 9639 §9.1), and the rest as bytes. */
export function readFlacFrame(reader: FieldReader): void {
  const bits = new FieldBits(reader, reader.bytes(HEADER_LENGTH, header), 'the FLAC frame');
  if (bits.uint(15, syncCode) !== SYNC_CODE) {
    bits.malformed('flv.flac-sync', `does not begin with the sync code (${section})`);
  }
  bits.is(isVariable);
  bits.uint(4, blockSize);
  bits.uint(4, rate);
  bits.uint(4, channels);
  bits.uint(3, depth);
  bits.uint(1, reservedBit);
  if (reader.remaining > 0) reader.bytes(reader.remaining, data);
}
