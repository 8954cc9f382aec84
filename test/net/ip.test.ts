import { expect, test } from 'vitest';
import { bytes, hex, u16, u32 } from '../writer/bytes.ts';
import { ipv4, ipv6, type Ipv4Style, type Ipv6Style } from '../writer/ip.ts';
import { ethernet, paddedEthernet, rawIp } from '../writer/link.ts';
import { Talk, tcpBytes } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';
import { findSegments } from './find-segments.ts';
import { LINKS } from './links.ts';

const HELLO = bytes('hello');
const TCP = tcpBytes([...new Talk().say(0, HELLO)][0]!, 50_000, 1935);

const v4 = (style: Ipv4Style = {}, tcp = TCP): Uint8Array => ipv4('192.0.2.1', '192.0.2.2', tcp, style);
const v6 = (style: Ipv6Style = {}, tcp = TCP): Uint8Array => ipv6('2001:db8::1', '2001:db8::2', tcp, style);

test('skips IPv4 options', () => {
  const options = hex('94040000 01010100');
  expect(findSegments([v4({ options })], 101).segments).toMatchObject([{ payload: HELLO }]);
});

test('leaves padding and trailers out of the payload', () => {
  const [, acknowledgement] = [...packets(new Talk().say(0, HELLO), { link: paddedEthernet })];
  expect(acknowledgement).toHaveLength(60);
  expect(findSegments([acknowledgement!]).segments).toMatchObject([{ payload: bytes(), payloadLength: 0 }]);
  const checked = bytes(ethernet().wrap(v6()), hex('deadbeef'));
  expect(findSegments([checked]).segments).toMatchObject([{ payload: HELLO, payloadLength: 5 }]);
});

test('takes the frame for the end of a packet of length 0, which the network card was to cut up', () => {
  expect(findSegments([v4({ totalLength: 0 })], 101).segments).toMatchObject([{ payload: HELLO }]);
  expect(findSegments([v6({ payloadLength: 0 })], 101).segments).toMatchObject([{ payload: HELLO }]);
  const large = tcpBytes([...new Talk({ mss: 70_000 }).say(0, new Uint8Array(70_000))][0]!, 50_000, 1935);
  expect(findSegments([v4({ totalLength: 0 }, large)], 101).segments[0]!.payloadLength).toBe(70_000);
});

test('says how much of a payload the capture cut off', () => {
  for (const packet of [v4(), v6()]) {
    const cut = packet.length - 3;
    const { segments, notes } = findSegments([packet], 101, cut);
    expect(segments).toMatchObject([{ payload: bytes('he'), payloadLength: 5 }]);
    expect(notes).toEqual([]);
  }
  const uncut = findSegments([v4({ totalLength: 0 })], 101, 42);
  expect(uncut.segments).toMatchObject([{ payload: bytes('he'), payloadLength: 5 }]);
});

test('reads a TCP header whose options were cut off by the capture', () => {
  const options = hex('0101080a 00000001 00000002');
  const segment = { ...[...new Talk().say(0, HELLO)][0]!, options };
  const packet = v4({}, tcpBytes(segment, 50_000, 1935));
  expect(findSegments([packet], 101).segments).toMatchObject([{ payload: HELLO }]);
  const cut = findSegments([packet], 101, 44);
  expect(cut.segments).toMatchObject([{ payload: bytes(), payloadLength: 5, sourcePort: 50_000 }]);
});

test.each([
  ['hop-by-hop options', [{ type: 0, rest: hex('00 0104 00000000') }]],
  ['a long routing header', [{ type: 43, rest: bytes(2, new Uint8Array(22)) }]],
  ['destination options', [{ type: 60, rest: hex('00 0104 00000000') }]],
  ['an authentication header', [{ type: 51, rest: bytes(4, new Uint8Array(22)) }]],
  ['a fragment header of a whole packet', [{ type: 44, rest: hex('00 0000 12345678') }]],
  [
    'several of them',
    [
      { type: 0, rest: hex('00 0104 00000000') },
      { type: 43, rest: bytes(0, new Uint8Array(6)) },
      { type: 44, rest: hex('00 0000 12345678') },
      { type: 60, rest: hex('00 0104 00000000') },
    ],
  ],
])('skips %s', (_name, extensions) => {
  expect(findSegments([v6({ extensions })], 101).segments).toMatchObject([
    { payload: HELLO, sourcePort: 50_000 },
  ]);
});

test.each([
  ['an IP version that is neither 4 nor 6', bytes(0x50, new Uint8Array(39))],
  ['an IPv4 header of less than 20 bytes', edited(v4(), 0, 0x44)],
  ['an IPv4 header longer than the packet', edited(v4({}, bytes()), 0, 0x4f)],
  ['an IPv4 length that does not hold the header', v4({ totalLength: 19 })],
  ['an IPv4 length that does not hold the TCP header', v4({ totalLength: 39 })],
  [
    'an extension header longer than the packet',
    v6({ extensions: [{ type: 60, rest: bytes(200, new Uint8Array(6)) }] }),
  ],
  ['a data offset of less than 20 bytes', edited(v4(), 32, 0x40)],
  ['a data offset behind the end', edited(v4(), 32, 0xf0)],
  ['half an IPv6 header', v6().subarray(0, 20)],
  ['half a TCP header', v4().subarray(0, 30)],
  ['nothing at all', bytes()],
])('lets pass by, but counts, %s', (_name, packet) => {
  const { segments, notes } = findSegments([packet, v4()], 101);
  expect(segments).toMatchObject([{ frame: 2, payload: HELLO }]);
  expect(notes).toMatchObject([{ code: 'net.malformed', severity: 'warning' }]);
  expect(notes[0]!.text).toMatch(/^1 packet /);
});

test('keeps no bytes of a frame beyond the IP packet, whatever the frame says', () => {
  const short = v4({ totalLength: 42 });
  expect(findSegments([short], 101).segments).toMatchObject([{ payload: bytes('he'), payloadLength: 2 }]);
  expect(findSegments([rawIp().wrap(v4({ totalLength: 60_000 }))], 101).segments).toMatchObject([
    { payload: HELLO, payloadLength: 5 },
  ]);
});

test.each(LINKS)('needs all headers, wherever the capture cut the packet: %s', (_name, link) => {
  for (const packet of [v4(), v6({ extensions: [{ type: 60, rest: hex('00 0104 00000000') }] })]) {
    const frame = link.wrap(packet);
    const headers = frame.length - HELLO.length;
    for (let kept = 0; kept < headers; kept++) {
      const { segments, notes } = findSegments([frame], link.linkType, kept);
      expect([kept, segments, notes.map(({ code }) => code)]).toEqual([kept, [], ['net.malformed']]);
    }
    expect(findSegments([frame], link.linkType, headers).segments).toMatchObject([{ payloadLength: 5 }]);
  }
});

test.each(LINKS)('reads a packet that is nothing but headers: %s', (_name, link) => {
  const ack = tcpBytes(new Talk().ack(0), 50_000, 1935);
  for (const packet of [v4({}, ack), v6({}, ack)])
    expect(findSegments([link.wrap(packet)], link.linkType).segments).toMatchObject([{ payloadLength: 0 }]);
});

test('does not take another protocol for TCP', () => {
  expect(findSegments([v4({ protocol: 17 }), v6({ nextHeader: 59 })], 101)).toEqual({
    segments: [],
    notes: [],
  });
  expect(findSegments([bytes(u32(0), u16(0))], 1).segments).toEqual([]);
});

function edited(packet: Uint8Array, at: number, value: number): Uint8Array {
  const copy = packet.slice();
  copy[at] = value;
  return copy;
}
