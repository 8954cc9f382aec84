import { copyStamp, keepStamp, millisecondsBetween, type MutableStamp } from '../bytes/frame-stamp.ts';
import { TcpFlag, type Segment } from '../net/segment.ts';
import type { Side } from './four-tuple.ts';
import { type Health, type SideHealth, Spans } from './health.ts';
import { serialAdd, serialDistance } from './serial.ts';

/** Milliseconds within which a segment that fills a hole was reordered, where no round trip was measured. */
const REORDERED_WITHIN = 3;
/** Milliseconds within which the same segment again is the same packet, captured on two interfaces. */
const COPIED_WITHIN = 1;
/** Milliseconds within which retransmissions belong together. */
const TOGETHER_WITHIN = 1000;
/** Payload bytes that only a path for full packets lets through. */
const LARGE = 900;
/** Milliseconds without payload that are a silence. */
const SILENCE = 1000;

/** What must be remembered of a side to tell its next segment by. */
type SideState = {
  /** The number behind the last payload byte seen, once there was one; of the segment that held it, the stamp. */
  next: number | undefined;
  /** Bytes of the stream before `next`. */
  offset: number;
  readonly newest: MutableStamp;
  readonly busySince: MutableStamp & { offset: number };
  /** The number behind the first large segment. */
  largeEnd: number | undefined;
  /** Bytes before `next` that were not seen. */
  missing: number;
  /** The first segment behind them, and the first of them. */
  readonly behind: MutableStamp & { offset: number };
  /** The highest acknowledgement that it sent. */
  acknowledged: number | undefined;
};

/** Measures the health of a connection that is under way, by its segments. */
export class HealthMeter {
  private readonly health: Health;
  private readonly states: readonly [SideState, SideState] = [createState(), createState()];
  private readonly lastSyn: MutableStamp = { frame: 0, seconds: 0, nanoseconds: 0 };

  constructor(health: Health) {
    this.health = health;
  }

  /** Takes the next segment, sent by `sender`, whose first payload byte has the number `first`. */
  segment(segment: Segment, sender: Side, first: number): void {
    const { flags, stamp, payloadLength } = segment;
    const side = this.health.sides[sender];
    const state = this.states[sender];
    const other = this.states[sender === 0 ? 1 : 0];
    if (side.segments++ === 0) side.first = keepStamp(stamp);
    if ((flags & (TcpFlag.syn | TcpFlag.fin | TcpFlag.rst)) !== 0) this.mark(segment, sender, first);
    if ((flags & TcpFlag.rst) !== 0) return;
    if ((flags & TcpFlag.ack) !== 0) this.acknowledge(segment, sender, state, other);
    if (segment.window === 0) side.zeroWindow ??= keepStamp(stamp);
    else if (side.zeroWindow !== undefined) {
      (side.zeroWindows ??= new Spans()).add(side.zeroWindow, stamp);
      side.zeroWindow = undefined;
    }
    if (payloadLength === 0) return;
    if (side.unacknowledged === 0) {
      side.busySince ??= state.busySince;
      copyStamp(state.busySince, stamp);
      state.busySince.offset = offsetOf(state, first);
    }
    this.payload(segment, side, state, first);
    if (other.acknowledged !== undefined) {
      side.unacknowledged = Math.max(0, serialDistance(other.acknowledged, state.next!));
    }
  }

  private mark(segment: Segment, sender: Side, first: number): void {
    const { flags, stamp } = segment;
    const side = this.health.sides[sender];
    if ((flags & TcpFlag.rst) !== 0) {
      if (side.reset !== undefined) return;
      side.reset = keepStamp(stamp);
      const { next } = this.states[sender === 0 ? 1 : 0];
      const read = this.states[sender].acknowledged;
      if (next !== undefined && read !== undefined)
        side.resetUnread = Math.max(0, serialDistance(read, next));
      return;
    }
    if ((flags & TcpFlag.fin) !== 0) side.fin ??= keepStamp(stamp);
    if ((flags & TcpFlag.syn) === 0) return;
    side.syns++;
    side.syn ??= keepStamp(stamp);
    this.states[sender].next ??= first;
    if ((flags & TcpFlag.ack) === 0) copyStamp(this.lastSyn, stamp);
    else if (this.lastSyn.frame > 0)
      this.health.synToAnswer ??= millisecondsBetween(this.lastSyn, segment.stamp);
  }

  private acknowledge(segment: Segment, sender: Side, state: SideState, other: SideState): void {
    const { acknowledgement, stamp } = segment;
    const { health } = this;
    if (health.roundTrip === undefined && health.synToAnswer !== undefined && sender === 0) {
      health.roundTrip = millisecondsBetween(this.lastSyn, stamp);
    }
    if (state.acknowledged === undefined || serialDistance(state.acknowledged, acknowledgement) > 0) {
      state.acknowledged = acknowledgement;
      const sent = health.sides[sender === 0 ? 1 : 0];
      if (other.next !== undefined) {
        if (serialDistance(other.next, acknowledgement) > 1) {
          sent.firstGap ??= { ...keepStamp(stamp), offset: other.offset };
          sent.gapAcknowledged = true;
        }
        sent.unacknowledged = Math.max(0, serialDistance(acknowledgement, other.next));
      }
      if (sent.stuckSegments > 0) sent.stuckSegments = 0;
      if (other.largeEnd !== undefined && serialDistance(other.largeEnd, acknowledgement) >= 0) {
        sent.largeDelivered = true;
      }
    }
    // What is acknowledged was there, seen or not: nothing of it is filled in later.
    if (other.missing > 0 && other.next !== undefined && serialDistance(other.next, acknowledgement) >= 0) {
      other.missing = 0;
      const sent = health.sides[sender === 0 ? 1 : 0];
      sent.firstGap ??= { ...keepStamp(other.behind), offset: other.behind.offset };
      sent.gapAcknowledged = true;
    }
  }

  private payload(segment: Segment, side: SideHealth, state: SideState, first: number): void {
    const { stamp, payloadLength } = segment;
    side.dataSegments++;
    if (payloadLength > side.largestSegment) side.largestSegment = payloadLength;
    const end = serialAdd(first, payloadLength);
    if (state.largeEnd === undefined && payloadLength >= LARGE) state.largeEnd = end;
    const ahead = state.next === undefined ? 0 : serialDistance(state.next, first);
    if (state.next === undefined || serialDistance(state.next, end) > 0) {
      if (ahead > 0) {
        if (state.missing === 0) {
          copyStamp(state.behind, stamp);
          state.behind.offset = state.offset;
        }
        state.missing += ahead;
      }
      state.offset += state.next === undefined ? payloadLength : serialDistance(state.next, end);
      state.next = end;
      if (side.lastData === undefined) {
        side.firstData = keepStamp(stamp);
        side.lastData = state.newest;
      } else if (
        stamp.seconds > state.newest.seconds &&
        millisecondsBetween(state.newest, stamp) >= SILENCE
      ) {
        (side.silences ??= new Spans()).add(state.newest, stamp);
      }
      copyStamp(state.newest, stamp);
    } else if (ahead < -1 || payloadLength > 1) this.repeat(segment, side, state, first);
  }

  /** Takes a segment that brings nothing behind what was seen: late, repeated, or captured twice. */
  private repeat(segment: Segment, side: SideHealth, state: SideState, first: number): void {
    const { stamp, payloadLength } = segment;
    const end = serialAdd(first, payloadLength);
    const late = millisecondsBetween(state.newest, stamp);
    if (state.missing > 0) {
      state.missing = Math.max(0, state.missing - payloadLength);
      if (late < Math.max(REORDERED_WITHIN, this.health.roundTrip ?? 0)) {
        side.outOfOrderSegments++;
        return;
      }
    } else if (end === state.next && late < COPIED_WITHIN) return;
    side.retransmittedSegments++;
    side.stuckSegments++;
    side.retransmittedBytes += payloadLength;
    const spans = (side.retransmissions ??= new Spans());
    const last = spans.last.at(-1);
    if (last !== undefined && millisecondsBetween(last.to, stamp) < TOGETHER_WITHIN) spans.extend(stamp);
    else spans.add(stamp, stamp, offsetOf(state, first));
  }
}

/** Where the byte with the number `first` lies in the stream. */
function offsetOf({ next, offset }: SideState, first: number): number {
  return next === undefined ? 0 : Math.max(0, offset + serialDistance(next, first));
}

function createState(): SideState {
  return {
    next: undefined,
    offset: 0,
    newest: { frame: 0, seconds: 0, nanoseconds: 0 },
    busySince: { frame: 0, seconds: 0, nanoseconds: 0, offset: 0 },
    largeEnd: undefined,
    missing: 0,
    behind: { frame: 0, seconds: 0, nanoseconds: 0, offset: 0 },
    acknowledged: undefined,
  };
}
