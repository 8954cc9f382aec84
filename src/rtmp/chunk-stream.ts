import { needsWholeAudio } from '../flv/audio-tag.ts';
import { needsWholeVideo } from '../flv/video-tag.ts';
import { MessageType } from './codes.ts';
import { type Keep, MessageTrace } from './message-trace.ts';

/**
 * Bytes kept of an audio or video message whose payload nobody asked for: the headers of one picture or sound fit. A
 * message of several tracks is kept whole while it is read, because their headers stand between pictures.
 */
const MEDIA_HEAD = 32;
/** A payload's memory grows as its bytes arrive, from here: a length alone never takes memory. */
const FIRST_ROOM = 64 * 1024;
const NOTHING = new Uint8Array(0);

/** What the chunk streams of one direction may still hold together, in bytes. */
export type PayloadBudget = { left: number };

/** One chunk stream of one direction: what it remembers between chunks, and the message it is putting together. */
export class ChunkStream {
  readonly csid: number;

  // What a chunk header leaves out is taken from the chunk before (RTMP 1.0 §5.3.1.2).
  timestamp = 0;
  /** What the next message of type 3 adds to the timestamp: the last delta, or after a type 0 its timestamp. */
  delta = 0;
  length = 0;
  typeId = 0;
  streamId = 0;
  /** Whether the most recent type 0, 1 or 2 chunk had an extended timestamp, and its value. */
  extended = false;
  extendedTimestamp = 0;
  /** Whether a chunk gave the length and type that types 2 and 3 repeat. */
  known = false;

  // The message in progress.
  active = false;
  fmt = 0;
  firstFrame = 0;
  /** Payload bytes that came, or are known to be missing. */
  received = 0;
  missing = 0;
  /** The beginning of the payload: `kept` bytes of it. */
  payload: Uint8Array = NOTHING;
  kept = 0;
  /** Where its bytes come from, when that is wanted. */
  trace: MessageTrace | undefined;

  private readonly keepWhat: Keep;
  private readonly budget: PayloadBudget;
  private readonly head = new Uint8Array(MEDIA_HEAD);
  /** How much of this message's payload is wanted. */
  private wanted = 0;

  constructor(csid: number, keep: Keep, budget: PayloadBudget) {
    this.csid = csid;
    this.keepWhat = keep;
    this.budget = budget;
  }

  /** The first chunk of a message has come. */
  begin(fmt: number, firstFrame: number): void {
    this.active = true;
    this.fmt = fmt;
    this.firstFrame = firstFrame;
    this.received = 0;
    this.missing = 0;
    this.kept = 0;
    const isMedia = this.typeId === MessageType.audio || this.typeId === MessageType.video;
    this.trace = this.keepWhat === 'traces' ? new MessageTrace() : undefined;
    if (isMedia && this.keepWhat === 'heads') {
      this.payload = this.head;
      this.wanted = Math.min(this.length, MEDIA_HEAD);
    } else {
      this.payload = NOTHING;
      this.wanted = this.length;
    }
  }

  /** Takes `data[start, start + count)`, the next bytes of the payload. */
  take(data: Uint8Array, start: number, count: number): void {
    this.received += count;
    if (this.kept === this.wanted) return;
    let taken = this.keep(data, start, count);
    if (this.payload === this.head && this.kept === this.wanted && this.isWantedWhole()) {
      this.wanted = this.length;
      taken += this.keep(data, start + taken, count - taken);
    }
  }

  /** `count` bytes of the payload are missing from the capture. */
  takeGap(count: number): void {
    this.received += count;
    this.missing += count;
    // What follows a hole can't stand in its place.
    this.wanted = this.kept;
  }

  /** The bytes of the payload that were kept, safe to hold. */
  keptPayload(): Uint8Array {
    return this.payload === this.head ? this.head.slice(0, this.kept) : this.payload.subarray(0, this.kept);
  }

  /** Nothing is in progress any more. */
  finish(): void {
    this.active = false;
    if (this.payload !== this.head) this.budget.left += this.payload.length;
    this.payload = NOTHING;
    this.trace = undefined;
    this.kept = 0;
  }

  private keep(data: Uint8Array, start: number, count: number): number {
    const size = Math.min(count, this.wanted - this.kept);
    if (size <= 0) return 0;
    const needed = this.kept + size;
    if (needed > this.payload.length) {
      if (!this.makeRoom(needed)) return 0;
    }
    const payload = this.payload;
    if (size <= MEDIA_HEAD) for (let i = 0; i < size; i++) payload[this.kept + i] = data[start + i]!;
    else payload.set(data.subarray(start, start + size), this.kept);
    this.kept = needed;
    return size;
  }

  private makeRoom(needed: number): boolean {
    const size = Math.min(this.wanted, Math.max(needed, FIRST_ROOM, this.kept * 2));
    const held = this.payload === this.head ? 0 : this.payload.length;
    if (size - held > this.budget.left) {
      this.wanted = this.kept;
      return false;
    }
    this.budget.left -= size - held;
    const room = new Uint8Array(size);
    room.set(this.payload.subarray(0, this.kept));
    this.payload = room;
    return true;
  }

  /** Whether the head says that the message is a configuration, of which every byte counts. */
  private isWantedWhole(): boolean {
    if (this.length <= MEDIA_HEAD) return false;
    return this.typeId === MessageType.audio ? needsWholeAudio(this.head) : needsWholeVideo(this.head);
  }
}
