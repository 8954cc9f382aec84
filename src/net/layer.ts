import type { FrameStamp } from '../bytes/frame-stamp.ts';

/**
 * A packet on its way through its layers. Each layer moves `start` behind its own header, and `wireEnd` to where its
 * payload ends, so that padding and trailers fall away.
 */
export type Cursor = {
  stamp: FrameStamp;
  data: Uint8Array;
  start: number;
  /** End of the captured bytes, which may lie behind `wireEnd` (padding) or before it (cut by the capture). */
  end: number;
  /** Where the packet ended on the wire. */
  wireEnd: number;
  /** The addresses of the innermost IP header so far, as in `Segment`. */
  addresses: Uint8Array;
  source: number;
  destination: number;
  addressLength: number;
};

/**
 * Reads one header at `cursor.start`.
 * @returns the protocol of the payload: a number of one of the spaces below, or `PASSED` or `MALFORMED`
 */
export type Layer = (cursor: Cursor) => number;

/** Nothing more to read: the packet was used, waits for its other fragments, or isn't TCP. */
export const PASSED = -1;

/** The header is too short for its kind, or contradicts itself. */
export const MALFORMED = -2;

/** What a protocol number counts in. A link type is itself; the others are added to their space. */
export const Space = {
  /** EtherType (IEEE 802). */
  ether: 0x10000,
  /** IP protocol, or next header of IPv6. */
  internet: 0x20000,
  /** PPP protocol (RFC 1661 §2). */
  ppp: 0x30000,
} as const;

/** The IP version of a packet that has no other mark, as an EtherType in its space. */
export function versionProtocol(cursor: Cursor): number {
  if (cursor.start >= cursor.end) return MALFORMED;
  const version = cursor.data[cursor.start]! >> 4;
  if (version === 4) return Space.ether | 0x0800;
  return version === 6 ? Space.ether | 0x86dd : MALFORMED;
}
