import type { ChunkReader } from './chunk-reader.ts';
import type { ChunkStream } from './chunk-stream.ts';
import type { Memory, TrialStream } from './chunk-trial.ts';

/** A place where the next header must be, and the chunk streams as they are there. */
export type Expectation = {
  /** Bytes to step over before it. */
  readonly at: number;
  readonly memory: Memory;
  readonly continued: Continued | undefined;
};

/** A message in progress behind a hole: how far it has come, and what its chunk still lacks. */
type Continued = { readonly csid: number; readonly received: number; readonly left: number };

/** The chunk streams for a trial: as they are in this place, or as if nothing were in progress. */
export function recall(reader: ChunkReader, isInPlace: boolean): Map<number, TrialStream> {
  const memory = new Map<number, TrialStream>();
  for (const stream of reader.streams) {
    const { csid, typeId, streamId, timestamp, length, delta } = stream;
    memory.set(csid, {
      typeId,
      streamId,
      timestamp,
      length,
      delta,
      received: stream.active && isInPlace ? stream.received : length,
      extended: stream.extended ? stream.extendedTimestamp : undefined,
      isRepeatable: stream.isSteady || (isInPlace && stream.known),
    });
  }
  return memory;
}

/** That the next header is here, when its chunk streams are as they are remembered. */
export function expectHere(reader: ChunkReader): Expectation {
  return { at: 0, memory: recall(reader, true), continued: undefined };
}

/** Where the next header is when the message in progress fills a hole of `length` bytes, its own headers included. */
export function expectAfter(reader: ChunkReader, length: number): Expectation | undefined {
  const stream = reader.current;
  if (stream === undefined || !stream.active || reader.sureSize !== Infinity) return undefined;
  // Where chunks are mixed, nothing tells whose are missing.
  for (const other of reader.streams) if (other !== stream && other.active) return undefined;
  const header = basicHeaderLength(stream) + (stream.extended && !reader.dialect.isOmitting ? 4 : 0);
  let { received } = stream;
  let left = reader.chunkLeft;
  let gap = length;
  for (;;) {
    const count = Math.min(gap, left);
    received += count;
    left -= count;
    gap -= count;
    if (gap === 0 || received === stream.length) break;
    left = Math.min(reader.chunkSize, stream.length - received);
    // The rest of a header that is cut by the end of the hole is stepped over.
    gap -= header;
    if (gap <= 0) break;
  }
  // It ends within the hole, and what follows is not known.
  if (gap > 0) return undefined;
  const memory = recall(reader, true);
  const { csid } = stream;
  // What comes behind it on its chunk stream must have a header of its own to confirm this.
  memory.set(csid, { ...memory.get(csid)!, received: received + left, isRepeatable: false });
  return { at: -gap, memory, continued: { csid, received, left } };
}

/** Bytes that the rest of a message in progress takes, with the headers of its chunks. */
export function restOf(reader: ChunkReader, stream: ChunkStream): number {
  const rest = stream.length - stream.received;
  const inChunk = stream === reader.current ? reader.chunkLeft : 0;
  return rest + Math.ceil((rest - inChunk) / reader.chunkSize) * basicHeaderLength(stream);
}

function basicHeaderLength({ csid }: ChunkStream): number {
  return csid < 64 ? 1 : csid < 320 ? 2 : 3;
}
