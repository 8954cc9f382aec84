import { readU16, readU32 } from '../capture/integers.ts';
import { IPV4, IPV6, MALFORMED, PASSED, Space, type Cursor, type Layers } from './layer.ts';

/** The shortest header that Apple writes. */
const PKTAP_LENGTH = 108;

/** What the capturing system itself puts before a packet, of another link type or of IP. */
export const captureHeaders: Layers = [
  [192, perPacketInformation],
  [226, ipnet],
  [239, nflog],
  [258, pktap],
];

/** LINKTYPE_PPI (PPI Packet Header 1.0.7 §3): version, flags, length of it all, and the link type of what follows. */
function perPacketInformation(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 8 > cursor.end || data[start] !== 0) return MALFORMED;
  return linkTypeBehind(cursor, readU16(data, start + 2, true), 8, readU32(data, start + 4, true));
}

/** LINKTYPE_PKTAP: length of it all, record type, of which 1 is a packet, and the link type of what follows. */
function pktap(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 12 > cursor.end) return MALFORMED;
  if (readU32(data, start + 4, true) !== 1) return PASSED;
  return linkTypeBehind(cursor, readU32(data, start, true), PKTAP_LENGTH, readU32(data, start + 8, true));
}

function linkTypeBehind(cursor: Cursor, length: number, minimum: number, linkType: number): number {
  if (length < minimum || cursor.start + length > cursor.end || linkType >= Space.ether) return MALFORMED;
  cursor.start += length;
  return linkType;
}

/** LINKTYPE_IPNET: 24 bytes, among them the address family of Solaris and the length of the packet. */
function ipnet(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 24 > cursor.end) return MALFORMED;
  cursor.start = start + 24;
  cursor.wireEnd = Math.min(cursor.wireEnd, cursor.start + readU32(data, start + 4, false));
  return ipOfFamily(data[start + 1]!, 26);
}

/** LINKTYPE_NFLOG: four bytes that begin with the address family of Linux, then attributes, one of them the packet. */
function nflog(cursor: Cursor): number {
  const { data, start, end } = cursor;
  if (start + 4 > end || data[start + 1] !== 0) return MALFORMED;
  let at = start + 4;
  while (at + 4 <= end) {
    // Written in the byte order of the host; a type is a small number, so that its zero tells.
    const little = data[at + 3] === 0;
    const length = readU16(data, at, little);
    if (length < 4 || at + length > cursor.wireEnd) return MALFORMED;
    // NFULA_PAYLOAD
    if (readU16(data, at + 2, little) === 9) {
      cursor.start = at + 4;
      cursor.wireEnd = at + length;
      return ipOfFamily(data[start]!, 10);
    }
    at += (length + 3) & ~3;
  }
  return at < cursor.wireEnd ? MALFORMED : PASSED;
}

function ipOfFamily(family: number, family6: number): number {
  if (family === 2) return IPV4;
  return family === family6 ? IPV6 : PASSED;
}
