import { bytes, u16, u24, u32, type Part } from './bytes.ts';
import { ipv4, ipv6 } from './ip.ts';
import { etherType, ethernet, isIpv6, type Link } from './link.ts';

/** Puts a packet into another one. */
export type Wrap = (packet: Uint8Array) => Uint8Array;

const PORT = 40_000;

/** Packets in tunnels, over a link of their own. */
export function tunnel(wrap: Wrap, outer: Link = ethernet()): Link {
  return { linkType: outer.linkType, wrap: (packet) => outer.wrap(wrap(packet)) };
}

/** An IP packet of `version` around `payload`, between the ends of the tunnel. */
export function between(version: 4 | 6, protocol: number, payload: Uint8Array): Uint8Array {
  return version === 4
    ? ipv4('198.51.100.1', '198.51.100.2', payload, { protocol })
    : ipv6('2001:db8:ffff::1', '2001:db8:ffff::2', payload, { nextHeader: protocol });
}

/** IP in IP (RFC 2003, RFC 2473, RFC 4213), by the version of the outer header. */
export function ipInIp(version: 4 | 6): Wrap {
  return (packet) => between(version, isIpv6(packet) ? 41 : 4, packet);
}

/** MPLS on Ethernet (RFC 3032): so many labels. */
export function mpls(labels: number, type = 0x8847): Link {
  return { linkType: 1, wrap: (packet) => bytes(new Uint8Array(12), u16(type), stack(labels), packet) };
}

/** MPLS as a link type. */
export const mplsAlone: Link = { linkType: 219, wrap: (packet) => bytes(stack(2), packet) };

/** Ethernet on a pseudowire of MPLS (RFC 4448), perhaps with a control word. */
export function pseudowire(controlWord: boolean): Link {
  const word = controlWord ? u32(7) : bytes();
  return { linkType: 1, wrap: (packet) => mpls(2).wrap(bytes(word, ethernet().wrap(packet))) };
}

function stack(labels: number): Uint8Array {
  return bytes(...Array.from({ length: labels }, (_, i) => u32(0x00100040 | (i === labels - 1 ? 0x100 : 0))));
}

/** GRE (RFC 2784, RFC 2890): `flags` of its first byte, and the payload with its protocol. */
export function gre(flags = 0, content: GreContent = ipContent, version: 4 | 6 = 4): Wrap {
  const options = [0x80, 0x20, 0x10].filter((flag) => (flags & flag) !== 0).map((flag) => u32(flag));
  return (packet) => {
    const [protocol, payload] = content(packet);
    return between(version, 47, bytes(flags, 0, u16(protocol), ...options, payload));
  };
}

export type GreContent = (packet: Uint8Array) => readonly [protocol: number, payload: Uint8Array];

const ipContent: GreContent = (packet) => [etherType(packet), packet];

/** Transparent Ethernet bridging. */
export const bridged: GreContent = (packet) => [0x6558, ethernet().wrap(packet)];

/** What ERSPAN types I, II and III put before a frame (draft-foschiano-erspan §4); III also with its optional header. */
export const erspan1: GreContent = (packet) => [0x88be, ethernet().wrap(packet)];
export const erspan2: GreContent = (packet) => [
  0x88be,
  bytes(0x10, new Uint8Array(7), ethernet().wrap(packet)),
];
export const erspan3: GreContent = (packet) => [
  0x22eb,
  bytes(0x20, new Uint8Array(11), ethernet().wrap(packet)),
];
export const erspan3Platform: GreContent = (packet) => [
  0x22eb,
  bytes(0x20, new Uint8Array(10), 1, new Uint8Array(8), ethernet().wrap(packet)),
];

/** UDP without a checksum, in a packet between the ends of the tunnel. */
export function udp(port: number, payload: Uint8Array, version: 4 | 6 = 4): Uint8Array {
  return between(version, 17, bytes(u16(PORT), u16(port), u16(8 + payload.length), u16(0), payload));
}

/** VXLAN (RFC 7348 §5). */
export function vxlan(version: 4 | 6 = 4): Wrap {
  return (packet) => udp(4789, bytes(u32(0x08000000), u24(42), 0, ethernet().wrap(packet)), version);
}

/** Geneve (RFC 8926 §3.4): bare IP, or Ethernet, behind options of so many words. */
export function geneve(words: number, content: GreContent = bridged): Wrap {
  const options = words === 0 ? bytes() : bytes(u16(0x0102), 3, words - 1, new Uint8Array(4 * (words - 1)));
  return (packet) => {
    const [protocol, payload] = content(packet);
    return udp(6081, bytes(words, 0, u16(protocol), u24(42), 0, options, payload));
  };
}

/** Geneve with IP in it. */
export const geneveIp: Wrap = geneve(0, ipContent);

/** GTP-U (3GPP TS 29.281 §5.1): extension headers by type, each with a multiple of four bytes, lengths included. */
export function gtpU(
  flags = 0,
  ...extensions: readonly (readonly [type: number, content: Uint8Array])[]
): Wrap {
  const types = [...extensions.map(([type]) => type), 0];
  const headers: Part[] = extensions.map(([, content], i) =>
    bytes((content.length + 2) / 4, content, types[i + 1]!),
  );
  const used = flags | (extensions.length > 0 ? 4 : 0);
  const optional = used === 0 ? bytes() : bytes(u16(1), 0, types[0]!);
  return (packet) => {
    const payload = bytes(optional, ...headers, packet);
    return udp(2152, bytes(0x30 | used, 0xff, u16(payload.length), u32(7), payload));
  };
}
