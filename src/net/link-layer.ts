import {
  ETHERNET,
  IPV4,
  IPV6,
  LLC,
  MALFORMED,
  PASSED,
  Space,
  ipByVersion,
  type Cursor,
  type Layers,
} from './layer.ts';

/** EtherTypes begin here; what is less is the length of the frame (IEEE 802.3 §3.2.6). */
const FIRST_ETHER_TYPE = Space.ether | 0x600;

/** Address families of IPv6 in BSD's loopback header: NetBSD and OpenBSD, FreeBSD, macOS; and Linux's own. */
const FAMILIES_IPV6 = [24, 28, 30, 10];

/** Ethernet and what comes close to it: link types, then EtherTypes that wrap another packet. */
export const linkLayers: Layers = [
  [0, bsdLoopback],
  [ETHERNET, ethernet],
  [12, rawIp],
  [14, rawIp],
  [101, rawIp],
  [108, bsdLoopback],
  [113, linuxCooked],
  [228, () => IPV4],
  [229, () => IPV6],
  [276, linuxCooked2],
  [281, switchTag],
  [282, switchTagFirst],
  [284, switchTag],
  [285, switchTagWithType],
  [LLC, logicalLink],
  [Space.ether | 0x8100, vlan],
  [Space.ether | 0x88a8, vlan],
  [Space.ether | 0x9100, vlan],
];

/** IEEE 802.3 §3: addresses, and type or length. */
function ethernet(cursor: Cursor): number {
  return typeOrLength(cursor, 12, 14);
}

/** IEEE 802.1Q §9: one tag; others may follow. */
function vlan(cursor: Cursor): number {
  return typeOrLength(cursor, 2, 4);
}

/** LINKTYPE_DSA_TAG_BRCM, LINKTYPE_DSA_TAG_DSA: the four bytes of a switch between addresses and type. */
function switchTag(cursor: Cursor): number {
  return typeOrLength(cursor, 16, 18);
}

/** LINKTYPE_DSA_TAG_EDSA: the same behind an EtherType of its own and two bytes of zero. */
function switchTagWithType(cursor: Cursor): number {
  return typeOrLength(cursor, 20, 22);
}

/** LINKTYPE_DSA_TAG_BRCM_PREPEND: the tag before the addresses. */
function switchTagFirst(cursor: Cursor): number {
  cursor.start += 4;
  return ETHERNET;
}

/** LINKTYPE_LINUX_SLL; protocols below 0x600 are Linux's own, one of which is LLC. */
function linuxCooked(cursor: Cursor): number {
  return etherType(cursor, 14, 16);
}

/** LINKTYPE_LINUX_SLL2. */
function linuxCooked2(cursor: Cursor): number {
  return etherType(cursor, 0, 20);
}

function typeOrLength(cursor: Cursor, offset: number, headerLength: number): number {
  const protocol = etherType(cursor, offset, headerLength);
  if (protocol >= FIRST_ETHER_TYPE || protocol === MALFORMED) return protocol;
  cursor.wireEnd = Math.min(cursor.wireEnd, cursor.start + (protocol ^ Space.ether));
  return LLC;
}

function etherType(cursor: Cursor, offset: number, headerLength: number): number {
  const { data, start } = cursor;
  if (start + headerLength > cursor.end) return MALFORMED;
  const type = (data[start + offset]! << 8) | data[start + offset + 1]!;
  cursor.start = start + headerLength;
  return Space.ether | type;
}

/** IEEE 802.2 §3 with SNAP (IEEE 802 §9.5): an EtherType, of the organisations that stand for it (RFC 1042, 802.1H). */
function logicalLink(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 3 > cursor.end) return MALFORMED;
  if (data[start] !== 0xaa || data[start + 1] !== 0xaa || data[start + 2] !== 0x03) return PASSED;
  if (start + 8 > cursor.end) return MALFORMED;
  const organisation = (data[start + 3]! << 16) | (data[start + 4]! << 8) | data[start + 5]!;
  return organisation === 0 || organisation === 0x0000f8 ? etherType(cursor, 6, 8) : PASSED;
}

/** LINKTYPE_RAW. */
function rawIp(cursor: Cursor): number {
  return ipByVersion(cursor, MALFORMED);
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
