import { grouped } from '../bytes/quantity.ts';
import type { FieldReader } from '../field/field-reader.ts';

/** Containers within containers; deeper nesting serves nobody but an attacker. */
const MAX_DEPTH = 64;
/** Values in one message: the keyframe index of a day of video fits. */
const MAX_VALUES = 200_000;
/** Characters that the repetition of strings adds in one message, which itself has no more than 16 MiB. */
const MAX_REPEATED_TEXT = 1 << 24;

/** What one message may hold, so that few bytes can't take much memory. Each check stops at the reader's position. */
export class MessageLimits {
  private readonly reader: FieldReader;
  private valuesLeft = MAX_VALUES;
  private textLeft = MAX_REPEATED_TEXT;

  constructor(reader: FieldReader) {
    this.reader = reader;
  }

  /** Another value begins. */
  countValue(): void {
    if (--this.valuesLeft < 0) {
      this.reader.malformed('amf.too-many', `more than ${grouped(MAX_VALUES)} values in one message`);
    }
  }

  /** A container begins inside of `depth` others. */
  checkDepth(depth: number): void {
    if (depth >= MAX_DEPTH) {
      this.reader.malformed('amf.too-deep', `values nest deeper than ${MAX_DEPTH} levels`);
    }
  }

  /** `length` characters or bytes that were sent before stand in one more place. */
  countRepeated(length: number): void {
    this.textLeft -= length;
    if (this.textLeft < 0) {
      this.reader.malformed(
        'amf.too-long',
        `references repeat more than ${grouped(MAX_REPEATED_TEXT)} characters`,
      );
    }
  }
}
