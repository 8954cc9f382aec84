import { IPV4, IPV6, MALFORMED, Space, type Cursor, type Layers } from './layer.ts';

/** First byte of Cisco's HDLC, for one receiver and for all (RFC 1547 §4.3.1); PPP never begins so. */
const CISCO_ADDRESSES = [0x0f, 0x8f];

/** PPP and HDLC on a line of their own, PPP on Ethernet, and the PPP protocols that carry IP. */
export const pppLayers: Layers = [
  [9, ppp],
  [50, pppOrCisco],
  [51, pppoeSession],
  [104, ciscoHdlc],
  [Space.ether | 0x8864, pppoeSession],
  [Space.ppp | 0x0021, () => IPV4],
  [Space.ppp | 0x0057, () => IPV6],
  [Space.ppp | 0x0281, () => Space.ether | 0x8847],
  [Space.ppp | 0x0283, () => Space.ether | 0x8848],
];

/** LINKTYPE_PPP: bare, or behind address and control of HDLC-like framing (RFC 1662 §3.1). */
function ppp(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 2 > cursor.end) return MALFORMED;
  if (data[start] === 0xff && data[start + 1] === 0x03) cursor.start = start + 2;
  return pppProtocol(cursor);
}

/** LINKTYPE_PPP_HDLC: PPP in HDLC-like framing, or what Cisco puts there. */
function pppOrCisco(cursor: Cursor): number {
  if (cursor.start >= cursor.end) return MALFORMED;
  return CISCO_ADDRESSES.includes(cursor.data[cursor.start]!) ? ciscoHdlc(cursor) : ppp(cursor);
}

/** LINKTYPE_C_HDLC: address and control, then an EtherType (RFC 1547 §4.3.1). */
function ciscoHdlc(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 4 > cursor.end) return MALFORMED;
  cursor.start = start + 4;
  return Space.ether | (data[start + 2]! << 8) | data[start + 3]!;
}

/** RFC 2516 §4: six bytes of session header, then the PPP protocol. Alone it is LINKTYPE_PPP_ETHER. */
function pppoeSession(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 6 > cursor.end || data[start] !== 0x11 || data[start + 1] !== 0) return MALFORMED;
  const length = (data[start + 4]! << 8) | data[start + 5]!;
  if (length < 2) return MALFORMED;
  cursor.wireEnd = Math.min(cursor.wireEnd, start + 6 + length);
  cursor.start = start + 6;
  return pppProtocol(cursor);
}

/** RFC 1661 §2: two bytes, of which a first one of zero may be left out (§6.5): the last one is odd, no other is. */
function pppProtocol(cursor: Cursor): number {
  const { data, start } = cursor;
  const length = (data[start]! & 1) === 1 ? 1 : 2;
  if (start + length > cursor.end) return MALFORMED;
  cursor.start = start + length;
  return Space.ppp | (length === 1 ? data[start]! : (data[start]! << 8) | data[start + 1]!);
}
