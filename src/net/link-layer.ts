import { MALFORMED, PASSED, Space, versionProtocol, type Cursor, type Layer } from './layer.ts';

const IPV4 = Space.ether | 0x0800;
const IPV6 = Space.ether | 0x86dd;

/** Address families of IPv6 in BSD's loopback header: NetBSD and OpenBSD, FreeBSD, macOS; and Linux's own. */
const FAMILIES_IPV6 = [24, 28, 30, 10];

/** The layers below IP, by protocol number: link types, then EtherTypes that wrap another packet. */
export const linkLayers: readonly (readonly [protocol: number, layer: Layer])[] = [
  [0, bsdLoopback],
  [1, ethernet],
  [12, versionProtocol],
  [14, versionProtocol],
  [101, versionProtocol],
  [108, bsdLoopback],
  [113, linuxCooked],
  [228, () => IPV4],
  [229, () => IPV6],
  [276, linuxCooked2],
  [Space.ether | 0x8100, vlan],
  [Space.ether | 0x88a8, vlan],
  [Space.ether | 0x9100, vlan],
  [Space.ether | 0x8864, pppoeSession],
  [Space.ppp | 0x0021, () => IPV4],
  [Space.ppp | 0x0057, () => IPV6],
];

/** IEEE 802.3 §3: addresses and type. A value below 0x600 is a length, of frames that carry no IP. */
function ethernet(cursor: Cursor): number {
  return etherType(cursor, 12, 14);
}

/** IEEE 802.1Q §9: one tag; others may follow. */
function vlan(cursor: Cursor): number {
  return etherType(cursor, 2, 4);
}

/** LINKTYPE_LINUX_SLL. */
function linuxCooked(cursor: Cursor): number {
  return etherType(cursor, 14, 16);
}

/** LINKTYPE_LINUX_SLL2. */
function linuxCooked2(cursor: Cursor): number {
  return etherType(cursor, 0, 20);
}

function etherType(cursor: Cursor, offset: number, headerLength: number): number {
  const { data, start } = cursor;
  if (start + headerLength > cursor.end) return MALFORMED;
  const type = (data[start + offset]! << 8) | data[start + offset + 1]!;
  cursor.start = start + headerLength;
  return Space.ether | type;
}

/** LINKTYPE_NULL, in the byte order of the host that captured, and LINKTYPE_LOOP, in network byte order. */
function bsdLoopback(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 4 > cursor.end) return MALFORMED;
  // A family is a small number, so that its zeros tell the byte order.
  const little = data[start + 2] === 0 && data[start + 3] === 0;
  const family = little ? data[start]! | (data[start + 1]! << 8) : (data[start + 2]! << 8) | data[start + 3]!;
  cursor.start = start + 4;
  if (family === 2) return IPV4;
  return FAMILIES_IPV6.includes(family) ? IPV6 : PASSED;
}

/** RFC 2516 §4: six bytes of session header, then the PPP protocol. */
function pppoeSession(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 8 > cursor.end || data[start] !== 0x11 || data[start + 1] !== 0) return MALFORMED;
  const length = (data[start + 4]! << 8) | data[start + 5]!;
  if (length < 2) return MALFORMED;
  cursor.wireEnd = Math.min(cursor.wireEnd, start + 6 + length);
  cursor.start = start + 8;
  return Space.ppp | (data[start + 6]! << 8) | data[start + 7]!;
}
