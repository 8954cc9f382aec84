import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';

/** TCP header flags (RFC 9293 §3.1). */
export const TcpFlag = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

/**
 * One TCP segment, found in a packet. The object is filled again for the next one: what outlives the call is copied.
 * Addresses are views into bytes: `addressLength` bytes (4 or 16) at each offset in `addresses`.
 */
export type Segment = {
  /** The frame that held it, or for a fragmented packet the frame that completed it. */
  readonly stamp: FrameStamp;
  /** Where the bytes of `data` come from. */
  readonly origin: Origin;
  readonly addresses: Uint8Array;
  readonly source: number;
  readonly destination: number;
  readonly addressLength: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /**
   * RFC 9293 §3.1: both modulo 2^32 and signed, since half of the unsigned ones are not small integers to the engine.
   * They are compared by `serialDistance`, which minds no sign; for people it is `sequence >>> 0`.
   */
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly flags: number;
  readonly window: number;
  /** The captured payload is `data[start, end)`. */
  readonly data: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Payload bytes on the wire, at least `end - start`: the rest was cut off by the capture. */
  readonly payloadLength: number;
};

export type SegmentSink = (segment: Segment) => void;
