import type { ChunkStreams } from './chunk-streams.ts';
import type { MediaHistory } from './media-history.ts';
import { habitsOf } from './media-habit.ts';
import { type Candidate, candidatesOf, HEADER, type Step, stepsOf } from './timestamp-candidates.ts';

/** Combinations that are weighed against each other. */
const MOST_COMBINATIONS = 32;
/** What one kind of evidence can say at most against a time; all in units of e. */
const MOST_BY_SURPLUS = 6;
const MOST_BY_LACK = 15;
const MOST_BY_ORDER = 24;
/** How much better the best must be than the next to be certain, and how little may speak against it. */
const CERTAIN = 7;
const ACCEPTABLE = 10;

/** A message of sound or pictures, or any other, that was found behind a loss. */
export type Found = {
  readonly csid: number;
  readonly typeId: number;
  /** What its header adds to the timestamp of the one before, or with `isAbsolute` its timestamp. */
  readonly delta: number;
  readonly isAbsolute: boolean;
  readonly isConfiguration: boolean;
  /** When its first byte was captured, in ms. */
  readonly time: number;
};

/** What was found out of a chunk stream: the timestamp from which its first message behind a loss counts. */
type Recovered = { readonly before: number; readonly isCertain: boolean; readonly isVague: boolean };

/** What was found out, by chunk stream; and how many messages are lost for certain. */
type Recovery = { readonly lines: ReadonlyMap<number, Recovered>; readonly messages: number };

/** A chunk stream that goes on behind a loss; times are relative to the latest before it. */
type Line = {
  readonly csid: number;
  readonly steps: readonly Step[];
  readonly candidates: readonly Candidate[];
};

type Combination = { readonly chosen: readonly Candidate[]; readonly cost: number };

/**
 * The timestamps of the first messages of chunk streams behind a loss, whose headers say only how much later they are
 * than messages that are lost: those with which all tracks keep their pace and their order, that agree with the
 * capture's clock, and whose lost messages fill the lost bytes.
 * @param streams as they were before the loss
 */
export function recoverTimestamps(
  found: readonly Found[],
  { history, streams }: { readonly history: MediaHistory; readonly streams: ChunkStreams },
  lostBytes: number,
): Recovery {
  const { habits, reference } = habitsOf(history);
  const recovered = new Map<number, Recovered>();
  const relative = (timestamp: number): number => (timestamp - reference) | 0;
  const lines: Line[] = [];
  for (const csid of new Set(found.map((one) => one.csid))) {
    const mine = found.filter((one) => one.csid === csid);
    const steps = stepsOf(mine, habits);
    const { delta, isAbsolute } = mine[0]!;
    const last = streams.get(csid)?.timestamp;
    if (last === undefined && !isAbsolute) continue;
    const start = relative(isAbsolute ? delta : last! + delta);
    lines.push({ csid, steps, candidates: candidatesOf(steps, start, isAbsolute, lostBytes) });
  }
  const order = orderOf(found, lines);
  // A track of which nothing was found may have taken any of the lost bytes.
  let unseen = 0;
  for (const habit of habits.values())
    if (!order.some(({ step }) => step.habit === habit))
      unseen += (habit.length.at + habit.length.above) ** 2;
  let combinations: Combination[] = [{ chosen: [], cost: 0 }];
  lines.forEach((line, i) => {
    const isLast = i === lines.length - 1;
    combinations = combinations
      .flatMap(({ chosen }) => line.candidates.map((candidate) => [...chosen, candidate]))
      .map((chosen) => ({ chosen, cost: costOf(chosen, order, { lostBytes, unseen }, isLast) }))
      .toSorted((a, b) => a.cost - b.cost)
      .slice(0, MOST_COMBINATIONS);
  });
  const [best] = combinations;
  if (best === undefined) return { lines: recovered, messages: 0 };
  let messages = 0;
  lines.forEach(({ csid }, i) => {
    const { start, isVague } = best.chosen[i]!;
    const other = combinations.find(({ chosen }) => chosen[i]!.start !== start);
    const isAlone = other === undefined || other.cost - best.cost >= CERTAIN;
    const { delta, isAbsolute } = found.find((one) => one.csid === csid)!;
    const isCertain = isAbsolute || (!isVague && isAlone && best.cost <= ACCEPTABLE);
    const before = (start + reference - (isAbsolute ? 0 : delta)) >>> 0;
    recovered.set(csid, { before, isCertain, isVague });
    if (isCertain) for (const { count } of best.chosen[i]!.lost) messages += count;
  });
  return { lines: recovered, messages };
}

/** A message in the order of the stream: whose line it is of, and its step there. */
type Place = { readonly line: number; readonly step: Step };

/** The messages of all lines in the order in which they came. */
function orderOf(found: readonly Found[], lines: readonly Line[]): Place[] {
  const places: Place[] = [];
  const seen = lines.map(() => 0);
  for (const { csid } of found) {
    const line = lines.findIndex((one) => one.csid === csid);
    if (line < 0) continue;
    const step = lines[line]!.steps[seen[line]!++];
    if (step?.habit !== undefined) places.push({ line, step });
  }
  return places;
}

/** What speaks against times that were chosen for the first lines. */
function costOf(
  chosen: readonly Candidate[],
  order: readonly Place[],
  { lostBytes, unseen }: { readonly lostBytes: number; readonly unseen: number },
  isComplete: boolean,
): number {
  let cost = 0;
  let bytes = lostBytes;
  let least = lostBytes;
  let [below, above] = [30 ** 2, 30 ** 2 + unseen];
  for (const candidate of chosen) {
    cost += candidate.cost;
    for (const { habit, count } of candidate.lost) {
      bytes -= count * (habit.length.at + HEADER);
      least -= count * (habit.shortest + HEADER);
      below += count * habit.length.below ** 2;
      above += count * habit.length.above ** 2;
    }
  }
  if (least < 0) cost += MOST_BY_LACK;
  if (bytes < 0) cost += Math.min(MOST_BY_LACK, bytes ** 2 / below / 2);
  else if (isComplete) cost += Math.min(MOST_BY_SURPLUS, bytes ** 2 / above / 2);
  let byOrder = 0;
  let latest = -Infinity;
  for (const { line, step } of order) {
    const candidate = chosen[line];
    if (candidate === undefined) continue;
    const time = candidate.start + step.after;
    const { least: earliest, most } = step.habit!.lead;
    const lead = time - latest;
    if (latest !== -Infinity) {
      if (lead < earliest - 1) byOrder += 2 + Math.min(4, (earliest - lead) / 8);
      // Before the first one of a track, others of it are lost, and were in their place.
      if (isComplete && lead > most + 1) byOrder += 2 + Math.min(4, (lead - most) / 8);
    }
    latest = Math.max(latest, time);
  }
  return cost + Math.min(MOST_BY_ORDER, byOrder);
}
