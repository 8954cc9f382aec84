import type { FrameStamp } from '../bytes/frame-stamp.ts';
import { TcpFlag, type Segment } from '../net/segment.ts';
import type { ConnectionSink, FrameCount, TcpConnection } from './connection.ts';
import type { FourTuple, Side } from './four-tuple.ts';
import { HalfStream, type Budget } from './half-stream.ts';
import { HealthMeter } from './health-meter.ts';
import { serialAdd, serialDistance } from './serial.ts';
import type { Silent } from './silence-order.ts';

/** What is needed of a connection only while it lasts. */
type Live = {
  readonly sink: ConnectionSink;
  readonly halves: readonly [HalfStream, HalfStream];
  readonly meter: HealthMeter;
};

/**
 * A connection under way: hands each segment to the direction it belongs to, and knows when both are over. Then it only
 * knows what it takes to tell late segments from those of another connection, and counts them.
 */
export class TrackedConnection implements Silent<TrackedConnection> {
  readonly tuple: FourTuple;
  /** Of the tuple. */
  readonly hash: number;
  /** The last segment of this connection. */
  readonly last: { -readonly [Key in keyof FrameStamp]: FrameStamp[Key] } = {
    frame: 0,
    seconds: 0,
    nanoseconds: 0,
  };
  /** A side broke off. Data may follow nevertheless: it was under way, or was captured in another order. */
  reset = false;
  readonly stream: number;
  longer: TrackedConnection | undefined;
  shorter: TrackedConnection | undefined;

  private readonly count: FrameCount;
  /** Undefined once it is closed. */
  private live: Live | undefined;
  /** Of each side the number of its SYN, as far as its first segment, or an acknowledgement, tells. */
  private readonly initial: [number | undefined, number | undefined] = [undefined, undefined];

  constructor(
    tuple: FourTuple,
    hash: number,
    connection: TcpConnection,
    sink: ConnectionSink,
    budget: Budget,
  ) {
    this.tuple = tuple;
    this.hash = hash;
    this.stream = connection.stream;
    this.count = connection.count;
    const halves = [
      new HalfStream(sink.sides[0], connection, 0, budget),
      new HalfStream(sink.sides[1], connection, 1, budget),
    ] as const;
    this.live = { sink, halves, meter: new HealthMeter(connection.health) };
  }

  /** Whether both directions have ended. */
  get closed(): boolean {
    return this.live === undefined;
  }

  /**
   * Whether this segment opens another connection between the same ports: its SYN has a number that is neither the
   * sender's first one here nor, with an ACK, the answer to the other side's.
   */
  isReusedBy(segment: Segment, sender: Side): boolean {
    const { flags } = segment;
    if ((flags & (TcpFlag.syn | TcpFlag.rst)) !== TcpFlag.syn) return false;
    const own = this.initial[sender];
    if (own === undefined || serialDistance(own, segment.sequence) === 0) return false;
    if ((flags & TcpFlag.ack) === 0) return true;
    const answered = this.initial[otherSide(sender)];
    return answered === undefined || serialDistance(answered, segment.acknowledgement) !== 1;
  }

  /** Takes the next segment, sent by this side. */
  segment(segment: Segment, sender: Side): void {
    const { flags, stamp } = segment;
    this.count.frames++;
    this.last.frame = stamp.frame;
    this.last.seconds = stamp.seconds;
    this.last.nanoseconds = stamp.nanoseconds;

    const receiver = otherSide(sender);
    const first = (flags & TcpFlag.syn) === 0 ? segment.sequence : serialAdd(segment.sequence, 1);
    this.initial[sender] ??= serialAdd(first, -1);
    if ((flags & TcpFlag.ack) !== 0) this.initial[receiver] ??= serialAdd(segment.acknowledgement, -1);
    if (this.live === undefined) return;
    this.live.meter.segment(segment, sender, first);

    // What a RST carries is a word of explanation at most, and no data (RFC 9293 §3.10.7).
    if ((flags & TcpFlag.rst) !== 0) {
      this.reset = true;
      return;
    }
    const from = this.live.halves[sender];
    const to = this.live.halves[receiver];
    if ((flags & TcpFlag.ack) !== 0) to.acknowledge(segment.acknowledgement);
    if ((flags & TcpFlag.syn) !== 0) {
      // A repeated SYN goes on after a reset: that cleared a half-open connection out of its way (RFC 9293 §3.5.1).
      this.reset = false;
      from.start(first);
      if ((flags & TcpFlag.ack) !== 0) to.start(segment.acknowledgement);
    }
    if (segment.payloadLength > 0) from.payload(segment, first);
    if ((flags & TcpFlag.fin) !== 0) from.fin(serialAdd(first, segment.payloadLength), stamp);

    from.weigh(stamp);
    to.weigh(stamp);
    if (from.ended && to.ended) this.close(this.live, stamp);
  }

  /** Nothing more comes: both directions end with the last segment there was. */
  finish(): void {
    if (this.live === undefined) return;
    this.live.halves[0].close(this.last);
    this.live.halves[1].close(this.last);
    this.close(this.live, this.last);
  }

  private close({ sink }: Live, now: FrameStamp): void {
    this.live = undefined;
    sink.closed(now);
  }
}

function otherSide(side: Side): Side {
  return side === 0 ? 1 : 0;
}
