import type { CodeTable } from '../field/codes.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { readAvcSps } from './avc-sps.ts';
import type { BitReader } from './bit-reader.ts';
import { readHevcSps } from './hevc-sps.ts';
import { AvcUnitType, HevcUnitType, VvcUnitType } from './nal-unit-codes.ts';
import type { PictureHolder } from './picture-format.ts';
import { readVvcSps } from './vvc-sps.ts';

const avcSection = 'H.264 §7.3.1';
export const avcHeader = field('rtmpt.avc.nal.header', 'uint', 'NAL unit header', avcSection);
export const avcForbidden = field('rtmpt.avc.nal.forbidden', 'uint', 'forbidden_zero_bit', avcSection);
export const avcRefIdc = field('rtmpt.avc.nal.ref_idc', 'uint', 'nal_ref_idc', avcSection);
export const avcType = field('rtmpt.avc.nal.type', 'uint', 'nal_unit_type', avcSection, AvcUnitType);

const hevcSection = 'H.265 §7.3.1.2';
export const hevcHeader = field('rtmpt.hevc.nal.header', 'uint', 'nal_unit_header()', hevcSection);
export const hevcForbidden = field('rtmpt.hevc.nal.forbidden', 'uint', 'forbidden_zero_bit', hevcSection);
export const hevcType = field('rtmpt.hevc.nal.type', 'uint', 'nal_unit_type', hevcSection, HevcUnitType);
export const hevcLayer = field('rtmpt.hevc.nal.layer', 'uint', 'nuh_layer_id', hevcSection);
export const hevcTemporal = field('rtmpt.hevc.nal.tid', 'uint', 'nuh_temporal_id_plus1', hevcSection);

const vvcSection = 'H.266 §7.3.1.2';
export const vvcHeader = field('rtmpt.vvc.nal.header', 'uint', 'nal_unit_header()', vvcSection);
export const vvcForbidden = field('rtmpt.vvc.nal.forbidden', 'uint', 'forbidden_zero_bit', vvcSection);
export const vvcReserved = field('rtmpt.vvc.nal.reserved', 'uint', 'nuh_reserved_zero_bit', vvcSection);
export const vvcLayer = field('rtmpt.vvc.nal.layer', 'uint', 'nuh_layer_id', vvcSection);
export const vvcType = field('rtmpt.vvc.nal.type', 'uint', 'nal_unit_type', vvcSection, VvcUnitType);
export const vvcTemporal = field('rtmpt.vvc.nal.tid', 'uint', 'nuh_temporal_id_plus1', vvcSection);

/** A codec whose pictures are NAL units: how the units begin, and which of them can be looked into. */
export type NalCodec = {
  /** Bytes of the header of a unit. */
  readonly headerLength: number;
  /** Reads the header of a unit; returns nal_unit_type. */
  readonly readHeader: (reader: FieldReader) => number;
  readonly types: CodeTable;
  /** nal_unit_type of a sequence parameter set. */
  readonly sps: number;
  /** Reads a sequence parameter set behind the header. */
  readonly readSps: (bits: BitReader, holder: PictureHolder) => void;
  /** Those of supplemental enhancement information. */
  readonly sei: readonly number[];
  /** That of an access unit delimiter, and how many flags stand in it before pic_type. */
  readonly aud: number;
  readonly audFlags: number;
};

/** H.264 (§7.3.1). */
export const avcCodec: NalCodec = {
  headerLength: 1,
  readHeader: readAvcHeader,
  types: AvcUnitType,
  sps: AvcUnitType.sps,
  readSps: readAvcSps,
  sei: [AvcUnitType.sei],
  aud: AvcUnitType.aud,
  audFlags: 0,
};

/** H.265 (§7.3.1.2). */
export const hevcCodec: NalCodec = {
  headerLength: 2,
  readHeader: readHevcHeader,
  types: HevcUnitType,
  sps: HevcUnitType.sps,
  readSps: readHevcSps,
  sei: [HevcUnitType.prefixSei, HevcUnitType.suffixSei],
  aud: HevcUnitType.aud,
  audFlags: 0,
};

/** H.266 (§7.3.1.2). */
export const vvcCodec: NalCodec = {
  headerLength: 2,
  readHeader: readVvcHeader,
  types: VvcUnitType,
  sps: VvcUnitType.sps,
  readSps: readVvcSps,
  sei: [VvcUnitType.prefixSei, VvcUnitType.suffixSei],
  aud: VvcUnitType.aud,
  audFlags: 1,
};

function readAvcHeader(reader: FieldReader): number {
  reader.uint8(avcHeader);
  reader.bits(7, 1, avcForbidden);
  reader.bits(5, 2, avcRefIdc);
  return reader.bits(0, 5, avcType);
}

function readHevcHeader(reader: FieldReader): number {
  const header = reader.uint16(hevcHeader);
  const type = (header >> 9) & 0x3f;
  reader.part(hevcForbidden, header >> 15, 0, 1);
  reader.part(hevcType, type, 1, 6);
  reader.part(hevcLayer, (header >> 3) & 0x3f, 7, 6);
  reader.part(hevcTemporal, header & 7, 13, 3);
  return type;
}

function readVvcHeader(reader: FieldReader): number {
  const header = reader.uint16(vvcHeader);
  const type = (header >> 3) & 0x1f;
  reader.part(vvcForbidden, header >> 15, 0, 1);
  reader.part(vvcReserved, (header >> 14) & 1, 1, 1);
  reader.part(vvcLayer, (header >> 8) & 0x3f, 2, 6);
  reader.part(vvcType, type, 8, 5);
  reader.part(vvcTemporal, header & 7, 13, 3);
  return type;
}
