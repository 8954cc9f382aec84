import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimestampScale } from '../../src/capture/timestamp.ts';

function split(scale: TimestampScale, units: bigint): [seconds: number, nanoseconds: number] {
  scale.split(Number(units >> 32n), Number(units & 0xffff_ffffn));
  return [scale.seconds, scale.nanoseconds];
}

function unitsPerSecond(resolution: number): bigint {
  return resolution < 0x80 ? 10n ** BigInt(resolution) : 2n ** BigInt(resolution - 0x80);
}

describe('TimestampScale', () => {
  it('splits every timestamp of every resolution exactly', () => {
    const resolutions = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      // Around the border between the fast way and the exact one.
      fc.constantFrom(6, 9, 11, 12, 0x80 + 36, 0x80 + 37, 0x80 + 38),
    );
    fc.assert(
      fc.property(resolutions, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (resolution, units) => {
        const rate = unitsPerSecond(resolution);
        fc.pre(units / rate < 2n ** 53n);
        const nanoseconds = ((units % rate) * 1_000_000_000n) / rate;
        expect(split(new TimestampScale(resolution, 0), units)).toEqual([
          Number(units / rate),
          Number(nanoseconds),
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  it('knows the length of its unit', () => {
    expect(new TimestampScale(6, 0).resolution).toBe(1e-6);
    expect(new TimestampScale(9, 0).resolution).toBe(1e-9);
    expect(new TimestampScale(0, 0).resolution).toBe(1);
    expect(new TimestampScale(0x80 + 10, 0).resolution).toBe(1 / 1024);
  });

  it('adds the offset of the interface', () => {
    expect(split(new TimestampScale(9, 1000), 5_000_000_001n)).toEqual([1005, 1]);
    expect(split(new TimestampScale(6, -3), 5_000_001n)).toEqual([2, 1000]);
  });

  it('carries the last nanosecond of a second', () => {
    expect(split(new TimestampScale(0x80 + 32, 0), 0xffff_ffffn)).toEqual([0, 999_999_999]);
    expect(split(new TimestampScale(6, 0), 1_699_999_999_999_999n)).toEqual([1_699_999_999, 999_999_000]);
  });
});
