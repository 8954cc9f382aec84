import type { Fragments } from './fragments.ts';
import { IPV6, MALFORMED, PASSED, Space, type Cursor, type Layers } from './layer.ts';

/** IPv6 and its extension headers (RFC 8200 §3, §4), by protocol number, with fragments put together in `fragments`. */
export function ipv6Layers(fragments: Fragments): Layers {
  return [
    [IPV6, ipv6],
    [Space.internet | 0, extension],
    [Space.internet | 43, extension],
    [Space.internet | 44, (cursor) => fragment(cursor, fragments)],
    [Space.internet | 51, authentication],
    [Space.internet | 60, extension],
  ];
}

/** RFC 8200 §3 */
function ipv6(cursor: Cursor): number {
  const { data, start } = cursor;
  if (start + 40 > cursor.end || data[start]! >> 4 !== 6) return MALFORMED;
  const payloadLength = (data[start + 4]! << 8) | data[start + 5]!;
  // 0 stands for a jumbogram (RFC 2675), or a packet that the network card cuts up itself: the frame says its end.
  if (payloadLength !== 0) cursor.wireEnd = Math.min(cursor.wireEnd, start + 40 + payloadLength);
  cursor.addresses = data;
  cursor.source = start + 8;
  cursor.destination = start + 24;
  cursor.addressLength = 16;
  cursor.start = start + 40;
  return Space.internet | data[start + 6]!;
}

/** Hop-by-hop options, routing, destination options (RFC 8200 §4.3, §4.4, §4.6). */
function extension(cursor: Cursor): number {
  return skip(cursor, 8, 8);
}

/** Authentication header, whose length counts differently (RFC 4302 §2.2). */
function authentication(cursor: Cursor): number {
  return skip(cursor, 4, 8);
}

function skip(cursor: Cursor, unit: number, first: number): number {
  const { data, start } = cursor;
  if (start + 2 > cursor.end) return MALFORMED;
  cursor.start = start + first + data[start + 1]! * unit;
  if (cursor.start > cursor.wireEnd) return MALFORMED;
  return Space.internet | data[start]!;
}

/** RFC 8200 §4.5 */
function fragment(cursor: Cursor, fragments: Fragments): number {
  const { data, start } = cursor;
  if (start + 8 > cursor.end || start + 8 > cursor.wireEnd) return MALFORMED;
  const protocol = Space.internet | data[start]!;
  const field = (data[start + 2]! << 8) | data[start + 3]!;
  const identification =
    ((data[start + 4]! << 24) | (data[start + 5]! << 16) | (data[start + 6]! << 8) | data[start + 7]!) >>> 0;
  cursor.start = start + 8;
  // A packet in one fragment is whole in itself, whatever waits under its number (RFC 6946 §4).
  if ((field & 0xfff9) === 0) return protocol;
  if (cursor.addressLength !== 16) return PASSED;
  return fragments.add(cursor, protocol, identification, field & 0xfff8, (field & 1) === 1);
}
