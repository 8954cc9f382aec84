import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { ChunkStream } from './chunk-stream.ts';
import { MessageType } from './codes.ts';

/** Messages that a track remembers: enough to know its period and phase. */
const REMEMBERED = 32;
/** Fewer say nothing. */
const FEWEST = 4;
/** Messages lost in a row that are reckoned with, and places that are weighed against each other. */
const MOST_LOST = 400;
const MOST_CANDIDATES = 16;
/** Messages behind a loss that are compared with the pace of those before it. */
const MOST_STEPS = 16;
/** What speaks at most against messages that are longer than usual. */
const MOST_FOR_LONG = 4;
/** Bytes of a chunk header, on average. */
const OVERHEAD = 8;
/** Frames from the first of a message to the one that made it complete, when nothing was waited for. */
const PROMPT = 4;

/** Milliseconds from message to message: of the sounds of AAC, MP3 and Opus, and of the usual picture rates. */
const PERIODS: readonly number[] = [
  ...[96, 88.2, 64, 48, 44.1, 32, 24, 22.05, 16, 12, 11.025, 8].flatMap((kHz) => [1024 / kHz, 2048 / kHz]),
  ...[48, 44.1, 32, 24, 22.05].map((kHz) => 1152 / kHz),
  ...[120, 119.88, 100, 60, 59.94, 50, 48, 30, 29.97, 25, 24, 23.976, 20, 15, 12.5, 12, 10, 8, 5].map(
    (rate) => 1000 / rate,
  ),
];

/** The messages of one type on one chunk stream, as far as they tell when the next comes. */
type Track = {
  /** The last timestamps, oldest first after `count` has passed `REMEMBERED`: a ring. */
  readonly timestamps: Float64Array;
  /** How far they are behind the capture's clock, by those that came promptly. */
  behind: Estimate | undefined;
  /** How far each was ahead of the latest message of all before it. */
  readonly leads: Float64Array;
  /** Their bytes. */
  readonly lengths: Float64Array;
  count: number;
};

/** A time with what it may be off by. */
type Estimate = { readonly at: number; readonly spread: number };

/** What is usual on a track: its last timestamp, time and bytes of a message, and how far ahead of the latest they are. */
type Habit = {
  readonly last: number;
  readonly period: number;
  readonly length: Estimate;
  readonly least: number;
  readonly most: number;
};

/** When the next message of a track comes: how often, and at which point of the period. */
type Pace = { readonly period: number; readonly least: number; readonly most: number };

/** A message that was found behind a loss: the difference that its header gives, or the time itself. */
export type Sighting = {
  readonly csid: number;
  readonly typeId: number;
  readonly delta: number;
  readonly absolute: number | undefined;
  /** The frame that holds its first byte. */
  readonly frame: number;
};

/** A time that a chunk stream may have begun again at, and how much speaks against it. */
type Candidate = { readonly start: number; readonly misses: number };
/** A message of a chunk stream: its track, and its time after the first one's. */
type Step = { readonly track: Track | undefined; readonly after: number; readonly frame: number };

/**
 * What the timestamps of one direction's audio and video have in common: by it, the timestamps of messages are recovered
 * whose predecessors, from which they count, were lost.
 */
export class MediaClock {
  private readonly tracks = new Map<number, Track>();
  /** The latest timestamp, and the bytes of media so far and a while ago. */
  private latest = 0;
  private bytes = 0;
  private mark = { latest: 0, bytes: 0 };
  private previousMark = { latest: 0, bytes: 0 };
  /** The last frame whose time is known: what waited for a missing segment is delivered late, all at one time. */
  private frame = 0;
  private time = 0;
  /** Bytes that were lost since the last message. */
  private lostBytes = 0;

  /** A message has come, whose timestamp is right. */
  note({ csid, typeId, timestamp, length, firstFrame }: ChunkStream, now: FrameStamp): void {
    if (typeId !== MessageType.audio && typeId !== MessageType.video) return;
    const track = this.trackOf(csid, typeId);
    const last = track.count === 0 ? -1 : track.timestamps[(track.count - 1) % REMEMBERED]!;
    // Configurations are sent beside the media.
    if (timestamp === last) return;
    // Time that goes back begins anew.
    if (timestamp < last) track.count = 0;
    const slot = track.count++ % REMEMBERED;
    track.timestamps[slot] = timestamp;
    const isPrompt = now.frame - firstFrame <= PROMPT + length / 500;
    if (isPrompt) {
      this.frame = now.frame;
      this.time = millisecondsOf(now);
      track.behind = behindOf(track.behind, timestamp - this.time);
    }
    track.leads[slot] = timestamp - this.latest;
    track.lengths[slot] = length + OVERHEAD;
    this.latest = Math.max(this.latest, timestamp);
    if (track.count === 1) this.latest = timestamp;
    this.lostBytes = 0;
    this.bytes += length + 8;
    if (this.latest - this.mark.latest > 2000 || this.latest < this.mark.latest) {
      this.previousMark = this.mark;
      this.mark = { latest: this.latest, bytes: this.bytes };
    }
  }

  /** `count` bytes were lost that may have held messages. */
  lose(count: number): void {
    this.lostBytes = count;
  }

  /** Whether a step of this length goes with those before it. */
  isEven({ csid, typeId }: ChunkStream, step: number): boolean {
    const track = this.tracks.get(keyOf(csid, typeId));
    if (track === undefined || track.count < FEWEST) return false;
    const known = Math.min(track.count, REMEMBERED);
    const first = track.timestamps[(track.count - known) % REMEMBERED]!;
    const last = track.timestamps[(track.count - 1) % REMEMBERED]!;
    return step <= (20 * (last - first)) / (known - 1);
  }

  /**
   * The timestamps of the first messages on their chunk streams behind a loss, by chunk stream: those with which all
   * tracks keep their pace and their order, near the time that the capture's clock and the lost bytes suggest.
   * @param lastOf the last timestamp before the loss, of a chunk stream
   */
  recover(
    sightings: readonly Sighting[],
    lastOf: (csid: number) => number,
    now: FrameStamp,
  ): Map<number, number> {
    const steps = new Map<number, Step[]>();
    const candidates = new Map<number, readonly Candidate[]>();
    const elapsed = new Map<number, number>();
    const order: { csid: number; step: Step }[] = [];
    for (const { csid, typeId, delta, absolute, frame } of sightings) {
      const all = steps.get(csid) ?? [];
      const after = all.length === 0 ? 0 : elapsed.get(csid)! + delta;
      if (absolute !== undefined && !candidates.has(csid))
        candidates.set(csid, [{ start: all.length === 0 ? absolute : absolute - after, misses: 0 }]);
      // What counts from a time that was given is known.
      if (absolute !== undefined && all.length > 0) break;
      const step = { track: this.tracks.get(keyOf(csid, typeId)), after, frame };
      elapsed.set(csid, after);
      steps.set(csid, [...all, step]);
      if (order.length < MOST_STEPS) order.push({ csid, step });
    }
    for (const [csid, all] of steps) {
      if (candidates.has(csid)) continue;
      const { delta } = sightings.find((one) => one.csid === csid)!;
      candidates.set(csid, this.candidatesOf(csid, all, delta, lastOf(csid), now));
    }
    return this.choose(candidates, order);
  }

  private candidatesOf(
    csid: number,
    steps: readonly Step[],
    delta: number,
    last: number,
    now: FrameStamp,
  ): readonly Candidate[] {
    const plain = { start: last + delta, misses: 0 };
    const track = steps[0]!.track;
    if (track === undefined || track.count < FEWEST) return [plain];
    const { at: expected, spread } = this.expect(track, steps, now);
    const pace = paceOf(track);
    if (pace === undefined) {
      // Nothing tells exactly: near enough to nothing lost is nothing lost.
      const isNear = Math.abs(expected - plain.start) < 2 * spread;
      return [isNear ? plain : { start: Math.max(plain.start, Math.round(expected)), misses: 0 }];
    }
    const paces = new Map<Track, Pace | undefined>();
    for (const typeId of [MessageType.audio, MessageType.video]) {
      const one = this.tracks.get(keyOf(csid, typeId));
      if (one !== undefined) paces.set(one, one.count < FEWEST ? undefined : paceOf(one));
    }
    const found: Candidate[] = [];
    const until = Math.max(expected + 4 * spread, last) + 4 * pace.period;
    for (let index = 1; index * pace.period + pace.least <= until && index < MOST_LOST; index++) {
      const [least, most] = [pace.least, pace.most].map((phase) => Math.floor(phase + index * pace.period));
      for (let start = least!; start <= most!; start++) {
        const before = start - delta;
        if (before < last) continue;
        let misses = ((start - expected) / spread) ** 2;
        // What it counts from is the last message before the loss, or a lost one that kept the pace of its track.
        if (before !== last && ![...paces.values()].some((one) => one === undefined || isAt(one, before)))
          misses += 4;
        for (const step of steps.slice(0, MOST_STEPS)) {
          const other = step.track === undefined ? undefined : paces.get(step.track);
          if (other !== undefined && !isAt(other, start + step.after)) misses += 4;
        }
        found.push({ start, misses });
      }
    }
    found.push({ ...plain, misses: ((plain.start - expected) / spread) ** 2 + 8 });
    return found.toSorted((a, b) => a.misses - b.misses).slice(0, MOST_CANDIDATES);
  }

  /** Of the candidates of all chunk streams, those that go together: in the order in which their messages came. */
  private choose(
    candidates: ReadonlyMap<number, readonly Candidate[]>,
    order: readonly { readonly csid: number; readonly step: Step }[],
  ): Map<number, number> {
    const habits = new Map<Track, Habit>();
    for (const track of this.tracks.values()) if (track.count >= FEWEST) habits.set(track, habitOf(track));
    let best = new Map<number, number>();
    let fewest = Infinity;
    const starts = new Map<number, number>();
    const weigh = (misses: number): void => {
      let sum = misses;
      let latest = this.latest;
      let bytes = this.lostBytes;
      let variance = 400;
      const seen = new Set<Track>();
      for (const [i, { csid, step }] of order.entries()) {
        const timestamp = starts.get(csid)! + step.after;
        const lead = timestamp - latest;
        const habit = step.track === undefined ? undefined : habits.get(step.track);
        if (habit === undefined) continue;
        if (!seen.has(step.track!)) {
          seen.add(step.track!);
          const lost = Math.max(0, Math.round((timestamp - habit.last) / habit.period) - 1);
          bytes -= lost * habit.length.at;
          variance += lost * habit.length.spread ** 2;
        }
        // Before the first one, messages are lost.
        if (lead < habit.least - 1) sum += Math.min(4, ((habit.least - lead) / 4) ** 2);
        if (i > 0 && lead > habit.most + 1) sum += Math.min(4, ((lead - habit.most) / 4) ** 2);
        latest = Math.max(latest, timestamp);
      }
      for (const [track, { length }] of habits)
        if (!seen.has(track)) variance += (length.at + length.spread) ** 2;
      // Bytes that no message explains are certain to be one; more than usual may be a keyframe.
      const isExplained = bytes <= 0 || bytes < this.lostBytes;
      sum += Math.min(isExplained && bytes > 0 ? MOST_FOR_LONG : 30, bytes ** 2 / variance);
      if (sum >= fewest) return;
      fewest = sum;
      best = new Map(starts);
    };
    const all = [...candidates];
    const combine = (index: number, misses: number): void => {
      if (index === all.length) weigh(misses);
      else
        for (const { start, misses: more } of all[index]![1]) {
          if (misses + more >= fewest) continue;
          starts.set(all[index]![0], start);
          combine(index + 1, misses + more);
        }
    };
    combine(0, 0);
    return best;
  }

  /** When the next message of a track is due, by the capture's clock and by what the lost bytes would have lasted. */
  private expect(track: Track, steps: readonly Step[], now: FrameStamp): Estimate {
    const count = Math.min(track.count, REMEMBERED);
    const behind = track.behind ?? { at: 0, spread: Infinity };
    const leads = meanOf(count, (i) => track.leads[i]!);
    // The later a message, the nearer to the one frame whose time is known.
    const late = steps.findLast((step) => step.track === track)!;
    const span = Math.max(1, now.frame - this.frame);
    const uneven = ((millisecondsOf(now) - this.time) * Math.max(0, now.frame - late.frame)) / span / 2;
    const clock = {
      at: this.timeOf(late.frame, now) + behind.at - late.after,
      spread: behind.spread + 3 + uneven,
    };
    const since = this.latest - this.previousMark.latest;
    const rate = since > 0 ? (this.bytes - this.previousMark.bytes) / since : 0;
    const step = rate > 0 ? this.lostBytes / rate : 0;
    const order = { at: this.latest + step + leads.at, spread: leads.spread + 5 + step * 1.5 };
    const [a, b] = [1 / clock.spread ** 2, 1 / order.spread ** 2];
    if (a === 0) return order;
    return { at: (clock.at * a + order.at * b) / (a + b), spread: 1 / Math.sqrt(a + b) };
  }

  /** When a frame was captured, in ms: between the last one that is known and the one that made it deliverable. */
  private timeOf(frame: number, now: FrameStamp): number {
    const time = millisecondsOf(now);
    if (this.frame === 0 || frame >= now.frame || frame <= this.frame)
      return frame >= now.frame ? time : this.time || time;
    return this.time + ((time - this.time) * (frame - this.frame)) / (now.frame - this.frame);
  }

  private trackOf(csid: number, typeId: number): Track {
    const key = keyOf(csid, typeId);
    const known = this.tracks.get(key);
    if (known !== undefined) return known;
    const track: Track = {
      timestamps: new Float64Array(REMEMBERED),
      behind: undefined,
      leads: new Float64Array(REMEMBERED),
      lengths: new Float64Array(REMEMBERED),
      count: 0,
    };
    this.tracks.set(key, track);
    return track;
  }
}

/** A running mean and what it is off by. */
function behindOf(before: Estimate | undefined, value: number): Estimate {
  if (before === undefined) return { at: value, spread: 20 };
  const off = value - before.at;
  return { at: before.at + off / 8, spread: before.spread + (Math.abs(off) - before.spread) / 8 };
}

function millisecondsOf({ seconds, nanoseconds }: FrameStamp): number {
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Whether a message of this pace may have this timestamp. */
function isAt({ period, least, most }: Pace, timestamp: number): boolean {
  const index = Math.round((timestamp + 0.5 - (least + most) / 2) / period);
  return timestamp >= Math.floor(least + index * period) && timestamp <= Math.floor(most + index * period);
}

/** The usual step from message to message. */
function stepOf({ timestamps, count }: Track): number {
  const known = Math.min(count, REMEMBERED);
  const steps: number[] = [];
  for (let i = count - known + 1; i < count; i++)
    steps.push(timestamps[i % REMEMBERED]! - timestamps[(i - 1) % REMEMBERED]!);
  return steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0;
}

function habitOf(track: Track): Habit {
  const known = Math.min(track.count, REMEMBERED);
  const leads = track.leads.subarray(0, known);
  const last = track.timestamps[(track.count - 1) % REMEMBERED]!;
  const length = meanOf(known, (i) => track.lengths[i]!);
  return {
    last,
    period: Math.max(1, stepOf(track)),
    length,
    least: Math.min(...leads),
    most: Math.max(...leads),
  };
}

function keyOf(csid: number, typeId: number): number {
  return csid * 256 + typeId;
}

/** The period of a track whose remembered timestamps are all at its multiples, rounded; the phase counts from the last. */
function paceOf(track: Track): Pace | undefined {
  const { timestamps, count } = track;
  const known = Math.min(count, REMEMBERED);
  const at = (i: number): number => timestamps[(count - known + i) % REMEMBERED]!;
  const usual = stepOf(track);
  for (const period of [usual, ...PERIODS]) {
    if (Math.abs(period - usual) > 1.01 || period < 1) continue;
    let [least, most] = [-Infinity, Infinity];
    for (let i = 0; i < known; i++) {
      // Some between may be lost.
      const phase = at(i) + Math.round((at(known - 1) - at(i)) / period) * period;
      least = Math.max(least, phase);
      most = Math.min(most, phase + 1);
    }
    // `most` itself would be rounded to the next one.
    if (least < most) return { period, least, most: Math.max(least, most - 1e-6) };
  }
  return undefined;
}

function meanOf(count: number, value: (i: number) => number): Estimate {
  let [sum, squares] = [0, 0];
  const base = value(0);
  for (let i = 0; i < count; i++) {
    const off = value(i) - base;
    sum += off;
    squares += off * off;
  }
  const mean = sum / count;
  return { at: base + mean, spread: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}
