import * as fc from 'fast-check';
import { bytes, join } from '../writer/bytes.ts';
import { ChunkWriter, type ChunkStyle } from '../writer/chunk.ts';
import { handshake } from '../writer/handshake.ts';
import { Random } from '../writer/random.ts';
import * as rtmp from '../writer/rtmp.ts';
import { written, type Facts } from '../rtmp/hear.ts';

/** What a direction says next, after its handshake. */
type Step =
  | {
      readonly kind: 'message';
      readonly type: number;
      readonly csid: number;
      readonly streamId: number;
      readonly length: number;
      /** Milliseconds since the message before. */
      readonly later: number;
      /** The shortest header that it may have; it gets a longer one where that is needed. */
      readonly fmt: 0 | 1 | 2 | 3;
      readonly isLongForm: boolean;
    }
  | { readonly kind: 'chunkSize'; readonly size: number }
  | { readonly kind: 'abort'; readonly csid: number };

/** Everything that one direction says. */
type Plan = {
  readonly steps: readonly Step[];
  readonly firstTimestamp: number;
  /** Messages that are under way at the same time, at most. */
  readonly parallel: number;
  readonly seed: number;
};

/** A message, and which bytes of its direction it is made of: from its first header up to the end of its payload. */
type Placed = { readonly facts: Facts; readonly start: number; readonly end: number };

/** One direction as it goes over the wire; and the messages that were begun and then aborted. */
export type Direction = {
  readonly stream: Uint8Array;
  readonly messages: readonly Placed[];
  readonly aborted: readonly Facts[];
};

const csid = fc.constantFrom(2, 3, 4, 63, 64, 319, 320, 65_599);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('message' as const),
      type: fc.constantFrom(3, 4, 8, 9, 15, 16, 17, 18, 20, 22),
      csid,
      streamId: fc.constantFrom(0, 1, 0x01020304, 0xffffffff),
      length: fc.oneof(fc.nat(40), fc.constantFrom(0, 1, 127, 128, 129, 256, 1000, 4096, 4097, 9000)),
      later: fc.oneof(
        fc.constantFrom(0, 23, 40),
        fc.constantFrom(0xfffffe, 0xffffff, 0x1000000, 0x7fffffff, 0xfffffff0),
      ),
      fmt: fc.constantFrom(0, 1, 2, 3),
      isLongForm: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('chunkSize' as const),
      size: fc.constantFrom(1, 7, 127, 128, 129, 1000, 4096, 65_536, 0x7fffffff),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('abort' as const), csid }) },
);

const plan: fc.Arbitrary<Plan> = fc.record({
  steps: fc.array(step, { maxLength: 14 }),
  firstTimestamp: fc.constantFrom(0, 1000, 0xffffe0, 0xffffff, 0x7ffffff0, 0xffffffe0),
  parallel: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(),
});

/** What client and server are going to say to each other. */
export const plans: fc.Arbitrary<readonly [Plan, Plan]> = fc.tuple(plan, plan);

/** What they say, handshake included. */
export function converse([client, server]: readonly [Plan, Plan]): readonly [Direction, Direction] {
  const { c0c1, s0s1s2, c2 } = handshake();
  return [write(bytes(c0c1, c2), client), write(s0s1s2, server)];
}

/** A message under way. */
type Open = {
  readonly message: rtmp.Message;
  readonly chunks: Iterator<Uint8Array>;
  readonly start: number;
  left: number;
};

/** Writes a direction, with the chunks of its messages interleaved. */
function write(opening: Uint8Array, { steps, firstTimestamp, parallel, seed }: Plan): Direction {
  const random = new Random(seed);
  const writer = new ChunkWriter();
  const parts = [opening];
  const messages: Placed[] = [];
  const aborted: Facts[] = [];
  const open = new Map<number, Open>();
  let length = opening.length;
  let timestamp = firstTimestamp;

  const put = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
  };
  const putChunk = (one: Open): void => {
    one.left -= Math.min(writer.chunkSize, one.left);
    put(one.chunks.next().value);
    if (one.left > 0) return;
    open.delete(one.message.csid);
    messages.push({ facts: written(one.message), start: one.start, end: length });
  };
  const putSomeChunk = (): void => putChunk([...open.values()][random.below(open.size)]!);
  const putWhole = (message: rtmp.Message): void => {
    // A message in progress on the chunk stream of control messages has to be finished first.
    for (const one = open.get(message.csid); one?.left;) putChunk(one);
    const start = length;
    put(writer.write(message));
    messages.push({ facts: written(message), start, end: length });
  };

  for (const next of steps) {
    if (next.kind === 'chunkSize') putWhole(rtmp.setChunkSize(next.size));
    else if (next.kind === 'abort') {
      putWhole(rtmp.abort(next.csid));
      const unfinished = open.get(next.csid);
      if (unfinished !== undefined) aborted.push(written(unfinished.message));
      open.delete(next.csid);
    } else {
      while (open.has(next.csid) || open.size >= parallel) putSomeChunk();
      timestamp = (timestamp + next.later) >>> 0;
      const { type, streamId } = next;
      const payload = random.bytes(next.length);
      const message = rtmp.message(type, payload, { csid: next.csid, streamId, timestamp });
      const [first, chunks] = begin(writer, message, next);
      const size = Math.min(writer.chunkSize, payload.length);
      const one = { message, chunks, start: length, left: payload.length - size };
      put(first);
      open.set(next.csid, one);
      if (one.left === 0) {
        open.delete(next.csid);
        messages.push({ facts: written(message), start: one.start, end: length });
      }
    }
  }
  while (open.size > 0) putSomeChunk();
  return { stream: join(parts), messages, aborted };
}

/** The first chunk of a message, with the shortest header from `fmt` on that can say it, and the chunks behind it. */
function begin(
  writer: ChunkWriter,
  message: rtmp.Message,
  { fmt, isLongForm }: { readonly fmt: 0 | 1 | 2 | 3; readonly isLongForm: boolean },
): [Uint8Array, Iterator<Uint8Array>] {
  const form: ChunkStyle = isLongForm && message.csid >= 64 ? { basicHeaderLength: 3 } : {};
  for (let shortest: number = fmt; shortest > 0; shortest--) {
    const chunks = writer.chunks(message, { ...form, fmt: shortest as 1 | 2 | 3 });
    try {
      return [chunks.next().value!, chunks];
    } catch {
      // It can't say the difference to the message before.
    }
  }
  const chunks = writer.chunks(message, form);
  return [chunks.next().value!, chunks];
}
