import type { FrameStamp, Instant } from '../bytes/frame-stamp.ts';
import type { Limits } from '../bytes/limits.ts';
import type { Note } from '../bytes/note.ts';
import type { Origin } from '../bytes/origin.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { createChunkHeader, EXTENDED, hasLongForm, readChunkHeader, readUint32 } from './chunk-header.ts';
import * as notes from './chunk-notes.ts';
import { ChunkRecovery } from './chunk-recovery.ts';
import type { ChunkStream } from './chunk-stream.ts';
import { ChunkStreams } from './chunk-streams.ts';
import { MessageType } from './codes.ts';
import { ExtendedTimestampDialect, repeatsExtendedTimestamp } from './extended-timestamp.ts';
import { MediaHistory } from './media-history.ts';
import type { Keep, MessageTrace } from './message-trace.ts';
import { PartialHeader } from './partial-header.ts';
import type { RtmpMemory } from './rtmp-memory.ts';

/** The chunk size until Set Chunk Size says otherwise (RTMP 1.0 §5.4.1). */
export const DEFAULT_CHUNK_SIZE = 128;
/** Instead of the length of a header: it does not hold. */
const NO_HEADER = -1;

/** Who receives what a direction's chunks put together. */
export type ChunkSink = {
  /** A message is complete; `stream` holds it until the call returns. */
  message(stream: ChunkStream, now: FrameStamp): void;
  /** Something to say about the next message. */
  remark(note: Note): void;
  /** Something to say that no message carries, about what begins at `offset` of the stream. */
  lost(note: Note, offset: number, now: FrameStamp): void;
};

export type ChunkOptions = {
  readonly keep: Keep;
  readonly limits: Limits;
  readonly memory: RtmpMemory;
};

/** Bytes of one direction → messages (RTMP 1.0 §5.3). Any split of the same bytes gives the same messages. */
export class ChunkReader implements StreamSink {
  readonly sink: ChunkSink;
  readonly streams: ChunkStreams;
  readonly history = new MediaHistory();
  readonly dialect = new ExtendedTimestampDialect();
  chunkSize = DEFAULT_CHUNK_SIZE;
  /** Messages up to this length are the same with any chunk size that is possible: more than one is, after a loss. */
  sureSize = Infinity;
  /** The chunk stream of the chunk in progress, and the payload bytes of it that are still to come. */
  current: ChunkStream | undefined;
  chunkLeft = 0;
  /** Bytes of the stream before what is read next: the bytes of a header count when it is complete. */
  offset: number;

  private readonly header = createChunkHeader();
  private readonly partial = new PartialHeader();
  private readonly recovery: ChunkRecovery;

  /**
   * @param isBeginning whether the first byte is that of a chunk header; else the place is to be found
   * @param offset where the first byte lies in the stream
   */
  constructor(sink: ChunkSink, { keep, limits, memory }: ChunkOptions, isBeginning: boolean, offset: number) {
    this.sink = sink;
    this.offset = offset;
    this.streams = new ChunkStreams(keep, limits, memory, (note) => sink.remark(note));
    this.recovery = new ChunkRecovery(this, memory.undecided, isBeginning);
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    let stopped = start;
    if (!this.recovery.isActive) {
      stopped = this.read(data, start, end, origin, now);
      if (!this.recovery.isActive) return;
      const { partial } = this;
      const length = partial.drop();
      for (let i = 0; i < length; i++) {
        const from = partial.originAt(i);
        this.recovery.addBytes(partial.bytes, i, i + 1, from, { ...from, ...partial.start });
      }
    }
    this.recovery.bytes(data, stopped, end, origin, now);
  }

  gap(length: number, now: FrameStamp): void {
    if (this.recovery.isActive) this.recovery.gap(length, now);
    else this.readGap(length, now);
  }

  end(now: FrameStamp): void {
    const { streams, partial, recovery } = this;
    if (!recovery.isActive || recovery.end(now)) {
      for (const stream of streams)
        if (stream.active) this.sink.lost(notes.endsInMessage(stream), stream.offset, now);
      if (partial.length > 0) this.sink.lost(notes.endsInHeader(partial.length), this.offset, now);
    }
    for (const stream of streams) stream.finish();
  }

  /**
   * Reads up to `end`, or to where the next chunk header does not hold; returns where that is. The bytes of a header that
   * was split are behind, and wait in `partial`.
   */
  read(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): number {
    let position = start;
    while (position < end) {
      if (this.chunkLeft > 0) {
        const count = Math.min(this.chunkLeft, end - position);
        this.current!.take(data, position, count);
        this.current!.trace?.addPayload(origin, position, count);
        position += count;
        this.offset += count;
        this.chunkLeft -= count;
        if (this.chunkLeft === 0) this.endChunk(now);
      } else if (this.partial.length > 0) {
        // A header split over two segments: byte by byte, it is short.
        this.partial.add(data, position++, origin, now);
        if (!this.readPartial(now)) return position;
      } else {
        const length = this.readHeader(data, position, end, origin, now, now);
        if (length === NO_HEADER) return position;
        if (length > 0) position += length;
        else this.partial.add(data, position++, origin, now);
      }
    }
    return position;
  }

  /** Steps over missing bytes, where the chunk says how it goes on behind them; else the place is lost. */
  readGap(length: number, now: FrameStamp): void {
    if (length > this.chunkLeft) {
      this.recovery.loseInGap(length, this.partial.drop());
      return;
    }
    // The chunk says where the next header is, so the hole costs this message only.
    this.current!.takeGap(length);
    this.offset += length;
    this.chunkLeft -= length;
    if (this.chunkLeft === 0) this.endChunk(now);
  }

  /** Forgets the beginning of a header; returns how many bytes that were. */
  dropPartial(): number {
    return this.partial.drop();
  }

  /** Ends the current chunk, and its message if that is whole. */
  endChunk(now: FrameStamp): void {
    const stream = this.current!;
    if (stream.received < stream.length) return;
    if (stream.typeId === MessageType.setChunkSize) this.applyChunkSize(stream);
    else if (stream.typeId === MessageType.abort) this.applyAbort(stream);
    this.history.note(stream);
    this.sink.message(stream, now);
    stream.finish();
  }

  /** Reads the header that was split, if it is complete; returns false when it does not hold. */
  private readPartial(now: FrameStamp): boolean {
    const { partial } = this;
    const { bytes, length: beyond } = partial;
    const length = this.readHeader(bytes, 0, beyond, partial.originAt(0), partial.start, now);
    if (length === NO_HEADER) return false;
    if (length === 0) return true;
    partial.drop();
    // Bytes that were looked at for a repeated extended timestamp, and are payload.
    for (let i = length; i < beyond;) {
      i = this.read(bytes, i, i + 1, partial.originAt(i), now);
      if (!this.recovery.isSearching) continue;
      // The rest waits with what does not hold.
      for (; i < beyond; i++) partial.add(bytes, i, partial.originAt(i), now);
      return false;
    }
    return true;
  }

  /**
   * Reads a whole chunk header, whose first byte came with `first`, and begins its chunk; returns its bytes, 0 when more
   * are needed, or `NO_HEADER` when it does not hold, so that the place is lost.
   */
  private readHeader(
    data: Uint8Array,
    at: number,
    end: number,
    origin: Origin,
    first: Instant,
    now: FrameStamp,
  ): number {
    const header = this.header;
    if (!readChunkHeader(data, at, end, header)) return 0;
    const stream = this.streams.get(header.csid);
    const { fmt } = header;
    if (fmt >= 2 && stream?.known !== true) {
      this.recovery.loseAtOrphan(header, stream, now);
      return NO_HEADER;
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
        else if (this.dialect.omits()) this.sink.remark(notes.NO_EXTENDED_TIMESTAMP_ON_TYPE_3);
      } else {
        if (field + 4 > end) return 0;
        extendedTimestamp = readUint32(data, field);
        byteLength += 4;
      }
    } else if (fmt === 3 && this.dialect.mayAdd(stream!)) {
      const isThere = repeatsExtendedTimestamp(data, at + byteLength, end, stream!.timestamp);
      if (isThere === undefined) return 0;
      if (isThere) byteLength += 4;
      if (this.dialect.adds(isThere)) this.sink.remark(notes.EXTENDED_TIMESTAMP_ON_TYPE_3);
    }
    if (this.sureSize !== Infinity && this.recovery.isSizeOpen(header, stream)) return NO_HEADER;
    // The header is complete: from here on it counts.
    const opened = stream ?? this.openStream(header.csid);
    if (stream === undefined && hasLongForm(header)) this.sink.remark(notes.longForm(header.csid));
    this.beginChunk(opened, isExtended, extendedTimestamp, origin, first);
    this.offset += byteLength;
    if (opened.trace !== undefined) this.traceHeader(opened.trace, data, at, byteLength, origin);
    if (this.chunkLeft === 0) this.endChunk(now);
    return byteLength;
  }

  private beginChunk(
    stream: ChunkStream,
    isExtended: boolean,
    extendedTimestamp: number,
    origin: Origin,
    first: Instant,
  ): void {
    const { header } = this;
    const { fmt } = header;
    if (fmt < 3) {
      if (stream.active) this.dropUnfinished(stream);
      if (fmt < 2) {
        if (fmt === 1 && !stream.known && !this.recovery.hasLost)
          this.sink.remark(notes.freshType1(stream.csid));
        stream.length = header.length;
        stream.typeId = header.typeId;
        stream.known = true;
      }
      const value = isExtended ? extendedTimestamp : header.timestampField;
      if (fmt === 0) {
        stream.streamId = header.streamId;
        stream.setTimestamp(value);
      } else if (this.dialect.advance(stream, value, isExtended, this.history))
        this.sink.remark(notes.ABSOLUTE_EXTENDED_TIMESTAMP);
      stream.extended = isExtended;
      stream.extendedTimestamp = extendedTimestamp;
    } else if (!stream.active) {
      stream.timestamp = (stream.timestamp + stream.delta) >>> 0;
    }
    if (!stream.active) {
      if (stream.isUncertain) this.sink.remark(notes.timestampUncertain(stream));
      stream.begin(fmt, this.offset, origin, first);
    }
    this.current = stream;
    this.chunkLeft = Math.min(this.chunkSize, stream.length - stream.received);
  }

  private openStream(csid: number): ChunkStream {
    const stream = this.streams.open(csid);
    if (this.recovery.hasLost) {
      stream.isUncertain = true;
      stream.countsFromZero = true;
    }
    return stream;
  }

  private traceHeader(
    trace: MessageTrace,
    data: Uint8Array,
    at: number,
    length: number,
    origin: Origin,
  ): void {
    const { partial } = this;
    if (data !== partial.bytes) trace.addHeader(data, at, length, origin);
    else trace.addSplitHeader(data.slice(at, at + length), partial.mapOrigins(length));
  }

  /** Set Chunk Size holds from the next chunk on (RTMP 1.0 §5.4.1). */
  private applyChunkSize(stream: ChunkStream): void {
    if (stream.kept < 4) {
      // What it says is missing: the next message of any length shows it.
      if (stream.missing > 0) this.sureSize = 0;
      return;
    }
    const value = readUint32(stream.payload, 0);
    const size = value & 0x7fffffff;
    if (size === 0 || size !== value) this.sink.remark(notes.sizeNotAllowed(value, size, this.chunkSize));
    if (size === 0) return;
    this.chunkSize = size;
    this.sureSize = Infinity;
  }

  /** Abort drops the partial message of one chunk stream (RTMP 1.0 §5.4.2). */
  private applyAbort(stream: ChunkStream): void {
    if (stream.kept < 4) {
      // Which one is missing: none of those in progress can be read on.
      if (stream.missing > 0) this.recovery.doubtAll(stream);
      return;
    }
    const aborted = this.streams.get(readUint32(stream.payload, 0));
    if (aborted?.active === true && aborted !== stream) {
      this.sink.remark(notes.aborted(aborted));
      aborted.finish();
    }
  }

  private dropUnfinished(stream: ChunkStream): void {
    this.sink.remark(notes.notFinished(stream));
    stream.finish();
  }
}
