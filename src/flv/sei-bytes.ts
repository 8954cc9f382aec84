import type { Field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';

/** rbsp_trailing_bits where a byte begins. */
const TRAILING = 0x80;

/** The bytes of a unit without the 3s that keep start codes out of it, and where in the unit they stand. */
export class PayloadBytes {
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

  /** Reads a number of `length` bytes and tells it. */
  number(length: number, field: Field): number {
    const value = this.read(length).reduce((sum, byte) => sum * 256 + byte, 0);
    this.tell(field, value);
    return value;
  }

  read(length: number): number[] {
    this.told = this.position;
    return Array.from({ length: this.here(length) }, () => this.next());
  }

  skip(length: number): void {
    for (let i = this.here(length); i > 0; i--) this.next();
  }

  /** Tells what the bytes read last say. */
  tell(field: Field, value: number | string): void {
    this.reader.part(field, value, 8 * this.told, 8 * (this.position - this.told));
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
    return this.reader.malformed(
      'flv.sei',
      `the SEI message reaches beyond its NAL unit (H.264 §7.3.2.3.1)`,
      at,
    );
  }
}
