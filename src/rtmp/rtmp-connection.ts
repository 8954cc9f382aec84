import type { StreamSink } from '../bytes/stream-sink.ts';
import { ChunkReader } from './chunk-reader.ts';
import { Direction } from './direction.ts';
import { HandshakeSide, looksLikeAnswer, OPENING_LENGTH, startsLikeOpening } from './handshake.ts';
import type { Role, RtmpEvent } from './message.ts';
import { MessageMaker } from './message-maker.ts';
import { Parties, type Side } from './parties.ts';
import { Session } from './session.ts';

/** Bytes that begin like a handshake, of whatever scheme, and are held until the other side answers. */
const MOST_OPENING_BYTES = 1024 * 1024;

export type RtmpOptions = {
  /** Whether side 0 was seen to open the connection: then each direction begins with a handshake. */
  readonly opened: boolean;
  /** Whether the payload of audio and video messages is kept. */
  readonly keepPayloads: boolean;
};

/**
 * Two directions of bytes → RTMP messages, if RTMP is what they hold: found out by content, never by port.
 * Side 0 is the one that opened the connection, as far as TCP can tell.
 */
export class RtmpConnection {
  readonly session = new Session();
  /** Whether RTMP was recognised. */
  isRtmp = false;

  private readonly parties: Parties;
  private readonly options: RtmpOptions;
  private readonly emit: (event: RtmpEvent) => void;
  private readonly directions: readonly [Direction, Direction];
  private handshake: readonly [HandshakeSide, HandshakeSide] | undefined;

  constructor(options: RtmpOptions, emit: (event: RtmpEvent) => void) {
    this.options = options;
    this.emit = emit;
    this.parties = new Parties(options.opened);
    const onChange = (): void => this.decide();
    this.directions = [new Direction(onChange), new Direction(onChange)];
  }

  /** Where the bytes of side 0 and of side 1 go. */
  get sides(): readonly [StreamSink, StreamSink] {
    return this.directions;
  }

  roleOf(side: Side): Role {
    return this.parties.roleOf(side);
  }

  /** Decides what can be decided from what both directions have sent. */
  private decide(): void {
    if (this.handshake === undefined && this.isHandshake()) {
      this.isRtmp = true;
      this.beginHandshake();
    }
    this.decideDirection(0);
    this.decideDirection(1);
  }

  private isHandshake(): boolean {
    const [first, second] = this.directions;
    if (!first.isWaiting || !second.isWaiting) return false;
    if (first.isOpening || second.isOpening) return true;
    const [head, other] = [first.backlog.head, second.backlog.head];
    if (looksLikeAnswer(head, other) || looksLikeAnswer(other, head)) return true;
    // What was not captured can't be compared: then it must do that both speak as if they opened.
    const isCut = !first.backlog.isWhole || !second.backlog.isWhole;
    return isCut && hasOpened(first) && hasOpened(second);
  }

  private beginHandshake(): void {
    const [first, second] = this.directions;
    const [firstFrame, secondFrame] = [first, second].map((one) => one.backlog.firstStamp?.frame ?? Infinity);
    this.parties.learnOpener(secondFrame! < firstFrame! ? 1 : 0);
    const parts = [
      new HandshakeSide(this.parties.roleOf(0), this.emit),
      new HandshakeSide(this.parties.roleOf(1), this.emit),
    ] as const;
    parts[0].peer = parts[1];
    parts[1].peer = parts[0];
    this.handshake = parts;
    // The client first, so that an S2 finds the C1 that it must echo.
    const order: readonly Side[] = this.parties.roleOf(0) === 'client' ? [0, 1] : [1, 0];
    for (const side of order) this.joinHandshake(side);
  }

  /** Reads the handshake in a direction, if it can have one: what was captured from the SYN on begins with it. */
  private joinHandshake(side: Side): void {
    const direction = this.directions[side];
    const { backlog } = direction;
    if (direction.isCutOff || (!this.options.opened && !startsLikeOpening(backlog.head))) return;
    direction.readHandshake(this.handshake![side], this.createChunkReader(side, true));
  }

  /** Decides on a direction by itself: a handshake, chunks without one, or nothing of ours. */
  private decideDirection(side: Side): void {
    const direction = this.directions[side];
    const { backlog } = direction;
    if (!direction.isWaiting || (backlog.length === 0 && !direction.isCutOff)) return;
    if (this.handshake !== undefined) {
      this.joinHandshake(side);
      if (!direction.isWaiting) return;
    } else if (!direction.isCutOff) {
      const mayOpen = !direction.hasEnded && startsLikeOpening(backlog.head);
      if (this.options.opened && backlog.isWhole) {
        // The handshake is where it must be, or this is another protocol.
        if (!mayOpen || backlog.length >= MOST_OPENING_BYTES) direction.ignore();
        return;
      }
      // With holes, the handshake can be found as long as it lasts.
      if (this.options.opened && !direction.hasEnded && backlog.length < 2 * OPENING_LENGTH) return;
      // It may still be shown to be one, by what the other side answers.
      if (mayOpen && backlog.length < OPENING_LENGTH) return;
    }
    direction.readChunks(this.createChunkReader(side, false));
  }

  private createChunkReader(side: Side, isBeginning: boolean): ChunkReader {
    const { keepPayloads } = this.options;
    const emit = isBeginning ? this.emit : (event: RtmpEvent): void => this.found(event);
    const maker = new MessageMaker(side, this.parties, this.session, keepPayloads, emit);
    return new ChunkReader(maker, keepPayloads, isBeginning);
  }

  /** Something was read of a direction without a handshake: a message says that this is RTMP, nothing else does. */
  private found(event: RtmpEvent): void {
    if (event.kind === 'message') this.isRtmp = true;
    if (this.isRtmp) this.emit(event);
  }
}

/** Whether a direction has sent version 3 and as many bytes as an opening has, captured or not. */
function hasOpened({ backlog }: Direction): boolean {
  return startsLikeOpening(backlog.head) && backlog.length >= OPENING_LENGTH;
}
