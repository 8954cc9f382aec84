import { NOWHERE } from '../bytes/origin.ts';
import { MALFORMED, PASSED, Space, type Cursor, type Layer } from './layer.ts';
import type { Segment, SegmentSink } from './segment.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const NO_BYTES = new Uint8Array(0);

/** IP protocol number of TCP. */
export const TCP = Space.internet | 6;

/** TCP (RFC 9293 §3.1), the last layer: tells each segment to `emit`, in one object that is filled again. */
export function tcpLayer(emit: SegmentSink): Layer {
  const segment: Writable<Segment> = {
    stamp: { frame: 0, seconds: 0, nanoseconds: 0 },
    origin: NOWHERE,
    addresses: NO_BYTES,
    source: 0,
    destination: 0,
    addressLength: 0,
    sourcePort: 0,
    destinationPort: 0,
    sequence: 0,
    acknowledgement: 0,
    flags: 0,
    window: 0,
    data: NO_BYTES,
    start: 0,
    end: 0,
    payloadLength: 0,
  };

  return (cursor: Cursor): number => {
    const { data, start, wireEnd } = cursor;
    if (start + 20 > cursor.end || start + 20 > wireEnd) return MALFORMED;
    const headerLength = (data[start + 12]! >> 4) << 2;
    const payload = start + headerLength;
    if (headerLength < 20 || payload > wireEnd) return MALFORMED;

    const end = cursor.end < wireEnd ? cursor.end : wireEnd;
    segment.stamp = cursor.stamp;
    segment.origin = cursor.origin;
    segment.addresses = cursor.addresses;
    segment.source = cursor.source;
    segment.destination = cursor.destination;
    segment.addressLength = cursor.addressLength;
    segment.sourcePort = (data[start]! << 8) | data[start + 1]!;
    segment.destinationPort = (data[start + 2]! << 8) | data[start + 3]!;
    segment.sequence = i32(data, start + 4);
    segment.acknowledgement = i32(data, start + 8);
    segment.flags = data[start + 13]!;
    segment.window = (data[start + 14]! << 8) | data[start + 15]!;
    segment.data = data;
    // Options that the capture cut off leave no payload.
    segment.start = payload < end ? payload : end;
    segment.end = end;
    segment.payloadLength = wireEnd - payload;
    emit(segment);
    return PASSED;
  };
}

function i32(data: Uint8Array, at: number): number {
  return (data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!;
}
