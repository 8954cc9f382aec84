import { expect, test } from 'vitest';
import { bytes, hex, u16, u32 } from '../writer/bytes.ts';
import * as link from '../writer/link.ts';
import { Talk } from '../writer/tcp.ts';
import { radiotap, wireless } from '../writer/wireless.ts';
import { HOSTS4, HOSTS6, packets } from '../writer/wire.ts';
import { addressBytes } from '../writer/ip.ts';
import { findSegments } from './find-segments.ts';
import { LINKS } from './links.ts';

const HELLO = bytes('hello');

function hello(wrapping: link.Link, hosts = HOSTS4): Uint8Array[] {
  return [...packets(new Talk().say(0, HELLO), { hosts, link: wrapping })];
}

test.each([
  ...LINKS,
  ['Ethernet with padding', link.paddedEthernet] as const,
  ['Ethernet with a length, and padding', link.ethernetLength] as const,
])('finds IPv4 and IPv6 in %s', (_name, wrapping) => {
  for (const hosts of [HOSTS4, HOSTS6]) {
    const { segments, notes } = findSegments(hello(wrapping, hosts), wrapping.linkType);
    expect(notes).toEqual([]);
    expect(segments).toHaveLength(2);
    expect(segments[0]).toMatchObject({
      frame: 1,
      sourcePort: 50_000,
      destinationPort: 1935,
      source: addressBytes(hosts[0].address),
      destination: addressBytes(hosts[1].address),
      sequence: 1_000_001,
      acknowledgement: 2_000_001,
      flags: 0x18,
      window: 65_535,
      payload: HELLO,
      payloadLength: 5,
    });
    expect(segments[1]).toMatchObject({ frame: 2, sourcePort: 1935, payload: bytes(), payloadLength: 0 });
  }
});

test('finds IP of the version that the link type names', () => {
  expect(findSegments(hello(link.rawIp(228)), 228).segments).toHaveLength(2);
  expect(findSegments(hello(link.rawIp(229), HOSTS6), 229).segments).toHaveLength(2);
  const wrong = findSegments(hello(link.rawIp(228), HOSTS6), 228);
  expect(wrong.segments).toEqual([]);
  expect(wrong.notes).toMatchObject([{ code: 'net.malformed' }]);
});

test('reads BSD loopback in the byte order of either host', () => {
  const packet = hello(link.rawIp())[0]!;
  expect(findSegments([bytes(hex('02000000'), packet)], 0).segments).toHaveLength(1);
  expect(findSegments([bytes(hex('00000002'), packet)], 0).segments).toHaveLength(1);
  expect(findSegments([bytes(hex('00000007'), packet)], 0)).toEqual({ segments: [], notes: [] });
});

test('notes a link type it cannot read once, with its number and the frames', () => {
  const { segments, notes } = findSegments(hello(link.rawIp()), 195);
  expect(segments).toEqual([]);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatchObject({ code: 'net.unknown-link-type', severity: 'warning' });
  expect(notes[0]!.text).toMatch(/2 frames.* 195/);
});

test('lets pass by what is not TCP', () => {
  const macs = new Uint8Array(12);
  const arp = bytes(macs, u16(0x0806), new Uint8Array(28));
  const spanningTree = bytes(macs, u16(38), new Uint8Array(46));
  const udp = hello(link.ethernet())[0]!.slice();
  udp[23] = 17;
  expect(findSegments([arp, spanningTree, udp])).toEqual({ segments: [], notes: [] });
});

test('ends at any number of VLAN tags', () => {
  const tags = Array.from({ length: 1000 }, () => 0x8100);
  expect(findSegments(hello(link.ethernet(...tags))).segments).toEqual([]);
});

test('takes the length of a PPPoE session for the length of its packet', () => {
  for (const payload of [HELLO, new Uint8Array(1000)]) {
    const [frame] = [...packets(new Talk().say(0, payload), { link: link.pppoe })];
    const tooLong = frame!.slice();
    tooLong.set(u16(0xffff), 14 + 8 + 2);
    const padded = bytes(tooLong, new Uint8Array(6));
    expect(findSegments([padded]).segments[0]!.payload).toEqual(payload);
  }
});

test('lets pass by what is not IP in PPPoE', () => {
  const discovery = bytes(new Uint8Array(12), u16(0x8863), u32(0x11090000), u16(0));
  const [linkControl] = hello(link.pppoe);
  linkControl!.set(u16(0xc021), 20);
  expect(findSegments([discovery, linkControl!])).toEqual({ segments: [], notes: [] });
});

test('lets pass by what is not IP behind LLC', () => {
  const macs = new Uint8Array(12);
  const cisco = bytes(macs, u16(28), hex('aaaa03 00000c 2000'), new Uint8Array(38));
  const ipx = bytes(macs, u16(33), hex('ffff'), new Uint8Array(44));
  const spanningTree = bytes(macs, u16(38), hex('424203'), new Uint8Array(43));
  expect(findSegments([cisco, ipx, spanningTree])).toEqual({ segments: [], notes: [] });
});

test('lets pass by what is not IP on a line, or in a header of the capturing system', () => {
  const keepalive = bytes(hex('8f008035'), new Uint8Array(14));
  expect(findSegments([keepalive], 104)).toEqual({ segments: [], notes: [] });
  const packet = hello(link.rawIp())[0]!;
  for (const [wrapping, family] of [
    [link.ipnet, 1],
    [link.nflog(), 0],
  ] as const) {
    const other = wrapping.wrap(packet);
    other[family] = 7;
    expect(findSegments([other], wrapping.linkType)).toEqual({ segments: [], notes: [] });
  }
  const noPacket = link.nflog().wrap(packet).subarray(0, 24);
  expect(findSegments([noPacket], 239)).toEqual({ segments: [], notes: [] });
  expect(findSegments([link.pktap(link.rawIp(), 2).wrap(packet)], 258).segments).toEqual([]);
});

test('notes the link type inside of one that it cannot read', () => {
  for (const outer of [link.ppi(link.rawIp(195)), link.pktap(link.rawIp(195))]) {
    const { segments, notes } = findSegments(hello(outer), outer.linkType);
    expect(segments).toEqual([]);
    expect(notes).toMatchObject([{ code: 'net.unknown-link-type' }]);
    expect(notes[0]!.text).toMatch(/2 frames.* 195/);
  }
});

test.each([
  ['a PPI header shorter than its fields', link.ppi(link.rawIp()), 2, 7],
  ['a PPI header longer than the frame', link.ppi(link.rawIp()), 3, 0xff],
  ['PPI of a version to come', link.ppi(link.rawIp()), 0, 1],
  ['a link type of more than 16 bits', link.ppi(link.rawIp()), 6, 2],
  ['a PKTAP header shorter than its fields', link.pktap(link.rawIp()), 0, 107],
  ['NFLOG of a version to come', link.nflog(), 1, 1],
  ['an NFLOG attribute shorter than its header', link.nflog(), 4, 3],
  ['an NFLOG attribute longer than the frame', link.nflog(), 5, 0xff],
  ['a Radiotap header shorter than its fields', radiotap(wireless()), 2, 7],
  ['a Radiotap header longer than the frame', radiotap(wireless()), 3, 0xff],
  ['Radiotap of a version to come', radiotap(wireless()), 0, 1],
])('counts as damaged %s', (_name, wrapping, at, value) => {
  const frame = wrapping.wrap(hello(link.rawIp())[0]!);
  frame[at] = value;
  const { segments, notes } = findSegments([frame], wrapping.linkType);
  expect(segments).toEqual([]);
  expect(notes).toMatchObject([{ code: 'net.malformed' }]);
});
