import { copyStamp, type FrameStamp, type MutableStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { Held, type Budget } from './held.ts';
import { UNKNOWN_LENGTH } from './loss.ts';

/** Requests that may overtake one that was not seen. A client that waits for answers has one a connection under way. */
const MOST_OVERTAKING = 32;

/** Requests that may wait behind one that is slow. */
const MOST_WAITING = 1024;

/**
 * One direction of a session: the bodies of its requests, or of their responses, put in the order of the requests'
 * numbers, over however many connections they came.
 */
export class Turns {
  /** Whose turn it is. */
  next: number | undefined;
  /** The one after which nothing comes, once that is known. */
  last: number | undefined;
  readonly out: StreamSink;
  readonly budget: Budget;
  /** Those that are not over, and those whose turn has yet to come. */
  private readonly turns = new Map<number, Turn>();
  /** Whether the last one that was over had said nothing: then it can still be repeated. */
  private wasSilent = false;
  private readonly heard: MutableStamp;
  private readonly ended: (now: FrameStamp) => void;

  /**
   * @param heard filled with the frame of what came last, also where that has to wait
   * @param ended called when the last one is over
   */
  constructor(out: StreamSink, budget: Budget, heard: MutableStamp, ended: (now: FrameStamp) => void) {
    this.out = out;
    this.budget = budget;
    this.heard = heard;
    this.ended = ended;
  }

  /** Something of a body came. */
  hear(now: FrameStamp): void {
    copyStamp(this.heard, now);
  }

  /** Where the body of request `number` goes; `undefined` when it was there before, or comes too late. */
  begin(number: number, now: FrameStamp): Turn | undefined {
    const next = (this.next ??= number);
    const known = this.turns.get(number);
    if (known !== undefined) return known.share();
    // A client whose connection broke off asks again on another one.
    if (number === next - 1 && this.wasSilent && this.turns.get(next)?.isSilent !== false) this.next = number;
    else if (number < next) return undefined;
    const turn = new Turn(number, this);
    this.turns.set(number, turn);
    this.weigh(now);
    return turn;
  }

  /** The one whose turn it was has said all. */
  advance(now: FrameStamp): void {
    let turn = this.turns.get(this.next!);
    while (turn?.isOver === true) {
      this.wasSilent = turn.isSilent;
      this.turns.delete(this.next!++);
      turn = this.turns.get(this.next!);
      turn?.speak(now);
    }
    if (this.last !== undefined && this.next! > this.last) this.ended(now);
  }

  /** Waits no longer for what is missing if too much has overtaken it. */
  weigh(now: FrameStamp): void {
    while (this.isOverdue) this.skip(now);
  }

  /** Lets everything out, in order. */
  flush(now: FrameStamp): void {
    while (this.turns.size > 0) this.skip(now);
  }

  private get isOverdue(): boolean {
    const isMissing = !this.turns.has(this.next!);
    const waiting = this.turns.size - (isMissing ? 0 : 1);
    const isFull = this.budget.held > this.budget.most || waiting > MOST_WAITING;
    return waiting > 0 && (isFull || (isMissing && waiting > MOST_OVERTAKING));
  }

  /** Goes on with the next one that is there: whose turn it is says no more. */
  private skip(now: FrameStamp): void {
    const current = this.turns.get(this.next!);
    if (current !== undefined) current.isOver = true;
    this.turns.delete(this.next!);
    const following = Math.min(...this.turns.keys());
    if (following === Infinity) return;
    this.out.gap(UNKNOWN_LENGTH, now);
    this.wasSilent = false;
    this.next = following;
    this.turns.get(following)!.speak(now);
    this.advance(now);
  }
}

/** The body of one request or response. */
export class Turn implements StreamSink {
  /** Whether it has said nothing so far. */
  isSilent = true;
  isOver = false;

  private held: Held | undefined;
  /** Requests with this number that can still fill it. */
  private sharers = 1;
  private readonly number: number;
  private readonly turns: Turns;

  constructor(number: number, turns: Turns) {
    this.number = number;
    this.turns = turns;
  }

  /** Itself, for one more request with the same number, unless it has begun. */
  share(): Turn | undefined {
    if (this.isOver || !this.isSilent) return undefined;
    this.sharers++;
    return this;
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    this.turns.hear(now);
    if (this.isOver) return;
    this.isSilent = false;
    if (this.number === this.turns.next) this.turns.out.bytes(data, start, end, origin, now);
    else {
      this.held ??= new Held(this.turns.budget);
      this.held.bytes(data, start, end, origin);
      this.turns.weigh(now);
    }
  }

  gap(length: number, now: FrameStamp): void {
    this.turns.hear(now);
    if (this.isOver) return;
    this.isSilent = false;
    if (this.number === this.turns.next) this.turns.out.gap(length, now);
    else {
      this.held ??= new Held(this.turns.budget);
      this.held.gap(length);
      this.turns.weigh(now);
    }
  }

  end(now: FrameStamp): void {
    this.sharers--;
    if (this.isOver || (this.isSilent && this.sharers > 0)) return;
    this.isOver = true;
    if (this.number === this.turns.next) this.turns.advance(now);
  }

  /** Its turn has come. */
  speak(now: FrameStamp): void {
    this.held?.replay(this.turns.out, now);
    this.held = undefined;
  }
}
