import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { createHealth, type Health } from './health.ts';

/** One side of a connection. */
export type Endpoint = {
  /** `127.0.0.1` or `2001:db8::1`. */
  readonly address: string;
  readonly port: number;
};

/** Frames of a connection. Some come when it is over: whoever remembers it shares this, and needs nothing else to count them. */
export type FrameCount = { frames: number };

/** A TCP connection as the capture shows it. Its sides are 0, which opened it as far as the capture tells, and 1. */
export type Connection = {
  /** Counted from 0 in order of appearance (Wireshark's `tcp.stream`). */
  readonly stream: number;
  readonly endpoints: readonly [Endpoint, Endpoint];
  /** Whether a SYN was captured, so that it is certain that side 0 opened it. */
  readonly opened: boolean;
  readonly frames: number;
  /** Where they are counted; a session of RTMP in HTTP counts its own. */
  readonly count?: FrameCount;
  /** Payload bytes delivered in order, from side 0 and from side 1. */
  readonly bytes: [number, number];
  /** Payload bytes that were never captured, from side 0 and from side 1. */
  readonly gapBytes: [number, number];
  /** How TCP itself fared; a session of RTMP in HTTP has none of its own. */
  readonly health?: Health;
};

/** A connection whose segments are seen. */
export class TcpConnection implements Connection {
  readonly stream: number;
  readonly endpoints: readonly [Endpoint, Endpoint];
  readonly opened: boolean;
  readonly count: FrameCount = { frames: 0 };
  readonly bytes: [number, number] = [0, 0];
  readonly gapBytes: [number, number] = [0, 0];
  readonly health: Health = createHealth();

  constructor(stream: number, endpoints: readonly [Endpoint, Endpoint], opened: boolean) {
    this.stream = stream;
    this.endpoints = endpoints;
    this.opened = opened;
  }

  get frames(): number {
    return this.count.frames;
  }
}

/** Who receives a connection: one sink for what each side sends, and the word that it is over. */
export type ConnectionSink = {
  readonly sides: readonly [StreamSink, StreamSink];
  /** Both directions have ended. */
  closed(now: FrameStamp): void;
};
