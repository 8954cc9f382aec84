import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { tellAvcSlice } from './avc-slice.ts';
import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';
import { tellPicture } from './config-facts.ts';
import { avcCodec, type NalCodec } from './nal-codec.ts';
import { AvcUnitType } from './nal-unit-codes.ts';
import type { PictureHolder } from './picture-format.ts';
import { tellSei } from './sei.ts';

const section = 'H.264 §7.3.1; H.265 §7.3.1.1; H.266 §7.3.1.1';
export const payload = field('rtmpt.nal.payload', 'bytes', 'rbsp_byte', section);
export const pictureType = field(
  'rtmpt.nal.pic_type',
  'uint',
  'pic_type',
  'H.264 §7.3.2.4; H.265 §7.3.2.5; H.266 §7.3.2.10',
);

const NOTHING = new Uint8Array(0);
/** Units of H.264 that begin with a slice header. */
const AVC_SLICES: readonly number[] = [
  AvcUnitType.slice,
  AvcUnitType.partitionA,
  AvcUnitType.idr,
  AvcUnitType.auxiliary,
];

/** A NAL unit that was read. */
export type NalUnit = {
  /** nal_unit_type, as the codec has it; `undefined` of a unit that is too short for its header. */
  readonly type: number | undefined;
  /** What stands behind the header, with the 3s that keep start codes out. */
  readonly payload: Uint8Array;
  /** Where `payload` lies in the bytes that are read as a whole. */
  readonly at: number;
};

/** Reads a NAL unit of `length` bytes: its header, and the rest as bytes. */
export function readNalUnit(reader: FieldReader, length: number, codec: NalCodec): NalUnit {
  const hasHeader = length >= codec.headerLength;
  const type = hasHeader ? codec.readHeader(reader) : undefined;
  const rest = hasHeader ? length - codec.headerLength : length;
  const bytes = rest > 0 ? reader.bytes(rest, payload) : NOTHING;
  return { type, payload: bytes, at: reader.position - bytes.length };
}

/** What the unit is called: by its type, or its number where it has no name. */
export function nameOf({ type }: NalUnit, codec: NalCodec): string | number | undefined {
  return type === undefined ? undefined : (codec.types.labelOf(type) ?? type);
}

/** Reads a sequence parameter set, which the unit must be. */
export function readSps(unit: NalUnit, codec: NalCodec, holder: PictureHolder): void {
  const bits = new BitReader(withoutEmulationPrevention(unit.payload), 'the sequence parameter set', unit.at);
  if (unit.type !== codec.sps) {
    bits.malformed('flv.sps', `is a NAL unit of type ${unit.type}, not ${codec.sps}`);
  }
  codec.readSps(bits, holder);
}

/** Tells what the unit that was read last says of pictures, texts and captions. */
export function tellContents(reader: FieldReader, unit: NalUnit, codec: NalCodec): void {
  const { type, payload: bytes } = unit;
  const [first] = bytes;
  if (type === undefined || first === undefined) return;
  if (codec.sei.includes(type)) tellSei(reader, bytes);
  else if (type === codec.sps) tellSps(reader, unit, codec);
  else if (type === codec.aud) {
    reader.part(pictureType, (first >> (5 - codec.audFlags)) & 7, codec.audFlags, 3);
  } else if (codec === avcCodec && AVC_SLICES.includes(type)) tellAvcSlice(reader, bytes);
}

function tellSps(reader: FieldReader, unit: NalUnit, codec: NalCodec): void {
  const holder: PictureHolder = { picture: undefined };
  try {
    readSps(unit, codec, holder);
  } finally {
    tellPicture(reader, holder.picture);
  }
}
