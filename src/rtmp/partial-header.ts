import type { Instant } from '../bytes/frame-stamp.ts';
import { type Origin, placedOrigin } from '../bytes/origin.ts';
import { OriginMap } from '../bytes/origin-map.ts';
import { LONGEST_CHUNK_HEADER } from './chunk-header.ts';

/** The beginning of a chunk header that is split over two segments, until it is complete. */
export class PartialHeader {
  readonly bytes = new Uint8Array(LONGEST_CHUNK_HEADER);
  length = 0;
  /** When its first byte could be delivered. */
  start: Instant = { seconds: 0, nanoseconds: 0 };
  private readonly origins: Origin[] = [];

  add(data: Uint8Array, index: number, origin: Origin, { seconds, nanoseconds }: Instant): void {
    if (this.length === 0) this.start = { seconds, nanoseconds };
    this.bytes[this.length] = data[index]!;
    this.origins[this.length] = placedOrigin(origin, index, this.length);
    this.length++;
  }

  /** Where the byte at `index` comes from. */
  originAt(index: number): Origin {
    return this.origins[index]!;
  }

  /** Where the first `count` bytes come from. */
  mapOrigins(count: number): OriginMap {
    const map = new OriginMap();
    for (let i = 0; i < count; i++) map.add(this.origins[i]!, i, 1);
    return map;
  }

  /** Forgets it; returns how many bytes that were. */
  drop(): number {
    const { length } = this;
    this.length = 0;
    return length;
  }
}
