import type { FrameStamp } from '../bytes/frame-stamp.ts';
import { defaultLimits, limitLabel, type Limits } from '../bytes/limits.ts';
import type { Note } from '../bytes/note.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import { TcpFlag, type Segment } from '../net/segment.ts';
import { type ConnectionSink, TcpConnection } from './connection.ts';
import { FourTuple, hashTuple, type Side } from './four-tuple.ts';
import type { Budget } from './half-stream.ts';
import { SilenceOrder } from './silence-order.ts';
import { TrackedConnection } from './tracked-connection.ts';

/** Seconds of silence after which a reset connection is over: more than the retransmission of a SYN takes. */
const RESET_GRACE_SECONDS = 3;

/**
 * Connections that are over and remembered, so that a segment that comes late opens no other. As many end in minutes
 * on a busy link, and no segment lives longer (RFC 9293 §3.4.3).
 */
const MOST_OVER = 16_384;

/** The registered port of RTMP. */
const RTMP_PORT = 1935;

/** Segments in, connections out. Each is told to `open` at its first segment, in order of appearance. */
export class ConnectionTable {
  /** By the hash of the addresses and ports: the latest connection of each four-tuple. */
  private readonly buckets = new Map<number, TrackedConnection[]>();
  /** Under way; the one silent for longest first. */
  private readonly unfinished = new SilenceOrder<TrackedConnection>();
  /** Reset, but maybe not over; the one silent for longest first. */
  private readonly resets = new Set<TrackedConnection>();
  /** Over, and still in a bucket; the one that ended first comes first. */
  private readonly over = new Set<TrackedConnection>();
  private latest: TrackedConnection | undefined;
  /** Of the last segment. */
  private second = -1;
  private count = 0;
  private crowdedOut = 0;
  private readonly open: (connection: TcpConnection) => ConnectionSink;
  private readonly limits: Limits;
  private readonly budget: Budget;

  /** @param open tells who receives a new connection; the object is filled with its counts as it goes on */
  constructor(open: (connection: TcpConnection) => ConnectionSink, limits: Limits = defaultLimits) {
    this.open = open;
    this.limits = limits;
    const { outOfOrderBytes, totalOutOfOrderBytes } = limits;
    this.budget = { perStream: outOfOrderBytes, total: totalOutOfOrderBytes, held: 0, overruns: 0 };
  }

  /** Takes the next segment of the capture. */
  segment(segment: Segment): void {
    // Their grace is counted in whole seconds.
    if (this.resets.size > 0 && segment.stamp.seconds !== this.second) this.finishResets(segment.stamp);
    this.second = segment.stamp.seconds;

    let tracked = this.latest;
    let sender = tracked?.tuple.senderOf(segment);
    if (tracked === undefined || sender === undefined) {
      tracked = this.find(segment) ?? this.begin(segment);
      sender = tracked.tuple.senderOf(segment) ?? 0;
      // Heard of again: the last to be silent.
      this.unfinished.heard(tracked);
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
    for (const tracked of [...this.unfinished].sort((a, b) => a.stream - b.stream)) this.finish(tracked);
  }

  /** What was given up to keep within the limits, so far. */
  get notes(): Note[] {
    const { crowdedOut } = this;
    const { overruns } = this.budget;
    const notes: Note[] = [];
    if (crowdedOut > 0) {
      const most = `more than ${grouped(this.limits.connections)} were under way (limit ${limitLabel('connections')})`;
      notes.push(warning('tcp.too-many', `${quantity(crowdedOut, 'TCP connection')} cut short: ${most}`));
    }
    if (overruns > 0) {
      const labels = `${limitLabel('outOfOrderBytes')}, ${limitLabel('totalOutOfOrderBytes')}`;
      const text = `too much waited for a missing segment, which was given up (limits ${labels})`;
      notes.push(warning('tcp.out-of-order', `${quantity(overruns, 'time')} ${text}`));
    }
    return notes;
  }

  private find(segment: Segment): TrackedConnection | undefined {
    const bucket = this.buckets.get(hashTuple(segment));
    if (bucket !== undefined) {
      for (let i = 0; i < bucket.length; i++) {
        if (bucket[i]!.tuple.senderOf(segment) !== undefined) return bucket[i];
      }
    }
    return undefined;
  }

  /** Opens a connection with its first segment, in the place of the last one between the same ports, if any. */
  private begin(segment: Segment, replaced?: TrackedConnection): TrackedConnection {
    const { unfinished } = this;
    while (unfinished.first !== undefined && unfinished.size >= this.limits.connections) {
      this.crowdedOut++;
      this.finish(unfinished.first);
    }
    if (replaced !== undefined) this.forget(replaced);
    const tuple = new FourTuple(segment, guessSender(segment));
    const opened = (segment.flags & TcpFlag.syn) !== 0;
    const connection = new TcpConnection(this.count++, tuple.endpoints(), opened);
    const hash = hashTuple(segment);
    const tracked = new TrackedConnection(tuple, hash, connection, this.open(connection), this.budget);
    this.unfinished.add(tracked);
    const bucket = this.buckets.get(hash);
    if (bucket === undefined) this.buckets.set(hash, [tracked]);
    else bucket.push(tracked);
    return tracked;
  }

  private finish(tracked: TrackedConnection): void {
    if (!this.unfinished.delete(tracked)) return;
    tracked.finish();
    this.resets.delete(tracked);
    this.over.add(tracked);
    if (this.over.size <= MOST_OVER) return;
    const [first] = this.over;
    this.forget(first!);
  }

  /** Another connection may have its addresses and ports. */
  private forget(tracked: TrackedConnection): void {
    if (!this.over.delete(tracked)) return;
    const bucket = this.buckets.get(tracked.hash)!;
    bucket.splice(bucket.indexOf(tracked), 1);
    if (bucket.length === 0) this.buckets.delete(tracked.hash);
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

function warning(code: string, text: string): Note {
  return { code, severity: 'warning', text };
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
