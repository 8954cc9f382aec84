import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { hexToBytes } from '@noble/hashes/utils';
import { sameBytes } from '../bytes/same-bytes.ts';

/** Bytes of C1, S1, C2 and S2 (RTMP 1.0 §5.2.3, §5.2.4). */
export const PART_LENGTH = 1536;
export const DIGEST_LENGTH = 32;
export const KEY_LENGTH = 128;
/** The digest lies in one of two blocks of 764 bytes, behind the 8 bytes of time and version; a key in the other. */
const BLOCK_LENGTH = 764;
const FIRST_BLOCK = 8;
const SECOND_BLOCK = FIRST_BLOCK + BLOCK_LENGTH;
/** A block's 4 offset bytes and its 32 bytes of digest leave this many places for the digest to start. */
const DIGEST_PLACES = BLOCK_LENGTH - 4 - DIGEST_LENGTH;
const KEY_PLACES = BLOCK_LENGTH - 4 - KEY_LENGTH;

/** The complex handshake is not in RTMP 1.0: this is how Flash Media Server and nginx-rtmp do it. */
type DigestScheme = 0 | 1;

const ascii = new TextEncoder();
const tail = hexToBytes('f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae');
const playerKey = ascii.encode('Genuine Adobe Flash Player 001');
const serverKey = ascii.encode('Genuine Adobe Flash Media Server 001');

/** Where a digest was found in C1 or S1. */
export type FoundDigest = { readonly scheme: DigestScheme; readonly digest: Uint8Array };

/** Where in C1 or S1 the 4 bytes stand whose sum says where the digest is, and where it is. */
export function digestPlace(part1: Uint8Array, scheme: DigestScheme): { offset: number; digest: number } {
  const offset = scheme === 0 ? SECOND_BLOCK : FIRST_BLOCK;
  return { offset, digest: offset + 4 + (sumAt(part1, offset) % DIGEST_PLACES) };
}

/** Where the key is, and the 4 bytes whose sum says so: they end the block in which the digest is not. */
export function keyPlace(part1: Uint8Array, scheme: DigestScheme): { key: number; offset: number } {
  const block = scheme === 0 ? FIRST_BLOCK : SECOND_BLOCK;
  const offset = block + BLOCK_LENGTH - 4;
  return { key: block + (sumAt(part1, offset) % KEY_PLACES), offset };
}

function sumAt(part1: Uint8Array, at: number): number {
  return part1[at]! + part1[at + 1]! + part1[at + 2]! + part1[at + 3]!;
}

/** Finds the digest of a C1 (`client`) or S1 (`server`): scheme 0 has it in the second block, scheme 1 in the first. */
export function findDigest(part1: Uint8Array, from: 'client' | 'server'): FoundDigest | undefined {
  // A version of 0 says that there is none: that is the simple handshake of RTMP 1.0 §5.2.3.
  if (part1[4] === 0 && part1[5] === 0 && part1[6] === 0 && part1[7] === 0) return undefined;
  const key = from === 'client' ? playerKey : serverKey;
  // Scheme 1 first: FFmpeg, VLC and nginx-rtmp use it (see the samples), and hashing takes time.
  for (const scheme of [1, 0] as const) {
    const { digest: at } = digestPlace(part1, scheme);
    const around = new Uint8Array(PART_LENGTH - DIGEST_LENGTH);
    around.set(part1.subarray(0, at));
    around.set(part1.subarray(at + DIGEST_LENGTH, PART_LENGTH), at);
    const digest = part1.subarray(at, at + DIGEST_LENGTH);
    if (sameBytes(hmac(sha256, key, around), digest)) return { scheme, digest: digest.slice() };
  }
  return undefined;
}

/**
 * Whether a C2 or S2 is the signed answer to the peer's digest: its last 32 bytes are the HMAC of the 1504 before them,
 * keyed with the HMAC of that digest.
 */
export function answersDigest(part2: Uint8Array, from: 'client' | 'server', peerDigest: Uint8Array): boolean {
  const ownKey = from === 'client' ? playerKey : serverKey;
  const fullKey = new Uint8Array(ownKey.length + tail.length);
  fullKey.set(ownKey);
  fullKey.set(tail, ownKey.length);
  const key = hmac(sha256, fullKey, peerDigest);
  const signed = part2.subarray(0, PART_LENGTH - DIGEST_LENGTH);
  return sameBytes(hmac(sha256, key, signed), part2.subarray(PART_LENGTH - DIGEST_LENGTH, PART_LENGTH));
}
