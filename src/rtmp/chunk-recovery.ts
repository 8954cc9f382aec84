import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';
import type { SharedRoom } from '../bytes/shared-room.ts';
import type { ChunkHeader } from './chunk-header.ts';
import * as notes from './chunk-notes.ts';
import type { ChunkReader } from './chunk-reader.ts';
import type { ChunkStream } from './chunk-stream.ts';
import { type Expectation, expectAfter, expectHere, recall, restOf } from './expectation.ts';
import { LookAhead } from './look-ahead.ts';
import { type Foothold, Resync, SearchBudget } from './resync.ts';
import { LONGEST_HOLE, SearchWindow } from './search-window.ts';
import { recoverTimestamps } from './timestamp-recovery.ts';

/** Bytes that hold no message: a chunk of type 2 has 4 of header. */
const NO_MESSAGE = 4;
/** What it costs to recover timestamps, in chunks walked over. */
const RECOVERY_STEPS = 2000;
/** Bytes of a direction of which nothing is known that are searched at most. */
const MOST_SEARCHED_UNKNOWN = 4 * 1024 * 1024;

/**
 * What a chunk reader does that lost its place: bytes wait here while the next header is searched for, and are read from
 * there on.
 */
export class ChunkRecovery {
  /** Whether bytes go here, not to the reader. */
  isActive = false;
  /** Whether the place is lost. */
  isSearching = false;
  /** Whether it ever was. */
  hasLost = false;

  private readonly reader: ChunkReader;
  private window = new SearchWindow();
  /** Where the window begins in the stream. */
  private base = 0;
  /** Up to where the window was read, or given up. */
  private position = 0;
  private expected: Expectation | undefined;
  private resync: Resync | undefined;
  private lookAhead: LookAhead | undefined;
  /** What the loss in progress cost so far. */
  private missing = 0;
  private skipped = 0;
  private readonly budget = new SearchBudget();
  /** Nothing was read yet, and the capture begins within the stream. */
  private isCutOff: boolean;
  /** Whether it was said already that the place is lost. */
  private isTold = false;
  private isOver = false;
  private readonly room: SharedRoom;
  /** Bytes of it that are taken. */
  private held = 0;

  /** @param room for the bytes that wait */
  constructor(reader: ChunkReader, room: SharedRoom, isBeginning: boolean) {
    this.reader = reader;
    this.room = room;
    this.isCutOff = !isBeginning;
    if (!isBeginning) this.lose(undefined);
  }

  /** Takes bytes that were in the reader when it lost the place. */
  addBytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    this.window.addBytes(data, start, end, origin, now);
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    if (this.isOver) return;
    this.window.addBytes(data, start, end, origin, now);
    const hasRoom = this.holdWindow();
    this.run(this.window.isCrowded || !hasRoom, now);
    if (!hasRoom && this.isActive) this.stop();
  }

  gap(length: number, now: FrameStamp): void {
    if (this.isOver) return;
    if (length <= LONGEST_HOLE) {
      this.window.addGap(length, now);
      this.run(false, now);
      return;
    }
    // What came before has no bearing on what follows.
    this.run(true, now);
    if (!this.isActive) this.reader.gap(length, now);
    else {
      this.giveUp();
      this.base += length;
      this.missing += length;
    }
  }

  /** Nothing more comes; returns whether the place was found, so that the reader knows what is in progress. */
  end(now: FrameStamp): boolean {
    if (!this.isOver) this.run(true, now);
    if (!this.isActive) return true;
    this.giveUp();
    this.completeDamaged(now);
    const { missing, skipped } = this;
    if (missing + skipped > 0 && !this.isTold)
      this.reader.sink.lost(notes.neverFound(missing, skipped), this.base - missing - skipped, now);
    return false;
  }

  /** `length` bytes are missing in which the next header is, or the rest of the one that `partial` bytes had come of. */
  loseInGap(length: number, partial: number): void {
    for (const stream of this.reader.streams) stream.isSteady = this.reader.history.isSteady(stream);
    // In the window the hole has a place of its own.
    const skipped = this.isActive ? 0 : partial + length;
    this.lose(partial > 0 ? undefined : expectAfter(this.reader, length));
    this.base += skipped;
    this.missing = length;
    this.skipped = partial;
  }

  /** A chunk repeats a header that is not known. */
  loseAtOrphan(header: ChunkHeader, stream: ChunkStream | undefined, now: FrameStamp): void {
    if (!this.hasLost) {
      this.reader.sink.lost(notes.noHeaderToRepeat(header), this.reader.offset, now);
      this.isTold = true;
    }
    this.lose(stream?.isSteady === true ? expectHere(this.reader) : undefined);
  }

  /** Whether a message begins that several possible chunk sizes read in different ways: then these are tried. */
  isSizeOpen({ fmt, length }: ChunkHeader, stream: ChunkStream | undefined): boolean {
    if (fmt === 3 && stream!.active) return false;
    if ((fmt < 2 ? length : stream!.length) <= this.reader.sureSize) return false;
    this.lose(expectHere(this.reader));
    return true;
  }

  /** One of the messages in progress was aborted, and it is not known which: none of them can be read on. */
  doubtAll(abort: ChunkStream): void {
    this.hasLost = true;
    for (const stream of this.reader.streams) {
      if (stream === abort || !stream.active) continue;
      stream.known = false;
      stream.finish();
    }
  }

  private lose(expected: Expectation | undefined): void {
    if (!this.isActive) this.base = this.reader.offset;
    this.isActive = true;
    this.isSearching = true;
    this.hasLost = true;
    this.expected = expected;
    this.missing = 0;
    this.skipped = 0;
  }

  /** Searches, reads on from where a header was found, and searches again where the place is lost again. */
  private run(isLast: boolean, now: FrameStamp): void {
    const { reader } = this;
    for (;;) {
      if (this.isSearching && !this.search(isLast, now)) return;
      const piece = this.window.pieceAt(this.position);
      if (piece === undefined) break;
      const { start, end, origin, isHole } = piece;
      this.position = end;
      if (isHole) reader.readGap(end - start, piece.now);
      else {
        this.position = reader.read(this.window.bytes, start, end, origin, piece.now);
        if (this.isSearching) this.position -= reader.dropPartial();
      }
    }
    this.clear();
    this.isActive = false;
  }

  /** Whether the place to read on was found. */
  private search(isLast: boolean, now: FrameStamp): boolean {
    if (this.lookAhead === undefined) {
      const foothold = this.findFoothold(isLast);
      if (foothold === undefined) return false;
      if (foothold.isExpected) {
        this.resume(foothold, now);
        return true;
      }
      this.skipTo(foothold.start.at);
      this.lookAhead = new LookAhead(this.window, foothold, this.reader.dialect);
    }
    const { lookAhead } = this;
    const isUseful = this.mayLackMessages() && !this.reader.history.isEmpty && this.budget.has(this.position);
    if (isUseful && !lookAhead.advance(isLast)) return false;
    this.lookAhead = undefined;
    this.takeUp(lookAhead, now);
    return true;
  }

  private findFoothold(isLast: boolean): Foothold | undefined {
    const { reader, window, position, expected } = this;
    if (this.resync === undefined) {
      const { chunkSize, sureSize } = reader;
      const isFresh = this.isCutOff && position === 0 && this.missing + this.skipped === 0;
      const loss = { memory: recall(reader, false), chunkSize, sureSize, expected, isFresh };
      this.resync = new Resync(window, position, loss, this.budget);
    }
    const foothold = this.resync.find(isLast);
    if (foothold !== undefined) this.resync = undefined;
    else if (this.resync.letsGo) {
      this.skipTo(this.resync.searched);
      this.resync.shift(this.position);
      this.drop();
      if (this.isCutOff && this.skipped >= MOST_SEARCHED_UNKNOWN) this.stop();
    }
    return foothold;
  }

  /** Reads on where it was expected. */
  private resume({ start, relied, sureSize }: Foothold, now: FrameStamp): void {
    const { reader, window } = this;
    const { continued } = this.expected!;
    this.isSearching = false;
    this.position = start.at;
    reader.offset = this.base + start.at;
    for (const csid of relied) reader.streams.get(csid)!.known = true;
    reader.chunkSize = start.chunkSize;
    reader.sureSize = sureSize;
    if (continued === undefined) return;
    const stream = reader.current!;
    // The message tells what it lacks; where it lacks nothing but headers, this does.
    if (continued.received > stream.received) stream.takeGap(continued.received - stream.received);
    else reader.sink.remark(notes.headersMissing(this.missing));
    reader.chunkLeft = continued.left;
    if (continued.left === 0) reader.endChunk(window.pieceAt(start.at)?.now ?? now);
  }

  /** Reads on where a header was found, with what can be known of the timestamps there. */
  private takeUp({ foothold, found }: LookAhead, now: FrameStamp): void {
    const { reader } = this;
    const here = this.window.pieceAt(this.position)!;
    const lostBytes = this.lostBytes();
    const mayLack = this.mayLackMessages();
    this.completeDamaged(here.now ?? now);
    reader.history.break();
    let messages = mayLack ? 1 : 0;
    if (found.length > 0) {
      this.budget.steps += RECOVERY_STEPS;
      const recovered = recoverTimestamps(found, reader, lostBytes);
      messages = Math.max(messages, recovered.messages);
      for (const stream of reader.streams) {
        const line = recovered.lines.get(stream.csid);
        if (line !== undefined) stream.timestamp = line.before;
        stream.isUncertain ||= line?.isCertain !== true;
        if (line?.isVague === true) reader.history.forget(stream.csid);
      }
    } else if (mayLack) for (const stream of reader.streams) stream.isUncertain = true;
    for (const stream of reader.streams) stream.known = foothold.relied.has(stream.csid);
    const { missing, skipped, isCutOff } = this;
    if (missing + skipped > 0)
      reader.sink.remark(notes.resynchronised({ missing, skipped, messages }, here.origin.frame, isCutOff));
    reader.chunkSize = foothold.start.chunkSize;
    reader.sureSize = foothold.sureSize;
    reader.chunkLeft = 0;
    reader.offset = this.base + this.position;
    this.isSearching = false;
    this.isCutOff = false;
    this.isTold = false;
  }

  /** Whether messages may be lost of which nothing is known. */
  private mayLackMessages(): boolean {
    return this.lostBytes() >= NO_MESSAGE;
  }

  /** Bytes of messages of which nothing is known: what the rest of those in progress does not fill. */
  private lostBytes(): number {
    let lost = this.missing + this.skipped;
    for (const stream of this.reader.streams) if (stream.active) lost -= restOf(this.reader, stream);
    return lost;
  }

  /** Messages whose end was lost are told as far as they came: their header says what they are. */
  private completeDamaged(now: FrameStamp): void {
    const { reader } = this;
    for (const stream of reader.streams) {
      if (!stream.active) continue;
      stream.takeGap(stream.length - stream.received);
      reader.current = stream;
      reader.endChunk(now);
    }
  }

  /** Gives up all that waits. */
  private giveUp(): void {
    this.skipTo(this.window.length);
    this.clear();
    this.expected = undefined;
    this.resync = undefined;
  }

  /** Gives up for good, where nothing was read yet; else what waits. */
  private stop(): void {
    this.giveUp();
    this.isOver = this.isCutOff;
  }

  /** Whether there is room for what waits. */
  private holdWindow(): boolean {
    const { held } = this;
    const more = this.window.length - held;
    if (more > 0 && !this.room.take(held, more)) return false;
    if (more < 0) this.room.give(-more);
    this.held = this.window.length;
    return true;
  }

  private skipTo(at: number): void {
    const missing = this.window.missingIn(this.position, at);
    this.missing += missing;
    this.skipped += at - this.position - missing;
    this.position = at;
  }

  private drop(): void {
    this.budget.bytes += this.position;
    this.window.drop(this.position);
    this.base += this.position;
    this.position = 0;
    this.holdWindow();
  }

  private clear(): void {
    this.budget.bytes += this.window.length;
    this.base += this.window.length;
    this.window = new SearchWindow();
    this.position = 0;
    this.holdWindow();
  }
}
