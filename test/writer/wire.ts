import { ipv4, ipv4Fragments, ipv6, ipv6Fragments } from './ip.ts';
import { ethernet, type Link } from './link.ts';
import { tcpBytes, type WrittenSegment } from './tcp.ts';

/** Address and port of both sides; the form of the addresses decides between IPv4 and IPv6. */
export type Hosts = readonly [Host, Host];
type Host = { readonly address: string; readonly port: number };

export const HOSTS4: Hosts = [
  { address: '192.0.2.10', port: 50_000 },
  { address: '192.0.2.20', port: 1935 },
];

export const HOSTS6: Hosts = [
  { address: '2001:db8::10', port: 50_000 },
  { address: '2001:db8::20', port: 1935 },
];

export type WireStyle = {
  readonly hosts?: Hosts;
  readonly link?: Link;
  /** Payload bytes of an IP fragment at most; packets with more are fragmented. */
  readonly fragmentSize?: number;
};

/** Puts segments into packets of a link layer, lazily; a fragmented one gives several. */
export function* packets(
  segments: Iterable<WrittenSegment>,
  { hosts = HOSTS4, link = ethernet(), fragmentSize = Infinity }: WireStyle = {},
): Generator<Uint8Array> {
  let identification = 0;
  for (const segment of segments) {
    const source = hosts[segment.from];
    const destination = hosts[segment.from === 0 ? 1 : 0];
    const tcp = tcpBytes(segment, source.port, destination.port);
    const isIpv6 = source.address.includes(':');
    identification = (identification + 1) & 0xffff;
    const packet = isIpv6
      ? ipv6(source.address, destination.address, tcp)
      : ipv4(source.address, destination.address, tcp, { identification });
    if (tcp.length <= fragmentSize) {
      yield link.wrap(packet);
      continue;
    }
    const fragments = isIpv6
      ? ipv6Fragments(packet, fragmentSize, identification)
      : ipv4Fragments(packet, fragmentSize, identification);
    for (const fragment of fragments) yield link.wrap(fragment);
  }
}
