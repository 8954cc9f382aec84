import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytes } from '../writer/bytes.ts';
import { ipv4, ipv4Fragments, ipv6, ipv6Fragments } from '../writer/ip.ts';
import { rawIp } from '../writer/link.ts';
import { Random } from '../writer/random.ts';
import { Talk, tcpBytes } from '../writer/tcp.ts';
import { findSegments } from './find-segments.ts';

const RAW = rawIp().linkType;

function datagram(version: 4 | 6, payload: Uint8Array): Uint8Array {
  const tcp = tcpBytes(new Talk().piece(0, payload, 0, payload.length), 50_000, 1935);
  return version === 4 ? ipv4('192.0.2.1', '192.0.2.2', tcp) : ipv6('2001:db8::1', '2001:db8::2', tcp);
}

function fragments(version: 4 | 6, payload: Uint8Array, size: number, identification = 1): Uint8Array[] {
  const split = version === 4 ? ipv4Fragments : ipv6Fragments;
  return split(datagram(version, payload), size, identification);
}

const version = fc.constantFrom(4 as const, 6 as const);

test('puts fragments together in any order, repeated or not, and stamps the frame that completed them', () => {
  fc.assert(
    fc.property(
      version,
      fc.uint8Array({ maxLength: 3000 }),
      fc.integer({ min: 8, max: 1480 }),
      fc.nat(),
      (ip, payload, size, seed) => {
        const parts = fragments(ip, payload, size);
        const random = new Random(seed);
        const sent = [...parts, ...parts.filter(() => random.chance(0.3))].sort(() => random.below(3) - 1);
        const { segments, notes } = findSegments(sent, RAW);
        expect(notes.filter((note) => note.code === 'net.malformed')).toEqual([]);
        const lastNew = Math.max(...parts.map((part) => sent.indexOf(part) + 1));
        expect(segments[0]).toMatchObject({ frame: lastNew, payload, payloadLength: payload.length });
      },
    ),
  );
});

test('puts several datagrams together at once, by number and by address', () => {
  const random = new Random(7);
  const payloads = Array.from({ length: 32 }, () => random.bytes(1000));
  const lists = payloads.map((payload, i) =>
    i % 2 === 0
      ? fragments(4, payload, 200, (0x8000 >>> (i >> 2)) | (i & 2))
      : fragments(6, payload, 200, 1 << i),
  );
  const mixed = Array.from({ length: 6 }, (_, i) => lists.map((list) => list[i]!)).flat();
  const { segments } = findSegments(mixed, RAW);
  expect(segments.map((segment) => segment.payload)).toEqual(payloads);
});

test('keeps the first of two fragments that overlap', () => {
  const parts = fragments(4, new Uint8Array(200).fill(1), 64);
  const others = fragments(4, new Uint8Array(200).fill(2), 64);
  const { segments } = findSegments([parts[1]!, others[1]!, parts[0]!, parts[2]!, parts[3]!], RAW);
  expect(segments).toMatchObject([{ frame: 5, payload: new Uint8Array(200).fill(1) }]);
});

test('waits for ever for a fragment that never comes, and says so', () => {
  for (const ip of [4, 6] as const) {
    const parts = fragments(ip, new Uint8Array(1000), 256);
    const { segments, notes } = findSegments(
      parts.filter((_, i) => i !== 1),
      RAW,
    );
    expect(segments).toEqual([]);
    expect(notes).toMatchObject([{ code: 'net.incomplete' }]);
    expect(notes[0]!.text).toMatch(/^1 /);
  }
});

test('does not put a fragment to one of the same number that is long gone', () => {
  const old = fragments(4, new Uint8Array(100).fill(1), 64, 5)[0]!;
  const fresh = fragments(4, new Uint8Array(100).fill(2), 64, 5);
  const others = Array.from({ length: 5000 }, () => datagram(4, bytes()));
  const { segments } = findSegments([old, ...others, ...fresh], RAW);
  expect(segments.at(-1)!.payload).toEqual(new Uint8Array(100).fill(2));
});

test('forgets the oldest of too many datagrams', () => {
  const firsts = Array.from({ length: 300 }, (_, i) => fragments(4, new Uint8Array(100), 64, i)[0]!);
  const second = (i: number): Uint8Array => fragments(4, new Uint8Array(100), 64, i)[1]!;
  const { segments, notes } = findSegments([...firsts, second(0), second(299)], RAW);
  expect(segments).toHaveLength(1);
  expect(notes[0]!.text).toMatch(/^300 /);
});

test('keeps within its memory when the fragments are large', () => {
  const firsts = Array.from({ length: 200 }, (_, i) => fragments(4, new Uint8Array(65_000), 60_000, i)[0]!);
  const last = fragments(4, new Uint8Array(65_000), 60_000, 0)[1]!;
  expect(findSegments([...firsts, last], RAW).segments).toEqual([]);
  expect(findSegments([firsts[0]!, firsts[1]!, last], RAW).segments).toHaveLength(1);
});

test('refuses what would reach beyond the longest datagram, or ends in the middle of eight bytes', () => {
  const huge = ipv4('192.0.2.1', '192.0.2.2', new Uint8Array(1000), { fragment: 0x1fff });
  const odd = ipv4('192.0.2.1', '192.0.2.2', new Uint8Array(13), { fragment: 0x2000 });
  const { segments, notes } = findSegments([huge, odd], RAW);
  expect(segments).toEqual([]);
  expect(notes).toMatchObject([{ code: 'net.malformed' }]);
  expect(notes[0]!.text).toMatch(/^2 /);
});

test('refuses a last fragment that ends before bytes that are there', () => {
  const parts = fragments(4, new Uint8Array(200), 64);
  const early = fragments(4, new Uint8Array(100), 64)[1]!;
  const { segments, notes } = findSegments([parts[0]!, parts[2]!, early, parts[1]!], RAW);
  expect(segments).toEqual([]);
  expect(notes.map(({ code }) => code)).toEqual(['net.malformed', 'net.incomplete']);
});

test('refuses bytes behind the last fragment', () => {
  const [first, last] = fragments(4, new Uint8Array(100).fill(1), 64) as [Uint8Array, Uint8Array];
  const behind = fragments(4, new Uint8Array(200), 64)[2]!;
  const { segments, notes } = findSegments([last, behind, first], RAW);
  expect(segments).toMatchObject([{ payload: new Uint8Array(100).fill(1) }]);
  expect(notes.map(({ code }) => code)).toEqual(['net.malformed']);
});

test('gives what a cut capture holds of a datagram, up to the first byte that is missing', () => {
  const payload = new Random(3).bytes(300);
  const parts = fragments(4, payload, 128);
  const { segments } = findSegments(parts, RAW, 100);
  expect(segments).toMatchObject([{ payload: payload.subarray(0, 60), payloadLength: 300 }]);
});
