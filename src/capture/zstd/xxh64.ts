import { readU32 } from '../integers.ts';

// The primes of XXH64, each as its upper and lower half.
const PRIME_1 = [0x9e3779b1, 0x85ebca87] as const;
const PRIME_2 = [0xc2b2ae3d, 0x27d4eb4f] as const;
const PRIME_3 = [0x165667b1, 0x9e3779f9] as const;
const PRIME_4 = [0x85ebca77, 0xc2b2ae63] as const;
const PRIME_5 = [0x27d4eb2f, 0x165667c5] as const;
const STRIPE_LENGTH = 32;
/** By how much the lanes are rotated when they are joined. */
const ROTATIONS = [1, 7, 12, 18] as const;

/** A number of 64 bits in halves of 32: a BigInt would be allocated at each step. */
class Word {
  high: number;
  low: number;

  constructor(high: number, low: number) {
    this.high = high | 0;
    this.low = low | 0;
  }

  add(high: number, low: number): this {
    const sum = (this.low + low) | 0;
    this.high = (this.high + high + (sum >>> 0 < low >>> 0 ? 1 : 0)) | 0;
    this.low = sum;
    return this;
  }

  multiply(high: number, low: number): this {
    this.high = (upperOfProduct(this.low, low) + Math.imul(this.high, low) + Math.imul(this.low, high)) | 0;
    this.low = Math.imul(this.low, low);
    return this;
  }

  /** By less than 32 bits. */
  rotate(count: number): this {
    const { high, low } = this;
    this.high = (high << count) | (low >>> (32 - count));
    this.low = (low << count) | (high >>> (32 - count));
    return this;
  }

  xor(high: number, low: number): this {
    this.high ^= high;
    this.low ^= low;
    return this;
  }
}

/** The checksum of zstd frames: the lower half of xxHash with 64 bits and seed 0 (XXH64; RFC 8878 §3.1.1). */
export class Xxh64 {
  private readonly lanes = [
    new Word(...PRIME_1).add(...PRIME_2),
    new Word(...PRIME_2),
    new Word(0, 0),
    // Minus PRIME_1.
    new Word(~PRIME_1[0], ~PRIME_1[1]).add(0, 1),
  ] as const;
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

  /** The lower 32 bits. */
  digest(): number {
    const { stripe, stripeLength } = this;
    const hash = this.length < STRIPE_LENGTH ? new Word(...PRIME_5) : this.joinLanes();
    hash.add(Math.floor(this.length / 2 ** 32), this.length % 2 ** 32);
    let at = 0;
    for (; at + 8 <= stripeLength; at += 8) {
      const lane = new Word(0, 0);
      mixLane(lane, stripe, at, at + 8);
      hash
        .xor(lane.high, lane.low)
        .rotate(27)
        .multiply(...PRIME_1)
        .add(...PRIME_4);
    }
    if (at + 4 <= stripeLength) {
      const word = new Word(0, readU32(stripe, at, true)).multiply(...PRIME_1);
      hash
        .xor(word.high, word.low)
        .rotate(23)
        .multiply(...PRIME_2)
        .add(...PRIME_3);
      at += 4;
    }
    for (; at < stripeLength; at++) {
      const word = new Word(0, stripe[at]!).multiply(...PRIME_5);
      hash
        .xor(word.high, word.low)
        .rotate(11)
        .multiply(...PRIME_1);
    }
    hash.xor(0, hash.high >>> 1).multiply(...PRIME_2);
    hash.xor(hash.high >>> 29, (hash.low >>> 29) | (hash.high << 3)).multiply(...PRIME_3);
    return (hash.low ^ hash.high) >>> 0;
  }

  private joinLanes(): Word {
    const hash = new Word(0, 0);
    for (const [index, lane] of this.lanes.entries()) {
      const word = new Word(lane.high, lane.low).rotate(ROTATIONS[index]!);
      hash.add(word.high, word.low);
    }
    for (const lane of this.lanes) {
      const word = new Word(lane.high, lane.low)
        .multiply(...PRIME_2)
        .rotate(31)
        .multiply(...PRIME_1);
      hash
        .xor(word.high, word.low)
        .multiply(...PRIME_1)
        .add(...PRIME_4);
    }
    return hash;
  }

  /** Takes in whole stripes, lane by lane. */
  private mix(data: Uint8Array, start: number, end: number): void {
    for (const [index, lane] of this.lanes.entries()) mixLane(lane, data, start + 8 * index, end);
  }
}

/** Adds to a lane what stands at `start` and every stripe behind it. */
function mixLane(lane: Word, data: Uint8Array, start: number, end: number): void {
  const [high1, low1] = PRIME_1;
  const [high2, low2] = PRIME_2;
  let { high, low } = lane;
  for (let at = start; at < end; at += STRIPE_LENGTH) {
    const inputLow = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
    const inputHigh = data[at + 4]! | (data[at + 5]! << 8) | (data[at + 6]! << 16) | (data[at + 7]! << 24);
    const productLow = Math.imul(inputLow, low2);
    const productHigh =
      upperOfProduct(inputLow, low2) + Math.imul(inputHigh, low2) + Math.imul(inputLow, high2);
    const sumLow = (low + productLow) | 0;
    const sumHigh = (high + productHigh + (sumLow >>> 0 < productLow >>> 0 ? 1 : 0)) | 0;
    const rotatedHigh = (sumHigh << 31) | (sumLow >>> 1);
    const rotatedLow = (sumLow << 31) | (sumHigh >>> 1);
    high =
      (upperOfProduct(rotatedLow, low1) + Math.imul(rotatedHigh, low1) + Math.imul(rotatedLow, high1)) | 0;
    low = Math.imul(rotatedLow, low1);
  }
  lane.high = high;
  lane.low = low;
}

/** The upper half of the product of two numbers of 32 bits. */
function upperOfProduct(first: number, second: number): number {
  const lower = first & 0xffff;
  const upper = first >>> 16;
  const otherLower = second & 0xffff;
  const otherUpper = second >>> 16;
  const cross = Math.imul(upper, otherLower);
  const other = Math.imul(lower, otherUpper);
  const carry = (Math.imul(lower, otherLower) >>> 16) + (cross & 0xffff) + (other & 0xffff);
  return (Math.imul(upper, otherUpper) + (cross >>> 16) + (other >>> 16) + (carry >>> 16)) | 0;
}
