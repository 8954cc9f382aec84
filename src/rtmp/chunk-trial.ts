import type { Backlog } from '../bytes/backlog.ts';
import { createChunkHeader, EXTENDED, readChunkHeader } from './chunk-header.ts';
import type { Sighting } from './media-clock.ts';
import { headerEvidence, IMPOSSIBLE, payloadEvidence, type Precedent } from './plausibility.ts';

/** The smallest chunk size that senders use. */
const SMALLEST_CHUNK_SIZE = 128;

/** What is known of a chunk stream when a trial begins, or found by it. */
export type TrialStream = Precedent & {
  readonly length: number;
  /** Payload bytes of the message in progress; `length` when there is none. */
  readonly received: number;
  /** What a type 3 that begins a message adds to the timestamp. */
  readonly delta: number;
  /** The extended timestamp of its last header, if that had one. */
  readonly extended: number | undefined;
  /** A message was in progress when the place was lost: a type 3 may go on with it or begin another. */
  readonly isDoubtful: boolean;
};

/** Where and how a trial begins to read. */
export type TrialStart = {
  readonly at: number;
  readonly chunkSize: number;
  /** The bytes at `at` go on with a chunk of this chunk stream, of which `left` are missing. */
  readonly within?: { readonly csid: number; readonly left: number };
};

/** What a trial came to. */
export type Walk = {
  /** `open`: it holds as far as the bytes go. `cut`: as far as a hole. `orphan`: as far as a chunk that needs what is not known. */
  verdict: 'held' | 'open' | 'cut' | 'orphan' | 'broken';
  /** Evidence that these are chunks, in bits. */
  bits: number;
  /** That behind the header of the longest message; all of it while any chunk size reads the same. */
  tail: number;
  headers: number;
  /** Where it needs bytes to go on. */
  needs: number;
  /** The longest message whose first chunk was walked over. */
  longest: number;
  /** Whether the bytes end with a message. */
  endsAtBoundary: boolean;
  /** The chunk stream of the first header, and whether a later one is of it, too. */
  first: number;
  comesAgain: boolean;
  /** Chunk streams of which it believed what was remembered. */
  readonly relied: Set<number>;
  /** The messages that begin on the way. */
  readonly sightings: Sighting[];
};

/** How much evidence is enough; `tail` is that behind the header of the longest message, which alone speaks for the chunk size. */
export type Demand = { readonly bits: number; readonly headers: number; readonly tail: number };

/** Whether a walk has met so much evidence. */
export function meets({ bits, headers, tail }: Walk, demand: Demand): boolean {
  return bits >= demand.bits && headers >= demand.headers && tail >= demand.tail;
}

/** Walks from chunk to chunk until there is enough evidence, a contradiction, or nothing more to read. */
export function walkChunks(
  backlog: Backlog,
  { at, chunkSize, within }: TrialStart,
  memory: ReadonlyMap<number, TrialStream>,
  demand: Demand,
): Walk {
  const walk: Walk = {
    verdict: 'open',
    bits: 0,
    tail: 0,
    headers: 0,
    needs: at,
    longest: 0,
    endsAtBoundary: false,
    first: -1,
    comesAgain: false,
    relied: new Set(),
    sightings: [],
  };
  const data = backlog.bytes;
  const end = data.length;
  const header = createChunkHeader();
  const streams = new Map<number, TrialStream>();
  let position = at + (within?.left ?? 0);
  let upToLongest = 0;
  const conclude = (verdict: Walk['verdict'], needs = position + 1): Walk => {
    walk.verdict = verdict;
    walk.needs = needs;
    return walk;
  };
  while (!meets(walk, demand)) {
    if (position >= end) {
      walk.endsAtBoundary =
        position === end && [...streams.values()].every(({ received, length }) => received === length);
      return conclude('open');
    }
    if (!readChunkHeader(data, position, end, header)) return conclude('open', end + 1);
    if (backlog.missingIn(position, position + header.byteLength) > 0) return conclude('cut');
    const { csid, fmt } = header;
    const before = streams.get(csid) ?? memory.get(csid);
    const goesOn = before !== undefined && before.received < before.length;
    let payload = position + header.byteLength;
    let stream: TrialStream;
    if (fmt < 2) {
      const bits = headerEvidence(header, before);
      if (bits === IMPOSSIBLE || (goesOn && streams.has(csid))) return conclude('broken');
      if (fmt === 1 && before === undefined && memory.size > 0) return conclude('broken');
      const extended = header.timestampField === EXTENDED ? wordAt(data, payload, end) : undefined;
      const timestamp = fmt === 0 ? (extended ?? header.timestampField) : (before?.timestamp ?? 0);
      const streamId = fmt === 0 ? header.streamId : (before?.streamId ?? 0);
      const { length, typeId } = header;
      const delta = extended ?? header.timestampField;
      stream = { typeId, streamId, timestamp, length, received: 0, delta, extended, isDoubtful: false };
      walk.bits += bits;
    } else {
      if (before === undefined || (fmt === 3 && before.isDoubtful)) return conclude('orphan');
      if (fmt === 2 && (goesOn || header.timestampField >= 0x100000) && header.timestampField !== EXTENDED)
        return conclude('broken');
      // A message of no bytes, begun by a header that says nothing: that is any byte at all.
      if (!goesOn && before.length === 0) return conclude('broken');
      if (!streams.has(csid)) walk.relied.add(csid);
      walk.bits += 8 * (csid < 64 ? 1 : csid < 320 ? 2 : 3) + (fmt === 2 ? 8 : 0);
      stream = goesOn ? before : { ...before, received: 0, isDoubtful: false };
      if (fmt === 2)
        stream = {
          ...stream,
          delta: header.timestampField,
          extended: header.timestampField === EXTENDED ? wordAt(data, payload, end) : undefined,
        };
    }
    if (stream.extended !== undefined) {
      if (payload + 4 > end) return conclude('open', payload + 4);
      const repeats = wordAt(data, payload, end) === stream.extended;
      if (fmt === 3 && repeats) walk.bits += 32;
      // The draft of 2009 leaves it out there.
      if (fmt < 3 || repeats) payload += 4;
    }
    if (stream.received === 0) {
      const until = Math.min(end, payload + Math.min(chunkSize, 300));
      const isThere = backlog.missingIn(payload, Math.min(until, payload + 64)) === 0;
      const bits = isThere ? payloadEvidence(stream.typeId, stream.length, data, payload, until) : 0;
      if (bits === IMPOSSIBLE) return conclude('broken');
      walk.bits += bits;
      const absolute = fmt === 0 ? stream.timestamp : undefined;
      const frame = backlog.frameAt(position);
      walk.sightings.push({ csid, typeId: stream.typeId, delta: stream.delta, absolute, frame });
      if (stream.length > walk.longest) {
        walk.longest = stream.length;
        if (stream.length > SMALLEST_CHUNK_SIZE) upToLongest = walk.bits;
      }
    }
    const size = Math.min(chunkSize, stream.length - stream.received);
    streams.set(csid, { ...stream, received: stream.received + size });
    position = payload + size;
    if (walk.headers++ === 0) walk.first = csid;
    else walk.comesAgain ||= csid === walk.first;
    walk.tail = walk.bits - upToLongest;
  }
  return conclude('held');
}

function wordAt(data: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return 0;
  return ((data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!) >>> 0;
}
