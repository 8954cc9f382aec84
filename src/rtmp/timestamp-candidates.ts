import { type Habit } from './media-habit.ts';
import { trackOf } from './media-history.ts';
import { Pace, usualStep } from './media-pace.ts';
import type { Found } from './timestamp-recovery.ts';

/** Messages lost in a row of one track that are reckoned with, and times that are weighed against each other. */
const MOST_LOST = 512;
const MOST_CANDIDATES = 32;
/** Bytes of a chunk header that begins a message. */
export const HEADER = 8;
/** What one kind of evidence can say at most against a time; all in units of e. */
const MOST_BY_CLOCK = 12;
const BY_PACE = 3;
const MOST_BY_PACE = 15;
/** So many before a loss and behind it have a pace together, or this counts as so many out of pace. */
const FEWEST_TOGETHER = 8;
const TOGETHER = 2;
/** Messages of a track that say by themselves what its step is. */
const FEWEST = 3;

/** A message, by its time after the first of its chunk stream. */
export type Step = {
  readonly habit: Habit | undefined;
  readonly after: number;
  readonly time: number;
};

/** A time that the first message of a chunk stream may have. */
export type Candidate = {
  readonly start: number;
  /** What speaks against it. */
  readonly cost: number;
  /** Messages that are lost with it, by their track. */
  readonly lost: readonly { readonly habit: Habit; readonly count: number }[];
  /** Whether it is a guess, and any time near it as good. */
  readonly isVague: boolean;
};

/** The messages of a chunk stream, up to one that gives its time itself. */
export function stepsOf(found: readonly Found[], habits: ReadonlyMap<number, Habit>): Step[] {
  const steps: Step[] = [];
  let after = 0;
  for (const { csid, typeId, delta, isAbsolute, isConfiguration, time } of found) {
    if (steps.length > 0) {
      if (isAbsolute) break;
      after += delta;
    }
    const habit = isConfiguration ? undefined : habits.get(trackOf(csid, typeId));
    steps.push({ habit, after, time });
  }
  return steps;
}

/** The times that the first message may have: `plain` when that is certain, or none before it is lost. */
export function candidatesOf(
  steps: readonly Step[],
  plain: number,
  isAbsolute: boolean,
  lostBytes: number,
): readonly Candidate[] {
  const habits = new Set(steps.map(({ habit }) => habit).filter((habit) => habit !== undefined));
  const tracks = [...habits].map((habit) => new Track(habit, steps));
  const clock = clockOf(steps);
  const weigh = (start: number, more: number, isVague: boolean): Candidate => {
    let cost = more + clock(start);
    const lost: { habit: Habit; count: number }[] = [];
    for (const track of tracks) {
      cost += Math.min(MOST_BY_PACE, BY_PACE * track.misses(start));
      const count = Math.round((start + track.first - track.habit.last) / track.step) - 1;
      if (count > 0 && (isAbsolute || start !== plain || tracks.length > 1))
        lost.push({ habit: track.habit, count });
    }
    return { start, cost, lost, isVague };
  };
  const track = tracks.find(({ hasPace }) => hasPace) ?? tracks[0];
  // Nothing tells when it was, unless it does itself.
  if (track === undefined || isAbsolute) return [weigh(plain, 0, !isAbsolute)];
  const mayLack = tracks.some(({ habit }) => !habit.isKnown || lostBytes >= habit.shortest + HEADER);
  const candidates = [weigh(plain, 0, mayLack && !(track.hasPace && track.habit.isKnown))];
  if (track.hasPace || (mayLack && track.step > 1)) {
    const isVague = !track.hasPace || !track.habit.isKnown;
    for (const start of track.starts(latest(track, clock, lostBytes)))
      if (start > plain) candidates.push(weigh(start, 0, isVague));
  } else if (mayLack)
    candidates.push(weigh(Math.max(plain + 1, Math.round(clock.expected ?? plain + 1)), 2, true));
  return candidates.toSorted((one, other) => one.cost - other.cost).slice(0, MOST_CANDIDATES);
}

/** The messages of one type on a chunk stream, before a loss and behind it. */
class Track {
  readonly habit: Habit;
  /** Milliseconds from message to message, and from the first message of the chunk stream to the first of these. */
  readonly step: number;
  readonly first: number;
  private readonly times: readonly number[];
  /** The pace of those behind the loss, where those before it were too few to have one. */
  private readonly laterPace: Pace | undefined;

  constructor(habit: Habit, steps: readonly Step[]) {
    this.habit = habit;
    this.times = steps.filter((step) => step.habit === habit).map(({ after }) => after);
    this.first = this.times[0]!;
    if (habit.pace === undefined) this.laterPace = Pace.of(this.times);
    this.step = habit.times.length >= FEWEST ? habit.step : Math.max(1, usualStep(this.times));
  }

  get hasPace(): boolean {
    return this.habit.pace !== undefined || this.laterPace !== undefined;
  }

  /** How many messages would be out of pace if the chunk stream went on at `start`. */
  misses(start: number): number {
    const { habit, laterPace, times } = this;
    if (habit.pace !== undefined) return habit.pace.misses(start, times);
    if (laterPace !== undefined) return laterPace.misses(-start, habit.times);
    const all = [...habit.times, ...times.map((time) => start + time)];
    if (all.length < FEWEST_TOGETHER) return 0;
    const together = Pace.of(all);
    return together === undefined ? TOGETHER : together.isEven ? 0 : TOGETHER / 2;
  }

  /** When the chunk stream may go on, so that the first of these is in pace, earliest first. */
  *starts(until: number): Iterable<number> {
    const { habit, laterPace, times, first, step } = this;
    const pace = habit.pace ?? laterPace;
    const period = pace?.period ?? step;
    const back = laterPace === undefined ? 0 : Math.round((times.at(-1)! - first) / period);
    for (let index = 1; index < MOST_LOST && habit.last + index * period <= until; index++) {
      if (pace === undefined) for (const off of [-1, 0, 1]) yield habit.last + index * step + off - first;
      else if (laterPace === undefined) for (const time of pace.times(index)) yield time - first;
      else for (const time of laterPace.times(-back - index)) yield habit.last - time;
    }
  }
}

/** When the next message of a track may be at the latest: by the clock, or by the lost bytes. */
function latest({ habit, step }: Track, { expected, spread }: Clock, lostBytes: number): number {
  const byBytes = habit.last + (2 + lostBytes / (habit.shortest + HEADER)) * step;
  const byClock = expected === undefined ? Infinity : expected + 6 * spread + 4 * step;
  return Math.min(byBytes, Math.max(byClock, habit.last + 4 * step));
}

type Clock = ((start: number) => number) & { readonly expected: number | undefined; readonly spread: number };

/** What the capture's clock says against a time. */
function clockOf(steps: readonly Step[]): Clock {
  let [sum, weights, spread] = [0, 0, Infinity];
  for (const { habit, after, time } of steps) {
    if (habit?.behind === undefined) continue;
    const own = Math.hypot(4, 1.5 * habit.behind.spread);
    const weight = 1 / own ** 2;
    sum += weight * (time - habit.behind.at - after);
    weights += weight;
    // What they are off by is the same of all: more of them don't make it less.
    spread = Math.min(spread, own);
  }
  const expected = weights === 0 ? undefined : sum / weights;
  const cost = (start: number): number =>
    expected === undefined ? 0 : Math.min(MOST_BY_CLOCK, ((start - expected) / spread) ** 2 / 2);
  return Object.assign(cost, { expected, spread });
}
