import { createHmac } from 'node:crypto';
import { bytes, hex, u32 } from '../writer/bytes.ts';
import type { Handshake } from '../writer/handshake.ts';
import { Random } from '../writer/random.ts';

const PLAYER = bytes('Genuine Adobe Flash Player 001');
const SERVER = bytes('Genuine Adobe Flash Media Server 001');
const TAIL = hex('f0eec24a8068bee8 2e00d0d1029e7e57 6eec5d2d29806fab 93b8e636cfeb31ae');

/** Scheme 0 has the digest in the second block of 764 bytes, scheme 1 in the first; both are behind 8 bytes. */
type Scheme = 0 | 1;

/** How a complex handshake should differ from one in which both sides sign with scheme 0. */
export type ComplexStyle = {
  readonly scheme?: Scheme;
  readonly seed?: number;
};

/** A handshake with digests, as Flash Player and Flash Media Server do it (not in RTMP 1.0; nginx-rtmp, SRS). */
export function complexHandshake({ scheme = 0, seed = 1 }: ComplexStyle = {}): Handshake {
  const random = new Random(seed);
  const c1 = part1(random, hex('80 00 07 02'), scheme, PLAYER);
  const s1 = part1(random, hex('04 05 00 01'), scheme, SERVER);
  const s2 = part2(random, digestOf(c1, scheme), SERVER);
  const c2 = part2(random, digestOf(s1, scheme), PLAYER);
  return { c0c1: bytes(3, c1), s0s1s2: bytes(3, s1, s2), c2 };
}

/** C1 or S1: time, version, and random bytes in which the digest of all the others lies. */
function part1(random: Random, version: Uint8Array, scheme: Scheme, key: Uint8Array): Uint8Array {
  const part = bytes(u32(1234), version, random.bytes(1528));
  const at = digestAt(part, scheme);
  part.set(hmac(key, bytes(part.subarray(0, at), part.subarray(at + 32))), at);
  return part;
}

/** C2 or S2: random bytes, signed for the digest of the other side. */
function part2(random: Random, peerDigest: Uint8Array, key: Uint8Array): Uint8Array {
  const signed = random.bytes(1504);
  return bytes(signed, hmac(hmac(bytes(key, TAIL), peerDigest), signed));
}

function digestOf(part: Uint8Array, scheme: Scheme): Uint8Array {
  const at = digestAt(part, scheme);
  return part.subarray(at, at + 32);
}

/** Where the digest lies, by the sum of the first four bytes of its block. */
function digestAt(part: Uint8Array, scheme: Scheme): number {
  const block = scheme === 0 ? 772 : 8;
  const sum = part.subarray(block, block + 4).reduce((total, byte) => total + byte, 0);
  return block + 4 + (sum % 728);
}

function hmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(data).digest();
}
