import type { FrameStamp } from '../../src/bytes/frame-stamp.ts';
import { defaultLimits, type Limits } from '../../src/bytes/limits.ts';
import type { Origin } from '../../src/bytes/origin.ts';
import type { StreamSink } from '../../src/bytes/stream-sink.ts';
import type { Segment } from '../../src/net/segment.ts';
import { SegmentFinder } from '../../src/net/segment-finder.ts';
import type { Connection } from '../../src/tcp/connection.ts';
import { ConnectionTable } from '../../src/tcp/connection-table.ts';
import { packetObjects } from '../net/find-segments.ts';
import { join } from '../writer/bytes.ts';
import type { WrittenSegment } from '../writer/tcp.ts';
import { packets, type Hosts, type WireStyle } from '../writer/wire.ts';

/** What one side's sink was told: bytes or a gap, at an offset of the stream. */
export type Item = {
  readonly offset: number;
  /** Undefined for a gap. */
  readonly data?: Uint8Array;
  readonly length: number;
  readonly origin?: number;
  readonly now: number;
};

/** One direction as its sink saw it. */
export class FollowedStream implements StreamSink {
  readonly items: Item[] = [];
  /** Frame of the end, once told. */
  endedAt: number | undefined;
  private offset = 0;

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    this.add({
      offset: this.offset,
      data: data.slice(start, end),
      length: end - start,
      origin: origin.frame,
      now: now.frame,
    });
  }

  gap(length: number, now: FrameStamp): void {
    this.add({ offset: this.offset, length, now: now.frame });
  }

  end(now: FrameStamp): void {
    if (this.endedAt !== undefined) throw new Error('ended twice');
    this.endedAt = now.frame;
  }

  /** All bytes delivered, as if there were no gaps. */
  get data(): Uint8Array {
    return join(this.items.flatMap((item) => item.data ?? []));
  }

  /** Offset and length of each gap. */
  get gaps(): [offset: number, length: number][] {
    return this.items.filter((item) => !item.data).map((item) => [item.offset, item.length]);
  }

  private add(item: Item): void {
    if (this.endedAt !== undefined) throw new Error('told something after the end');
    if (item.length <= 0) throw new Error('told nothing');
    this.items.push(item);
    this.offset += item.length;
  }
}

/** A connection as its sink saw it. */
export type Followed = {
  readonly connection: Connection;
  readonly sides: readonly [FollowedStream, FollowedStream];
  /** Frame at which it was closed; more than one would be an error. */
  readonly closedAt: number[];
};

/** Segments between the same hosts. */
type Batch = { readonly segments: Iterable<WrittenSegment>; readonly hosts: Hosts };

export type FollowStyle = WireStyle & {
  /** Segments of other connections that follow. */
  readonly batches?: readonly Batch[];
  readonly snapLength?: number;
  readonly limits?: Partial<Limits>;
  /** Whether the capture goes on, so that nothing is ended by its end. */
  readonly open?: boolean;
};

/** Runs segments through packets, the net and the TCP stage. */
export function follow(segments: Iterable<WrittenSegment>, style: FollowStyle = {}): Followed[] {
  const linkType = style.link?.linkType ?? 1;
  const { followed, table } = newTable(style.limits);
  const finder = new SegmentFinder((segment) => table.segment(segment));
  const all = sequence(segments, style);
  for (const packet of packetObjects(all, linkType, style.snapLength)) finder.packet(packet);
  if (!style.open) table.end();
  return followed;
}

/** The same for segments of one connection. */
export function followOne(segments: Iterable<WrittenSegment>, style?: FollowStyle): Followed {
  const followed = follow(segments, style);
  if (followed.length !== 1) throw new Error(`${followed.length} connections`);
  return followed[0]!;
}

/** Runs segments of any making through the TCP stage. */
export function followSegments(segments: Iterable<Segment>, limits?: Partial<Limits>): Followed[] {
  const { followed, table } = newTable(limits);
  for (const segment of segments) table.segment(segment);
  table.end();
  return followed;
}

function* sequence(segments: Iterable<WrittenSegment>, style: FollowStyle): Generator<Uint8Array> {
  yield* packets(segments, style);
  for (const batch of style.batches ?? []) yield* packets(batch.segments, { ...style, hosts: batch.hosts });
}

function newTable(limits?: Partial<Limits>): { followed: Followed[]; table: ConnectionTable } {
  const followed: Followed[] = [];
  const table = new ConnectionTable(
    (connection) => {
      const sides = [new FollowedStream(), new FollowedStream()] as const;
      const closedAt: number[] = [];
      followed.push({ connection, sides, closedAt });
      return { sides, closed: (now) => closedAt.push(now.frame) };
    },
    { ...defaultLimits, ...limits },
  );
  return { followed, table };
}
