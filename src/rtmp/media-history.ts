import type { ChunkStream } from './chunk-stream.ts';
import { MessageType } from './codes.ts';

/** Messages that are remembered of a direction: some seconds of sound and pictures. */
const REMEMBERED = 256;
/** Those that there is room for when the first one comes. */
const FIRST_ROOM = 16;
/** Messages in a row after which what they have in common counts as a habit. */
const HABIT = 4;
/** Messages that tell how far apart they are: half as many at least. */
const EVEN = 8;

/** A message of sound or pictures as it is remembered. */
export type PastMessage = {
  /** Chunk stream and type: what has a pace of its own. */
  readonly track: number;
  readonly timestamp: number;
  readonly length: number;
  /** When its first byte was captured, in ms. */
  readonly time: number;
  /** The same for messages between which none is lost. */
  readonly era: number;
};

/** The last messages of sound and pictures of one direction: what is known of its timestamps when some are lost. */
export class MediaHistory {
  private tracks = new Int32Array(0);
  private timestamps = new Float64Array(0);
  private lengths = new Int32Array(0);
  private times = new Float64Array(0);
  private firstBytes = new Uint8Array(0);
  private eras = new Uint32Array(0);
  private count = 0;
  private era = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** A message has come. */
  note(stream: ChunkStream): void {
    const { typeId, payload, kept } = stream;
    if ((typeId !== MessageType.audio && typeId !== MessageType.video) || kept < 2) return;
    if (isConfiguration(typeId, payload[0]!, payload[1]!)) return;
    const slot = this.count++ % REMEMBERED;
    if (slot === this.tracks.length) this.grow();
    this.tracks[slot] = trackOf(stream.csid, typeId);
    this.timestamps[slot] = stream.timestamp;
    this.lengths[slot] = stream.length;
    this.eras[slot] = this.era;
    this.times[slot] = stream.capturedAt;
    this.firstBytes[slot] = payload[0]!;
  }

  /** Oldest first. */
  *messages(): Iterable<PastMessage> {
    for (let i = Math.max(0, this.count - REMEMBERED); i < this.count; i++) {
      const slot = i % REMEMBERED;
      const track = this.tracks[slot]!;
      if (track === 0) continue;
      yield {
        track,
        timestamp: this.timestamps[slot]!,
        length: this.lengths[slot]!,
        time: this.times[slot]!,
        era: this.eras[slot]!,
      };
    }
  }

  /** Messages may be lost here. */
  break(): void {
    this.era++;
  }

  /** Forgets a chunk stream, whose timestamps were found by an estimate: they don't go with those before. */
  forget(csid: number): void {
    for (let slot = 0; slot < this.tracks.length; slot++)
      if (this.tracks[slot]! >> 8 === csid) this.tracks[slot] = 0;
  }

  /** Most directions carry little media or none, and many may be open at a time. */
  private grow(): void {
    const room = Math.min(REMEMBERED, Math.max(FIRST_ROOM, 4 * this.tracks.length));
    this.tracks = enlarged(this.tracks, new Int32Array(room));
    this.timestamps = enlarged(this.timestamps, new Float64Array(room));
    this.lengths = enlarged(this.lengths, new Int32Array(room));
    this.times = enlarged(this.times, new Float64Array(room));
    this.firstBytes = enlarged(this.firstBytes, new Uint8Array(room));
    this.eras = enlarged(this.eras, new Uint32Array(room));
  }

  /** Whether a chunk stream sends nothing but messages of this type, which begin alike. */
  isSteady({ csid, typeId }: ChunkStream): boolean {
    let firstByte = -1;
    let alike = 0;
    for (let i = this.count - 1; i >= Math.max(0, this.count - REMEMBERED) && alike < HABIT; i--) {
      const slot = i % REMEMBERED;
      if (this.tracks[slot]! >> 8 !== csid) continue;
      if (firstByte < 0) firstByte = this.firstBytes[slot]!;
      if (this.tracks[slot] !== trackOf(csid, typeId) || this.firstBytes[slot]! >> 4 !== firstByte >> 4)
        return false;
      alike++;
    }
    return alike === HABIT;
  }

  /** Whether a step of this length goes with those before it on its track. */
  isEven({ csid, typeId }: ChunkStream, step: number): boolean {
    const track = trackOf(csid, typeId);
    const timestamps = [...this.messages()].filter((one) => one.track === track).slice(-EVEN);
    if (timestamps.length < EVEN / 2) return false;
    const span = timestamps.at(-1)!.timestamp - timestamps[0]!.timestamp;
    return step >= 0 && step <= (20 * span) / (timestamps.length - 1);
  }
}

function enlarged<T extends Int32Array | Uint32Array | Float64Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** A number for a chunk stream and a type of message. */
export function trackOf(csid: number, typeId: number): number {
  return (csid << 8) | typeId;
}

/** Whether a message is a sequence header or end, which comes beside those that have a pace. */
export function isConfiguration(typeId: number, first: number, second: number): boolean {
  if (typeId === MessageType.audio) return first >> 4 === 10 && second === 0;
  if (first >= 0x80) return (first & 0x0f) !== 1 && (first & 0x0f) !== 3;
  const codec = first & 0x0f;
  return (codec === 7 || codec === 12) && second !== 1;
}
