import { bytes, u16, u32, u32le } from './bytes.ts';

/** A link layer: the LINKTYPE_ value for the file, and how it wraps an IP packet. */
export type Link = { readonly linkType: number; wrap(packet: Uint8Array): Uint8Array };

const MACS = bytes(0x02, 0, 0, 0, 0, 0x02, 0x02, 0, 0, 0, 0, 0x01);

/** Ethernet; `tags` are VLAN tag types, outermost first, such as 0x88a8, 0x8100. */
export function ethernet(...tags: readonly number[]): Link {
  const vlan = bytes(...tags.flatMap((type, i) => [u16(type), u16(100 + i)]));
  return { linkType: 1, wrap: (packet) => bytes(MACS, vlan, u16(etherType(packet)), packet) };
}

/** Ethernet frames filled up with zeros to the 60 bytes that a network card sends at least (IEEE 802.3). */
export const paddedEthernet: Link = {
  linkType: 1,
  wrap(packet) {
    const frame = ethernet().wrap(packet);
    return bytes(frame, new Uint8Array(Math.max(0, 60 - frame.length)));
  },
};

/** A PPPoE session on Ethernet (RFC 2516). */
export const pppoe: Link = {
  linkType: 1,
  wrap(packet) {
    const protocol = isIpv6(packet) ? 0x0057 : 0x0021;
    return bytes(MACS, u16(0x8864), 0x11, 0, u16(1), u16(packet.length + 2), u16(protocol), packet);
  },
};

/** Linux cooked capture. */
export const linuxCooked: Link = {
  linkType: 113,
  wrap: (packet) =>
    bytes(u16(0), u16(1), u16(6), MACS.subarray(0, 6), u16(0), u16(etherType(packet)), packet),
};

/** Linux cooked capture, version 2. */
export const linuxCooked2: Link = {
  linkType: 276,
  wrap: (packet) =>
    bytes(u16(etherType(packet)), u16(0), u32(1), u16(1), 0, 6, MACS.subarray(0, 6), u16(0), packet),
};

/** BSD loopback in the byte order of a little-endian host; `family6` is 24, 28 or 30 by operating system. */
export function nullLoopback(family6 = 30): Link {
  return { linkType: 0, wrap: (packet) => bytes(u32le(isIpv6(packet) ? family6 : 2), packet) };
}

/** OpenBSD loopback. */
export const loop: Link = {
  linkType: 108,
  wrap: (packet) => bytes(u32(isIpv6(packet) ? 24 : 2), packet),
};

/** Nothing but the IP packet, as LINKTYPE_RAW unless told. */
export function rawIp(linkType = 101): Link {
  return { linkType, wrap: (packet) => packet };
}

function isIpv6(packet: Uint8Array): boolean {
  return packet[0]! >> 4 === 6;
}

function etherType(packet: Uint8Array): number {
  return isIpv6(packet) ? 0x86dd : 0x0800;
}
