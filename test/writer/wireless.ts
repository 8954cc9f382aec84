import { bytes, u16, u32le } from './bytes.ts';
import { snap, type Link } from './link.ts';

/** How an 802.11 data frame should differ from the plain one to an access point. */
export type WirelessStyle = {
  readonly qos?: boolean;
  /** Both ToDS and FromDS, and so a fourth address. */
  readonly fourAddresses?: boolean;
  /** HT Control behind QoS Control. */
  readonly htControl?: boolean;
  /** As the only packet of an A-MSDU. */
  readonly aggregated?: boolean;
  /** More bits of the second byte of Frame Control. */
  readonly flags?: number;
  readonly fragmentNumber?: number;
  /** Zeros behind the header up to a multiple of four bytes. */
  readonly padded?: boolean;
};

const ADDRESS = bytes(0x02, 0, 0, 0, 0, 0x01);

/** An IEEE 802.11 data frame. */
export function wireless(style: WirelessStyle = {}): Link {
  return {
    linkType: 105,
    wrap: (packet) => frameOf(style.aggregated ? subframe(snap(packet)) : snap(packet), style),
  };
}

/** An A-MSDU (IEEE 802.11-2020 §9.3.2.2) of several packets. */
export function aggregate(packets: readonly Uint8Array[]): Uint8Array {
  const parts = packets.map((packet, i) => {
    const part = subframe(snap(packet));
    return i === packets.length - 1 ? part : bytes(part, new Uint8Array(-part.length & 3));
  });
  return frameOf(bytes(...parts), { qos: true, aggregated: true });
}

/** What Radiotap tells: bits of its field Flags, and whether the time, and words of more bits, come before it. */
export type RadiotapStyle = {
  readonly flags?: number;
  readonly time?: boolean;
  readonly moreBits?: boolean;
};

/** Radiotap before an 802.11 frame. */
export function radiotap(inner: Link, { flags, time = false, moreBits = false }: RadiotapStyle = {}): Link {
  const present = (time ? 1 : 0) | (flags === undefined ? 0 : 2);
  const words = moreBits ? bytes(u32le(present | 0x80000000), u32le(0)) : u32le(present);
  const gap = new Uint8Array(time ? -(4 + words.length) & 7 : 0);
  const fields = bytes(gap, new Uint8Array(time ? 8 : 0).fill(0x60), flags === undefined ? bytes() : flags);
  const length = 4 + words.length + fields.length;
  return {
    linkType: 127,
    wrap: (packet) => bytes(0, 0, length, 0, words, fields, inner.wrap(packet)),
  };
}

function frameOf(body: Uint8Array, style: WirelessStyle): Uint8Array {
  const qos = style.qos === true || style.aggregated === true;
  const flags = (style.fourAddresses ? 0x03 : 0x01) | (style.htControl ? 0x80 : 0) | (style.flags ?? 0);
  const header = bytes(
    qos ? 0x88 : 0x08,
    flags,
    u16(0),
    ADDRESS,
    ADDRESS,
    ADDRESS,
    style.fragmentNumber ?? 0,
    0x10,
    style.fourAddresses ? ADDRESS : bytes(),
    qos ? bytes(style.aggregated ? 0x80 : 0, 0) : bytes(),
    style.htControl ? u32le(0) : bytes(),
  );
  return bytes(header, new Uint8Array(style.padded ? -header.length & 3 : 0), body);
}

function subframe(body: Uint8Array): Uint8Array {
  return bytes(ADDRESS, ADDRESS, u16(body.length), body);
}
