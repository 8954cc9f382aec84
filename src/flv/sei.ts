import { safeText } from '../bytes/safe-text.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
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

/** Messages of one NAL unit that are looked at; real units have a handful. */
const MAX_MESSAGES = 256;
/** Characters of a text that are shown. */
const MAX_TEXT = 1024;
const UUID_LENGTH = 16;
/** rbsp_trailing_bits where a byte begins. */
const TRAILING = 0x80;
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
    if (type === SeiPayloadType.unregistered && size >= UUID_LENGTH) tellUserData(bytes, size - UUID_LENGTH);
    else if (type === SeiPayloadType.registered) tellRegistered(bytes, size);
    bytes.skip(end - bytes.count);
  }
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
  const [code] = bytes.read(1);
  bytes.tell(country, code!);
  if (code !== UNITED_STATES || size < 3) return;
  const [high, low] = bytes.read(2);
  const number = (high! << 8) | low!;
  bytes.tell(provider, number);
  if (number === ATSC && size >= 7) bytes.tell(identifier, textOf(bytes.read(4)));
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function textOf(bytes: readonly number[]): string {
  return safeText(String.fromCharCode(...bytes));
}

/** The bytes of a unit without the 3s that keep start codes out of it, and where in the unit they stand. */
class PayloadBytes {
  /** Bytes read, those 3s not counted. */
  count = 0;
  private readonly reader: FieldReader;
  private readonly unit: Uint8Array;
  /** Where rbsp_trailing_bits begin, which are a byte here; some encoders leave them out. */
  private readonly end: number;
  private position = 0;
  private zeros = 0;
  /** Where the field begins that is told next. */
  private told = 0;

  constructor(reader: FieldReader, unit: Uint8Array) {
    this.reader = reader;
    this.unit = unit;
    let end = unit.length;
    while (end > 0 && unit[end - 1] === 0) end--;
    this.end = unit[end - 1] === TRAILING ? end - 1 : end;
  }

  get hasMore(): boolean {
    return this.position < this.end;
  }

  /** A number as the sum of bytes: each 255 says that another follows. */
  readSum(): number {
    this.told = this.position;
    let sum = 0;
    for (let byte = 255; byte === 255; sum += byte) byte = this.next();
    return sum;
  }

  read(length: number): number[] {
    this.told = this.position;
    return Array.from({ length: this.here(length) }, () => this.next());
  }

  skip(length: number): void {
    for (let i = this.here(length); i > 0; i--) this.next();
  }

  /** Tells what the bytes read last say. */
  tell(what: Parameters<FieldReader['part']>[0], value: number | string): void {
    this.reader.part(what, value, 8 * this.told, 8 * (this.position - this.told));
  }

  /** `length`, where so many bytes may be left. */
  private here(length: number): number {
    return length <= this.end - this.position ? length : this.breakOff();
  }

  private next(): number {
    if (this.zeros >= 2 && this.unit[this.position] === 3) {
      this.position++;
      this.zeros = 0;
    }
    if (this.position >= this.end) return this.breakOff();
    const byte = this.unit[this.position++]!;
    this.zeros = byte === 0 ? this.zeros + 1 : 0;
    this.count++;
    return byte;
  }

  private breakOff(): never {
    const at = this.reader.position - this.unit.length + this.position;
    return this.reader.malformed('flv.sei', `the SEI message reaches beyond its NAL unit (${section})`, at);
  }
}
