import { Backlog } from '../bytes/backlog.ts';
import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';
import type { SharedRoom } from '../bytes/shared-room.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import type { ChunkReader } from './chunk-reader.ts';
import { type HandshakeSide, type Opening, recognizeOpening } from './handshake.ts';

/** One direction of a connection: held back until it is known what it is, then handshake, then chunks. */
export class Direction implements StreamSink {
  /** What came while it was not known what it is. */
  readonly backlog = new Backlog();
  hasEnded = false;
  /** There is no room for more of it. */
  isCrowdedOut = false;

  /** The opening of a handshake that it begins with; `undefined` as long as nobody asked. */
  recognized: Opening | false | undefined;
  private state: 'waiting' | 'handshake' | 'chunks' | 'ignored' = 'waiting';
  private handshake: HandshakeSide | undefined;
  private chunks: ChunkReader | undefined;
  /** Called when the backlog has grown, or will not grow any more. */
  private readonly onChange: () => void;
  private readonly room: SharedRoom;
  /** Bytes of it that are taken. */
  private held = 0;

  /** @param room for what is held back */
  constructor(room: SharedRoom, onChange: () => void) {
    this.room = room;
    this.onChange = onChange;
  }

  get isWaiting(): boolean {
    return this.state === 'waiting';
  }

  /** Whether it opens with a handshake, as far as its backlog tells: found out once, since it takes hashing. */
  get isOpening(): boolean {
    this.recognized ??= recognizeOpening(this.backlog);
    return this.recognized !== undefined && this.recognized !== false;
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    switch (this.state) {
      case 'chunks':
        this.chunks!.bytes(data, start, end, origin, now);
        break;
      case 'handshake': {
        const rest = this.handshake!.take(data, start, end, origin, now);
        if (this.handshake!.isComplete) this.endHandshake();
        if (rest < end) this.bytes(data, rest, end, origin, now);
        break;
      }
      case 'waiting':
        this.backlog.addBytes(data, start, end, origin, now);
        if (this.room.take(this.held, end - start)) this.held += end - start;
        else this.isCrowdedOut = true;
        this.onChange();
        break;
      case 'ignored':
        break;
    }
  }

  gap(length: number, now: FrameStamp): void {
    switch (this.state) {
      case 'chunks':
        this.chunks!.gap(length, now);
        break;
      case 'handshake': {
        const rest = this.handshake!.takeGap(length, now);
        if (this.handshake!.isComplete) this.endHandshake();
        if (rest > 0) this.gap(rest, now);
        break;
      }
      case 'waiting':
        this.backlog.addGap(length, now);
        this.onChange();
        break;
      case 'ignored':
        break;
    }
  }

  end(now: FrameStamp): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    if (this.state === 'waiting') this.onChange();
    if (this.state === 'handshake') this.handshake!.end(now);
    if (this.state === 'chunks') this.chunks!.end(now);
    if (this.state !== 'waiting') this.ignore();
  }

  /** It is a handshake, and chunks after it. */
  readHandshake(handshake: HandshakeSide, chunks: ChunkReader): void {
    this.state = 'handshake';
    this.handshake = handshake;
    this.chunks = chunks;
    this.release();
  }

  /** It is chunks; `chunks` finds where they begin. */
  readChunks(chunks: ChunkReader): void {
    this.state = 'chunks';
    this.chunks = chunks;
    this.release();
  }

  /** Nothing more is read: it is nothing of ours, or over. What was held for reading is let go. */
  ignore(): void {
    this.state = 'ignored';
    this.handshake = undefined;
    this.chunks = undefined;
    this.backlog.clear();
    this.giveRoom();
  }

  private release(): void {
    this.backlog.replay(this);
    this.giveRoom();
  }

  private giveRoom(): void {
    this.room.give(this.held);
    this.held = 0;
  }

  private endHandshake(): void {
    this.state = 'chunks';
    this.handshake = undefined;
  }
}
