import { defaultLimits, type Limits } from '../bytes/limits.ts';
import type { Field, FieldValue } from './field.ts';

/** The bytes do not hold what the field calls for. Thrown by parsers, caught where a body is read: no stage lets it out. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  /** Stable code of the note that it becomes, such as `amf.truncated`. */
  readonly code: string;
  /** Offset of the field in the bytes read. */
  readonly at: number;

  constructor(code: string, text: string, at: number) {
    super(text);
    this.code = code;
    this.at = at;
  }
}

const EMPTY = new Uint8Array(0);
const scratch = new DataView(new ArrayBuffer(8));
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
/** Up to this length a string of ASCII is put together by hand, which is faster than a decoder. */
const SHORT_TEXT = 48;

/** Reads declared fields from bytes, one after the other, and never beyond their end. Numbers are big-endian unless said otherwise. */
export class FieldReader {
  data: Uint8Array = EMPTY;
  position = 0;
  end = 0;
  /** How much of what nests and repeats is read. */
  limits: Limits = defaultLimits;

  constructor(data: Uint8Array = EMPTY) {
    this.over(data, 0, data.length);
  }

  /** Starts anew, over `data[start, end)`. */
  over(data: Uint8Array, start: number, end: number): this {
    this.data = data;
    this.position = start;
    this.end = end;
    return this;
  }

  /** Bytes that are left. */
  get remaining(): number {
    return this.end - this.position;
  }

  /** The next byte, left where it is, or `undefined` at the end. */
  peek(ahead = 0): number | undefined {
    const at = this.position + ahead;
    return at < this.end ? this.data[at] : undefined;
  }

  uint8(field: Field): number {
    const at = this.take(1, field);
    return this.data[at]!;
  }

  /** `width` bits of the byte that was read last, the lowest of them `shift` bits from its right end. */
  bits(shift: number, width: number, _field: Field): number {
    return (this.data[this.position - 1]! >> shift) & ((1 << width) - 1);
  }

  uint16(field: Field): number {
    const at = this.take(2, field);
    const data = this.data;
    return (data[at]! << 8) | data[at + 1]!;
  }

  int16(field: Field): number {
    const at = this.take(2, field);
    const data = this.data;
    return (((data[at]! << 8) | data[at + 1]!) << 16) >> 16;
  }

  uint24(field: Field): number {
    const at = this.take(3, field);
    const data = this.data;
    return (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
  }

  int24(field: Field): number {
    const at = this.take(3, field);
    const data = this.data;
    return (((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!) << 8) >> 8;
  }

  /** One to four bytes, of which all but the fourth hold seven bits and say whether another follows (AMF3 §1.3.1). */
  uint29(field: Field): number {
    let value = 0;
    for (let i = 0; i < 3; i++) {
      const byte = this.data[this.take(1, field)]!;
      value = (value << 7) | (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return (value << 8) | this.data[this.take(1, field)]!;
  }

  uint32(field: Field): number {
    const at = this.take(4, field);
    const data = this.data;
    return ((data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!) >>> 0;
  }

  /** Lowest byte first. */
  uint16le(field: Field): number {
    const at = this.take(2, field);
    const data = this.data;
    return data[at]! | (data[at + 1]! << 8);
  }

  /** Lowest byte first. */
  uint32le(field: Field): number {
    const at = this.take(4, field);
    const data = this.data;
    return (data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24)) >>> 0;
  }

  int64(field: Field): bigint {
    this.copyEight(field);
    return scratch.getBigInt64(0);
  }

  float64(field: Field): number {
    this.copyEight(field);
    return scratch.getFloat64(0);
  }

  /** `length` bytes as a view, not a copy. */
  bytes(length: number, field: Field): Uint8Array {
    const at = this.take(length, field);
    return this.data.subarray(at, at + length);
  }

  /** `length` bytes of UTF-8; what is not UTF-8 becomes U+FFFD. */
  text(length: number, field: Field): string {
    const at = this.take(length, field);
    const data = this.data;
    if (length <= SHORT_TEXT) {
      let text = '';
      let i = at;
      for (; i < at + length && data[i]! < 0x80; i++) text += String.fromCharCode(data[i]!);
      if (i === at + length) return text;
    }
    return utf8.decode(data.subarray(at, at + length));
  }

  /** What is read until `finish` belongs together: a property, a NAL unit, a track. Only a reader that traces minds it. */
  begin(_field: Field): void {}

  /** Ends what the last `begin` began. `value`: what it is altogether, where that says more than its parts. */
  finish(_value?: FieldValue): void {}

  /** What follows from bytes read before and stands in none of its own, such as the size of a picture. */
  derived(_field: Field, _value: FieldValue): void {}

  /**
   * A field of `width` bits that another reader took out of the bytes that were read last.
   * @param bit its first bit, counted from the first (highest) bit of those bytes
   */
  part(_field: Field, _value: FieldValue, _bit: number, _width: number): void {}

  /** Stops here: the bytes at `at` do not hold what `field` calls for. */
  malformed(code: string, text: string, at = this.position): never {
    throw new Malformed(code, text, at);
  }

  private copyEight(field: Field): void {
    const at = this.take(8, field);
    for (let i = 0; i < 8; i++) scratch.setUint8(i, this.data[at + i]!);
  }

  private take(length: number, field: Field): number {
    const at = this.position;
    if (length > this.end - at) {
      this.malformed(
        'truncated',
        `${field.label} takes ${length} bytes, ${this.end - at} are left (${field.section})`,
      );
    }
    this.position = at + length;
    return at;
  }
}
