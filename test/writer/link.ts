import { bytes, u16, u32, u32le, type Part } from './bytes.ts';

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

/** 802.2 LLC and SNAP (RFC 1042) before the packet. */
export function snap(packet: Uint8Array): Uint8Array {
  return bytes(0xaa, 0xaa, 3, 0, 0, 0, u16(etherType(packet)), packet);
}

/** Ethernet with a length rather than a type (IEEE 802.3), and padding behind it. */
export const ethernetLength: Link = {
  linkType: 1,
  wrap(packet) {
    const frame = snap(packet);
    const padding = new Uint8Array(Math.max(0, 46 - frame.length));
    return bytes(MACS, u16(frame.length), frame, padding);
  },
};

/** The Ethernet header of a switch that adds its tag: Broadcom's (281, 282), or Marvell's (284, 285). */
export function switchTag(linkType: 281 | 282 | 284 | 285): Link {
  const tag = bytes(0x40, 1, 0, 0);
  const type = linkType === 285 ? bytes(u16(0xdada), u16(0)) : bytes();
  const [before, between] = linkType === 282 ? [tag, bytes()] : [bytes(), bytes(type, tag)];
  return { linkType, wrap: (packet) => bytes(before, MACS, between, u16(etherType(packet)), packet) };
}

/** PPP as `linkType` 9, 50 or 51 has it; `before` is what comes before its protocol, of `length` bytes or one. */
function pppAs(linkType: number, before: (length: number) => Uint8Array, short = false): Link {
  return {
    linkType,
    wrap(packet) {
      const protocol = isIpv6(packet) ? 0x57 : 0x21;
      return bytes(before(packet.length + 2), short ? protocol : u16(protocol), packet);
    },
  };
}

/** PPP without framing. */
export const ppp = pppAs(9, () => bytes());

/** PPP without framing, with its protocol in one byte (RFC 1661 §6.5). */
export const pppShort = pppAs(9, () => bytes(), true);

/** PPP with address and control of HDLC (RFC 1662), as either link type. */
export function pppHdlc(linkType: 9 | 50): Link {
  return pppAs(linkType, () => bytes(0xff, 3));
}

/** A PPPoE session without Ethernet. */
export const pppEther = pppAs(51, (length) => bytes(0x11, 0, u16(1), u16(length)));

/** Cisco HDLC, as either link type. */
export function ciscoHdlc(linkType: 50 | 104): Link {
  return { linkType, wrap: (packet) => bytes(0x0f, 0, u16(etherType(packet)), packet) };
}

/** Linux cooked capture of an 802.2 LLC frame. */
export const linuxCookedSnap: Link = {
  linkType: 113,
  wrap: (packet) => bytes(u16(0), u16(1), u16(6), MACS.subarray(0, 6), u16(0), u16(4), snap(packet)),
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

/** Per-Packet Information, with its field 802.11-Common, before a frame of `inner`. */
export function ppi(inner: Link): Link {
  const common = bytes(u16le(2), u16le(20), new Uint8Array(20));
  return {
    linkType: 192,
    wrap: (packet) => bytes(0, 0, u16le(32), u32le(inner.linkType), common, inner.wrap(packet)),
  };
}

/** Apple's PKTAP before a frame of `inner`; a `recordType` other than 1 has none. */
export function pktap(inner: Link, recordType = 1): Link {
  const name = bytes('en0', new Uint8Array(21));
  const head = bytes(u32le(108), u32le(recordType), u32le(inner.linkType), name, u32le(1), u32le(2));
  const rest = new Uint8Array(108 - head.length);
  return { linkType: 258, wrap: (packet) => bytes(head, rest, inner.wrap(packet)) };
}

/** Solaris ipnet. */
export const ipnet: Link = {
  linkType: 226,
  wrap: (packet) =>
    bytes(2, isIpv6(packet) ? 26 : 2, u16(1), u32(packet.length), u32(1), u32(0), u32(0), u32(0), packet),
};

/** Linux NFLOG, written by a host of either byte order: a packet header, a prefix that needs padding, the packet. */
export function nflog(littleEndian = true): Link {
  const number = littleEndian ? u16le : u16;
  const attribute = (type: number, ...value: readonly Part[]): Uint8Array => {
    const content = bytes(...value);
    return bytes(number(4 + content.length), number(type), content);
  };
  return {
    linkType: 239,
    wrap(packet) {
      const header = attribute(1, u16(etherType(packet)), 1, 0);
      const prefix = bytes(attribute(10, 'in:', 0, 0), new Uint8Array(3));
      return bytes(isIpv6(packet) ? 10 : 2, 0, u16(0), header, prefix, attribute(9, packet));
    },
  };
}

function u16le(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8);
}

/** Whether an IP packet is of version 6. */
export function isIpv6(packet: Uint8Array): boolean {
  return packet[0]! >> 4 === 6;
}

/** The EtherType of an IP packet. */
export function etherType(packet: Uint8Array): number {
  return isIpv6(packet) ? 0x86dd : 0x0800;
}
