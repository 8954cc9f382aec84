import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../writer/bytes.ts';
import { handshake } from '../writer/handshake.ts';
import { Random } from '../writer/random.ts';
import { converse, plans, type Direction } from './conversation.ts';
import { carry, lossyNetwork, network } from './network.ts';
import { dissectFile, type Dissected } from './run.ts';

const { c0c1, s0s1s2, c2 } = handshake();

/** Noise; of the likely kind, most bytes are small or begin a chunk, so that it goes further before it contradicts itself. */
type Noise = { readonly seed: number; readonly length: number; readonly isLikely: boolean };

const anything: fc.Arbitrary<Noise> = fc.record({
  seed: fc.nat(),
  length: fc.nat(3000),
  isLikely: fc.constant(false),
});
const anythingOrLikely: fc.Arbitrary<Noise> = fc.record({
  seed: fc.nat(),
  length: fc.nat(3000),
  isLikely: fc.boolean(),
});

function make({ seed, length, isLikely }: Noise): Uint8Array {
  const random = new Random(seed);
  const noise = random.bytes(length);
  if (!isLikely) return noise;
  return noise.map((byte) => (random.chance(0.7) ? byte % 10 : random.chance(0.5) ? byte & 0xc7 : byte));
}

const saying = (stream: Uint8Array): Direction => ({ stream, messages: [], aborted: [] });

/** Expects that whatever was read is a possible message. */
function expectPossible(found: Dissected): void {
  for (const message of found.messages()) {
    expect(message.csid).toBeGreaterThanOrEqual(2);
    expect(message.csid).toBeLessThanOrEqual(65_599);
    expect(message.timestamp).toBe(message.timestamp >>> 0);
    expect(message.payload?.length ?? 0).toBeLessThanOrEqual(message.length);
    expect(message.firstFrame).toBeLessThanOrEqual(message.frame);
  }
}

describe('bytes that no sender means', () => {
  it('are no RTMP when they are random', async () => {
    await fc.assert(
      fc.asyncProperty(anything, anything, network, async (client, server, style) => {
        const { file } = carry([saying(make(client)), saying(make(server))], style);
        const found = await dissectFile(file);
        expect(found.conversations.map(({ isRtmp }) => isRtmp)).toEqual([false]);
        expect([...found.messages(), ...found.remarks]).toEqual([]);
      }),
      { seed: 20_245, numRuns: 60 },
    );
  });

  it('end the reading quietly behind a handshake', async () => {
    await fc.assert(
      fc.asyncProperty(anythingOrLikely, anythingOrLikely, lossyNetwork, async (client, server, style) => {
        const directions = [
          saying(bytes(c0c1, c2, make(client))),
          saying(bytes(s0s1s2, make(server))),
        ] as const;
        expectPossible(await dissectFile(carry(directions, style).file));
      }),
      { seed: 20_246, numRuns: 150 },
    );
  });

  it('end the reading quietly amid messages', async () => {
    await fc.assert(
      fc.asyncProperty(plans, network, fc.nat(), async (both, style, seed) => {
        const random = new Random(seed);
        const directions = converse(both);
        for (const { stream } of directions) {
          for (let i = 0; i < 3; i++) stream[random.below(stream.length)] = random.next();
        }
        expectPossible(await dissectFile(carry(directions, style).file));
      }),
      { seed: 20_247, numRuns: 80 },
    );
  });

  it('end the reading quietly anywhere in the file', async () => {
    await fc.assert(
      fc.asyncProperty(plans, network, fc.nat(), async (both, style, seed) => {
        const random = new Random(seed);
        const { file } = carry(converse(both), style);
        for (let i = 0; i < 5; i++) file[28 + random.below(file.length - 28)] = random.next();
        expectPossible(await dissectFile(file));
      }),
      { seed: 20_248, numRuns: 80 },
    );
  });
});
