import { expect, test } from 'vitest';
import { bytes, u16, u32 } from '../writer/bytes.ts';
import { addressBytes, ipv4, ipv4Fragments, ipv6, ipv6Fragments } from '../writer/ip.ts';
import { ethernet } from '../writer/link.ts';
import { Random } from '../writer/random.ts';
import { Talk, tcpBytes } from '../writer/tcp.ts';
import { between, erspan2, erspan3, gre, gtpU, ipInIp, mpls, udp, vxlan } from '../writer/tunnel.ts';
import { findSegments } from './find-segments.ts';

const PAYLOAD = new Random(5).bytes(1000);
const TCP = tcpBytes([...new Talk().say(0, PAYLOAD)][0]!, 50_000, 1935);
const V4 = ipv4('192.0.2.1', '192.0.2.2', TCP);
const V6 = ipv6('2001:db8::1', '2001:db8::2', TCP);
const NOTHING = { segments: [], notes: [] };

test.each([
  ['IPv4', V4, [192, 0, 2, 1]],
  ['IPv6', V6, [...addressBytes('2001:db8::1')]],
])('puts the fragments of a tunnel together, and those of what it carries: %s', (_name, packet, source) => {
  const inner = packet === V4 ? ipv4Fragments(packet, 600, 1) : ipv6Fragments(packet, 600, 1);
  for (const wrap of [vxlan(), gtpU(), gre(), ipInIp(4)]) {
    const outer = inner.flatMap((fragment, i) => ipv4Fragments(wrap(fragment), 200, i));
    for (const order of [outer, outer.toReversed()]) {
      const { segments, notes } = findSegments(order, 101);
      expect(segments).toHaveLength(1);
      expect(segments[0]).toMatchObject({ frame: outer.length, payload: PAYLOAD });
      expect([...segments[0]!.source]).toEqual(source);
      expect(notes).toEqual([]);
    }
  }
});

test('takes the length of a tunnel for the length of its packet', () => {
  const open = ipv4('192.0.2.1', '192.0.2.2', TCP, { totalLength: 0 });
  const trailer = new Uint8Array(20).fill(7);
  for (const wrap of [gtpU(), gtpU(2), ipInIp(4), vxlan()]) {
    const frame = bytes(ethernet().wrap(wrap(open)), trailer);
    expect(findSegments([frame]).segments).toMatchObject([
      { payloadLength: PAYLOAD.length, payload: PAYLOAD },
    ]);
  }
  const gtp = bytes(0x30, 0xff, u16(open.length), u32(7), open, trailer);
  expect(findSegments([udp(2152, gtp)], 101).segments).toMatchObject([{ payload: PAYLOAD }]);
});

test('takes the outer packet for the end when UDP does not say its length', () => {
  const packet = vxlan()(V4);
  packet.set(u16(0), 24);
  expect(findSegments([packet], 101).segments).toMatchObject([{ payload: PAYLOAD }]);
});

test.each([
  ['DNS', udp(53, new Uint8Array(40))],
  ['UDP with a length below its own', bytes(udp(53, new Uint8Array(40)).fill(0, 24, 26))],
  ['VXLAN without its flag', edited(vxlan()(V4), 28, 0)],
  ['an echo of GTP-U', edited(gtpU(2)(V4), 29, 1)],
  ["GTP'", edited(gtpU()(V4), 28, 0x20)],
  ['GTP of another version', edited(gtpU()(V4), 28, 0x50)],
  ['GTP-U with what is not IP', gtpU()(bytes(0xff, 3, u16(0xc021)))],
  ['Geneve of another version', udp(6081, bytes(0x40, 0, u16(0x0800), u32(0), V4))],
  ['PPTP', edited(gre(0x20)(V4), 21, 1)],
  ['GRE with routing', edited(gre(0x20)(V4), 20, 0x60)],
  ['ERSPAN II of another version', gre(0x10, (packet) => [0x88be, erspan3(packet)[1]])(V4)],
  ['ERSPAN III of another version', gre(0x10, (packet) => [0x22eb, erspan2(packet)[1]])(V4)],
  ['ESP', between(4, 50, V4)],
])('lets pass by %s', (_name, packet) => {
  expect(findSegments([packet], 101)).toEqual(NOTHING);
});

test('lets pass by what is neither IP nor Ethernet in MPLS', () => {
  expect(findSegments([mpls(1).wrap(bytes(0x10, new Uint8Array(60)))])).toEqual(NOTHING);
});

test('counts as damaged an extension header of GTP-U without length', () => {
  const packet = edited(gtpU(0, [0x85, bytes(0, 9)])(V4), 40, 0);
  const { segments, notes } = findSegments([packet], 101);
  expect(segments).toEqual([]);
  expect(notes).toMatchObject([{ code: 'net.malformed' }]);
});

test('ends at any number of labels, and of tunnels', () => {
  expect(findSegments([mpls(1000).wrap(V4)]).segments).toEqual([]);
  let packet = V4;
  for (let i = 0; i < 1000; i++) packet = ipInIp(4)(packet);
  expect(findSegments([packet], 101).segments).toEqual([]);
});

function edited(packet: Uint8Array, at: number, value: number): Uint8Array {
  const copy = packet.slice();
  copy[at] = value;
  return copy;
}
