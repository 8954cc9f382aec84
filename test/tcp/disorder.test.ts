import { expect, test } from 'vitest';
import { join } from '../writer/bytes.ts';
import { disorder } from '../writer/disorder.ts';
import { publish } from '../writer/publish.ts';
import { Random } from '../writer/random.ts';
import { Talk, type Side, type Utterance, type WrittenSegment } from '../writer/tcp.ts';
import { HOSTS4, HOSTS6 } from '../writer/wire.ts';
import { followOne } from './follow.ts';

/** A publish of which the segments arrive as the network pleases, but for the first three and the last. */
function* disordered(utterances: Utterance[], random: Random, drop: number): Generator<WrittenSegment> {
  const talk = new Talk({ isn: [random.next(), random.next()], mss: 300 + random.below(1200) });
  yield* talk.open();
  const style = { drop, delay: 0.1, duplicate: 0.1, distance: 1 + random.below(30) };
  yield* disorder(talk.exchange(utterances), random, style);
  yield* talk.close();
}

function saidBy(side: Side, utterances: readonly Utterance[]): Uint8Array {
  return join(utterances.filter(({ from }) => from === side).map(({ data }) => data));
}

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'hears what was said through a network that %i disorders',
  (seed) => {
    const random = new Random(seed);
    const utterances = [...publish({ seconds: 1, seed })];
    const style = { hosts: seed % 2 === 0 ? HOSTS4 : HOSTS6, fragmentSize: seed % 3 === 0 ? 400 : Infinity };
    const { connection, sides, closedAt } = followOne(disordered(utterances, random, 0), style);
    expect(sides[0].data).toEqual(saidBy(0, utterances));
    expect(sides[1].data).toEqual(saidBy(1, utterances));
    expect(connection.gapBytes).toEqual([0, 0]);
    expect(closedAt).toHaveLength(1);
  },
);

test.each(Array.from({ length: 12 }, (_, seed) => seed))('misses only what network %i lost', (seed) => {
  const utterances = [...publish({ seconds: 1, seed })];
  const { sides } = followOne(disordered(utterances, new Random(seed), 0.03));
  for (const side of [0, 1] as const) {
    const whole = saidBy(side, utterances);
    for (const { offset, length, data } of sides[side].items)
      if (data) expect(data).toEqual(whole.subarray(offset, offset + length));
    const last = sides[side].items.at(-1)!;
    expect(last.offset + last.length).toBe(whole.length);
  }
});
