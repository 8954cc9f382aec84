import { createChunkHeader, EXTENDED, readChunkHeader, readUint32 } from './chunk-header.ts';
import {
  headerEvidence,
  IMPOSSIBLE,
  LONGEST_PAUSE,
  payloadEvidence,
  type Precedent,
} from './plausibility.ts';
import type { SearchWindow } from './search-window.ts';

/** The smallest chunk size that senders use. */
const SMALLEST_CHUNK_SIZE = 128;
/** What the first bytes of AAC or H.264 say at least. */
const MEDIA = 11;
/** Payload bytes that are looked at of a message. */
const LOOKED_AT = 64;
/** A trial that is not decided so many bytes behind its beginning never is. */
const LONGEST_TRIAL = 1024 * 1024;

/** What is known of a chunk stream when a trial begins, or found by it. */
export type TrialStream = Precedent & {
  readonly length: number;
  /** Payload bytes of the message in progress; `length` when there is none. */
  readonly received: number;
  /** What a type 3 that begins a message adds to the timestamp. */
  readonly delta: number;
  /** The extended timestamp of its last header, if that had one. */
  readonly extended: number | undefined;
  /** Whether a chunk of type 2 or 3 may begin a message that repeats what is remembered, though headers may be lost. */
  readonly isRepeatable: boolean;
};

export type Memory = ReadonlyMap<number, TrialStream>;

/** Where and how a trial begins to read. */
export type TrialStart = {
  readonly at: number;
  readonly chunkSize: number;
  /** The bytes at `at` go on with a chunk of this chunk stream, of which `left` are missing. */
  readonly within?: undefined | { readonly csid: number; readonly left: number };
};

/** The beginning of a message that a trial came by. */
export type Sighting = {
  readonly csid: number;
  readonly fmt: number;
  readonly typeId: number;
  readonly length: number;
  /** What its header adds to the timestamp; with type 0, the timestamp. */
  readonly delta: number;
  /** Where its header begins, and its payload, which may not be there. */
  readonly at: number;
  readonly payload: number;
};

/** How much evidence is enough, in bits. */
export type Demand = {
  readonly bits: number;
  readonly headers: number;
  /** Behind the header of the longest message: that alone speaks for the chunk size. */
  readonly tail: number;
};

/** Evidence behind what was only assumed: a type 2 or 3 that repeats what is remembered, or the end of a message with a hole. */
const ASSURANCE = 36;

/**
 * Walks from chunk to chunk until there is enough evidence that these are chunks, or a contradiction. Where it lacks
 * bytes it goes on when they have come, so that no chunk is walked over twice.
 */
export class Walk {
  /** `open`: it holds as far as the bytes go. `cut`: as far as a hole. `orphan`: as far as a chunk that needs what is not known. */
  verdict: 'held' | 'open' | 'cut' | 'orphan' | 'broken' = 'open';
  /** Chunk headers walked over. */
  headers = 0;
  /** The longest message whose first chunk was walked over. */
  longest = 0;
  /** Whether the bytes end with a message. */
  endsAtBoundary = false;
  /** The chunk stream of the first header, and whether a later one is of it, too. */
  first = -1;
  comesAgain = false;
  /** Chunk streams of which it believed what was remembered. */
  readonly relied = new Set<number>();
  /** The messages that begin on the way. */
  readonly sightings: Sighting[] = [];

  private readonly window: SearchWindow;
  readonly start: TrialStart;
  readonly memory: Memory;
  private readonly demand: Demand;
  private readonly streams = new Map<number, TrialStream>();
  private readonly header = createChunkHeader();
  private position: number;
  private bits = 0;
  private bitsUpToLongest = 0;
  /** Where the last assumption was made. */
  private bitsUpToAssumption = 0;
  /** The chunk stream of a message with a hole, until it ends. */
  private within: number | undefined;
  /** The chunk stream of the last chunk, and whether one was assumed in a hole. */
  private recent: number;
  private isHopeful = false;

  constructor(window: SearchWindow, start: TrialStart, memory: Memory, demand: Demand) {
    this.window = window;
    this.start = start;
    this.memory = memory;
    this.demand = demand;
    this.position = start.at + (start.within?.left ?? 0);
    this.within = start.within?.csid;
    this.recent = start.within?.csid ?? -1;
    this.closeWithin();
  }

  /** Goes on as far as it can; `isLast`: no more bytes will be had. */
  advance(isLast: boolean): this {
    while (this.verdict === 'open' && !this.isHeld()) if (!this.step(isLast)) return this;
    if (this.verdict === 'open') this.verdict = 'held';
    return this;
  }

  /** Bytes walked over. */
  get walked(): number {
    return this.position - this.start.at;
  }

  /** Whether it has met so much evidence. */
  meets({ bits, headers, tail }: Demand): boolean {
    return (
      this.isAssured &&
      this.bits >= bits &&
      this.headers >= headers &&
      this.bits - this.bitsUpToLongest >= tail
    );
  }

  /** Whether what was only assumed on the way is confirmed by what came behind it. */
  get isAssured(): boolean {
    if (this.relied.size === 0 && this.start.within === undefined && !this.isHopeful) return true;
    return this.within === undefined && this.bits - this.bitsUpToAssumption >= ASSURANCE;
  }

  private isHeld(): boolean {
    return this.meets(this.demand);
  }

  /** Walks over one chunk; returns false where it can't. */
  step(isLast: boolean): boolean {
    const { window, header, streams, position } = this;
    const data = window.bytes;
    const end = window.length;
    if (position - this.start.at > LONGEST_TRIAL) return this.conclude('broken');
    if (position >= end) {
      this.endsAtBoundary =
        position === end && [...streams.values()].every(({ received, length }) => received === length);
      return false;
    }
    if (!readChunkHeader(data, position, end, header)) return false;
    let payload = position + header.byteLength;
    if (window.missingIn(position, payload) > 0) return this.goOnInHole();
    const { csid, fmt } = header;
    const before = streams.get(csid) ?? this.memory.get(csid);
    const goesOn = before !== undefined && before.received < before.length;
    const isExtended = fmt === 3 ? before?.extended !== undefined : header.timestampField === EXTENDED;
    if (isExtended && payload + 4 > end) return false;
    const word = isExtended ? readUint32(data, payload) : 0;
    let isNew = false;
    let bits: number;
    let stream: TrialStream;
    if (fmt < 2) {
      bits = headerEvidence(header, before);
      if (bits === IMPOSSIBLE || (goesOn && (streams.has(csid) || csid === this.within)))
        return this.conclude('broken');
      isNew = fmt === 1 && before === undefined && this.memory.size > 0;
      const extended = isExtended ? word : undefined;
      const delta = extended ?? header.timestampField;
      const timestamp = fmt === 0 ? delta : before?.timestamp;
      const streamId = fmt === 0 ? header.streamId : (before?.streamId ?? 0);
      const { length, typeId } = header;
      stream = { typeId, streamId, timestamp, length, received: 0, delta, extended, isRepeatable: true };
      if (isExtended) payload += 4;
    } else {
      if (before === undefined || (!goesOn && !before.isRepeatable)) return this.conclude('orphan');
      // A message of no bytes, begun by a header that says nothing: that is any byte at all.
      if (!goesOn && before.length === 0) return this.conclude('broken');
      bits = goesOn ? 8 * (csid < 64 ? 1 : csid < 320 ? 2 : 3) : 0;
      stream = before;
      if (fmt === 2) {
        if (goesOn) return this.conclude('broken');
        const delta = isExtended ? word : header.timestampField;
        if (!isExtended && delta >= LONGEST_PAUSE) return this.conclude('broken');
        bits += 8;
        stream = { ...stream, delta, extended: isExtended ? word : undefined };
        if (isExtended) payload += 4;
      } else if (isExtended && word === stream.extended) {
        // The draft of 2009 leaves it out there.
        bits += 32;
        payload += 4;
      }
      if (!streams.has(csid) && !goesOn) this.assume(csid);
      if (!goesOn) stream = { ...stream, received: 0 };
    }
    const size = Math.min(this.start.chunkSize, stream.length - stream.received);
    if (stream.received === 0) {
      const looked = Math.min(size, LOOKED_AT);
      if (payload + looked > end && !isLast) return false;
      const until = Math.min(end, payload + looked);
      const isThere = window.missingIn(payload, until) === 0;
      const more = isThere ? payloadEvidence(stream.typeId, stream.length, data, payload, until) : 0;
      if (more === IMPOSSIBLE) return this.conclude('broken');
      // A chunk stream that was never seen begins in the loss; then it must be beyond doubt.
      if (isNew && (csid > 63 || more < MEDIA)) return this.conclude('broken');
      bits += more;
      const { typeId, length, delta } = stream;
      this.sightings.push({ csid, fmt, typeId, length, delta, at: position, payload });
    }
    this.bits += bits;
    if (stream.received === 0 && stream.length > this.longest) {
      this.longest = stream.length;
      if (stream.length > SMALLEST_CHUNK_SIZE) this.bitsUpToLongest = this.bits;
    }
    streams.set(csid, { ...stream, received: stream.received + size });
    this.recent = csid;
    this.position = payload + size;
    if (this.headers++ === 0) this.first = csid;
    else this.comesAgain ||= csid === this.first;
    this.closeWithin();
    return true;
  }

  /** A header is missing: when a message is in progress, it is most often that of its next chunk. */
  private goOnInHole(): boolean {
    const csid = this.recent;
    const stream = this.streams.get(csid) ?? this.memory.get(csid);
    const goesOn = stream !== undefined && stream.received < stream.length && stream.extended === undefined;
    if (!goesOn || csid > 63) return this.conclude('cut');
    // Where chunks are mixed, nothing tells whose are missing.
    for (const [other, { received, length }] of this.streams)
      if (other !== csid && received < length) return this.conclude('cut');
    this.isHopeful = true;
    this.bitsUpToAssumption = this.bits;
    const size = Math.min(this.start.chunkSize, stream.length - stream.received);
    this.streams.set(csid, { ...stream, received: stream.received + size });
    this.position += 1 + size;
    this.closeWithin();
    return true;
  }

  /** What follows has to confirm that the chunk stream is as it is remembered. */
  private assume(csid: number): void {
    this.relied.add(csid);
    this.bitsUpToAssumption = this.bits;
  }

  /** The message with a hole ends where it should, if what follows confirms it. */
  private closeWithin(): void {
    if (this.within === undefined) return;
    const stream = this.streams.get(this.within) ?? this.memory.get(this.within)!;
    if (stream.received < stream.length) return;
    this.within = undefined;
    this.bitsUpToAssumption = this.bits;
  }

  private conclude(verdict: Walk['verdict']): false {
    this.verdict = verdict;
    return false;
  }
}
