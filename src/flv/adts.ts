import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import type { Broken } from '../field/broken.ts';
import { FieldBits } from './field-bits.ts';
import { readGroup } from './group.ts';

const section = 'ISO 14496-3 §1.A.2.2';
export const frame = field('rtmpt.adts', 'group', 'adts_frame()', section);
export const header = field('rtmpt.adts.header', 'bytes', 'adts header', section);
export const syncWord = field('rtmpt.adts.sync', 'uint', 'syncword', section);
export const id = field('rtmpt.adts.id', 'uint', 'ID', section);
export const layer = field('rtmpt.adts.layer', 'uint', 'layer', section);
export const isUnprotected = field('rtmpt.adts.protection_absent', 'boolean', 'protection_absent', section);
export const profile = field('rtmpt.adts.profile', 'uint', 'profile_ObjectType', section);
export const rateIndex = field('rtmpt.adts.rate', 'uint', 'sampling_frequency_index', section);
export const privateBit = field('rtmpt.adts.private', 'uint', 'private_bit', section);
export const channels = field('rtmpt.adts.channels', 'uint', 'channel_configuration', section);
export const original = field('rtmpt.adts.original', 'uint', 'original_copy', section);
export const home = field('rtmpt.adts.home', 'uint', 'home', section);
export const copyrightBit = field(
  'rtmpt.adts.copyright_bit',
  'uint',
  'copyright_identification_bit',
  section,
);
export const copyrightStart = field(
  'rtmpt.adts.copyright_start',
  'uint',
  'copyright_identification_start',
  section,
);
export const frameLength = field('rtmpt.adts.length', 'uint', 'aac_frame_length', section);
export const fullness = field('rtmpt.adts.fullness', 'uint', 'adts_buffer_fullness', section);
export const blocks = field('rtmpt.adts.blocks', 'uint', 'number_of_raw_data_blocks_in_frame', section);
export const check = field('rtmpt.adts.crc', 'uint', 'crc_check', section);
export const data = field('rtmpt.adts.data', 'bytes', 'raw_data_block()', section);

const HEADER_LENGTH = 7;
const CRC_LENGTH = 2;

/** Whether an ADTS header is next. Raw AAC never begins so: its first element would be the end. */
export function isAdts(reader: FieldReader): boolean {
  return reader.peek() === 0xff && ((reader.peek(1) ?? 0) & 0xf6) === 0xf0;
}

/** Reads ADTS frames up to the end of `reader`, and says that they don't belong there. */
export function readAdts(reader: FieldReader): Broken {
  const at = reader.position;
  while (isAdts(reader)) readGroup(reader, frame, () => readFrame(reader));
  if (reader.remaining > 0) reader.bytes(reader.remaining, data);
  return {
    code: 'flv.adts',
    text: 'AAC stands in ADTS frames, where raw AAC belongs (FLV 10.1 §E.4.2.2)',
    at,
  };
}

function readFrame(reader: FieldReader): undefined {
  const bits = new FieldBits(reader, reader.bytes(HEADER_LENGTH, header), 'the ADTS header');
  bits.uint(12, syncWord);
  bits.uint(1, id);
  bits.uint(2, layer);
  const hasCheck = !bits.is(isUnprotected);
  bits.uint(2, profile);
  bits.uint(4, rateIndex);
  bits.uint(1, privateBit);
  bits.uint(3, channels);
  bits.uint(1, original);
  bits.uint(1, home);
  bits.uint(1, copyrightBit);
  bits.uint(1, copyrightStart);
  const length = bits.uint(13, frameLength);
  bits.uint(11, fullness);
  bits.uint(2, blocks);
  if (hasCheck) reader.uint16(check);
  const rest = length - HEADER_LENGTH - (hasCheck ? CRC_LENGTH : 0);
  if (rest > 0) reader.bytes(Math.min(rest, reader.remaining), data);
}
