import { bytes, join } from './bytes.ts';

/** How a capture file should differ from the plain one. */
export type FileStyle = {
  readonly linkType?: number;
  readonly littleEndian?: boolean;
  /** Timestamps in nanoseconds rather than microseconds. */
  readonly nanoseconds?: boolean;
  /** Bytes kept of a packet. */
  readonly snapLength?: number;
  /** Seconds since 1970 of the first packet. */
  readonly startSeconds?: number;
  /** Nanoseconds from packet to packet. */
  readonly stepNanoseconds?: number;
};

const SNAP_LENGTH = 262_144;
const START = 1_700_000_000;
const STEP = 1_000_000;

/** A classic pcap file, block by block (draft-ietf-opsawg-pcap): the header, then a record per packet. */
export function* pcapBlocks(packets: Iterable<Uint8Array>, style: FileStyle = {}): Generator<Uint8Array> {
  const { linkType = 1, littleEndian = true, snapLength = SNAP_LENGTH } = style;
  const header = new DataView(new ArrayBuffer(24));
  header.setUint32(0, style.nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, littleEndian);
  header.setUint16(4, 2, littleEndian);
  header.setUint16(6, 4, littleEndian);
  header.setUint32(16, snapLength, littleEndian);
  header.setUint32(20, linkType, littleEndian);
  yield new Uint8Array(header.buffer);

  const times = clock(style);
  for (const packet of packets) {
    const { seconds, nanoseconds } = times.next().value;
    const kept = Math.min(packet.length, snapLength);
    const record = new Uint8Array(16 + kept);
    const view = new DataView(record.buffer);
    view.setUint32(0, seconds, littleEndian);
    view.setUint32(4, style.nanoseconds ? nanoseconds : Math.floor(nanoseconds / 1000), littleEndian);
    view.setUint32(8, kept, littleEndian);
    view.setUint32(12, packet.length, littleEndian);
    record.set(packet.length > kept ? packet.subarray(0, kept) : packet, 16);
    yield record;
  }
}

/** A classic pcap file. */
export function pcap(packets: Iterable<Uint8Array>, style: FileStyle = {}): Uint8Array {
  return join(pcapBlocks(packets, style));
}

/** A pcapng file of one section and one interface (draft-ietf-opsawg-pcapng), block by block. */
function* pcapngBlocks(packets: Iterable<Uint8Array>, style: FileStyle = {}): Generator<Uint8Array> {
  const { linkType = 1, littleEndian = true, snapLength = SNAP_LENGTH } = style;
  const number = (value: number, length: 2 | 4): Uint8Array => {
    const view = new DataView(new ArrayBuffer(length));
    if (length === 2) view.setUint16(0, value, littleEndian);
    else view.setUint32(0, value, littleEndian);
    return new Uint8Array(view.buffer);
  };
  const block = (type: number, ...parts: readonly Uint8Array[]): Uint8Array => {
    const body = join(parts);
    const padding = new Uint8Array(-body.length & 3);
    const length = number(12 + body.length + padding.length, 4);
    return bytes(number(type, 4), length, body, padding, length);
  };

  const unknownLength = number(0xffffffff, 4);
  const version = [number(1, 2), number(0, 2)];
  yield block(0x0a0d0d0a, number(0x1a2b3c4d, 4), ...version, unknownLength, unknownLength);
  const resolution = bytes(number(9, 2), number(1, 2), style.nanoseconds ? 9 : 6, 0, 0, 0, number(0, 4));
  yield block(1, number(linkType, 2), number(0, 2), number(snapLength, 4), resolution);

  const times = clock(style);
  for (const packet of packets) {
    const { seconds, nanoseconds } = times.next().value;
    const whole = BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
    const units = style.nanoseconds ? whole : whole / 1000n;
    const time = [number(Number(units >> 32n), 4), number(Number(units & 0xffffffffn), 4)];
    const kept = packet.subarray(0, snapLength);
    yield block(6, number(0, 4), ...time, number(kept.length, 4), number(packet.length, 4), kept);
  }
}

/** A pcapng file of one section and one interface. */
export function pcapng(packets: Iterable<Uint8Array>, style: FileStyle = {}): Uint8Array {
  return join(pcapngBlocks(packets, style));
}

type Time = { readonly seconds: number; readonly nanoseconds: number };

function* clock({ startSeconds = START, stepNanoseconds = STEP }: FileStyle): Generator<Time, never> {
  let seconds = startSeconds;
  let nanoseconds = 0;
  for (;;) {
    yield { seconds, nanoseconds };
    nanoseconds += stepNanoseconds;
    seconds += Math.floor(nanoseconds / 1e9);
    nanoseconds %= 1e9;
  }
}
