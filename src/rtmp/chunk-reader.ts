import type { FrameStamp } from '../bytes/frame-stamp.ts';
import { fileOffsetAt, type Origin } from '../bytes/origin.ts';
import { defaultLimits, limitLabel, type Limits } from '../bytes/limits.ts';
import type { Note } from '../bytes/note.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { OriginMap } from '../bytes/origin-map.ts';
import { ChunkStream, type PayloadBudget } from './chunk-stream.ts';
import type { Keep, MessageTrace } from './message-trace.ts';
import { createChunkHeader, EXTENDED, LONGEST_CHUNK_HEADER, readChunkHeader } from './chunk-header.ts';
import { MessageType } from './codes.ts';

/** The chunk size until Set Chunk Size says otherwise (RTMP 1.0 §5.4.1). */
const DEFAULT_CHUNK_SIZE = 128;

/** Who receives what a direction's chunks put together. */
export type ChunkSink = {
  /** A message is complete; `stream` holds it until the call returns. */
  message(stream: ChunkStream, now: FrameStamp): void;
  /** Something to say about the next message. */
  remark(note: Note): void;
  /** Reading of this direction ends here, for this reason. */
  lost(note: Note, now: FrameStamp): void;
};

/** Bytes of one direction → messages (RTMP 1.0 §5.3). Any split of the same bytes gives the same messages. */
export class ChunkReader implements StreamSink {
  private readonly sink: ChunkSink;
  private readonly keep: Keep;
  private chunkSize: number;

  private readonly header = createChunkHeader();
  /** The beginning of a chunk header that is not complete yet, and where each byte of it comes from. */
  private readonly partial = new Uint8Array(LONGEST_CHUNK_HEADER);
  private partialLength = 0;
  private readonly partialOrigins: Origin[] = [];

  /** Chunk streams 2 to 63 by number; the rest, rare in the field, in a map. */
  private readonly near: (ChunkStream | undefined)[] = Array.from({ length: 64 });
  private readonly far = new Map<number, ChunkStream>();
  private current: ChunkStream | undefined;
  /** Payload bytes of the current chunk that are still to come. */
  private chunkLeft = 0;
  private isLost = false;
  private readonly remarked = new Set<string>();
  private readonly budget: PayloadBudget;

  constructor(sink: ChunkSink, keep: Keep, limits: Limits = defaultLimits, chunkSize = DEFAULT_CHUNK_SIZE) {
    this.sink = sink;
    this.keep = keep;
    this.chunkSize = chunkSize;
    this.budget = { held: 0, limits };
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    let position = start;
    while (position < end && !this.isLost) {
      if (this.chunkLeft > 0) {
        const count = Math.min(this.chunkLeft, end - position);
        this.current!.take(data, position, count);
        this.current!.trace?.addPayload(origin, position, count);
        position += count;
        this.chunkLeft -= count;
        if (this.chunkLeft === 0) this.endChunk(now);
      } else if (this.partialLength > 0) {
        // A header split over two segments: byte by byte, it is short.
        this.addPartial(data, position++, origin);
        const length = this.readHeader(this.partial, 0, this.partialLength, this.partialOrigins[0]!, now);
        if (length > 0) {
          const beyond = this.partialLength;
          this.partialLength = 0;
          // Bytes that were looked at for a repeated extended timestamp, and are payload.
          for (let i = length; i < beyond; i++) {
            this.bytes(this.partial, i, i + 1, this.partialOrigins[i]!, now);
          }
        }
      } else {
        const length = this.readHeader(data, position, end, origin, now);
        if (length > 0) position += length;
        else {
          this.addPartial(data, position++, origin);
        }
      }
    }
  }

  gap(length: number, now: FrameStamp): void {
    if (this.isLost) return;
    if (length <= this.chunkLeft) {
      // The chunk says where the next header is, so the hole costs this message only.
      this.current!.takeGap(length);
      this.current!.trace?.addGap(length);
      this.chunkLeft -= length;
      if (this.chunkLeft === 0) this.endChunk(now);
      return;
    }
    this.lose(
      {
        code: 'rtmp.gap',
        severity: 'error',
        text: `${quantity(length, 'byte')} missing from the capture: where the next chunk begins is not known, the rest of this direction is not read`,
      },
      now,
    );
  }

  end(now: FrameStamp): void {
    if (this.isLost) return;
    for (const stream of this.streams()) {
      if (!stream.active) continue;
      this.sink.lost(
        {
          code: 'rtmp.incomplete',
          severity: 'warning',
          text: `the stream ends inside a message: ${MessageType.labelOf(stream.typeId) ?? `type ${stream.typeId}`} on chunk stream ${stream.csid}, ${stream.received} of ${quantity(stream.length, 'byte')}`,
        },
        now,
      );
    }
    if (this.partialLength > 0) {
      this.sink.lost(
        {
          code: 'rtmp.incomplete',
          severity: 'warning',
          text: `the stream ends inside a chunk header, after ${quantity(this.partialLength, 'byte')} of it`,
        },
        now,
      );
    }
  }

  /** Reads a whole chunk header and begins its chunk; returns its bytes, or 0 when more are needed. */
  private readHeader(data: Uint8Array, at: number, end: number, origin: Origin, now: FrameStamp): number {
    const header = this.header;
    if (!readChunkHeader(data, at, end, header)) return 0;
    const stream = this.streamOf(header.csid);
    const { fmt } = header;
    const known = stream?.known === true;
    if (fmt >= 2 && !known) {
      this.lose(
        {
          code: 'chunk.no-header-to-repeat',
          severity: 'error',
          text: `a chunk of type ${fmt} on chunk stream ${header.csid}, which has sent no type 0 or 1 before: its length and type are not known (RTMP 1.0 §5.3.1.2)`,
        },
        now,
      );
      return header.byteLength;
    }
    let { byteLength } = header;
    let extendedTimestamp = 0;
    const isExtended = fmt === 3 ? stream!.extended : header.timestampField === EXTENDED;
    if (isExtended) {
      const field = at + byteLength;
      if (fmt === 3) {
        const repeats = repeatsExtendedTimestamp(data, field, end, stream!.extendedTimestamp);
        if (repeats === undefined) return 0;
        if (repeats) byteLength += 4;
        else this.remarkDialect();
      } else {
        if (field + 4 > end) return 0;
        extendedTimestamp = readUint32(data, field);
        byteLength += 4;
      }
    }
    // The header is complete: from here on it counts.
    const opened = stream ?? this.openStream(header.csid);
    this.beginChunk(opened, isExtended, extendedTimestamp, origin);
    if (opened.trace !== undefined) this.traceHeader(opened.trace, data, at, byteLength, origin);
    if (this.chunkLeft === 0) this.endChunk(now);
    return byteLength;
  }

  private beginChunk(
    stream: ChunkStream,
    isExtended: boolean,
    extendedTimestamp: number,
    origin: Origin,
  ): void {
    const { header } = this;
    const { fmt } = header;
    if (fmt < 3) {
      if (stream.active) this.dropUnfinished(stream);
      if (fmt < 2) {
        if (fmt === 1 && !stream.known) this.remarkFreshType1(stream.csid);
        stream.length = header.length;
        stream.typeId = header.typeId;
        stream.known = true;
      }
      const value = isExtended ? extendedTimestamp : header.timestampField;
      if (fmt === 0) {
        stream.streamId = header.streamId;
        stream.timestamp = value;
      } else {
        stream.timestamp = (stream.timestamp + value) >>> 0;
      }
      stream.delta = value;
      stream.extended = isExtended;
      stream.extendedTimestamp = extendedTimestamp;
    } else if (!stream.active) {
      stream.timestamp = (stream.timestamp + stream.delta) >>> 0;
    }
    if (!stream.active) stream.begin(fmt, origin.frame);
    this.current = stream;
    this.chunkLeft = Math.min(this.chunkSize, stream.length - stream.received);
  }

  private addPartial(data: Uint8Array, index: number, origin: Origin): void {
    const at = this.partialLength++;
    this.partial[at] = data[index]!;
    this.partialOrigins[at] = { frame: origin.frame, fileOffset: fileOffsetAt(origin, index), start: at };
  }

  private traceHeader(
    trace: MessageTrace,
    data: Uint8Array,
    at: number,
    length: number,
    origin: Origin,
  ): void {
    const origins = new OriginMap();
    if (data === this.partial) {
      for (let i = 0; i < length; i++) origins.add(this.partialOrigins[i]!, i, 1);
    } else origins.add(origin, at, length);
    trace.addHeader(data.slice(at, at + length), origins);
  }

  private endChunk(now: FrameStamp): void {
    const stream = this.current!;
    if (stream.received < stream.length) return;
    if (stream.typeId === MessageType.setChunkSize) this.applyChunkSize(stream);
    else if (stream.typeId === MessageType.abort) this.applyAbort(stream);
    this.sink.message(stream, now);
    const lacksOrder = lacksItsOrder(stream);
    stream.finish();
    if (lacksOrder) {
      this.lose(
        {
          code: 'rtmp.gap',
          severity: 'error',
          text: `bytes of this ${MessageType.labelOf(stream.typeId)} are missing from the capture: how the chunks go on is not known, the rest of this direction is not read`,
        },
        now,
      );
    }
  }

  /** Set Chunk Size holds from the next chunk on (RTMP 1.0 §5.4.1). */
  private applyChunkSize(stream: ChunkStream): void {
    if (stream.kept < 4) return;
    const value = readUint32(stream.payload, 0);
    const size = value & 0x7fffffff;
    if (size === 0 || size !== value) {
      this.sink.remark({
        code: 'chunk.size-not-allowed',
        severity: 'error',
        text: `a chunk size of ${value} is not allowed, it must be 1 to 2,147,483,647 (RTMP 1.0 §5.4.1); ${size === 0 ? `${this.chunkSize} stays in force` : `read as ${size}`}`,
      });
    }
    if (size > 0) this.chunkSize = size;
  }

  /** Abort drops the partial message of one chunk stream (RTMP 1.0 §5.4.2). */
  private applyAbort(stream: ChunkStream): void {
    if (stream.kept < 4) return;
    const aborted = this.streamOf(readUint32(stream.payload, 0));
    if (aborted?.active === true && aborted !== stream) {
      this.sink.remark({
        code: 'chunk.aborted',
        severity: 'note',
        text: `drops a message of chunk stream ${aborted.csid} after ${aborted.received} of ${quantity(aborted.length, 'byte')}`,
      });
      aborted.finish();
    }
  }

  private dropUnfinished(stream: ChunkStream): void {
    this.sink.remark({
      code: 'chunk.message-not-finished',
      severity: 'error',
      text: `a new message begins on chunk stream ${stream.csid} before the one in progress is whole: ${stream.received} of ${quantity(stream.length, 'byte')} had come`,
    });
    stream.finish();
  }

  private remarkFreshType1(csid: number): void {
    this.sink.remark({
      code: 'chunk.fresh-type-1',
      severity: 'warning',
      text: `chunk stream ${csid} begins with a chunk of type 1; it must begin with type 0 (RTMP 1.0 §5.3.1.2.1). Its message stream id is taken as 0 and its timestamp counted from 0`,
    });
  }

  private remarkDialect(): void {
    this.remarkOnce({
      code: 'chunk.no-extended-timestamp-on-type-3',
      severity: 'warning',
      text: 'the sender leaves the extended timestamp out of chunks of type 3, where it must be repeated (RTMP 1.0 §5.3.1.3); read without it',
    });
  }

  /** What would be said again and again is said once in a direction. */
  private remarkOnce(note: Note): void {
    if (this.remarked.has(note.code)) return;
    this.remarked.add(note.code);
    this.sink.remark(note);
  }

  private lose(note: Note, now: FrameStamp): void {
    this.isLost = true;
    this.near.fill(undefined);
    this.far.clear();
    this.current = undefined;
    this.sink.lost(note, now);
  }

  private streamOf(csid: number): ChunkStream | undefined {
    return csid < 64 ? this.near[csid] : this.far.get(csid);
  }

  private openStream(csid: number): ChunkStream {
    const stream = new ChunkStream(csid, this.keep, this.budget);
    if (csid < 64) this.near[csid] = stream;
    else {
      this.keepFarWithin(this.budget.limits.chunkStreams - 1);
      this.far.set(csid, stream);
    }
    return stream;
  }

  /** Forgets the chunk streams that began first, but for so many. */
  private keepFarWithin(count: number): void {
    for (const [csid, stream] of this.far) {
      if (this.far.size <= count) return;
      stream.finish();
      this.far.delete(csid);
      this.remarkOnce({
        code: 'chunk.too-many-streams',
        severity: 'warning',
        text: `more than ${grouped(count + 1)} chunk streams numbered from 64 on: those that began first are forgotten (limit ${limitLabel('chunkStreams')})`,
      });
    }
  }

  private *streams(): Iterable<ChunkStream> {
    for (const stream of this.near) if (stream !== undefined) yield stream;
    yield* this.far.values();
  }
}

/** Whether a message that says how to read the chunks after it has lost the 4 bytes that say so. */
function lacksItsOrder({ typeId, missing, kept }: ChunkStream): boolean {
  return missing > 0 && kept < 4 && (typeId === MessageType.setChunkSize || typeId === MessageType.abort);
}

function readUint32(data: Uint8Array, at: number): number {
  return ((data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!) >>> 0;
}

/**
 * Whether the extended timestamp stands again at `data[at]`, as a chunk of type 3 must have it (RTMP 1.0 §5.3.1.3).
 * Senders that follow the draft of 2009 leave it out there. `undefined`: too few bytes to tell.
 */
function repeatsExtendedTimestamp(
  data: Uint8Array,
  at: number,
  end: number,
  value: number,
): boolean | undefined {
  for (let i = 0; i < 4; i++) {
    if (at + i >= end) return undefined;
    if (data[at + i] !== ((value >>> (24 - 8 * i)) & 0xff)) return false;
  }
  return true;
}
