import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import type { Health } from './health.ts';

/** One side of a connection. */
export type Endpoint = {
  /** `127.0.0.1` or `2001:db8::1`. */
  readonly address: string;
  readonly port: number;
};

/** A TCP connection as the capture shows it. Its sides are 0, which opened it as far as the capture tells, and 1. */
export type Connection = {
  /** Counted from 0 in order of appearance (Wireshark's `tcp.stream`). */
  readonly stream: number;
  readonly endpoints: readonly [Endpoint, Endpoint];
  /** Whether a SYN was captured, so that it is certain that side 0 opened it. */
  readonly opened: boolean;
  frames: number;
  /** Payload bytes delivered in order, from side 0 and from side 1. */
  readonly bytes: [number, number];
  /** Payload bytes that were never captured, from side 0 and from side 1. */
  readonly gapBytes: [number, number];
  /** How TCP itself fared; a session of RTMP in HTTP has none of its own. */
  readonly health?: Health;
};

/** A connection whose segments were seen. */
export type TcpConnection = Connection & { readonly health: Health };

/** Who receives a connection: one sink for what each side sends, and the word that it is over. */
export type ConnectionSink = {
  readonly sides: readonly [StreamSink, StreamSink];
  /** Both directions have ended. */
  closed(now: FrameStamp): void;
};
