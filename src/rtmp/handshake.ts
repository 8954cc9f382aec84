import type { Backlog } from '../bytes/backlog.ts';
import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';
import type { Note } from '../bytes/note.ts';
import { OriginMap } from '../bytes/origin-map.ts';
import { quantity } from '../bytes/quantity.ts';
import { answersDigest, findDigest, PART_LENGTH, type FoundDigest } from './digest.ts';
import { type ForeignProtocol, recognizeProtocol, versionName } from './foreign-protocol.ts';
import type { Handshake, Role } from './message.ts';

/** C0+C1 or S0+S1, and with C2 or S2 the whole handshake of one side (RTMP 1.0 §5.2). */
export const OPENING_LENGTH = 1 + PART_LENGTH;
export const WHOLE_LENGTH = OPENING_LENGTH + PART_LENGTH;
/** The version of RTMP 1.0 (RTMP 1.0 §5.2.2). */
const VERSION = 3;

/**
 * One side's handshake, gathered as its bytes come. A client's is told in two parts, C0+C1 and C2; a server's in one,
 * S0+S1+S2, because servers send it at once.
 */
export class HandshakeSide {
  private readonly from: Role;
  private readonly emit: (handshake: Handshake) => void;
  private readonly opening: Opening | undefined;
  private data = new Uint8Array(WHOLE_LENGTH);
  /** Bytes that came, or are known to be missing; and where those are. */
  private received = 0;
  private readonly holes: { readonly start: number; readonly end: number }[] = [];
  private firstFrame = 0;
  private firstSeconds = 0;
  private firstNanoseconds = 0;
  private told = 0;
  /** Of the part that is not told yet, when that is wanted. */
  private origins: OriginMap | undefined;
  private found: FoundDigest | undefined;
  /** The other side, once it is known. */
  peer: HandshakeSide | undefined;

  /**
   * @param isTraced whether what is told carries its bytes and where they come from
   * @param opening what is known of C0+C1 or S0+S1 from recognising it
   */
  constructor(
    from: Role,
    isTraced: boolean,
    opening: Opening | undefined,
    emit: (handshake: Handshake) => void,
  ) {
    this.from = from;
    this.opening = opening;
    if (isTraced) this.origins = new OriginMap();
    this.emit = emit;
  }

  get isComplete(): boolean {
    return this.received === WHOLE_LENGTH;
  }

  /** Takes what belongs to the handshake of `data[start, end)`; returns where the rest begins. */
  take(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): number {
    let position = start;
    while (position < end && !this.isComplete) {
      if (this.received === this.told) this.begin(origin.frame, now);
      const count = Math.min(end - position, this.nextBoundary() - this.received);
      this.data.set(data.subarray(position, position + count), this.received);
      this.origins?.add(origin, position, count);
      position += count;
      this.advance(count, now);
    }
    return position;
  }

  /** `length` bytes are missing; returns how many of them lie behind the handshake. */
  takeGap(length: number, now: FrameStamp): number {
    let left = length;
    while (left > 0 && !this.isComplete) {
      if (this.received === this.told) this.begin(now.frame, now);
      const count = Math.min(left, this.nextBoundary() - this.received);
      left -= count;
      this.origins?.addGap(count);
      this.holes.push({ start: this.received, end: this.received + count });
      this.advance(count, now);
    }
    return left;
  }

  /** Nothing more comes: tells what is there. */
  end(now: FrameStamp): void {
    if (this.received > this.told) this.tell(now);
  }

  /** The end of the part in progress: C1 for a client that has not told it yet, else the end of the handshake. */
  private nextBoundary(): number {
    return this.from === 'client' && this.received < OPENING_LENGTH ? OPENING_LENGTH : WHOLE_LENGTH;
  }

  private begin(frame: number, { seconds, nanoseconds }: FrameStamp): void {
    this.firstFrame = frame;
    this.firstSeconds = seconds;
    this.firstNanoseconds = nanoseconds;
  }

  private advance(count: number, now: FrameStamp): void {
    const boundary = this.nextBoundary();
    this.received += count;
    if (this.received === boundary) this.tell(now);
    if (this.isComplete && this.peer?.isComplete === true) {
      this.forget();
      this.peer.forget();
    }
  }

  /** Both sides are told: nothing is compared any more, and the connection may last. */
  private forget(): void {
    this.data = new Uint8Array(0);
  }

  private tell(now: FrameStamp): void {
    const { data, from, received, told } = this;
    const letter = from === 'client' ? 'C' : 'S';
    const notes: Note[] = [];
    const parts: string[] = [];
    const opens = told === 0;
    const version = opens && this.has(0, 1) ? data[0] : undefined;
    const hasPart1 = opens && this.has(1, OPENING_LENGTH);
    let digestValid: boolean | undefined;
    if (opens) {
      parts.push(`${letter}0`);
      if (received > 1) parts.push(`${letter}1`);
      if (version !== undefined && version !== VERSION) notes.push(versionNote(version));
      if (hasPart1) this.found = this.opening?.[from] ?? findDigest(this.part1, from);
      if (this.found !== undefined) digestValid = true;
    }
    let echoes: boolean | undefined;
    if (received > OPENING_LENGTH) {
      parts.push(`${letter}2`);
      if (this.has(OPENING_LENGTH, WHOLE_LENGTH)) {
        echoes = this.echoesPeer();
        // An echo is as good an answer as a signature: FFmpeg sends one when it publishes.
        const answer = echoes === true ? undefined : this.answersPeer();
        if (answer !== undefined) digestValid = digestValid !== false && answer;
        if (echoes === false && answer !== true) notes.push(echoNote(from));
      }
    }
    if (received !== OPENING_LENGTH && !this.isComplete)
      notes.push(incompleteNote(parts.at(-1)!, received, from));
    const missing = this.missingFrom(told);
    if (missing > 0) notes.push(missingNote(missing));
    this.emit({
      kind: 'handshake',
      offset: told,
      frame: now.frame,
      seconds: now.seconds,
      nanoseconds: now.nanoseconds,
      name: parts.join('+'),
      firstFrame: this.firstFrame,
      firstSeconds: this.firstSeconds,
      firstNanoseconds: this.firstNanoseconds,
      from,
      version,
      foreign: version === undefined || version === VERSION ? undefined : this.recognized,
      time: opens && this.has(1, 5) ? new DataView(data.buffer).getUint32(1) : undefined,
      scheme: hasPart1 ? (this.found === undefined ? 'simple' : 'complex') : undefined,
      digestScheme: opens ? this.found?.scheme : undefined,
      digestValid,
      echoes,
      trace: this.origins && { bytes: data.slice(told, received), origins: this.origins },
      notes: notes.length > 0 ? notes : undefined,
    });
    this.told = received;
    if (this.origins !== undefined) this.origins = new OriginMap();
  }

  /** Whether `[start, end)` of the handshake came, without a hole. */
  private has(start: number, end: number): boolean {
    return this.received >= end && !this.holes.some((hole) => hole.start < end && hole.end > start);
  }

  /** Missing bytes of the parts that begin at `start`. */
  private missingFrom(start: number): number {
    return this.holes.reduce((sum, hole) => (hole.start < start ? sum : sum + hole.end - hole.start), 0);
  }

  private get recognized(): ForeignProtocol | undefined {
    const found = recognizeProtocol(this.data.subarray(0, this.received));
    return found === 'unsure' ? undefined : found;
  }

  private get part1(): Uint8Array {
    return this.data.subarray(1, OPENING_LENGTH);
  }

  private get part2(): Uint8Array {
    return this.data.subarray(OPENING_LENGTH);
  }

  /** Whether part 2 echoes the peer's part 1; `undefined` when a byte of that is missing. */
  private echoesPeer(): boolean | undefined {
    const { peer } = this;
    return peer?.has(1, OPENING_LENGTH) === true ? isEcho(this.part2, peer.part1) : undefined;
  }

  /** Whether part 2 is signed for the digest in the peer's part 1; `undefined` when that has none. */
  private answersPeer(): boolean | undefined {
    const digest = this.peer?.found?.digest;
    return digest === undefined ? undefined : answersDigest(this.part2, this.from, digest);
  }
}

/** Whether a direction begins with the version of RTMP, which says little by itself. */
export function startsLikeOpening(bytes: Uint8Array): boolean {
  return bytes[0] === VERSION;
}

/** C0+C1 or S0+S1 as it was recognised: the digest of the side whose key it has, if it has one. */
export type Opening = { readonly [From in Role]?: FoundDigest };

/**
 * The opening of a handshake, if a direction begins with one: version 3, then a C1 or S1 that is simple (its second field
 * is zero) or carries a digest. `undefined`: too few bytes to tell.
 */
export function recognizeOpening({ head, length }: Backlog): Opening | false | undefined {
  if (length < OPENING_LENGTH) return undefined;
  if (!startsLikeOpening(head)) return false;
  if (head[5] === 0 && head[6] === 0 && head[7] === 0 && head[8] === 0) return {};
  if (head.length < OPENING_LENGTH) return false;
  const part1 = head.subarray(1, OPENING_LENGTH);
  for (const from of ['client', 'server'] as const) {
    const found = findDigest(part1, from);
    if (found !== undefined) return { [from]: found };
  }
  return false;
}

/** Whether two directions hold a handshake of whatever scheme: both begin with version 3, and one echoes the other. */
export function looksLikeAnswer(own: Uint8Array, peer: Uint8Array): boolean {
  if (own.length < WHOLE_LENGTH || peer.length < OPENING_LENGTH) return false;
  if (!startsLikeOpening(own) || !startsLikeOpening(peer)) return false;
  return isEcho(own.subarray(OPENING_LENGTH), peer.subarray(1));
}

/** Whether a C2 or S2 repeats the random bytes of an S1 or C1 (RTMP 1.0 §5.2.4). */
function isEcho(part2: Uint8Array, part1: Uint8Array): boolean {
  for (let i = 8; i < PART_LENGTH; i++) if (part2[i] !== part1[i]) return false;
  return true;
}

function versionNote(version: number): Note {
  return {
    code: 'handshake.version',
    severity: 'error',
    text: `version ${version} (${versionName(version)}) where RTMP has 3 (RTMP 1.0 §5.2.2)`,
  };
}

function echoNote(from: Role): Note {
  const [own, theirs] = from === 'client' ? ['C2', 'S1'] : ['S2', 'C1'];
  return {
    code: 'handshake.echo-mismatch',
    severity: 'warning',
    text: `${own} does not echo ${theirs} (RTMP 1.0 §5.2.4)`,
  };
}

function incompleteNote(part: string, received: number, from: Role): Note {
  const bytes = received > OPENING_LENGTH ? received - OPENING_LENGTH : received - 1;
  const whole =
    received <= 1
      ? `only ${from === 'client' ? 'C0' : 'S0'}`
      : `${part} ends after ${quantity(bytes, 'byte')} of 1,536`;
  return {
    code: 'handshake.incomplete',
    severity: 'warning',
    text: `the handshake stops here: ${whole}`,
    values: received <= 1 ? { part } : { part, received: bytes },
  };
}

function missingNote(missing: number): Note {
  return {
    code: 'handshake.gap',
    severity: 'warning',
    text: `${quantity(missing, 'byte')} of it are missing from the capture`,
  };
}
