import type { Origin } from '../bytes/origin.ts';
import { OriginMap } from '../bytes/origin-map.ts';
import type { NalLengths } from './track-watch.ts';

/**
 * What is kept of messages: of media the first bytes only, or every payload, or also the bytes of their chunk headers
 * and where each byte comes from.
 */
export type Keep = 'heads' | 'payloads' | 'traces';

/** One chunk of a message: the bytes of its header, and where its payload begins in that of the message. */
export type TracedChunk = {
  readonly header: Uint8Array;
  readonly origins: OriginMap;
  readonly at: number;
};

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

  addHeader(header: Uint8Array, origins: OriginMap): void {
    this.chunks.push({ header, origins, at: this.origins.length });
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
