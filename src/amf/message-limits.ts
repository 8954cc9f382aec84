import { limitLabel, type Limits } from '../bytes/limits.ts';
import { grouped } from '../bytes/quantity.ts';
import type { FieldReader } from '../field/field-reader.ts';

/** What one message may hold, so that few bytes can't take much memory. Each check stops at the reader's position. */
export class MessageLimits {
  private readonly reader: FieldReader;
  private readonly limits: Limits;
  private valuesLeft: number;
  private textLeft: number;

  constructor(reader: FieldReader) {
    const { limits } = reader;
    this.reader = reader;
    this.limits = limits;
    this.valuesLeft = limits.amfValues;
    this.textLeft = limits.amfText;
  }

  /** Another value begins. */
  countValue(): void {
    if (--this.valuesLeft < 0) {
      const most = grouped(this.limits.amfValues);
      this.stop('amf.too-many', `more than ${most} values in one message (limit ${limitLabel('amfValues')})`);
    }
  }

  /** A container begins inside of `depth` others. */
  checkDepth(depth: number): void {
    const { amfDepth } = this.limits;
    if (depth >= amfDepth) {
      this.stop(
        'amf.too-deep',
        `values nest deeper than ${amfDepth} levels (limit ${limitLabel('amfDepth')})`,
      );
    }
  }

  /** `length` characters or bytes that were sent before stand in one more place. */
  countRepeated(length: number): void {
    this.textLeft -= length;
    if (this.textLeft < 0) {
      const most = grouped(this.limits.amfText);
      this.stop(
        'amf.too-long',
        `references repeat more than ${most} characters (limit ${limitLabel('amfText')})`,
      );
    }
  }

  private stop(code: string, text: string): never {
    this.reader.malformed(code, text);
  }
}
