import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';

/**
 * A packet on its way through its layers. Each layer moves `start` behind its own header, and `wireEnd` to where its
 * payload ends, so that padding and trailers fall away.
 */
export type Cursor = {
  stamp: FrameStamp;
  /** Where `data` comes from. */
  origin: Origin;
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

/** Layers, by the number of the protocol that each reads. */
export type Layers = readonly (readonly [protocol: number, layer: Layer])[];

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
  /** Destination port of UDP (RFC 768). */
  udp: 0x40000,
} as const;

/** LINKTYPE_ETHERNET, which tunnels also carry. */
export const ETHERNET = 1;

export const IPV4 = Space.ether | 0x0800;
export const IPV6 = Space.ether | 0x86dd;

/** IEEE 802.2 LLC, under the number that Linux gives it among EtherTypes, where only lengths are so small. */
export const LLC = Space.ether | 0x0004;

/** IPv4 or IPv6, by the version in the packet itself (RFC 791 §3.1, RFC 8200 §3); `other` when it is neither. */
export function ipByVersion(cursor: Cursor, other: number): number {
  if (cursor.start >= cursor.end) return MALFORMED;
  const version = cursor.data[cursor.start]! >> 4;
  if (version === 4) return IPV4;
  return version === 6 ? IPV6 : other;
}
