import type { Backlog } from '../bytes/backlog.ts';
import { defaultLimits, type Limits } from '../bytes/limits.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { ChunkReader, type ChunkOptions } from './chunk-reader.ts';
import { Direction } from './direction.ts';
import { recognizeProtocol } from './foreign-protocol.ts';
import {
  HandshakeSide,
  looksLikeAnswer,
  OPENING_LENGTH,
  startsLikeOpening,
  WHOLE_LENGTH,
} from './handshake.ts';
import type { RtmpEvent } from './message.ts';
import { MessageMaker } from './message-maker.ts';
import type { Keep } from './message-trace.ts';
import type { Side } from './parties.ts';
import { RtmpFacts } from './rtmp-facts.ts';
import { RtmpMemory } from './rtmp-memory.ts';

/** Bytes that begin like a handshake, of whatever scheme, and are held until the other side answers. */
const MOST_OPENING_BYTES = 1024 * 1024;

export type RtmpOptions = {
  /** Whether side 0 was seen to open the connection: then each direction begins with a handshake. */
  readonly opened: boolean;
  /** What is kept of each message besides what it says. */
  readonly keep: Keep;
  readonly limits?: Limits;
  /** What all connections hold together; only this one, unless told. */
  readonly memory?: RtmpMemory;
};

/**
 * Two directions of bytes → RTMP messages, if RTMP is what they hold: found out by content, never by port.
 * Side 0 is the one that opened the connection, as far as TCP can tell.
 */
export class RtmpConnection {
  /** What is found out, here and from the commands. */
  readonly facts: RtmpFacts;

  private readonly opened: boolean;
  private readonly chunkOptions: ChunkOptions;
  private readonly emit: (event: RtmpEvent) => void;
  private readonly directions: readonly [Direction, Direction];
  private handshake: readonly [HandshakeSide, HandshakeSide] | undefined;

  constructor(options: RtmpOptions, emit: (event: RtmpEvent) => void) {
    const { opened, keep, limits = defaultLimits, memory = new RtmpMemory(limits) } = options;
    this.opened = opened;
    this.chunkOptions = { keep, limits, memory };
    this.emit = emit;
    this.facts = new RtmpFacts(opened);
    const onChange = (): void => this.decide();
    const { undecided } = memory;
    this.directions = [new Direction(undecided, onChange), new Direction(undecided, onChange)];
  }

  /** Where the bytes of side 0 and of side 1 go. */
  get sides(): readonly [StreamSink, StreamSink] {
    return this.directions;
  }

  /** Decides what can be decided from what both directions have sent. */
  private decide(): void {
    if (this.handshake === undefined && this.isHandshake()) {
      this.facts.isRtmp = true;
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
    this.facts.parties.learnOpener(secondFrame! < firstFrame! ? 1 : 0);
    const isTraced = this.chunkOptions.keep === 'traces';
    const createSide = (side: Side): HandshakeSide => {
      const opening = this.directions[side].recognized || undefined;
      return new HandshakeSide(this.facts.parties.roleOf(side), isTraced, opening, this.emit);
    };
    const parts = [createSide(0), createSide(1)] as const;
    parts[0].peer = parts[1];
    parts[1].peer = parts[0];
    this.handshake = parts;
    // The client first, so that an S2 finds the C1 that it must echo.
    const order: readonly Side[] = this.facts.parties.roleOf(0) === 'client' ? [0, 1] : [1, 0];
    for (const side of order) this.joinHandshake(side);
  }

  /** Reads the handshake in a direction, if it can have one: what was captured from the SYN on begins with it. */
  private joinHandshake(side: Side): void {
    const direction = this.directions[side];
    if (!this.opened && !startsLikeOpening(direction.backlog.head)) return;
    direction.readHandshake(this.handshake![side], this.createChunkReader(side, true));
  }

  /** Decides on a direction by itself: a handshake, chunks without one, or nothing of ours. */
  private decideDirection(side: Side): void {
    const direction = this.directions[side];
    const { backlog, hasEnded } = direction;
    if (!direction.isWaiting || backlog.length === 0) return;
    if (this.handshake !== undefined) {
      this.joinHandshake(side);
      if (!direction.isWaiting) return;
    } else {
      const mayOpen = !hasEnded && startsLikeOpening(backlog.head);
      if (this.opened && backlog.isWhole) {
        // The handshake is where it must be, or this is another protocol.
        const isLast = hasEnded || direction.isCrowdedOut || this.isCertain(backlog);
        if (!mayOpen || isLast) this.giveUp(side, isLast);
        return;
      }
      // With holes, the handshake can be found as long as it lasts.
      if (this.opened && !hasEnded && backlog.length < 2 * OPENING_LENGTH) return;
      // It may still be shown to be one, by what the other side answers.
      if (mayOpen && backlog.length < OPENING_LENGTH) return;
      if (!mayOpen && this.isForeign(side)) return;
    }
    direction.readChunks(this.createChunkReader(side, false));
  }

  /** Whether more bytes of a direction don't tell any more whether it is a handshake. */
  private isCertain({ length }: Backlog): boolean {
    const hasAll = ({ backlog, isWaiting }: Direction): boolean =>
      !isWaiting || backlog.head.length >= 2 * OPENING_LENGTH;
    return this.directions.every(hasAll) || length >= MOST_OPENING_BYTES;
  }

  /** Whether a direction without a handshake is another protocol, by its first bytes. */
  private isForeign(side: Side): boolean {
    const direction = this.directions[side];
    if (this.facts.isRtmp || this.facts.foreign !== undefined) return false;
    const found = recognizeProtocol(direction.backlog.head);
    if (found === 'unsure' || found === undefined) return false;
    this.facts.foreign = found;
    this.facts.foreignSide = side;
    [this.facts.refused[side]] = direction.backlog.head;
    direction.ignore();
    return true;
  }

  /** A direction is no RTMP; it is held as long as a few bytes more may tell what it is. */
  private giveUp(side: Side, isLast: boolean): void {
    const direction = this.directions[side];
    if (!this.facts.isRtmp && this.facts.foreign === undefined) {
      const { head, isWhole } = direction.backlog;
      const found = recognizeProtocol(head);
      if (found === 'unsure') {
        if (!isLast && isWhole) return;
      } else if (found !== undefined) {
        this.facts.foreign = found;
        this.facts.foreignSide = side;
      }
    }
    [this.facts.refused[side]] = direction.backlog.head;
    direction.ignore();
  }

  private createChunkReader(side: Side, isBeginning: boolean): ChunkReader {
    const { keep, limits } = this.chunkOptions;
    const { parties, session } = this.facts;
    const emit = isBeginning ? this.emit : (event: RtmpEvent): void => this.found(event);
    const maker = new MessageMaker(side, parties, session, keep, limits, emit);
    return new ChunkReader(maker, this.chunkOptions, isBeginning, isBeginning ? WHOLE_LENGTH : 0);
  }

  /** Something was read of a direction without a handshake: a message says that this is RTMP, nothing else does. */
  private found(event: RtmpEvent): void {
    if (event.kind === 'message') this.facts.isRtmp = true;
    if (this.facts.isRtmp) this.emit(event);
  }
}

/** Whether a direction has sent version 3 and as many bytes as an opening has, captured or not. */
function hasOpened({ backlog }: Direction): boolean {
  return startsLikeOpening(backlog.head) && backlog.length >= OPENING_LENGTH;
}
