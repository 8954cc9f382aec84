import { fileOffsetAt, type Origin } from '../bytes/origin.ts';
import { OriginMap } from '../bytes/origin-map.ts';
import type { NalLengths } from './track-watch.ts';

/**
 * What is kept of messages: of media the first bytes only, or every payload, or also the bytes of their chunk headers
 * and where each byte comes from.
 */
export type Keep = 'heads' | 'payloads' | 'traces';

/** Headers of one byte, which most chunks of a long message have: they are many, and say the same. */
const SHORT_HEADERS = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));

/** One chunk of a message: the bytes of its header, and where its payload begins in that of the message. */
export class TracedChunk {
  readonly header: Uint8Array;
  readonly at: number;
  /** The frame of its first byte, and where in the file that is. */
  private readonly firstFrame: number;
  private readonly fileOffset: number;
  /** Where the bytes come from that are not all in one frame. */
  private readonly split: OriginMap | undefined;

  constructor(header: Uint8Array, at: number, firstFrame: number, fileOffset: number, split?: OriginMap) {
    this.header = header;
    this.at = at;
    this.firstFrame = firstFrame;
    this.fileOffset = fileOffset;
    this.split = split;
  }

  /** The frames that hold it, in order. */
  get frames(): readonly number[] {
    return this.split === undefined ? [this.firstFrame] : this.split.frames;
  }

  /** Where the header comes from. */
  get origins(): OriginMap {
    if (this.split !== undefined) return this.split;
    const origins = new OriginMap();
    origins.addPlace(this.firstFrame, this.fileOffset, this.header.length);
    return origins;
  }
}

/** Where the bytes of one message come from, chunk by chunk. */
export class MessageTrace {
  readonly chunks: TracedChunk[] = [];
  /** Of the payload, chunk headers left out. */
  readonly origins: OriginMap;
  /** What is known of the tracks of its direction. */
  nalLengths: NalLengths;

  constructor(origins = new OriginMap(), nalLengths: NalLengths = new Map()) {
    this.origins = origins;
    this.nalLengths = nalLengths;
  }

  /** The next chunk begins with the header `data[at, at + length)`. */
  addHeader(data: Uint8Array, at: number, length: number, origin: Origin): void {
    const header = length === 1 ? SHORT_HEADERS[data[at]!]! : data.slice(at, at + length);
    const fileOffset = fileOffsetAt(origin, at);
    this.chunks.push(new TracedChunk(header, this.origins.length, origin.frame, fileOffset));
  }

  /** The same with a header whose bytes lie apart. */
  addSplitHeader(header: Uint8Array, origins: OriginMap): void {
    const [firstFrame = 0] = origins.frames;
    this.chunks.push(new TracedChunk(header, this.origins.length, firstFrame, NaN, origins));
  }

  addPayload(origin: Origin, index: number, count: number): void {
    this.origins.add(origin, index, count);
  }

  addGap(count: number): void {
    this.origins.addGap(count);
  }

  /** Of `[start, end)` of the payload, which has no chunk headers of its own. */
  slice(start: number, end: number): MessageTrace {
    return new MessageTrace(this.origins.slice(start, end), this.nalLengths);
  }
}
