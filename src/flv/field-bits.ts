import type { Field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { BitReader } from './bit-reader.ts';

/** Reads fields that keep to no byte out of the bytes that `reader` read last, and tells it of each. */
export class FieldBits extends BitReader {
  private readonly reader: FieldReader;
  private readonly length: number;

  /**
   * @param data what `reader.bytes` returned last
   * @param label what the bits are, for the text of an error
   */
  constructor(reader: FieldReader, data: Uint8Array, label: string) {
    super(data, label, reader.position - data.length);
    this.reader = reader;
    this.length = 8 * data.length;
  }

  /** An unsigned number of up to 53 bits. */
  uint(width: number, field: Field): number {
    const value = this.bits(width);
    this.tell(field, value, width);
    return value;
  }

  /** A number of `length` bytes, the lowest of them first. */
  little(length: number, field: Field): number {
    let value = 0;
    for (let i = 0; i < length; i++) value += this.bits(8) * 2 ** (8 * i);
    this.tell(field, value, 8 * length);
    return value;
  }

  /** One bit that says yes or no. */
  is(field: Field): boolean {
    const value = this.flag();
    this.tell(field, value, 1);
    return value;
  }

  /** uvlc(): a number as long as it needs to be, written like ue(v) (AV1 §4.10.3). */
  variable(field: Field): number {
    const before = this.remaining;
    const value = this.unsigned();
    this.tell(field, value, before - this.remaining);
    return value;
  }

  /** Bits whose value says nothing. */
  rest(width: number, field: Field): void {
    this.skip(width);
    this.tell(field, undefined, width);
  }

  private tell(field: Field, value: number | boolean | undefined, width: number): void {
    if (width > 0) this.reader.part(field, value, this.length - this.remaining - width, width);
  }
}
