import type { Random } from './random.ts';

/** Probabilities per item, from 0 to 1. */
export type Disorder = {
  readonly drop?: number;
  readonly duplicate?: number;
  /** Held back behind the next 1 to `distance` items. */
  readonly delay?: number;
  readonly distance?: number;
};

/** What a network does to packets: loses, repeats and delays some of them. Lazy; the same for the same random. */
export function* disorder<T>(items: Iterable<T>, random: Random, style: Disorder): Generator<T> {
  let held: { item: T; steps: number }[] = [];
  for (const item of items) {
    if (random.chance(style.drop ?? 0)) continue;
    if (random.chance(style.delay ?? 0)) {
      held.push({ item, steps: 1 + random.below(style.distance ?? 3) });
      continue;
    }
    yield item;
    if (random.chance(style.duplicate ?? 0)) yield item;
    for (const late of held) late.steps--;
    for (const late of held) if (late.steps === 0) yield late.item;
    held = held.filter((late) => late.steps > 0);
  }
  for (const late of held) yield late.item;
}
