import { bytes, join, u24, u32, u32le } from './bytes.ts';
import type { Message } from './rtmp.ts';

/** How one message is written, where it should differ from the usual. */
export type ChunkStyle = {
  readonly csid?: number;
  /** Format of the first chunk's header; 0 unless told. The others are always 3. */
  readonly fmt?: 0 | 1 | 2 | 3;
  /** Bytes of the basic header: 1 for ids 2 to 63, 2 for 64 to 319, 3 for 64 to 65599. The shortest unless told. */
  readonly basicHeaderLength?: 1 | 2 | 3;
  /** Whether fmt 3 headers repeat the extended timestamp: yes (RTMP 1.0 §5.3.1.3), no (the dialect of 2009). */
  readonly repeatExtended?: boolean;
  /** Whether further chunks have the time as an extended timestamp, though the first one has none: wrong, and seen. */
  readonly addExtended?: boolean;
};

/** What the last header of a chunk stream said, on which shorter headers rely. */
type Last = {
  timestamp: number;
  /** What a new message with an fmt 3 header adds. */
  delta: number;
  length: number;
  type: number;
  streamId: number;
  extended: number | undefined;
};

/**
 * Writes one direction of RTMP chunks (RTMP 1.0 §5.3). It throws when the wanted header cannot express the message:
 * a capture that should be wrong is made wrong on purpose, by editing its bytes.
 */
export class ChunkWriter {
  /** Takes effect with the next chunk, also within a message. A written Set Chunk Size sets it. */
  chunkSize: number;
  private readonly last = new Map<number, Last>();

  constructor(chunkSize = 128) {
    this.chunkSize = chunkSize;
  }

  /** The chunks of a message one after the other. */
  write(message: Message, style: ChunkStyle = {}): Uint8Array {
    return join(this.chunks(message, style));
  }

  /** The chunks of several messages one after the other. */
  writeAll(messages: Iterable<Message>, style: ChunkStyle = {}): Uint8Array {
    return join(Array.from(messages, (message) => this.write(message, style)));
  }

  /** The chunks of a message one by one, so that those of several messages can be interleaved. */
  *chunks(message: Message, style: ChunkStyle = {}): Generator<Uint8Array> {
    const { payload } = message;
    const csid = style.csid ?? message.csid;
    const basic = (fmt: number): Uint8Array => basicHeader(fmt, csid, style.basicHeaderLength);

    const last = this.begin(csid, message, style.fmt ?? 0);
    let header = bytes(basic(style.fmt ?? 0), messageHeader(style.fmt ?? 0, message, last));
    if (last.extended !== undefined && (style.fmt !== 3 || style.repeatExtended !== false))
      header = bytes(header, u32(last.extended));

    const repeated = last.extended !== undefined && style.repeatExtended !== false;
    const again = repeated ? last.extended : style.addExtended === true ? last.timestamp : undefined;
    const continuation = bytes(basic(3), again === undefined ? '' : u32(again));

    let at = 0;
    do {
      const end = Math.min(payload.length, at + this.chunkSize);
      yield bytes(at === 0 ? header : continuation, payload.subarray(at, end));
      at = end;
    } while (at < payload.length);

    if (message.type === 1 && payload.length >= 4)
      this.chunkSize = new DataView(payload.buffer, payload.byteOffset).getUint32(0);
  }

  /** Commits what the header says to the chunk stream, and finds the timestamp field it needs. */
  private begin(csid: number, message: Message, fmt: number): Last {
    const before = this.last.get(csid);
    if (fmt === 0) {
      const last = { ...stated(message), delta: message.timestamp, extended: extended(message.timestamp) };
      this.last.set(csid, last);
      return last;
    }
    if (!before) throw new Error(`chunk stream ${csid} must begin with fmt 0`);
    // Timestamps wrap; a step of more than half of all there are is one back (RTMP 1.0 §5.1, RFC 1982).
    const delta = (message.timestamp - before.timestamp) >>> 0;
    if (fmt < 3 && delta > 0x7fffffff)
      throw new Error(`fmt ${fmt} cannot go back in time by ${-delta | 0} ms`);
    const same = before.length === message.payload.length && before.type === message.type;
    if (before.streamId !== message.streamId || (fmt > 1 && !same) || (fmt === 3 && delta !== before.delta))
      throw new Error(`fmt ${fmt} cannot express the difference to the last message on ${csid}`);
    const last = { ...stated(message), delta, extended: fmt === 3 ? before.extended : extended(delta) };
    this.last.set(csid, last);
    return last;
  }
}

/** Takes one chunk of each in turn until all are used up. */
export function* interleave(...writers: readonly Iterator<Uint8Array>[]): Generator<Uint8Array> {
  let open = [...writers];
  while (open.length > 0) {
    const still: Iterator<Uint8Array>[] = [];
    for (const writer of open) {
      const next = writer.next();
      if (next.done) continue;
      yield next.value;
      still.push(writer);
    }
    open = still;
  }
}

function stated({ timestamp, payload, type, streamId }: Message): Omit<Last, 'delta' | 'extended'> {
  return { timestamp, length: payload.length, type, streamId };
}

function extended(field: number): number | undefined {
  return field >= 0xffffff ? field : undefined;
}

function basicHeader(fmt: number, csid: number, length = csid < 64 ? 1 : csid < 320 ? 2 : 3): Uint8Array {
  const first = fmt << 6;
  if (length === 1) return Uint8Array.of(first | csid);
  if (length === 2) return Uint8Array.of(first, csid - 64);
  return Uint8Array.of(first | 1, csid - 64, (csid - 64) >>> 8);
}

function messageHeader(fmt: number, { timestamp, payload, type, streamId }: Message, last: Last): Uint8Array {
  const field = u24(last.extended === undefined ? (fmt === 0 ? timestamp : last.delta) : 0xffffff);
  if (fmt === 0) return bytes(field, u24(payload.length), type, u32le(streamId));
  if (fmt === 1) return bytes(field, u24(payload.length), type);
  return fmt === 2 ? field : bytes();
}
