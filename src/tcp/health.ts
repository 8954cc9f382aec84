import { type FrameStamp, keepStamp } from '../bytes/frame-stamp.ts';

/** Spans that are kept of a kind and side: the last ones. All of them are counted. */
const MOST_SPANS = 64;

/** A frame, and a byte of the stream of its side, counted from 0, missing ones counted. */
export type StreamPlace = FrameStamp & { readonly offset: number };

/** A stretch of time, from one frame to another; `offset` of what is of certain bytes, where the first of them lies in the stream. */
export type Span = {
  readonly from: FrameStamp;
  readonly to: FrameStamp;
  readonly offset: number | undefined;
};

/** Stretches of time in order, counted, of which the last 64 are kept. */
export class Spans {
  count = 0;
  /** In order of time. */
  readonly last: Span[] = [];

  add(from: FrameStamp, to: FrameStamp, offset?: number): void {
    this.count++;
    this.last.push({ from: keepStamp(from), to: keepStamp(to), offset });
    if (this.last.length > MOST_SPANS) this.last.shift();
  }

  /** The last one goes on until `to`. */
  extend(to: FrameStamp): void {
    const { last } = this;
    const span = last.at(-1);
    if (span !== undefined) last[last.length - 1] = { ...span, to: keepStamp(to) };
  }
}

/** What the segments say that one side sent. */
export type SideHealth = {
  /** All segments captured, and the first of them. */
  segments: number;
  first: FrameStamp | undefined;
  /** SYN segments, and the first of them. */
  syns: number;
  syn: FrameStamp | undefined;
  /** The first FIN and the first RST. */
  fin: FrameStamp | undefined;
  reset: FrameStamp | undefined;
  /** Bytes of the other side that it had not acknowledged when it sent its RST: nobody has read them. */
  resetUnread: number;
  /** Segments with payload, and the bytes of the largest payload. */
  dataSegments: number;
  largestSegment: number;
  /** Bytes sent so far that the other side has not acknowledged. */
  unacknowledged: number;
  /** The segment since which there were always some, and its first byte. */
  busySince: StreamPlace | undefined;
  /** The first segment with payload, and the last with payload that was not sent before. */
  firstData: FrameStamp | undefined;
  lastData: FrameStamp | undefined;
  /** Segments that repeat what was sent before, and their payload bytes. A probe of an idle connection is none. */
  retransmittedSegments: number;
  retransmittedBytes: number;
  /** How often the same bytes were sent again in vain: none of them was acknowledged since. */
  stuckSegments: number;
  /** Whether a segment of 900 bytes or more was acknowledged. */
  largeDelivered: boolean;
  /** Segments that came behind later ones within less than a round trip. */
  outOfOrderSegments: number;
  /** Retransmissions that follow each other within a second. */
  retransmissions: Spans | undefined;
  /** When its receive window was closed: from the segment that said so to the one that opened it again. */
  zeroWindows: Spans | undefined;
  /** The segment that closed its receive window, as long as it stays closed. */
  zeroWindow: FrameStamp | undefined;
  /** When it sent nothing new for a second or more, from payload to payload. */
  silences: Spans | undefined;
  /** Payload bytes that the capture cut off behind its snap length. `gapBytes` counts them, too. */
  cutBytes: number;
  /** Where payload bytes were first missing from the capture; they may have come later, if none count as `gapBytes`. */
  firstGap: StreamPlace | undefined;
  /** Whether the other side acknowledged bytes that were not captured: then the capture lacks them, and not the network. */
  gapAcknowledged: boolean;
};

/** How the TCP connection itself fared, as far as it was captured. */
export type Health = {
  /** Of side 0, which opened the connection, and of side 1. */
  readonly sides: readonly [SideHealth, SideHealth];
  /** Milliseconds from the SYN to its answer: near 0 in a capture that was taken at side 1. */
  synToAnswer: number | undefined;
  /** Milliseconds from the SYN to the acknowledgement of its answer: a round trip wherever the capture was taken. */
  roundTrip: number | undefined;
};

/** The health of a connection that nothing is known of. */
export function createHealth(): Health {
  return {
    sides: [createSide(), createSide()],
    synToAnswer: undefined,
    roundTrip: undefined,
  };
}

function createSide(): SideHealth {
  return {
    segments: 0,
    first: undefined,
    syns: 0,
    syn: undefined,
    fin: undefined,
    reset: undefined,
    resetUnread: 0,
    dataSegments: 0,
    largestSegment: 0,
    unacknowledged: 0,
    busySince: undefined,
    firstData: undefined,
    lastData: undefined,
    retransmittedSegments: 0,
    retransmittedBytes: 0,
    stuckSegments: 0,
    largeDelivered: false,
    outOfOrderSegments: 0,
    retransmissions: undefined,
    zeroWindows: undefined,
    zeroWindow: undefined,
    silences: undefined,
    cutBytes: 0,
    firstGap: undefined,
    gapAcknowledged: false,
  };
}
