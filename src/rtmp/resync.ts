import { createChunkHeader, EXTENDED, LONGEST_CHUNK_HEADER, readChunkHeader } from './chunk-header.ts';
import { type Demand, type Memory, type TrialStart, Walk } from './chunk-trial.ts';
import { headerEvidence, IMPOSSIBLE, isTypeByte, payloadEvidence } from './plausibility.ts';
import type { Expectation } from './expectation.ts';
import type { SearchWindow } from './search-window.ts';

/** Chunk sizes that senders in the field use, for a capture that does not hold the Set Chunk Size. */
const USUAL_CHUNK_SIZES = [
  128, 256, 512, 1024, 1400, 2048, 4000, 4096, 5120, 8192, 10_000, 10_240, 16_384, 32_768, 60_000, 65_535,
  65_536, 131_072, 262_144, 524_288, 1_000_000, 1_048_576, 0x7fffffff,
];
/** Bytes of a direction of which nothing is known that are awaited before anything is decided about it. */
const FIRST_TRIAL_BYTES = 256;
/** Chunk sizes tried at one place because a header seems to follow at that distance. */
const MOST_ODD_SIZES = 256;
/** Bytes that were searched are let go in such pieces. */
const LET_GO = 64 * 1024;
/** Chunks that may be walked over in trials: so many, and so many more for each byte that was searched. */
const FREE_STEPS = 200_000;
const STEPS_PER_BYTE = 0.5;

/** Payload bytes that decide whether a place is worth a trial. */
const LOOKED_AT = 12;

/** What a header must show to be worth a trial, and to be worth one with any chunk size. */
const WORTH_A_TRIAL = 20;
const WORTH_ODD_SIZES = 36;
/** What a place must show that nothing but its bytes speaks for; and where no more bytes can be had. */
const BLIND: Demand = { bits: 60, headers: 3, tail: 0 };
const BLIND_AND_CUT: Demand = { bits: 60, headers: 2, tail: 0 };
/** The same for a chunk size that nothing but these bytes speaks for. */
const BLIND_SIZE: Demand = { bits: 80, headers: 3, tail: 44 };
const BLIND_SIZE_AND_CUT: Demand = { bits: 60, headers: 2, tail: 30 };
/** What one header must show that nothing can confirm. */
const ALONE: Demand = { bits: 70, headers: 1, tail: 0 };
/** What the place must show where the next header is expected. */
const EXPECTED: Demand = { bits: 36, headers: 2, tail: 0 };
/** The same where the header is known, and shows which chunk size it is. */
const EXPECTED_SIZE: Demand = { bits: 0, headers: 2, tail: 36 };
const EXPECTED_SIZE_AND_CUT: Demand = { bits: 0, headers: 2, tail: 24 };

/** What searching may cost one direction, so that it takes time in proportion to its bytes whatever they are. */
export class SearchBudget {
  /** Chunks walked over in trials. */
  steps = 0;
  /** Bytes that were searched. */
  bytes = 0;

  /** Whether more trials may be made at this place of the window. */
  has(at: number): boolean {
    return this.steps <= FREE_STEPS + STEPS_PER_BYTE * (this.bytes + at);
  }
}

/** What is known when the place is lost. */
export type Loss = {
  /** The chunk streams, as if nothing were in progress. */
  readonly memory: Memory;
  readonly chunkSize: number;
  /** Messages up to this length read alike with all chunk sizes that are possible; `Infinity` when only one is. */
  readonly sureSize: number;
  /** Where the stream goes on when nothing but what was expected came. */
  readonly expected: Expectation | undefined;
  /** Whether the window begins with the first captured byte of the direction. */
  readonly isFresh: boolean;
};

/** Where reading can go on. */
export type Foothold = {
  readonly start: TrialStart;
  readonly memory: Memory;
  /** Messages up to this length read alike with other chunk sizes, which are possible too; `Infinity` when none is. */
  readonly sureSize: number;
  readonly isExpected: boolean;
  /** Chunk streams of which the trial believed what was remembered. */
  readonly relied: ReadonlySet<number>;
};

/** One place tried with several chunk sizes, one after the other or at a time. */
type Trial = { readonly at: number; readonly isSizeKnown: boolean; readonly walks: Walk[] };

/**
 * Finds the next chunk header that holds, in a direction that lost its place: where one is expected, or else at the first
 * place where one may be; each by trial over several chunks. A place is decided before the next one is looked at, so
 * that any split of the same bytes finds the same.
 */
export class Resync {
  private readonly window: SearchWindow;
  private readonly loss: Loss;
  /** How far the search has come. */
  searched: number;
  private expected: readonly Walk[] | undefined;
  private trial: Trial | undefined;
  private readonly budget: SearchBudget;
  private readonly header = createChunkHeader();

  constructor(window: SearchWindow, begin: number, loss: Loss, budget: SearchBudget) {
    this.window = window;
    this.searched = begin;
    this.loss = loss;
    this.budget = budget;
    if (loss.expected === undefined) return;
    const { at, memory, continued } = loss.expected;
    const sizes = this.expectedSizes();
    const demand = sizes.length > 1 ? EXPECTED_SIZE : EXPECTED;
    this.expected = sizes.map(
      (chunkSize) => new Walk(window, { at: begin + at, chunkSize, within: continued }, memory, demand),
    );
  }

  /** Whether there are many bytes that can be let go. */
  get letsGo(): boolean {
    return this.trial === undefined && this.expected === undefined && this.searched >= LET_GO;
  }

  /** The window begins so many bytes later. */
  shift(count: number): void {
    this.searched -= count;
  }

  /** The foothold that the bytes so far give; `isLast`: no more bytes will be had. */
  find(isLast: boolean): Foothold | undefined {
    // At a beginning there is time: what the other side says may tell who is who.
    if (!isLast && this.loss.isFresh && this.window.length < FIRST_TRIAL_BYTES) return undefined;
    if (this.expected !== undefined) {
      const found = this.tryExpected(this.expected, isLast);
      if (found !== undefined) return found === 'open' ? undefined : found;
      this.expected = undefined;
    }
    for (;;) {
      this.trial ??= this.nextTrial(isLast);
      if (this.trial === undefined) return undefined;
      const found = this.decide(this.trial, isLast);
      if (found === 'open') return undefined;
      if (found !== undefined) return found;
      for (const walk of this.trial.walks) this.budget.steps += 3 + walk.headers;
      this.trial = this.otherSizes(this.trial);
    }
  }

  private tryExpected(walks: readonly Walk[], isLast: boolean): Foothold | 'open' | undefined {
    let isOpen = false;
    for (const walk of walks) {
      if (walk.verdict === 'open') walk.advance(isLast);
      const { verdict } = walk;
      const isStopped = verdict === 'cut' || verdict === 'orphan' || (isLast && verdict === 'open');
      // Where it is the last message that a hole is in, all that goes wrong is how much of it is missing.
      const isEnough =
        isStopped &&
        (walk.start.within === undefined
          ? walk.meets(EXPECTED_SIZE_AND_CUT) || walk.endsAtBoundary
          : walk.endsAtBoundary && walk.headers >= EXPECTED.headers);
      if (verdict === 'held' || isEnough) return this.foothold(walk, true);
      isOpen ||= verdict === 'open';
    }
    return isOpen && !isLast ? 'open' : undefined;
  }

  /** The chunk sizes to try where a header is expected: the one in force, or those that what was read leaves open. */
  private expectedSizes(): readonly number[] {
    const { chunkSize, sureSize } = this.loss;
    if (sureSize === Infinity) return [chunkSize];
    return [chunkSize, ...USUAL_CHUNK_SIZES.filter((size) => size !== chunkSize && size >= sureSize)];
  }

  /** The next place where a message may begin. */
  private nextTrial(isLast: boolean): Trial | undefined {
    const { window, header, loss } = this;
    const { memory, chunkSize } = loss;
    const data = window.bytes;
    // A header with the first bytes of its payload must be there, which decide.
    const stop = isLast ? window.length : window.length - LONGEST_CHUNK_HEADER - LOOKED_AT;
    while (this.searched < stop) {
      const at = this.searched++;
      const first = data[at]!;
      // Most bytes are no header, by the place of the message type alone.
      if (first >= 0x80 || ((first & 0x3f) > 1 && !isTypeByte(data[at + 7]!))) continue;
      if (!readChunkHeader(data, at, window.length, header)) continue;
      const before = memory.get(header.csid);
      if (before === undefined && memory.size > 0 && this.isRather(header.csid)) continue;
      const bits = headerEvidence(header, before);
      if (bits === IMPOSSIBLE) continue;
      const payload = at + header.byteLength + (header.timestampField === EXTENDED ? 4 : 0);
      const until = Math.min(window.length, payload + LOOKED_AT);
      const more = payloadEvidence(header.typeId, header.length, data, payload, until);
      if (more === IMPOSSIBLE || bits + more < WORTH_A_TRIAL) continue;
      if (window.missingIn(at, until) > 0 || this.isShifted(at)) continue;
      if (!this.budget.has(at)) continue;
      this.searched = at;
      return this.startTrial(at, this.isUnknown ? USUAL_CHUNK_SIZES : [chunkSize], !this.isUnknown);
    }
    return undefined;
  }

  private startTrial(at: number, sizes: readonly number[], isSizeKnown: boolean): Trial {
    const { window, loss } = this;
    const demand = isSizeKnown ? BLIND : BLIND_SIZE;
    const walks = sizes.map((chunkSize) => new Walk(window, { at, chunkSize }, loss.memory, demand));
    return { at, isSizeKnown, walks };
  }

  /** A foothold, `open` when more bytes are needed, or `undefined` for a contradiction. */
  private decide({ at, isSizeKnown, walks }: Trial, isLast: boolean): Foothold | 'open' | undefined {
    const { isFresh } = this.loss;
    let best: Foothold | undefined;
    let isOpen = false;
    for (const walk of walks) {
      if (walk.verdict === 'open') walk.advance(isLast);
      const { verdict } = walk;
      const isStopped = verdict === 'cut' || (isLast && verdict === 'open');
      const isEnough =
        verdict === 'held' ||
        (isSizeKnown
          ? (isStopped || verdict === 'orphan') && (walk.meets(BLIND_AND_CUT) || walk.meets(ALONE))
          : isStopped &&
            (walk.meets(BLIND_SIZE_AND_CUT) ||
              (at === 0 && isFresh && walk.endsAtBoundary && walk.headers > 0)));
      if (isEnough) {
        const found = this.foothold(walk, false);
        // All sizes that no message exceeds read alike: the smallest stands for them.
        if (best === undefined || found.start.chunkSize < best.start.chunkSize) best = found;
      } else isOpen ||= verdict === 'open';
    }
    if (best !== undefined) return best;
    return isOpen && !isLast ? 'open' : undefined;
  }

  /** The same place with other chunk sizes, when those that were tried do not hold; else the search goes on behind it. */
  private otherSizes({ at, isSizeKnown, walks }: Trial): Trial | undefined {
    const { chunkSize } = this.loss;
    if (isSizeKnown) {
      return this.startTrial(
        at,
        USUAL_CHUNK_SIZES.filter((size) => size !== chunkSize),
        false,
      );
    }
    this.searched = at + 1;
    const isOdd = walks.length > 0 && walks.every(({ start }) => USUAL_CHUNK_SIZES.includes(start.chunkSize));
    const sizes = isOdd ? this.oddSizes(at) : [];
    return sizes.length > 0 ? this.startTrial(at, sizes, false) : undefined;
  }

  /** Chunk sizes that nobody is known to use: those at whose distance the message seems to go on. */
  private oddSizes(at: number): readonly number[] {
    const { header, window } = this;
    const data = window.bytes;
    const sizes: number[] = [];
    if (!readChunkHeader(data, at, window.length, header) || header.csid > 63) return sizes;
    const bits = headerEvidence(header, this.loss.memory.get(header.csid));
    const payload = at + header.byteLength + (header.timestampField === EXTENDED ? 4 : 0);
    const more = payloadEvidence(header.typeId, header.length, data, payload, payload + LOOKED_AT);
    if (bits + more < WORTH_ODD_SIZES) return sizes;
    const next = 0xc0 | header.csid;
    const until = Math.min(window.length, payload + header.length);
    this.budget.steps += (until - payload) >> 4;
    for (let end = payload + 1; end < until && sizes.length < MOST_ODD_SIZES; end++) {
      const size = end - payload;
      if (data[end] === next && !USUAL_CHUNK_SIZES.includes(size)) sizes.push(size);
    }
    return sizes;
  }

  /**
   * Whether a header with a chunk stream id of 2 or 3 bytes is rather a byte of payload and the header behind it: the
   * rest of both is the same.
   */
  private isShifted(at: number): boolean {
    const { csid } = this.header;
    if (csid < 64 || this.loss.memory.has(csid)) return false;
    const data = this.window.bytes;
    const next = at + (csid < 320 ? 1 : 2);
    return data[next]! >> 6 === data[at]! >> 6 && (data[next]! & 0x3f) > 1;
  }

  /** Whether a chunk stream that was never seen is rather the rest of an id of 2 or 3 bytes, of which the first is missing. */
  private isRather(csid: number): boolean {
    return csid >= 64 || [...this.loss.memory.keys()].some((known) => known >= 64);
  }

  private foothold({ start, memory, longest, relied }: Walk, isExpected: boolean): Foothold {
    // Where nothing was lost but the size was open, or the size was not known: a message longer than it shows it.
    const isKept = isExpected && this.loss.sureSize === Infinity;
    const sureSize = isKept || longest > start.chunkSize ? Infinity : longest;
    return { start, memory, sureSize, isExpected, relied };
  }

  /** Whether nothing of this direction was ever read. */
  private get isUnknown(): boolean {
    return this.loss.memory.size === 0;
  }
}
