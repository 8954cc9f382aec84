import type { Fragments } from './fragments.ts';
import { MALFORMED, Space, type Cursor, type Layer } from './layer.ts';

/** IPv4 (RFC 791 §3.1), with fragments put together in `fragments`. */
export function ipv4Layer(fragments: Fragments): Layer {
  return (cursor: Cursor): number => {
    const { data, start } = cursor;
    if (start + 20 > cursor.end) return MALFORMED;
    const headerLength = (data[start]! & 0x0f) << 2;
    if (data[start]! >> 4 !== 4 || headerLength < 20) return MALFORMED;

    const totalLength = (data[start + 2]! << 8) | data[start + 3]!;
    // Network cards that cut the packet up themselves (TSO) get it with length 0: then the frame says where it ends.
    if (totalLength !== 0) {
      if (totalLength < headerLength) return MALFORMED;
      cursor.wireEnd = Math.min(cursor.wireEnd, start + totalLength);
    }
    if (start + headerLength > cursor.wireEnd) return MALFORMED;

    cursor.addresses = data;
    cursor.source = start + 12;
    cursor.destination = start + 16;
    cursor.addressLength = 4;
    cursor.start = start + headerLength;
    const protocol = Space.internet | data[start + 9]!;

    const fragment = (data[start + 6]! << 8) | data[start + 7]!;
    if ((fragment & 0x3fff) === 0) return protocol;
    const identification = (data[start + 4]! << 8) | data[start + 5]!;
    const more = (fragment & 0x2000) !== 0;
    return fragments.add(cursor, protocol, identification, (fragment & 0x1fff) << 3, more);
  };
}
