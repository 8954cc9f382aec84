import type { Field } from '../field/field.ts';
import { FieldReader } from '../field/field-reader.ts';
import type { Value } from './types.ts';

/** A field that was read, and its value. */
export type RecordedField = { readonly field: Field; readonly value: Value };

/** Reads as every reader of fields does, and remembers what it read: the parsers' own second run. */
export class FieldRecorder extends FieldReader {
  readonly fields: RecordedField[] = [];

  override uint8(field: Field): number {
    return this.record(field, super.uint8(field));
  }

  override bits(shift: number, width: number, field: Field): number {
    return this.record(field, super.bits(shift, width, field));
  }

  override uint16(field: Field): number {
    return this.record(field, super.uint16(field));
  }

  override int16(field: Field): number {
    return this.recordAgain(field, super.int16(field));
  }

  override uint24(field: Field): number {
    return this.record(field, super.uint24(field));
  }

  override int24(field: Field): number {
    return this.recordAgain(field, super.int24(field));
  }

  override uint29(field: Field): number {
    return this.record(field, super.uint29(field));
  }

  override uint32(field: Field): number {
    return this.record(field, super.uint32(field));
  }

  override int64(field: Field): bigint {
    return this.record(field, super.int64(field));
  }

  override float64(field: Field): number {
    return this.record(field, super.float64(field));
  }

  override bytes(length: number, field: Field): Uint8Array {
    return this.record(field, super.bytes(length, field));
  }

  override text(length: number, field: Field): string {
    return this.record(field, super.text(length, field));
  }

  private record<T extends Value>(field: Field, value: T): T {
    this.fields.push({ field, value });
    return value;
  }

  /** A signed number, which was read by way of the unsigned one. */
  private recordAgain(field: Field, value: number): number {
    this.fields.pop();
    return this.record(field, value);
  }
}
