import type { FrameStamp } from '../bytes/frame-stamp.ts';
import { TcpFlag, type Segment } from '../net/segment.ts';
import type { Connection, ConnectionSink } from './connection.ts';
import { FourTuple, hashTuple, type Side } from './four-tuple.ts';
import type { Budget } from './half-stream.ts';
import { TrackedConnection } from './tracked-connection.ts';

/** Seconds of silence after which a reset connection is over: more than the retransmission of a SYN takes. */
const RESET_GRACE_SECONDS = 3;

/** The registered port of RTMP. */
const RTMP_PORT = 1935;

const MEBIBYTE = 1024 * 1024;

/** How much may wait in memory, in bytes, for segments that come late. */
export type ConnectionTableOptions = {
  /** In one direction of a connection; 8 MiB, as a receive window hardly ever exceeds. */
  readonly outOfOrderBytes?: number;
  /** In all connections together; 64 MiB. */
  readonly totalOutOfOrderBytes?: number;
};

/** Segments in, connections out. Each is told to `open` at its first segment, in order of appearance. */
export class ConnectionTable {
  /** By the hash of the addresses and ports: the latest connection of each four-tuple. */
  private readonly buckets = new Map<number, TrackedConnection[]>();
  /** In order of number. */
  private readonly unfinished = new Set<TrackedConnection>();
  /** Reset, but maybe not over; the one silent for longest first. */
  private readonly resets = new Set<TrackedConnection>();
  private latest: TrackedConnection | undefined;
  private count = 0;
  private readonly open: (connection: Connection) => ConnectionSink;
  private readonly budget: Budget;

  /** @param open tells who receives a new connection; the object is filled with its counts as it goes on */
  constructor(open: (connection: Connection) => ConnectionSink, options: ConnectionTableOptions = {}) {
    this.open = open;
    this.budget = {
      perStream: options.outOfOrderBytes ?? 8 * MEBIBYTE,
      total: options.totalOutOfOrderBytes ?? 64 * MEBIBYTE,
      held: 0,
    };
  }

  /** Takes the next segment of the capture. */
  segment(segment: Segment): void {
    if (this.resets.size > 0) this.finishResets(segment.stamp);

    let tracked = this.latest;
    let sender = tracked?.tuple.senderOf(segment);
    if (tracked === undefined || sender === undefined) {
      tracked = this.find(segment) ?? this.begin(segment);
      sender = tracked.tuple.senderOf(segment) ?? 0;
    }
    if (tracked.isReusedBy(segment, sender)) {
      this.finish(tracked);
      tracked = this.begin(segment, tracked);
      sender = tracked.tuple.senderOf(segment) ?? 0;
    }
    this.latest = tracked;
    tracked.segment(segment, sender);

    if (tracked.closed) this.finish(tracked);
    else if (tracked.reset) this.queueReset(tracked);
  }

  /** The capture is over, and every connection with it, in order of number. */
  end(): void {
    for (const tracked of this.unfinished) this.finish(tracked);
  }

  private find(segment: Segment): TrackedConnection | undefined {
    const bucket = this.buckets.get(hashTuple(segment));
    return bucket?.find(({ tuple }) => tuple.senderOf(segment) !== undefined);
  }

  /** Opens a connection with its first segment, in the place of the last one between the same ports, if any. */
  private begin(segment: Segment, replaced?: TrackedConnection): TrackedConnection {
    const tuple = new FourTuple(segment, guessSender(segment));
    const connection: Connection = {
      stream: this.count++,
      endpoints: tuple.endpoints(),
      opened: (segment.flags & TcpFlag.syn) !== 0,
      frames: 0,
      bytes: [0, 0],
      gapBytes: [0, 0],
    };
    const tracked = new TrackedConnection(tuple, connection, this.open(connection), this.budget);
    this.unfinished.add(tracked);

    const hash = hashTuple(segment);
    const others = this.buckets.get(hash)?.filter((other) => other !== replaced) ?? [];
    this.buckets.set(hash, [...others, tracked]);
    return tracked;
  }

  private finish(tracked: TrackedConnection): void {
    tracked.finish();
    this.unfinished.delete(tracked);
    this.resets.delete(tracked);
  }

  private queueReset(tracked: TrackedConnection): void {
    this.resets.delete(tracked);
    this.resets.add(tracked);
  }

  private finishResets(now: FrameStamp): void {
    for (const tracked of this.resets) {
      if (now.seconds - tracked.last.seconds <= RESET_GRACE_SECONDS) break;
      this.finish(tracked);
    }
  }
}

/** Who sent the first captured segment: side 0, which opened the connection, or side 1. */
function guessSender({ flags, sourcePort, destinationPort }: Segment): Side {
  if ((flags & TcpFlag.syn) !== 0) return (flags & TcpFlag.ack) === 0 ? 0 : 1;
  if (sourcePort !== destinationPort) {
    if (destinationPort === RTMP_PORT) return 0;
    if (sourcePort === RTMP_PORT) return 1;
  }
  // Clients get their ports from the upper end of the range (RFC 6335 §6).
  return sourcePort >= destinationPort ? 0 : 1;
}
