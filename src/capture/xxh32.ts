import { readU32 } from './integers.ts';

const PRIME_1 = 0x9e3779b1;
const PRIME_2 = 0x85ebca77;
const PRIME_3 = 0xc2b2ae3d;
const PRIME_4 = 0x27d4eb2f;
const PRIME_5 = 0x165667b1;
const STRIPE_LENGTH = 16;

/** The checksum of LZ4 frames: xxHash with 32 bits and seed 0 (xxHash 0.1.1, XXH32). */
export class Xxh32 {
  private readonly lanes = Int32Array.of(PRIME_1 + PRIME_2, PRIME_2, 0, -PRIME_1);
  /** What has come of the stripe that is not complete. */
  private readonly stripe = new Uint8Array(STRIPE_LENGTH);
  private stripeLength = 0;
  private length = 0;

  update(data: Uint8Array): void {
    let at = 0;
    this.length += data.length;
    if (this.stripeLength > 0) {
      at = Math.min(STRIPE_LENGTH - this.stripeLength, data.length);
      this.stripe.set(data.subarray(0, at), this.stripeLength);
      this.stripeLength += at;
      if (this.stripeLength < STRIPE_LENGTH) return;
      this.mix(this.stripe, 0, STRIPE_LENGTH);
    }
    const end = data.length - ((data.length - at) % STRIPE_LENGTH);
    this.mix(data, at, end);
    this.stripe.set(data.subarray(end));
    this.stripeLength = data.length - end;
  }

  digest(): number {
    const [first, second, third, fourth] = this.lanes;
    let hash =
      this.length < STRIPE_LENGTH
        ? PRIME_5
        : rotate(first!, 1) + rotate(second!, 7) + rotate(third!, 12) + rotate(fourth!, 18);
    hash += this.length;
    let at = 0;
    for (; at + 4 <= this.stripeLength; at += 4) {
      hash += Math.imul(readU32(this.stripe, at, true), PRIME_3);
      hash = Math.imul(rotate(hash, 17), PRIME_4);
    }
    for (; at < this.stripeLength; at++) {
      hash += Math.imul(this.stripe[at]!, PRIME_5);
      hash = Math.imul(rotate(hash, 11), PRIME_1);
    }
    hash = Math.imul(hash ^ (hash >>> 15), PRIME_2);
    hash = Math.imul(hash ^ (hash >>> 13), PRIME_3);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  /** Takes in whole stripes. */
  private mix(data: Uint8Array, start: number, end: number): void {
    let [first, second, third, fourth] = this.lanes as unknown as [number, number, number, number];
    for (let at = start; at < end; at += STRIPE_LENGTH) {
      first = round(first, readU32(data, at, true));
      second = round(second, readU32(data, at + 4, true));
      third = round(third, readU32(data, at + 8, true));
      fourth = round(fourth, readU32(data, at + 12, true));
    }
    this.lanes.set([first, second, third, fourth]);
  }
}

/** The checksum of `data`. */
export function xxh32(data: Uint8Array): number {
  const hash = new Xxh32();
  hash.update(data);
  return hash.digest();
}

function round(lane: number, value: number): number {
  return Math.imul(rotate(lane + Math.imul(value, PRIME_2), 13), PRIME_1);
}

function rotate(value: number, count: number): number {
  return (value << count) | (value >>> (32 - count));
}
