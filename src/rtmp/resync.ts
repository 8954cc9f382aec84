import { Backlog } from '../bytes/backlog.ts';
import { createChunkHeader, LONGEST_CHUNK_HEADER, readChunkHeader } from './chunk-header.ts';
import {
  type Demand,
  meets,
  type TrialStart,
  type TrialStream,
  type Walk,
  walkChunks,
} from './chunk-trial.ts';
import type { Sighting } from './media-clock.ts';
import { headerEvidence, IMPOSSIBLE, payloadEvidence } from './plausibility.ts';

/** Chunk sizes that senders in the field use, for a capture that does not hold the Set Chunk Size. */
const USUAL_CHUNK_SIZES = [
  128, 256, 512, 1024, 1400, 2048, 4000, 4096, 5120, 8192, 10_000, 10_240, 16_384, 32_768, 60_000, 65_535,
  65_536, 131_072, 262_144, 524_288, 1_000_000, 1_048_576, 0x7fffffff,
];
/** Bytes that are held at most: then the older half is given up. Less while it is not known whether this is RTMP. */
const MOST_HELD = 4 * 1024 * 1024;
const MOST_HELD_UNKNOWN = 1024 * 1024;
/** Bytes of a direction of which nothing is known that are searched at most. */
const MOST_SEARCHED_UNKNOWN = 4 * 1024 * 1024;
/** Bytes of a direction that are awaited before anything is decided about it. */
const FIRST_TRIAL_BYTES = 256;
/** Chunk sizes tried at one place because a header seems to follow at that distance. */
const MOST_ODD_SIZES = 256;
/** Candidates that wait for more bytes; random bytes hardly make any. */
const MOST_CANDIDATES = 256;

/** What a header must show to be worth a trial. */
const WORTH_A_TRIAL = 20;
/** What a place must show that nothing but its bytes speaks for; and where no more bytes can be had. */
const BLIND: Demand = { bits: 60, headers: 3, tail: 0 };
const BLIND_AND_CUT: Demand = { bits: 60, headers: 2, tail: 0 };
/** The same for a chunk size that nothing but these bytes speaks for. */
const BLIND_SIZE: Demand = { bits: 80, headers: 3, tail: 44 };
const BLIND_SIZE_AND_CUT: Demand = { bits: 60, headers: 2, tail: 30 };
/** What one header must show that nothing can confirm. */
const ALONE: Demand = { bits: 70, headers: 1, tail: 0 };
/** What the place must show where the next header is expected. */
const EXPECTED: Demand = { bits: 24, headers: 2, tail: 0 };
const EXPECTED_AND_CUT: Demand = { bits: 8, headers: 1, tail: 0 };
/** The same where the header is known, and shows which chunk size it is. */
const EXPECTED_SIZE: Demand = { bits: 0, headers: 2, tail: 36 };
const EXPECTED_SIZE_AND_CUT: Demand = { bits: 0, headers: 2, tail: 24 };

/** As far as the timestamps behind a loss are looked at. */
const LOOK_AHEAD: Demand = { bits: 0, headers: 600, tail: 0 };

/** What is known when the place is lost. */
type Loss = {
  /** The chunk streams, as if nothing were in progress. */
  readonly memory: ReadonlyMap<number, TrialStream>;
  readonly chunkSize: number;
  /** Messages up to this length read alike with all chunk sizes that are possible; `Infinity` when only one is. */
  readonly sureSize: number;
  /** Where the stream goes on when nothing but what was expected came. */
  readonly expected: Expectation | undefined;
};

/** A place where the next header must be, and the chunk streams as they are there. */
export type Expectation = {
  readonly start: TrialStart;
  readonly memory: ReadonlyMap<number, TrialStream>;
};

/** Where reading can go on. */
export type Foothold = {
  readonly at: number;
  readonly chunkSize: number;
  /** Messages up to this length read alike with other chunk sizes, which are possible too; `Infinity` when none is. */
  readonly sureSize: number;
  readonly isExpected: boolean;
  /** Chunk streams of which the trial believed what was remembered. */
  readonly relied: ReadonlySet<number>;
};

type Candidate = { readonly at: number; needs: number };

/**
 * Finds the next chunk header that holds, in a direction that lost its place: where one is expected, or at any place
 * where one may be; each by trial over several chunks. What is here waits in `backlog`.
 */
export class Resync {
  readonly backlog = new Backlog();
  /** Bytes before the backlog that were let go: those missing, and those skipped. */
  missingBefore = 0;
  skippedBefore = 0;

  private readonly loss: Loss;
  private expected: Expectation | undefined;
  private expectedNeeds = 0;
  private candidates: Candidate[] = [];
  /** Up to where candidates were looked for. */
  private searched = 0;
  private readonly header = createChunkHeader();

  constructor(loss: Loss) {
    this.loss = loss;
    this.expected = loss.expected;
  }

  /** The foothold that the bytes so far give; `isLast`: no more bytes will be had. */
  find(isLast: boolean): Foothold | undefined {
    const { backlog } = this;
    // At a beginning there is time: what the other side says may tell who is who.
    if (!isLast && this.isFresh && backlog.length < FIRST_TRIAL_BYTES) return undefined;
    if (this.expected !== undefined) {
      if (!isLast && backlog.length < this.expectedNeeds) return undefined;
      const found = this.tryExpected(this.expected, isLast);
      if (found !== undefined) return found === 'open' ? undefined : found;
      this.expected = undefined;
    }
    this.search(isLast);
    for (let i = 0; i < this.candidates.length;) {
      const candidate = this.candidates[i]!;
      if (!isLast && backlog.length < candidate.needs) {
        i++;
        continue;
      }
      const found = this.tryCandidate(candidate, isLast);
      if (found === undefined) this.candidates.splice(i, 1);
      else if (found === 'open') i++;
      else return found;
    }
    if (backlog.length > (this.isUnknown ? MOST_HELD_UNKNOWN : MOST_HELD)) this.letGo(backlog.length >> 1);
    return undefined;
  }

  /** Whether a search in a direction of which nothing is known has gone on long enough. */
  get isHopeless(): boolean {
    return this.isUnknown && this.skippedBefore >= MOST_SEARCHED_UNKNOWN;
  }

  /** The messages that begin behind a foothold, as far as there are bytes. */
  lookAhead({ at, chunkSize }: Foothold): readonly Sighting[] {
    return walkChunks(this.backlog, { at, chunkSize }, this.loss.memory, LOOK_AHEAD).sightings;
  }

  /** Gives up the first `count` bytes. */
  letGo(count: number): void {
    const missing = this.backlog.missingIn(0, count);
    this.missingBefore += missing;
    this.skippedBefore += count - missing;
    this.backlog.drop(count);
    this.expected = undefined;
    this.searched = Math.max(0, this.searched - count);
    this.candidates = this.candidates
      .filter(({ at }) => at >= count)
      .map(({ at, needs }) => ({ at: at - count, needs: needs - count }));
  }

  private tryExpected({ start, memory }: Expectation, isLast: boolean): Foothold | 'open' | undefined {
    const { backlog } = this;
    let needs = Infinity;
    const isPlace = start.within !== undefined;
    for (const chunkSize of this.possibleSizes()) {
      const walk = walkChunks(backlog, { ...start, chunkSize }, memory, isPlace ? EXPECTED : EXPECTED_SIZE);
      const isStopped =
        walk.verdict === 'cut' || walk.verdict === 'orphan' || (isLast && walk.verdict === 'open');
      const isEnough =
        (isStopped && meets(walk, isPlace ? EXPECTED_AND_CUT : EXPECTED_SIZE_AND_CUT)) ||
        (isLast && walk.endsAtBoundary);
      if (walk.verdict === 'held' || isEnough) return this.foothold(start.at, chunkSize, walk, true);
      if (walk.verdict === 'open') needs = Math.min(needs, walk.needs);
    }
    if (isLast || needs === Infinity) return undefined;
    this.expectedNeeds = needs;
    return 'open';
  }

  /** The chunk sizes to try where a header is expected: the one in force, or those that what was read leaves open. */
  private possibleSizes(): readonly number[] {
    const { chunkSize, sureSize } = this.loss;
    if (sureSize === Infinity) return [chunkSize];
    return [chunkSize, ...USUAL_CHUNK_SIZES.filter((size) => size !== chunkSize && size >= sureSize)];
  }

  /** Notes the places where a message may begin. */
  private search(isLast: boolean): void {
    const { backlog, header, loss } = this;
    const data = backlog.bytes;
    // A header with the first bytes of its payload must be there, which decide.
    const until = isLast ? data.length : data.length - LONGEST_CHUNK_HEADER - 12;
    for (; this.searched < until; this.searched++) {
      const at = this.searched;
      if (data[at]! >= 0x80 || !readChunkHeader(data, at, data.length, header)) continue;
      const before = loss.memory.get(header.csid);
      if (header.fmt === 1 && before === undefined && loss.memory.size > 0) continue;
      const bits = headerEvidence(header, before);
      if (bits === IMPOSSIBLE) continue;
      const payload = at + header.byteLength + (header.timestampField === 0xffffff ? 4 : 0);
      const more = payloadEvidence(header.typeId, header.length, data, payload, data.length);
      if (more === IMPOSSIBLE || bits + more < WORTH_A_TRIAL) continue;
      if (backlog.missingIn(at, payload) > 0) continue;
      if (this.candidates.length === MOST_CANDIDATES) this.candidates.shift();
      this.candidates.push({ at, needs: 0 });
    }
  }

  private tryCandidate(candidate: Candidate, isLast: boolean): Foothold | 'open' | undefined {
    const { at } = candidate;
    const { chunkSize } = this.loss;
    let needs = Infinity;
    let undecided: Foothold | undefined;
    for (const size of [chunkSize, ...USUAL_CHUNK_SIZES.filter((usual) => usual !== chunkSize)]) {
      const found = this.trySize(at, size, isLast);
      if (typeof found === 'number') {
        needs = Math.min(needs, found);
        // What is known stands until it is refuted.
        if (!this.isUnknown && size === chunkSize) break;
      } else if (found !== undefined && (found.sureSize === Infinity || !this.isUnknown)) return found;
      // All sizes that no message exceeds read alike: the smallest stands for them.
      else if (undecided === undefined || (found !== undefined && found.chunkSize < undecided.chunkSize))
        undecided = found;
    }
    if (undecided !== undefined) return undecided;
    if (needs !== Infinity && !isLast) {
      candidate.needs = needs;
      return 'open';
    }
    return this.tryOddSizes(at);
  }

  /** A foothold, the length at which it can be decided, or `undefined` for a contradiction. */
  private trySize(at: number, chunkSize: number, isLast: boolean): Foothold | number | undefined {
    const { backlog, loss } = this;
    const isSizeKnown = !this.isUnknown && chunkSize === loss.chunkSize;
    const walk = walkChunks(backlog, { at, chunkSize }, loss.memory, isSizeKnown ? BLIND : BLIND_SIZE);
    const { verdict } = walk;
    if ((verdict !== 'open' || isLast) && this.isShifted(at, walk)) return undefined;
    if (verdict === 'held') return this.foothold(at, chunkSize, walk, false);
    if (verdict === 'broken' || (verdict === 'orphan' && !isSizeKnown)) return undefined;
    if (verdict === 'open' && !isLast) return walk.needs;
    const isEnough = isSizeKnown
      ? meets(walk, BLIND_AND_CUT) || meets(walk, ALONE)
      : meets(walk, BLIND_SIZE_AND_CUT) ||
        (at === 0 && this.isFresh && walk.endsAtBoundary && walk.headers > 0);
    return isEnough ? this.foothold(at, chunkSize, walk, false) : undefined;
  }

  /**
   * Whether a header with a chunk stream id of 2 or 3 bytes is rather a byte of payload and the header behind it: the
   * rest of both is the same.
   */
  private isShifted(at: number, { first, comesAgain }: Walk): boolean {
    if (first < 64 || comesAgain || this.loss.memory.has(first)) return false;
    const data = this.backlog.bytes;
    const next = at + (first < 320 ? 1 : 2);
    return data[next]! >> 6 === data[at]! >> 6 && (data[next]! & 0x3f) > 1;
  }

  private foothold(at: number, chunkSize: number, { longest, relied }: Walk, isExpected: boolean): Foothold {
    const { loss } = this;
    // Where nothing was lost but the size was open, or the size was not known: a message longer than it shows it.
    const isKept = isExpected && loss.sureSize === Infinity;
    const sureSize = isKept || longest > chunkSize ? Infinity : longest;
    return { at, chunkSize, sureSize, isExpected, relied };
  }

  /** Whether nothing of this direction was ever read. */
  private get isUnknown(): boolean {
    return this.loss.memory.size === 0;
  }

  /** Whether this is a direction from its first captured byte, whole so far. */
  private get isFresh(): boolean {
    return this.isUnknown && this.backlog.isWhole && this.missingBefore + this.skippedBefore === 0;
  }

  /** Chunk sizes that nobody is known to use: those at whose distance the message seems to go on. */
  private tryOddSizes(at: number): Foothold | undefined {
    const { header, backlog } = this;
    const data = backlog.bytes;
    if (!readChunkHeader(data, at, data.length, header) || header.csid > 63) return undefined;
    const payload = at + header.byteLength + (header.timestampField === 0xffffff ? 4 : 0);
    const next = 0xc0 | header.csid;
    const until = Math.min(data.length, payload + header.length);
    for (let end = payload + 1, tried = 0; end < until && tried < MOST_ODD_SIZES; end++) {
      if (data[end] !== next) continue;
      tried++;
      const chunkSize = end - payload;
      const walk = walkChunks(backlog, { at, chunkSize }, this.loss.memory, BLIND_SIZE);
      if (walk.verdict === 'held') return this.foothold(at, chunkSize, walk, false);
    }
    return undefined;
  }
}
