import type { Limits } from '../bytes/limits.ts';
import { type Instant, millisecondsOf } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';
import { needsWholeAudio } from '../flv/audio-tag.ts';
import { needsWholeVideo } from '../flv/video-tag.ts';
import type { SharedRoom } from '../bytes/shared-room.ts';
import type { SpareRooms } from '../bytes/spare-rooms.ts';
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

/** What the chunk streams of one direction hold together, in bytes, and how much they may. */
export type PayloadBudget = {
  held: number;
  readonly limits: Limits;
  readonly room: SharedRoom;
  readonly lent: SpareRooms | undefined;
};

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
  /** Whether it sends nothing but messages of one length and type, so that they may be repeated behind a loss. */
  isSteady = false;
  /** Whether messages may be lost from which the timestamp of its next one counts. */
  isUncertain = false;
  /** Whether its timestamps count from 0 because what came before was not captured. */
  countsFromZero = false;

  // The message in progress.
  active = false;
  fmt = 0;
  /** Where the first byte of its first chunk header lies in the stream of its direction. */
  offset = 0;
  firstFrame = 0;
  /** When its first byte could be delivered. */
  firstSeconds = 0;
  firstNanoseconds = 0;
  /** When its first byte was captured, in ms since 1970: before that when it had to wait. */
  capturedAt = 0;
  /** Payload bytes that came, or are known to be missing. */
  received = 0;
  missing = 0;
  /** The beginning of the payload: `kept` bytes of it. */
  payload: Uint8Array = NOTHING;
  kept = 0;
  /** The limit that keeps the rest of the payload from being kept. */
  exceeded: 'messageBytes' | 'payloadBytes' | 'totalPayloadBytes' | undefined;
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

  /** A type 0 gives the timestamp: it counts from nothing that may be missing. */
  setTimestamp(timestamp: number): void {
    this.timestamp = timestamp;
    this.delta = timestamp;
    this.isUncertain = false;
    this.countsFromZero = false;
  }

  /** The first chunk of a message has come; its first byte comes from `origin`, and could be delivered with `first`. */
  begin(fmt: number, offset: number, origin: Origin, first: Instant): void {
    this.active = true;
    this.offset = offset;
    this.isUncertain = false;
    this.fmt = fmt;
    this.firstFrame = origin.frame;
    this.firstSeconds = first.seconds;
    this.firstNanoseconds = first.nanoseconds;
    this.capturedAt = millisecondsOf(origin);
    this.received = 0;
    this.missing = 0;
    this.kept = 0;
    this.exceeded = undefined;
    this.trace = this.keepWhat === 'traces' ? new MessageTrace() : undefined;
    if (this.isMedia && this.keepWhat === 'heads') {
      this.payload = this.head;
      this.wanted = Math.min(this.length, MEDIA_HEAD);
    } else {
      this.payload = NOTHING;
      this.wantWhole();
    }
  }

  /** Takes `data[start, start + count)`, the next bytes of the payload. */
  take(data: Uint8Array, start: number, count: number): void {
    this.received += count;
    if (this.kept === this.wanted) return;
    let taken = this.keep(data, start, count);
    if (this.payload === this.head && this.kept === this.wanted && this.isWantedWhole()) {
      this.wantWhole();
      taken += this.keep(data, start + taken, count - taken);
    }
  }

  /** `count` bytes of the payload are missing from the capture. */
  takeGap(count: number): void {
    this.received += count;
    this.missing += count;
    // What follows a hole can't stand in its place.
    this.wanted = this.kept;
    this.trace?.addGap(count);
  }

  /** The bytes of the payload that were kept, safe to hold where they are not lent. */
  keptPayload(): Uint8Array {
    return this.payload === this.head ? this.head.slice(0, this.kept) : this.payload.subarray(0, this.kept);
  }

  /** Nothing is in progress any more. */
  finish(): void {
    this.active = false;
    this.budget.held -= this.kept;
    if (this.payload !== this.head) this.budget.room.give(this.payload.length);
    this.lender?.give(this.payload);
    this.payload = NOTHING;
    this.trace = undefined;
    this.kept = 0;
  }

  /** The payload is kept as far as the limits allow. */
  private wantWhole(): void {
    const { messageBytes } = this.budget.limits;
    this.wanted = Math.min(this.length, messageBytes);
    if (this.length > messageBytes) this.exceeded = 'messageBytes';
  }

  private keep(data: Uint8Array, start: number, count: number): number {
    const { budget } = this;
    const left = budget.limits.payloadBytes - budget.held;
    if (left < this.wanted - this.kept && left < count) {
      this.exceeded = 'payloadBytes';
      this.wanted = this.kept + left;
    }
    const size = Math.min(count, this.wanted - this.kept);
    if (size <= 0) return 0;
    const needed = this.kept + size;
    if (needed > this.payload.length && !this.makeRoom(needed)) {
      this.exceeded = 'totalPayloadBytes';
      this.wanted = this.kept;
      return 0;
    }
    const payload = this.payload;
    if (size <= MEDIA_HEAD) for (let i = 0; i < size; i++) payload[this.kept + i] = data[start + i]!;
    else payload.set(data.subarray(start, start + size), this.kept);
    this.kept = needed;
    budget.held += size;
    return size;
  }

  /** Whether there is room for so many bytes of the payload, which then is theirs. */
  private makeRoom(needed: number): boolean {
    const own = this.payload === this.head ? 0 : this.payload.length;
    const wanted = Math.min(this.wanted, Math.max(needed, FIRST_ROOM, this.kept * 2));
    const { lender } = this;
    const room = lender?.take(wanted) ?? new Uint8Array(wanted);
    if (!this.budget.room.take(own, room.length - own)) {
      lender?.give(room);
      return false;
    }
    if (this.kept > 0) room.set(this.payload.subarray(0, this.kept));
    lender?.give(this.payload);
    this.payload = room;
    return true;
  }

  /** Who lends the memory of this message, and takes it back; what others than audio and video say may be held for long. */
  private get lender(): SpareRooms | undefined {
    return this.isMedia && this.keepWhat !== 'heads' ? this.budget.lent : undefined;
  }

  private get isMedia(): boolean {
    return this.typeId === MessageType.audio || this.typeId === MessageType.video;
  }

  /** Whether the head says that the message is a configuration, of which every byte counts. */
  private isWantedWhole(): boolean {
    if (this.length <= MEDIA_HEAD) return false;
    return this.typeId === MessageType.audio ? needsWholeAudio(this.head) : needsWholeVideo(this.head);
  }
}
