import { ByteQueue } from '../bytes/byte-queue.ts';
import type { Note } from '../bytes/note.ts';

/** What reads one kind of compressed frame from a queue. */
export type FrameDecoder = {
  /** Whether a frame has begun and is not over. */
  readonly isWithinFrame: boolean;
  /**
   * Decompresses one block or takes one header. The bytes are valid until the next call; `undefined` when what comes
   * next is not here yet.
   * @throws BadFrame when the compressed bytes are not what was written, or cannot be read
   */
  next(): Uint8Array | undefined;
};

/** Why frames are not read further: what to call it in the note's code, and what is wrong. */
export class BadFrame extends Error {
  readonly kind: 'damaged' | 'refused' | 'trailer';

  constructor(kind: BadFrame['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** What a decoder hands out when it only took a header. */
export const NOTHING = new Uint8Array(0);

/**
 * The bytes inside the frames of `source`. What is wrong ends the reading with a note in `notes`, whose code begins
 * with `capture.` and `name`; all that could be read comes out before. No more than one block of output is held.
 */
export async function* decompressFrames(
  name: 'zstd' | 'lz4',
  source: AsyncIterable<Uint8Array>,
  notes: Note[],
  createDecoder: (queue: ByteQueue) => FrameDecoder,
): AsyncGenerator<Uint8Array> {
  const queue = new ByteQueue();
  const decoder = createDecoder(queue);
  try {
    for await (const block of source) {
      queue.push(block);
      for (let bytes = decoder.next(); bytes !== undefined; bytes = decoder.next()) {
        if (bytes.length > 0) yield bytes;
      }
      queue.settle();
    }
  } catch (error) {
    if (!(error instanceof BadFrame)) throw error;
    notes.push(explain(error, name, queue.offset));
    return;
  }
  if (!decoder.isWithinFrame && queue.length === 0 && queue.awaited === 0) return;
  const total = queue.offset - queue.awaited + queue.length;
  const text = `the ${name} data ends early: its ${total} compressed bytes are only a part`;
  notes.push({ code: `capture.${name}-truncated`, severity: 'warning', text });
}

function explain({ kind, message }: BadFrame, name: string, offset: number): Note {
  const code = `capture.${name}-${kind}`;
  switch (kind) {
    case 'damaged':
      return {
        code,
        severity: 'error',
        text: `the ${name} data is damaged at compressed offset ${offset}: ${message}`,
      };
    case 'refused':
      return {
        code,
        severity: 'error',
        text: `the ${name} frame at compressed offset ${offset} is not read: ${message}`,
      };
    case 'trailer':
      return {
        code,
        severity: 'note',
        text: `what follows from compressed offset ${offset} on is not ${name} and is ignored`,
      };
  }
}
