import { Malformed } from './field-reader.ts';

/** Where and why reading stopped. What was read before stands. */
export type Broken = {
  /** Stable code, such as `truncated` or `amf.too-deep`. */
  readonly code: string;
  /** One sentence, with the numbers. */
  readonly text: string;
  /** Offset in the bytes read. */
  readonly at: number;
};

/** What a caught error says of the bytes. An error that is not `Malformed` is our own bug and goes on. */
export function brokenBy(error: unknown): Broken {
  if (!(error instanceof Malformed)) throw error;
  return { code: error.code, text: error.message, at: error.at };
}
