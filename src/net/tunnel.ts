import {
  ETHERNET,
  IPV4,
  IPV6,
  MALFORMED,
  PASSED,
  Space,
  ipByVersion,
  type Cursor,
  type Layers,
} from './layer.ts';

const MPLS = Space.ether | 0x8847;

/** GRE's protocol of ERSPAN type I and II. */
const ERSPAN = Space.ether | 0x88be;

/** GRE header flags (RFC 2784 §2.1, RFC 2890 §2), and the routing of RFC 1701 that nobody sends any more. */
const Gre = { checksum: 0x80, routing: 0x40, key: 0x20, sequence: 0x10 } as const;

/** GTP-U header flags (3GPP TS 29.281 §5.1): of the four optional bytes, all are there as soon as one is used. */
const Gtp = { versionAndType: 0xf0, version1: 0x30, extension: 0x04, optional: 0x07 } as const;

/** Packets that carry packets: what is inside counts. */
export const tunnelLayers: Layers = [
  [219, mpls],
  [MPLS, mpls],
  [Space.ether | 0x8848, mpls],
  [Space.ether | 0x6558, () => ETHERNET],
  [ERSPAN, erspan2],
  [Space.ether | 0x22eb, erspan3],
  [Space.internet | 4, () => IPV4],
  [Space.internet | 41, () => IPV6],
  [Space.internet | 47, gre],
  [Space.internet | 17, udp],
  [Space.udp | 2152, gtpU],
  [Space.udp | 4789, vxlan],
  [Space.udp | 6081, geneve],
];

/** MPLS (RFC 3032 §2.1), one label. Behind the last one only the packet itself tells: IP, or Ethernet on a pseudowire. */
function mpls(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 4 > cursor.end) return MALFORMED;
  cursor.start = start + 4;
  if ((data[start + 2]! & 1) === 0) return MPLS;
  if (start + 8 > cursor.end) return MALFORMED;
  // The control word that may come before Ethernet (RFC 4448 §4.6).
  if (data[start + 4] === 0 && data[start + 5] === 0) {
    cursor.start = start + 8;
    return ETHERNET;
  }
  return ipByVersion(cursor, ETHERNET);
}

/** RFC 2784 §2, RFC 2890 §2. Another version is PPTP's (RFC 2637). */
function gre(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 4 > cursor.end) return MALFORMED;
  const flags = data[start]!;
  if ((data[start + 1]! & 0x07) !== 0 || (flags & Gre.routing) !== 0) return PASSED;
  cursor.start = start + 4;
  if ((flags & Gre.checksum) !== 0) cursor.start += 4;
  if ((flags & Gre.key) !== 0) cursor.start += 4;
  if ((flags & Gre.sequence) !== 0) cursor.start += 4;
  if (cursor.start > cursor.end) return MALFORMED;
  const protocol = Space.ether | (data[start + 2]! << 8) | data[start + 3]!;
  // ERSPAN type I has neither a header nor a sequence number (draft-foschiano-erspan §4.1).
  return protocol === ERSPAN && (flags & Gre.sequence) === 0 ? ETHERNET : protocol;
}

/** ERSPAN type II: eight bytes (draft-foschiano-erspan §4.2). */
function erspan2(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 8 > cursor.end) return MALFORMED;
  cursor.start = start + 8;
  return data[start]! >> 4 === 1 ? ETHERNET : PASSED;
}

/** ERSPAN type III: twelve bytes, and eight more when the last bit says so (draft-foschiano-erspan §4.3). */
function erspan3(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 12 > cursor.end) return MALFORMED;
  cursor.start = start + ((data[start + 11]! & 1) === 0 ? 12 : 20);
  return data[start]! >> 4 === 2 ? ETHERNET : PASSED;
}

/** RFC 768. The destination port says which tunnel it is; nearly always it is none. */
function udp(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 8 > cursor.end) return MALFORMED;
  const length = (data[start + 4]! << 8) | data[start + 5]!;
  // 0 is left by network cards that cut the packet up themselves, as in IPv4.
  if (length !== 0) cursor.wireEnd = Math.min(cursor.wireEnd, start + length);
  cursor.start = start + 8;
  return Space.udp | (data[start + 2]! << 8) | data[start + 3]!;
}

/** VXLAN (RFC 7348 §5). Without its flag I, what came to the port is something else. */
function vxlan(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 8 > cursor.end) return MALFORMED;
  cursor.start = start + 8;
  return (data[start]! & 0x08) === 0 ? PASSED : ETHERNET;
}

/** Geneve, version 0 (RFC 8926 §3.4). */
function geneve(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 8 > cursor.end) return MALFORMED;
  if (data[start]! >> 6 !== 0) return PASSED;
  cursor.start = start + 8 + ((data[start]! & 0x3f) << 2);
  return Space.ether | (data[start + 2]! << 8) | data[start + 3]!;
}

/** GTP-U, version 1 (3GPP TS 29.281 §5), of which G-PDUs carry packets. */
function gtpU(cursor: Cursor): number {
  const { data, start, end } = cursor;
  if (start + 8 > end) return MALFORMED;
  const flags = data[start]!;
  if ((flags & Gtp.versionAndType) !== Gtp.version1 || data[start + 1] !== 0xff) return PASSED;
  const length = (data[start + 2]! << 8) | data[start + 3]!;
  cursor.wireEnd = Math.min(cursor.wireEnd, start + 8 + length);

  let at = start + ((flags & Gtp.optional) === 0 ? 8 : 12);
  // §5.2.1: the first byte of an extension is its length in units of four bytes, the last the type of the next one.
  if ((flags & Gtp.extension) !== 0)
    while (at < end && data[at - 1] !== 0) {
      if (data[at] === 0) return MALFORMED;
      at += data[at]! << 2;
    }
  cursor.start = at;
  return ipByVersion(cursor, PASSED);
}
