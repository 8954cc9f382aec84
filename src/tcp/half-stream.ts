import { type FrameStamp, keepStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { Pieces } from '../net/pieces.ts';
import type { Segment } from '../net/segment.ts';
import type { TcpConnection } from './connection.ts';
import type { Side } from './four-tuple.ts';
import { serialAdd, serialDistance } from './serial.ts';

/**
 * Further segments of a connection before bytes that the receiver acknowledged are given up. A capture on an interface
 * with several queues shows an acknowledgement before the data it acknowledges, by a batch of a queue: 64 packets.
 */
const GRACE = 64;

/**
 * The same where no acknowledgement was ever captured, so that nothing tells a late segment from a lost one: as many
 * as are in flight during a retransmission at 10 Mbit/s and a second.
 */
const GRACE_UNACKNOWLEDGED = 1024;

/** Memory for segments that wait for earlier ones, in bytes. */
export type Budget = {
  /** Of one direction at most. */
  readonly perStream: number;
  /** Of all connections at most. */
  readonly total: number;
  /** In use, by all. */
  held: number;
  /** How often bytes were given up because too much waited for them. */
  overruns: number;
};

/**
 * One direction of a connection: segments in, bytes in order out. What was captured first wins: bytes once delivered
 * are never changed, whatever a retransmission says.
 */
export class HalfStream {
  /** Nothing more is delivered. */
  ended = false;

  /** Bytes delivered and given up: the offset in the stream of the byte with number `sequence`. */
  private offset = 0;
  private sequence = 0;
  private started = false;
  /** Offset at which the sender finished, once its FIN was seen. */
  private finish = Infinity;
  /** The highest acknowledgement of the other side. */
  private acknowledged: number | undefined;
  private readonly waiting = new Pieces();
  /** Up to which offset bytes are lost, unless they come before the connection has had `deadline` segments. */
  private lostBefore = 0;
  private deadline = 0;

  private readonly sink: StreamSink;
  private readonly connection: TcpConnection;
  private readonly side: Side;
  private readonly budget: Budget;

  constructor(sink: StreamSink, connection: TcpConnection, side: Side, budget: Budget) {
    this.sink = sink;
    this.connection = connection;
    this.side = side;
    this.budget = budget;
  }

  /** The stream begins with this sequence number, unless it has begun. */
  start(sequence: number): void {
    if (this.started) return;
    this.started = true;
    this.sequence = sequence;
  }

  /** The other side has everything before this sequence number (RFC 9293 §3.4). */
  acknowledge(sequence: number): void {
    if (this.acknowledged === undefined) {
      this.acknowledged = sequence;
      // What was to be given up for want of any acknowledgement is weighed anew.
      this.lostBefore = 0;
    } else if (serialDistance(this.acknowledged, sequence) > 0) this.acknowledged = sequence;
  }

  /** Takes the payload of a segment, whose first byte has this sequence number. */
  payload(segment: Segment, sequence: number): void {
    if (this.ended) return;
    if (!this.started) this.startInMidStream(sequence);

    const { data, start, stamp } = segment;
    const offset = this.offset + serialDistance(this.sequence, sequence);
    const from = Math.max(offset, this.offset);
    const to = Math.min(offset + segment.payloadLength, this.finish);
    if (to <= from) return;
    const dataEnd = Math.min(segment.end, start + (to - offset));
    const dataStart = Math.min(dataEnd, start + (from - offset));

    if (from === this.offset && this.waiting.length === 0) {
      this.deliver(data, dataStart, dataEnd, to - from, segment.origin, stamp);
      return;
    }
    const held = this.waiting.cost;
    this.waiting.add(from, to, data, dataStart, dataEnd, segment.origin);
    this.budget.held += this.waiting.cost - held;
    this.release(0, stamp);
    this.keepWithinBudget(stamp);
  }

  /** The sender has finished: no byte comes with this sequence number or a later one. */
  fin(sequence: number, now: FrameStamp): void {
    if (this.ended || this.finish !== Infinity) return;
    this.start(sequence);
    const finish = this.offset + serialDistance(this.sequence, sequence);
    // A FIN before bytes that were seen belongs to another time.
    const last = this.waiting.at(this.waiting.length - 1);
    if (finish < this.offset || (last !== undefined && finish < last.end)) return;
    this.finish = finish;
    if (this.offset === finish) this.end(now);
  }

  /**
   * Gives up bytes that the receiver has had for a while, so that the capture lacks them. To be asked after each
   * segment of the connection, whoever sent it.
   */
  weigh(now: FrameStamp): void {
    if (this.waiting.length === 0) return;
    if (this.lostBefore === 0) {
      const received = this.receivedBefore();
      if (received < this.waiting.at(0)!.offset) return;
      this.lostBefore = received;
      const grace = this.acknowledged === undefined ? GRACE_UNACKNOWLEDGED : GRACE;
      this.deadline = this.connection.frames + grace;
    } else if (this.connection.frames >= this.deadline) {
      const lostBefore = this.lostBefore;
      this.lostBefore = 0;
      this.release(lostBefore, now);
    }
  }

  /** The connection is over: what waits is delivered, what is missing is given up. */
  close(now: FrameStamp): void {
    if (this.ended) return;
    this.release(Infinity, now);
    if (this.ended) return;
    const missing = this.missingTail();
    if (missing > 0) this.lose(missing, now);
    this.end(now);
  }

  /** Starts without a SYN. What was acknowledged before isn't news: a keep-alive, or a retransmission. */
  private startInMidStream(sequence: number): void {
    const known = this.acknowledged;
    this.start(known !== undefined && serialDistance(sequence, known) > 0 ? known : sequence);
  }

  private deliver(
    data: Uint8Array,
    start: number,
    end: number,
    wireLength: number,
    origin: Origin,
    now: FrameStamp,
  ): void {
    const length = end - start;
    this.offset += length;
    this.sequence = serialAdd(this.sequence, length);
    if (length > 0) {
      this.connection.bytes[this.side] += length;
      this.sink.bytes(data, start, end, origin, now);
    }
    // What the capture cut off is missing in this place.
    if (wireLength > length) {
      this.connection.health.sides[this.side].cutBytes += wireLength - length;
      this.lose(wireLength - length, now);
    }
    if (this.offset === this.finish) this.end(now);
  }

  private lose(length: number, now: FrameStamp): void {
    this.connection.health.sides[this.side].firstGap ??= { ...keepStamp(now), offset: this.offset };
    this.offset += length;
    this.sequence = serialAdd(this.sequence, length);
    this.connection.gapBytes[this.side] += length;
    this.sink.gap(length, now);
  }

  /** Delivers what waits and has its turn; holes that end at or before offset `until` are given up. */
  private release(until: number, now: FrameStamp): void {
    const { waiting } = this;
    let count = 0;
    for (let piece = waiting.at(0); piece !== undefined && !this.ended; piece = waiting.at(++count)) {
      if (piece.offset > this.offset) {
        if (piece.offset > until) break;
        this.lose(piece.offset - this.offset, now);
      }
      this.deliver(piece.data, 0, piece.data.length, piece.end - piece.offset, piece.origin, now);
    }
    if (count === 0 || this.ended) return;
    this.forget(count);
    if (waiting.length === 0) this.lostBefore = 0;
  }

  private keepWithinBudget(now: FrameStamp): void {
    const { waiting, budget } = this;
    // By halves, so that a stream full of holes does not pay for its whole queue with each segment.
    while (waiting.cost > budget.perStream) {
      budget.overruns++;
      this.release(waiting.at(waiting.length >> 1)!.offset, now);
    }
    if (budget.held > budget.total) {
      budget.overruns++;
      this.release(Infinity, now);
    }
  }

  private forget(count: number): void {
    const held = this.waiting.cost;
    this.waiting.drop(count);
    this.budget.held += this.waiting.cost - held;
  }

  /** Offset before which the other side has everything; without any acknowledgement, all that was seen. */
  private receivedBefore(): number {
    return this.acknowledged === undefined
      ? this.waiting.at(this.waiting.length - 1)!.end
      : this.offset + serialDistance(this.sequence, this.acknowledged);
  }

  /** Bytes behind the last captured one that the sender finished with, or the other side acknowledged. */
  private missingTail(): number {
    if (!this.started) return 0;
    if (this.finish !== Infinity) return this.finish - this.offset;
    if (this.acknowledged === undefined) return 0;
    const missing = serialDistance(this.sequence, this.acknowledged);
    // One number more is the FIN, which takes one (RFC 9293 §3.4) and was not captured.
    return missing > 1 ? missing : 0;
  }

  private end(now: FrameStamp): void {
    this.ended = true;
    this.forget(this.waiting.length);
    this.sink.end(now);
  }
}
