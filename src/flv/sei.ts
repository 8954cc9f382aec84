import { safeText } from '../bytes/safe-text.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { TransferCharacteristics } from './color-codes.ts';
import { PayloadBytes } from './sei-bytes.ts';
import { SeiPayloadType } from './sei-codes.ts';

const section = 'H.264 §7.3.2.3.1; H.265 §7.3.5';
export const payloadType = field('rtmpt.sei.type', 'uint', 'payloadType', section, SeiPayloadType);
export const payloadSize = field('rtmpt.sei.size', 'uint', 'payloadSize', section);
const userDataSection = 'H.274 §8.4.1';
export const uuid = field('rtmpt.sei.uuid', 'string', 'uuid_iso_iec_11578', userDataSection);
export const userData = field('rtmpt.sei.user_data', 'string', 'user_data_payload_byte', userDataSection);
const registeredSection = 'H.274 §8.3.1';
export const country = field('rtmpt.sei.country', 'uint', 'itu_t_t35_country_code', registeredSection);
export const provider = field(
  'rtmpt.sei.provider',
  'uint',
  'itu_t_t35_provider_code',
  'ANSI/SCTE 128-1 §8.1',
);
export const identifier = field('rtmpt.sei.identifier', 'string', 'user_identifier', 'ANSI/SCTE 128-1 §8.1');
const lightSection = 'H.274 §8.7; CTA-861.3';
export const maxContentLight = field('rtmpt.sei.max_cll', 'uint', 'max_content_light_level', lightSection);
export const maxPictureLight = field(
  'rtmpt.sei.max_fall',
  'uint',
  'max_pic_average_light_level',
  lightSection,
);
const displaySection = 'H.274 §8.6; SMPTE ST 2086';
export const primaryX = field('rtmpt.sei.primary_x', 'uint', 'display_primaries_x', displaySection);
export const primaryY = field('rtmpt.sei.primary_y', 'uint', 'display_primaries_y', displaySection);
export const whitePointX = field('rtmpt.sei.white_x', 'uint', 'white_point_x', displaySection);
export const whitePointY = field('rtmpt.sei.white_y', 'uint', 'white_point_y', displaySection);
export const maxLuminance = field(
  'rtmpt.sei.max_luminance',
  'uint',
  'max_display_mastering_luminance',
  displaySection,
);
export const minLuminance = field(
  'rtmpt.sei.min_luminance',
  'uint',
  'min_display_mastering_luminance',
  displaySection,
);
export const preferredTransfer = field(
  'rtmpt.sei.preferred_transfer',
  'uint',
  'preferred_transfer_characteristics',
  'H.265 §D.2.38',
  TransferCharacteristics,
);

/** Messages of one NAL unit that are looked at; real units have a handful. */
const MAX_MESSAGES = 256;
/** Characters of a text that are shown. */
const MAX_TEXT = 1024;
const UUID_LENGTH = 16;
/** The country code of the United States, behind which a provider stands, and the provider of captions: ATSC. */
const UNITED_STATES = 0xb5;
const ATSC = 0x31;

/**
 * Tells the messages of an SEI NAL unit, without its header, which `reader` read last: what each is about, and what
 * encoders and captioners wrote into it.
 */
export function tellSei(reader: FieldReader, unit: Uint8Array): void {
  const bytes = new PayloadBytes(reader, unit);
  for (let i = 0; i < MAX_MESSAGES && bytes.hasMore; i++) {
    const type = bytes.readSum();
    bytes.tell(payloadType, type);
    const size = bytes.readSum();
    bytes.tell(payloadSize, size);
    const end = bytes.count + size;
    tellMessage(bytes, type, size);
    bytes.skip(end - bytes.count);
  }
}

function tellMessage(bytes: PayloadBytes, type: number, size: number): void {
  switch (type) {
    case SeiPayloadType.unregistered:
      if (size >= UUID_LENGTH) tellUserData(bytes, size - UUID_LENGTH);
      break;
    case SeiPayloadType.registered:
      tellRegistered(bytes, size);
      break;
    case SeiPayloadType.contentLight:
      if (size === 4) for (const one of [maxContentLight, maxPictureLight]) bytes.number(2, one);
      break;
    case SeiPayloadType.masteringDisplay:
      if (size === 24) tellDisplay(bytes);
      break;
    case SeiPayloadType.alternativeTransfer:
      if (size === 1) bytes.number(1, preferredTransfer);
  }
}

function tellDisplay(bytes: PayloadBytes): void {
  for (let i = 0; i < 3; i++) {
    bytes.number(2, primaryX);
    bytes.number(2, primaryY);
  }
  bytes.number(2, whitePointX);
  bytes.number(2, whitePointY);
  bytes.number(4, maxLuminance);
  bytes.number(4, minLuminance);
}

function tellUserData(bytes: PayloadBytes, size: number): void {
  const digits = bytes.read(UUID_LENGTH).map((byte) => byte.toString(16).padStart(2, '0'));
  const groups = [
    digits.slice(0, 4),
    digits.slice(4, 6),
    digits.slice(6, 8),
    digits.slice(8, 10),
    digits.slice(10),
  ];
  bytes.tell(uuid, groups.map((group) => group.join('')).join('-'));
  if (size === 0) return;
  const text = bytes.read(Math.min(size, MAX_TEXT));
  const written = text.at(-1) === 0 ? text.slice(0, -1) : text;
  // Other user data is numbers, such as the time code of a camera.
  if (written.every(isPrintable)) bytes.tell(userData, textOf(written));
}

function tellRegistered(bytes: PayloadBytes, size: number): void {
  if (size < 1) return;
  if (bytes.number(1, country) !== UNITED_STATES || size < 3) return;
  const number = bytes.number(2, provider);
  if (number === ATSC && size >= 7) bytes.tell(identifier, textOf(bytes.read(4)));
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function textOf(bytes: readonly number[]): string {
  return safeText(String.fromCharCode(...bytes));
}
