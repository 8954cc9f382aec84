import { bytes, join, u16, u32 } from './bytes.ts';

const TCP = 6;

/** How an IPv4 header should differ from the plain one. */
export type Ipv4Style = {
  readonly protocol?: number;
  readonly identification?: number;
  /** Flags and offset as in the header: 0x2000 more fragments, offset in units of 8 bytes. */
  readonly fragment?: number;
  /** A multiple of 4 bytes. */
  readonly options?: Uint8Array;
  /** What the header says instead of the true length: 0 as offloading network cards leave it. */
  readonly totalLength?: number;
};

/** An IPv4 packet (RFC 791 §3.1). A TCP payload gets its checksum. */
export function ipv4(
  source: string,
  destination: string,
  payload: Uint8Array,
  style: Ipv4Style = {},
): Uint8Array {
  const options = style.options ?? bytes();
  const headerLength = 20 + options.length;
  const addresses = join([addressBytes(source), addressBytes(destination)]);
  const protocol = style.protocol ?? TCP;
  const packet = bytes(
    0x40 | (headerLength / 4),
    0,
    u16(style.totalLength ?? headerLength + payload.length),
    u16(style.identification ?? 0),
    u16(style.fragment ?? 0x4000),
    64,
    protocol,
    u16(0),
    addresses,
    options,
    payload,
  );
  packet.set(u16(checksum(packet, 0, headerLength, 0)), 10);
  if (protocol === TCP) sumTcp(packet, headerLength, addresses);
  return packet;
}

/** The packet in fragments with `size` bytes of payload each, in order (RFC 791 §3.2). */
export function ipv4Fragments(packet: Uint8Array, size: number, identification: number): Uint8Array[] {
  const headerLength = (packet[0]! & 0x0f) * 4;
  return slices(packet.subarray(headerLength), size).map(({ at, part, last }) => {
    const fragment = bytes(packet.subarray(0, headerLength), part);
    fragment.set(u16(fragment.length), 2);
    fragment.set(u16(identification), 4);
    fragment.set(u16((last ? 0 : 0x2000) | (at / 8)), 6);
    fragment.set(u16(0), 10);
    fragment.set(u16(checksum(fragment, 0, headerLength, 0)), 10);
    return fragment;
  });
}

/** An IPv6 extension header: its type, and its bytes but for the first, which names the next header. */
type Extension = { readonly type: number; readonly rest: Uint8Array };

/** How an IPv6 packet should differ from the plain one. */
export type Ipv6Style = {
  readonly nextHeader?: number;
  readonly extensions?: readonly Extension[];
  /** What the header says instead of the true length. */
  readonly payloadLength?: number;
};

/** An IPv6 packet (RFC 8200 §3). A TCP payload gets its checksum. */
export function ipv6(
  source: string,
  destination: string,
  payload: Uint8Array,
  style: Ipv6Style = {},
): Uint8Array {
  const extensions = style.extensions ?? [];
  const types = [...extensions.map((extension) => extension.type), style.nextHeader ?? TCP];
  const chain = join(extensions.map((extension, i) => bytes(types[i + 1]!, extension.rest)));
  const addresses = join([addressBytes(source), addressBytes(destination)]);
  const length = style.payloadLength ?? chain.length + payload.length;
  const packet = bytes(u32(0x60000000), u16(length), types[0]!, 64, addresses, chain, payload);
  if (types.at(-1) === TCP) sumTcp(packet, 40 + chain.length, addresses);
  return packet;
}

/** The packet, which must have no extension headers, in fragments with `size` bytes each, in order (RFC 8200 §4.5). */
export function ipv6Fragments(packet: Uint8Array, size: number, identification: number): Uint8Array[] {
  return slices(packet.subarray(40), size).map(({ at, part, last }) => {
    const header = bytes(packet[6]!, 0, u16(at | (last ? 0 : 1)), u32(identification));
    const fragment = bytes(packet.subarray(0, 40), header, part);
    fragment.set(u16(header.length + part.length), 4);
    fragment[6] = 44;
    return fragment;
  });
}

const known = new Map<string, Uint8Array>();

/** 4 or 16 bytes, of `192.0.2.1` or `2001:db8::1`. Remembered, since a capture says the same ones in every packet. */
export function addressBytes(text: string): Uint8Array {
  const address = known.get(text) ?? parseAddress(text);
  known.set(text, address);
  return address;
}

function parseAddress(text: string): Uint8Array {
  if (!text.includes(':')) return Uint8Array.from(text.split('.'), Number);
  const [head = [], tail = []] = text.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return join([...head, ...zeros, ...tail].map((group) => u16(Number.parseInt(group, 16))));
}

type Slice = { readonly at: number; readonly part: Uint8Array; readonly last: boolean };

function slices(payload: Uint8Array, size: number): Slice[] {
  const step = size & ~7;
  return Array.from({ length: Math.max(1, Math.ceil(payload.length / step)) }, (_, i) => ({
    at: i * step,
    part: payload.subarray(i * step, (i + 1) * step),
    last: (i + 1) * step >= payload.length,
  }));
}

/** Fills in the checksum of the TCP segment that begins at `start` (RFC 9293 §3.1, with the pseudo header). */
function sumTcp(packet: Uint8Array, start: number, addresses: Uint8Array): void {
  if (packet.length < start + 20) return;
  const pseudo = sum(addresses, 0, addresses.length, TCP + packet.length - start);
  packet.set(u16(checksum(packet, start, packet.length, pseudo)), start + 16);
}

/** The Internet checksum (RFC 1071). */
function checksum(data: Uint8Array, start: number, end: number, initial: number): number {
  let total = sum(data, start, end, initial);
  while (total > 0xffff) total = (total & 0xffff) + Math.floor(total / 0x10000);
  return ~total & 0xffff;
}

function sum(data: Uint8Array, start: number, end: number, initial: number): number {
  let total = initial;
  for (let i = start; i + 1 < end; i += 2) total += (data[i]! << 8) | data[i + 1]!;
  return (end - start) % 2 === 0 ? total : total + (data[end - 1]! << 8);
}
