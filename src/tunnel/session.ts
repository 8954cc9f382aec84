import { copyStamp, type FrameStamp, keepStamp, type MutableStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import type { Budget } from './held.ts';
import { UNKNOWN_LENGTH } from './loss.ts';
import { Turns } from './turns.ts';

/** One end of a TCP connection. */
export type TunnelEndpoint = { readonly address: string; readonly port: number };

/**
 * A session of RTMP in HTTP, in the shape of a TCP connection whose side 0 is the client. It is filled with its counts
 * as it goes on.
 */
export type TunnelSession = {
  /** What the server called it: printable ASCII. */
  readonly id: string;
  /** Number of the TCP connection that opened it, or on which it was first seen. */
  readonly stream: number;
  /** The ends of that connection, the client first. */
  readonly endpoints: readonly [TunnelEndpoint, TunnelEndpoint];
  /** Whether it was seen to be opened, so that both directions are here from their first byte. */
  readonly opened: boolean;
  /** Frames that carried something of it. */
  frames: number;
  /** Bytes of RTMP from the client and from the server. */
  readonly bytes: [number, number];
  /** Bytes that were never captured, as far as it is known how many. */
  readonly gapBytes: [number, number];
};

/** Who receives a session: one sink for what client and server send, and the word that it is over. */
export type TunnelSink = {
  readonly sides: readonly [StreamSink, StreamSink];
  /** Both directions have ended. */
  closed(now: FrameStamp): void;
};

/** A session under way: numbers its requests, and passes their bodies on in that order. */
export class Session {
  readonly up: Turns;
  readonly down: Turns;
  /** The frame with the latest request, or with what came last of a body. */
  readonly last: MutableStamp;

  private highest: number | undefined;
  /** Where the latest request came from. */
  private carrier: object | undefined;
  /** Whether the client does not count its requests: then they are taken as they come. */
  private isUnnumbered = false;
  private isOver = false;
  private readonly sink: TunnelSink;

  constructor(session: TunnelSession, sink: TunnelSink, budget: Budget, now: FrameStamp) {
    this.sink = sink;
    this.last = keepStamp(now);
    const end = (at: FrameStamp): void => this.end(at);
    this.up = new Turns(new SessionSide(session, 0, sink.sides[0]), budget, this.last, end);
    this.down = new Turns(new SessionSide(session, 1, sink.sides[1]), budget, this.last, end);
  }

  /** A request came over a connection: its place in the order. */
  place(number: number | undefined, carrier: object, now: FrameStamp): number {
    const { highest = -1 } = this;
    copyStamp(this.last, now);
    // On one connection nothing is repeated.
    if (number !== undefined && number <= highest && carrier === this.carrier) {
      this.isUnnumbered = true;
      this.up.flush(now);
    }
    this.carrier = carrier;
    const place = number === undefined || this.isUnnumbered ? highest + 1 : number;
    this.highest = Math.max(highest, place);
    return place;
  }

  /** The client closes it: the response to this request is the last one. */
  endAfter(place: number): void {
    this.down.last = place;
  }

  /** Nothing more comes: what waits is passed on. */
  end(now: FrameStamp): void {
    if (this.isOver) return;
    this.isOver = true;
    this.up.flush(now);
    this.down.flush(now);
    for (const side of this.sink.sides) side.end(now);
    this.sink.closed(now);
  }
}

/** Counts what a side sends, and tells a loss of unknown length once, when something follows it. */
class SessionSide implements StreamSink {
  private isLost = false;
  private frame = 0;
  private readonly session: TunnelSession;
  private readonly side: 0 | 1;
  private readonly sink: StreamSink;

  constructor(session: TunnelSession, side: 0 | 1, sink: StreamSink) {
    this.session = session;
    this.side = side;
    this.sink = sink;
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    this.tellLoss(now);
    this.session.bytes[this.side] += end - start;
    if (origin.frame !== this.frame) this.session.frames++;
    this.frame = origin.frame;
    this.sink.bytes(data, start, end, origin, now);
  }

  gap(length: number, now: FrameStamp): void {
    if (length === UNKNOWN_LENGTH) {
      this.isLost = true;
      return;
    }
    this.session.gapBytes[this.side] += length;
    if (!this.isLost) this.sink.gap(length, now);
  }

  end(now: FrameStamp): void {
    this.sink.end(now);
  }

  private tellLoss(now: FrameStamp): void {
    if (!this.isLost) return;
    this.isLost = false;
    this.sink.gap(UNKNOWN_LENGTH, now);
  }
}
