import { LONGEST_HOLE } from '../bytes/backlog.ts';
import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Note } from '../bytes/note.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { ChunkStream, type PayloadBudget } from './chunk-stream.ts';
import { createChunkHeader, EXTENDED, LONGEST_CHUNK_HEADER, readChunkHeader } from './chunk-header.ts';
import * as notes from './chunk-notes.ts';
import type { TrialStream } from './chunk-trial.ts';
import { MessageType } from './codes.ts';
import { MediaClock } from './media-clock.ts';
import { type Expectation, type Foothold, Resync } from './resync.ts';

/** The chunk size until Set Chunk Size says otherwise (RTMP 1.0 §5.4.1). */
const DEFAULT_CHUNK_SIZE = 128;

/** Payload bytes that one direction holds at a time, over all messages in progress. */
const MOST_PAYLOAD_BYTES = 64 * 1024 * 1024;

/** Who receives what a direction's chunks put together. */
export type ChunkSink = {
  /** A message is complete; `stream` holds it until the call returns. */
  message(stream: ChunkStream, now: FrameStamp): void;
  /** Something to say about the next message. */
  remark(note: Note): void;
  /** Something to say that no message carries. */
  lost(note: Note, now: FrameStamp): void;
};

/** More than this from message to message, in ms, and an extended timestamp is a difference after all. */
const LONGEST_STEP = 3_600_000;

/** Frames behind the one that made bytes deliverable, up to which they did not wait; bytes that are looked at ahead. */
const PROMPT = 4;
const MOST_LOOK_AHEAD = 256 * 1024;

/** How far a message in progress has come behind a hole, and what its chunk still lacks. */
type Continued = { readonly received: number; readonly left: number };

/** Bytes of one direction → messages (RTMP 1.0 §5.3). Any split of the same bytes gives the same messages. */
export class ChunkReader implements StreamSink {
  private readonly sink: ChunkSink;
  private readonly keepPayloads: boolean;
  private chunkSize = DEFAULT_CHUNK_SIZE;
  /** Messages up to this length are the same with any chunk size that is possible: more than one is, after a loss. */
  private sureSize = Infinity;

  private readonly header = createChunkHeader();
  /** The beginning of a chunk header that is not complete yet, and the frame that holds its first byte. */
  private readonly partial = new Uint8Array(LONGEST_CHUNK_HEADER);
  private partialLength = 0;
  private partialFrame = 0;

  /** Chunk streams 2 to 63 by number; the rest, rare in the field, in a map. */
  private readonly near: (ChunkStream | undefined)[] = Array.from({ length: 64 });
  private readonly far = new Map<number, ChunkStream>();
  private current: ChunkStream | undefined;
  /** Payload bytes of the current chunk that are still to come. */
  private chunkLeft = 0;
  /** While it is not known where the next chunk begins: the search for it. */
  private resync: Resync | undefined;
  /** How the message in progress goes on behind a hole, if nothing else came in it. */
  private continued: Continued | undefined;
  /** Whether it was said that the place is lost. */
  private isTold = false;
  private isOver = false;
  private readonly clock = new MediaClock();
  /** Whether the sender leaves the extended timestamp out of type 3; whether it puts timestamps for differences. */
  private omitsExtended: boolean | undefined;
  private isAbsolute = false;
  /** Nothing was read yet, and the capture begins within the stream. */
  private isCutOff: boolean;
  private readonly budget: PayloadBudget = { left: MOST_PAYLOAD_BYTES };

  /** `isBeginning`: the first byte is that of a chunk header; else the place is to be found. */
  constructor(sink: ChunkSink, keepPayloads: boolean, isBeginning = true) {
    this.sink = sink;
    this.keepPayloads = keepPayloads;
    this.isCutOff = !isBeginning;
    if (!isBeginning)
      this.resync = new Resync({
        memory: new Map(),
        chunkSize: DEFAULT_CHUNK_SIZE,
        sureSize: 0,
        expected: undefined,
      });
  }

  bytes(data: Uint8Array, start: number, end: number, origin: number, now: FrameStamp): void {
    let position = start;
    while (position < end) {
      if (this.resync !== undefined) {
        if (this.isOver) return;
        this.resync.backlog.addBytes(data, position, end, origin, now);
        // What waited for the bytes that are lost comes all at once: the more of it, the better the timestamps are known.
        const isBurst = this.resync.missingBefore > 0 && now.frame - origin > PROMPT;
        if (!isBurst || this.resync.backlog.length > MOST_LOOK_AHEAD) this.seek(false, now);
        return;
      }
      if (this.chunkLeft > 0) {
        const count = Math.min(this.chunkLeft, end - position);
        this.current!.take(data, position, count);
        position += count;
        this.chunkLeft -= count;
        if (this.chunkLeft === 0) this.endChunk(now);
      } else if (this.partialLength > 0) {
        // A header split over two segments: byte by byte, it is short.
        this.partial[this.partialLength++] = data[position++]!;
        const length = this.readHeader(this.partial, 0, this.partialLength, this.partialFrame, now);
        if (length > 0) {
          const beyond = this.partialLength;
          this.partialLength = 0;
          // Bytes that were looked at for a repeated extended timestamp, and are payload.
          this.bytes(this.partial, length, beyond, origin, now);
        }
      } else {
        const length = this.readHeader(data, position, end, origin, now);
        if (length > 0) position += length;
        else {
          this.partial[0] = data[position++]!;
          this.partialLength = 1;
          this.partialFrame = origin;
        }
      }
    }
  }

  gap(length: number, now: FrameStamp): void {
    if (this.isOver) return;
    if (this.resync === undefined && length <= this.chunkLeft) {
      // The chunk says where the next header is, so the hole costs this message only.
      this.current!.takeGap(length);
      this.chunkLeft -= length;
      if (this.chunkLeft === 0) this.endChunk(now);
      return;
    }
    if (this.resync === undefined) {
      this.losePlace(this.expectAfter(length));
      this.resync!.missingBefore = length;
      this.resync!.skippedBefore = this.partialLength;
      this.partialLength = 0;
      return;
    }
    if (length <= LONGEST_HOLE) {
      this.resync.backlog.addGap(length, now);
      this.seek(false, now);
      return;
    }
    this.seek(true, now);
    if (this.resync === undefined) {
      this.gap(length, now);
      return;
    }
    this.resync.letGo(this.resync.backlog.length);
    this.resync.missingBefore += length;
  }

  end(now: FrameStamp): void {
    if (this.resync !== undefined) this.seek(true, now);
    if (this.resync !== undefined) {
      const { backlog } = this.resync;
      this.resync.letGo(backlog.length);
      const { missingBefore: missing, skippedBefore: skipped } = this.resync;
      this.completeDamaged(now);
      if (missing + skipped > 0 && !this.isTold)
        this.sink.lost(notes.neverFound({ missing, skipped, frame: now.frame }), now);
      return;
    }
    for (const stream of this.streams()) if (stream.active) this.sink.lost(notes.endsInMessage(stream), now);
    if (this.partialLength > 0) this.sink.lost(notes.endsInHeader(this.partialLength), now);
  }

  /** Reads a whole chunk header and begins its chunk; returns its bytes, or 0 when more are needed. */
  private readHeader(data: Uint8Array, at: number, end: number, origin: number, now: FrameStamp): number {
    const header = this.header;
    if (!readChunkHeader(data, at, end, header)) return 0;
    const stream = this.streamOf(header.csid);
    const { fmt } = header;
    let { byteLength } = header;
    if (fmt >= 2 && stream?.known !== true) {
      this.isTold = stream === undefined;
      if (this.isTold) this.sink.lost(notes.noHeaderToRepeat(header), now);
      this.losePlace(undefined);
      this.resync!.backlog.addBytes(data, at, at + byteLength, origin, now);
      return byteLength;
    }
    let extendedTimestamp = 0;
    const isExtended = fmt === 3 ? stream!.extended : header.timestampField === EXTENDED;
    if (isExtended) {
      const field = at + byteLength;
      if (fmt === 3) {
        const repeats = this.repeatsExtended(data, field, end, stream!);
        if (repeats === undefined) return 0;
        if (repeats) {
          byteLength += 4;
          extendedTimestamp = readUint32(data, field);
        } else extendedTimestamp = stream!.extendedTimestamp;
      } else {
        if (field + 4 > end) return 0;
        extendedTimestamp = readUint32(data, field);
        byteLength += 4;
      }
    }
    const length = fmt < 2 ? header.length : stream!.length;
    if (length > this.sureSize && (fmt < 3 || !stream!.active)) {
      // Several chunk sizes are possible, and this message shows which one it is.
      this.losePlace({ start: { at: 0, chunkSize: this.chunkSize }, memory: this.recall(true) });
      this.resync!.backlog.addBytes(data, at, at + byteLength, origin, now);
      return byteLength;
    }
    // The header is complete: from here on it counts.
    this.beginChunk(stream ?? this.openStream(header.csid), isExtended, extendedTimestamp, origin, now);
    return byteLength;
  }

  private beginChunk(
    stream: ChunkStream,
    isExtended: boolean,
    extendedTimestamp: number,
    origin: number,
    now: FrameStamp,
  ): void {
    const { header } = this;
    const { fmt } = header;
    if (fmt < 3) {
      if (stream.active) this.dropUnfinished(stream);
      if (fmt < 2) {
        if (fmt === 1 && !stream.known && !stream.isLate && !stream.isEstimated)
          this.sink.remark(notes.freshType1(stream.csid));
        stream.length = header.length;
        stream.typeId = header.typeId;
        stream.known = true;
      }
      const value = isExtended ? extendedTimestamp : header.timestampField;
      if (fmt === 0) {
        stream.streamId = header.streamId;
        stream.timestamp = value;
        stream.delta = value;
        stream.isLate = false;
        stream.isEstimated = false;
      } else if (isExtended && this.isAbsoluteTime(stream, value)) {
        stream.delta = (value - stream.timestamp) >>> 0;
        stream.timestamp = value;
        stream.isLate = false;
      } else {
        stream.delta = value;
        this.advance(stream, origin, now);
      }
      stream.extended = isExtended;
      stream.extendedTimestamp = extendedTimestamp;
    } else if (!stream.active) {
      // A type 3 that begins a message may carry a time of its own.
      if (isExtended && extendedTimestamp !== stream.extendedTimestamp) {
        stream.extendedTimestamp = extendedTimestamp;
        if (this.isAbsoluteTime(stream, extendedTimestamp)) stream.timestamp = extendedTimestamp;
        else {
          stream.delta = extendedTimestamp;
          this.advance(stream, origin, now);
        }
      } else this.advance(stream, origin, now);
    }
    if (!stream.active) stream.begin(fmt, origin);
    this.current = stream;
    this.chunkLeft = Math.min(this.chunkSize, stream.length - stream.received);
    if (this.chunkLeft === 0) this.endChunk(now);
  }

  /** A message counts its timestamp from the one before it, which may be lost. */
  private advance(stream: ChunkStream, origin: number, now: FrameStamp): void {
    if (stream.isLate) {
      const { csid, typeId, delta } = stream;
      const sighting = { csid, typeId, delta, absolute: undefined, frame: origin };
      const found = this.clock.recover([sighting], () => stream.timestamp, now);
      stream.timestamp = found.get(csid)! >>> 0;
    } else stream.timestamp = (stream.timestamp + stream.delta) >>> 0;
    if (stream.isLate || stream.isEstimated) this.sink.remark(notes.timestampUncertain(stream.csid));
    stream.isLate = false;
    stream.isEstimated = false;
  }

  private endChunk(now: FrameStamp): void {
    const stream = this.current!;
    if (stream.received < stream.length) return;
    if (stream.typeId === MessageType.setChunkSize) this.applyChunkSize(stream);
    else if (stream.typeId === MessageType.abort) this.applyAbort(stream);
    if (!stream.isLate) this.clock.note(stream, now);
    this.sink.message(stream, now);
    stream.finish();
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
      if (stream.missing === 0) return;
      // Which one is missing: none of them can be read on.
      for (const one of this.streams()) {
        if (one === stream || !one.active) continue;
        one.known = false;
        one.finish();
      }
      return;
    }
    const dropped = this.streamOf(readUint32(stream.payload, 0));
    if (dropped?.active === true && dropped !== stream) {
      this.sink.remark(notes.aborted(dropped));
      dropped.finish();
    }
  }

  private dropUnfinished(stream: ChunkStream): void {
    this.sink.remark(notes.notFinished(stream));
    stream.finish();
  }

  /** Whether the 4 bytes of an extended timestamp stand in a chunk of type 3; `undefined`: too few bytes to tell. */
  private repeatsExtended(
    data: Uint8Array,
    at: number,
    end: number,
    stream: ChunkStream,
  ): boolean | undefined {
    const isSame = isNumberAt(data, at, end, stream.extendedTimestamp);
    if (isSame === undefined) return undefined;
    if (isSame) {
      this.omitsExtended ??= false;
      return true;
    }
    // A sender that is known to repeat it has it here, with another value: the time of this message.
    if (this.omitsExtended === false && !stream.active && at + 4 <= end) {
      const step = (readUint32(data, at) - stream.timestamp) | 0;
      if (step > 0 && step < LONGEST_STEP) return true;
    } else if (this.omitsExtended === false && !stream.active) return undefined;
    if (this.omitsExtended !== true) this.sink.remark(notes.NO_EXTENDED_TIMESTAMP_ON_TYPE_3);
    this.omitsExtended = true;
    return false;
  }

  /**
   * Whether an extended timestamp in place of a difference is the time itself: as a difference it would jump by more
   * than four hours and a half (RTMP 1.0 §5.3.1.2.2).
   */
  private isAbsoluteTime(stream: ChunkStream, value: number): boolean {
    const step = (value - stream.timestamp) | 0;
    if (step < 0 || step >= LONGEST_STEP) return false;
    // A sender is recognised by a media time that would go on evenly, and has to be known for that.
    if (!this.isAbsolute && !this.clock.isEven(stream, step)) return false;
    if (!this.isAbsolute) this.sink.remark(notes.ABSOLUTE_EXTENDED_TIMESTAMP);
    this.isAbsolute = true;
    return true;
  }

  /** Where the next header is when the message in progress fills a hole of `length` bytes, its own headers included. */
  private expectAfter(length: number): (Expectation & Continued) | undefined {
    const stream = this.current;
    if (stream === undefined || !stream.active || this.partialLength > 0 || this.sureSize !== Infinity)
      return undefined;
    const basic = stream.csid < 64 ? 1 : stream.csid < 320 ? 2 : 3;
    const header = basic + (stream.extended && this.omitsExtended !== true ? 4 : 0);
    let { received } = stream;
    let left = this.chunkLeft;
    let gap = length;
    for (;;) {
      const count = Math.min(gap, left);
      received += count;
      left -= count;
      gap -= count;
      if (gap === 0 || received === stream.length) break;
      // The rest of a header that is cut by the end of the hole is stepped over.
      left = Math.min(this.chunkSize, stream.length - received);
      gap -= header;
      if (gap <= 0) break;
    }
    // It ends within the hole, and what follows is not known.
    if (gap > 0) return undefined;
    const memory = this.recall(true);
    memory.set(stream.csid, { ...memory.get(stream.csid)!, received: received + left });
    const within = { csid: stream.csid, left };
    return { start: { at: -gap, chunkSize: this.chunkSize, within }, memory, received, left };
  }

  /** The chunk streams for a trial: as they are, or as if nothing were in progress. */
  private recall(isInPlace: boolean): Map<number, TrialStream> {
    const memory = new Map<number, TrialStream>();
    for (const stream of this.streams()) {
      if (!stream.known && isInPlace) continue;
      const { csid, typeId, streamId, timestamp, length, active } = stream;
      memory.set(csid, {
        typeId,
        streamId,
        timestamp,
        length,
        delta: stream.delta,
        received: active && isInPlace ? stream.received : length,
        extended: stream.extended ? stream.extendedTimestamp : undefined,
        isDoubtful: active && !isInPlace,
      });
    }
    return memory;
  }

  private losePlace(expected: (Expectation & Partial<Continued>) | undefined): void {
    const { chunkSize, sureSize } = this;
    this.continued = expected?.left === undefined ? undefined : (expected as Continued);
    this.resync = new Resync({ memory: this.recall(false), chunkSize, sureSize, expected });
  }

  /** Looks for the place to read on, and does so once it is found. */
  private seek(isLast: boolean, now: FrameStamp): void {
    const resync = this.resync!;
    const foothold = resync.find(isLast);
    if (foothold !== undefined) this.resume(resync, foothold, now);
    else if (resync.isHopeless) {
      this.isOver = true;
      resync.backlog.clear();
    }
  }

  private resume(resync: Resync, foothold: Foothold, now: FrameStamp): void {
    const { backlog } = resync;
    const { at } = foothold;
    this.resync = undefined;
    this.chunkLeft = 0;
    if (foothold.isExpected) {
      if (this.continued !== undefined) {
        const { received, left } = this.continued;
        const stream = this.current!;
        // The message tells what it lacks; where it lacks nothing but headers, this does.
        if (received > stream.received) stream.takeGap(received - stream.received);
        else this.sink.remark(notes.headersMissing(resync.missingBefore));
        this.chunkLeft = left;
        if (left === 0) this.endChunk(now);
      }
    } else {
      let tails = 0;
      for (const stream of this.streams()) if (stream.active) tails += stream.length - stream.received;
      this.completeDamaged(now);
      const missing = resync.missingBefore + backlog.missingIn(0, at);
      const skipped = resync.skippedBefore + at - backlog.missingIn(0, at);
      if (missing + skipped > 0) {
        this.clock.lose(Math.max(0, missing + skipped - tails));
        for (const stream of this.streams()) {
          stream.known = foothold.relied.has(stream.csid);
          stream.isLate = true;
        }
        this.recoverTimes(resync, foothold, now);
        const cost = { missing, skipped, frame: backlog.frameAt(at) };
        this.sink.remark(notes.resynchronised(cost, this.isCutOff));
      }
    }
    this.isCutOff = false;
    this.isTold = false;
    this.chunkSize = foothold.chunkSize;
    this.sureSize = foothold.sureSize;
    backlog.replay(this, at);
  }

  /** Sets the chunk streams to the times that their next messages seem to count from. */
  private recoverTimes(resync: Resync, foothold: Foothold, now: FrameStamp): void {
    const lastOf = (csid: number): number => this.streamOf(csid)?.timestamp ?? 0;
    const sightings = resync.lookAhead(foothold);
    for (const [csid, timestamp] of this.clock.recover(sightings, lastOf, now)) {
      const first = sightings.find((one) => one.csid === csid)!;
      const stream = this.streamOf(csid);
      if (stream === undefined || first.absolute !== undefined) continue;
      stream.timestamp = (timestamp - first.delta) >>> 0;
      stream.isLate = false;
      stream.isEstimated = true;
    }
  }

  /** Messages whose end was lost are told as far as they came: their header says what they are. */
  private completeDamaged(now: FrameStamp): void {
    for (const stream of this.streams()) {
      if (!stream.active) continue;
      stream.takeGap(stream.length - stream.received);
      this.current = stream;
      this.endChunk(now);
    }
  }

  private streamOf(csid: number): ChunkStream | undefined {
    return csid < 64 ? this.near[csid] : this.far.get(csid);
  }

  private openStream(csid: number): ChunkStream {
    const stream = new ChunkStream(csid, this.keepPayloads, this.budget);
    if (csid < 64) this.near[csid] = stream;
    else this.far.set(csid, stream);
    return stream;
  }

  private *streams(): Iterable<ChunkStream> {
    for (const stream of this.near) if (stream !== undefined) yield stream;
    yield* this.far.values();
  }
}

function readUint32(data: Uint8Array, at: number): number {
  return ((data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!) >>> 0;
}

/** Whether `value` stands at `data[at]`; `undefined`: too few bytes to tell. */
function isNumberAt(data: Uint8Array, at: number, end: number, value: number): boolean | undefined {
  for (let i = 0; i < 4; i++) {
    if (at + i >= end) return undefined;
    if (data[at + i] !== ((value >>> (24 - 8 * i)) & 0xff)) return false;
  }
  return true;
}
