import type { MediaHistory, PastMessage } from './media-history.ts';
import { Pace, usualStep } from './media-pace.ts';

/** A value with what it may be off by. */
type Estimate = { readonly at: number; readonly spread: number };

/** A value that is off more in one direction than in the other: keyframes are much longer than other pictures. */
type LopsidedEstimate = { readonly at: number; readonly below: number; readonly above: number };

/** What is usual of the messages of one type on one chunk stream. Times are relative to the latest of all. */
export type Habit = {
  readonly times: readonly number[];
  /** The last of them, and the usual step from one to the next. */
  readonly last: number;
  readonly step: number;
  readonly pace: Pace | undefined;
  readonly length: LopsidedEstimate;
  readonly shortest: number;
  /** Whether there are enough messages to be certain of something. */
  readonly isKnown: boolean;
  /** How far they are ahead of the latest message of all before them. */
  readonly lead: { readonly least: number; readonly most: number };
  /** How far the capture's clock is ahead of them; `undefined` when that is not known. */
  readonly behind: Estimate | undefined;
};

/** Fewer say nothing about a clock. */
const FEWEST_TIMES = 5;
/** Fewer messages say little. */
const ENOUGH = 16;
/** The last so many do. */
const RECENT_TIMES = 32;

/** What is usual of each track, and the latest timestamp of all. */
export function habitsOf(history: MediaHistory): { habits: Map<number, Habit>; reference: number } {
  const messages = [...history.messages()];
  const reference = messages.at(-1)?.timestamp ?? 0;
  const tracks = new Map<number, { message: PastMessage; at: number; lead: number }[]>();
  let latest = -Infinity;
  let era = -1;
  const begun = new Set<number>();
  for (const message of messages) {
    const at = (message.timestamp - reference) | 0;
    if (message.era !== era) {
      era = message.era;
      latest = -Infinity;
      begun.clear();
    }
    // Behind a loss, the messages before which it is counted may be lost.
    const one = { message, at, lead: begun.has(message.track) ? at - latest : NaN };
    begun.add(message.track);
    const track = tracks.get(message.track);
    if (track === undefined) tracks.set(message.track, [one]);
    else {
      // Time that goes back begins anew.
      if (at < track.at(-1)!.at) track.length = 0;
      track.push(one);
    }
    latest = Math.max(latest, at);
  }
  const habits = new Map<number, Habit>();
  for (const [track, all] of tracks) {
    const times = all.map(({ at }) => at);
    const step = Math.max(1, usualStep(times));
    const isKnown = all.length >= ENOUGH;
    const lengths = all.map(({ message }) => message.length);
    const leads = all.map(({ lead }) => lead).filter((lead) => !Number.isNaN(lead));
    habits.set(track, {
      times,
      last: times.at(-1)!,
      step,
      pace: Pace.of(times),
      length: isKnown ? medianOf(lengths) : anyNear(medianOf(lengths)),
      shortest: isKnown ? Math.min(...lengths) * 0.75 : 0,
      isKnown,
      lead: { least: Math.min(0, ...leads), most: leads.length < ENOUGH ? Infinity : Math.max(...leads) },
      behind: behindOf(all) ?? behindOf([...tracks.values()].flat()),
    });
  }
  return { habits, reference };
}

function behindOf(all: readonly { message: PastMessage; at: number }[]): Estimate | undefined {
  const offs = all.slice(-RECENT_TIMES).map(({ message, at }) => message.time - at);
  if (offs.length < FEWEST_TIMES) return undefined;
  return meanOf(offs);
}

function meanOf(values: readonly number[]): Estimate {
  // From the first value on, so that large numbers keep their last digits.
  const base = values[0]!;
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value - base;
    squares += (value - base) ** 2;
  }
  const mean = sum / values.length;
  return { at: base + mean, spread: Math.sqrt(Math.max(0, squares / values.length - mean * mean)) };
}

function medianOf(values: readonly number[]): LopsidedEstimate {
  const sorted = values.toSorted((a, b) => a - b);
  const at = sorted[sorted.length >> 1]!;
  const spread = (side: readonly number[]): number =>
    Math.sqrt(side.reduce((sum, value) => sum + (value - at) ** 2, 0) / Math.max(1, side.length));
  return {
    at,
    below: spread(sorted.filter((value) => value < at)),
    above: spread(sorted.filter((value) => value > at)),
  };
}

/** Of few values, which may all have been unusual. */
function anyNear({ at }: LopsidedEstimate): LopsidedEstimate {
  return { at, below: at, above: 4 * at };
}
