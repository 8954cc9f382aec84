import type { CaptureSummary, CaptureTotals } from './analysis/capture-summary.ts';
import { Conversation } from './analysis/conversation.ts';
import { type FrameStamp, keepStamp } from './bytes/frame-stamp.ts';
import { type Limits, limitsOf } from './bytes/limits.ts';
import type { Note } from './bytes/note.ts';
import type { StreamSink } from './bytes/stream-sink.ts';
import type { Compression } from './capture/compression.ts';
import { openBytes, openCaptures, openLiveCapture } from './capture/open.ts';
import type { OpenCapture } from './capture/open-capture.ts';
import type { CaptureInterface, Packet } from './capture/packet.ts';
import { SegmentFinder } from './net/segment-finder.ts';
import type { RtmpEvent } from './rtmp/message.ts';
import type { Keep } from './rtmp/message-trace.ts';
import { RtmpConnection } from './rtmp/rtmp-connection.ts';
import { RtmpMemory } from './rtmp/rtmp-memory.ts';
import type { Connection, ConnectionSink } from './tcp/connection.ts';
import { ConnectionTable } from './tcp/connection-table.ts';
import type { TunnelSession, TunnelSink } from './tunnel/session.ts';
import { TunnelTable } from './tunnel/tunnel-table.ts';

/** A capture: the path of a file, of several that are read as one in order of time, its bytes, or bytes as they arrive. */
export type CaptureSource = string | readonly [string, ...string[]] | Uint8Array | AsyncIterable<Uint8Array>;

export type DissectionOptions = {
  /** What is kept of each message besides what it says: `heads`, of audio and video the tag headers only, unless told. */
  readonly keep?: Keep;
  /**
   * Whether the payloads of audio and video messages are lent, where they are kept: valid until the sink returns, for
   * whoever looks at each message once. Their memory is used again.
   */
  readonly lendsPayloads?: boolean;
  /** How far what a capture can make grow may grow, where not as in `defaultLimits`. */
  readonly limits?: Partial<Limits>;
};

/** Who receives what the connections said. */
export type EventSink = {
  event(conversation: Conversation, event: RtmpEvent): void;
  /** Nothing more comes of a connection, and from here on nobody holds it but who took it. */
  closed?(conversation: Conversation): void;
  /** Who wants the bytes of a new connection, side by side, besides the RTMP stage; `undefined` for nobody. */
  follow?(conversation: Conversation): readonly [StreamSink, StreamSink] | undefined;
};

/**
 * One capture on its way through all stages: file → packets → TCP segments → bytes → RTMP events.
 * It is also the summary of what was read so far.
 *
 * @example
 * import { Dissection } from 'rtmp-dissect';
 *
 * let messages = 0;
 * const dissection = await Dissection.open('samples/play-missing.pcap');
 * const sink = { event: (conversation, event) => (messages += event.kind === 'message' ? 1 : 0) };
 * for await (const _ of dissection.read(sink)) console.log(`${dissection.progress * 100} %`); // 100 %
 * dissection.end();
 * console.log(dissection.frames, messages); // 68 242
 */
export class Dissection implements CaptureSummary {
  readonly file: string;
  frames = 0;
  bytes = 0;
  originalBytes = 0;
  first: FrameStamp | undefined;
  last: FrameStamp | undefined;

  private connections = 0;
  private rtmpConnections = 0;
  private sessions = 0;
  private readonly keep: Keep;
  private readonly limits: Limits;
  private readonly memory: RtmpMemory;
  private sink: EventSink = { event: () => {} };
  private readonly table: ConnectionTable;
  private readonly tunnels: TunnelTable;
  private readonly finder: SegmentFinder;
  private capture!: OpenCapture;

  private constructor(file: string, options: DissectionOptions) {
    this.file = file;
    this.keep = options.keep ?? 'heads';
    const limits = limitsOf(options.limits ?? {});
    this.limits = limits;
    this.memory = new RtmpMemory(limits, options.lendsPayloads);
    this.finder = new SegmentFinder((segment) => this.table.segment(segment), limits);
    this.table = new ConnectionTable((connection) => this.converse(connection), limits);
    this.tunnels = new TunnelTable((session) => this.converseInHttp(session), limits);
  }

  /**
   * Opens a capture; nothing is read of it but what tells its format.
   * @throws CaptureError in one line when it can't be opened or is not a capture; RangeError for an impossible limit
   */
  static async open(source: CaptureSource, options: DissectionOptions = {}): Promise<Dissection> {
    const given = typeof source === 'string' ? ([source] as const) : source;
    const hasPath = Array.isArray(given);
    const dissection = new Dissection(hasPath ? given.join(', ') : '-', options);
    const take = (packet: Packet): void => dissection.packet(packet);
    dissection.capture = await openSource(given, take);
    return dissection;
  }

  get format(): 'pcap' | 'pcapng' {
    return this.capture.format;
  }

  /** What to call the capture in a message to people. */
  get name(): string {
    return this.capture.name;
  }

  get compression(): Compression {
    return this.capture.compression;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.capture.interfaces;
  }

  get notes(): readonly Note[] {
    const stages = [this.capture, this.finder, this.table, this.tunnels, this.memory];
    return stages.flatMap(({ notes }) => notes);
  }

  get totals(): CaptureTotals {
    const { connections, rtmpConnections, sessions } = this;
    return { connections, rtmpConnections, sessions };
  }

  /** Bytes of the files as they are stored; `undefined` when there is a pipe among them. */
  get size(): number | undefined {
    return this.capture.size;
  }

  /** How much of the file was read, 0 to 1; `undefined` for a pipe. */
  get progress(): number | undefined {
    const { bytesRead, size } = this.capture;
    return size === undefined || size === 0 ? undefined : bytesRead / size;
  }

  /**
   * Reads the capture into `sink`, and pauses after each block, when all is told that the bytes so far say. Then `end`
   * must be called, also when the loop is left early.
   */
  async *read(sink: EventSink): AsyncGenerator<void> {
    this.sink = sink;
    yield* this.capture.read();
  }

  /**
   * The capture ends here: what waits in the stages comes out.
   * @param isComplete false when the reading was broken off, so that an unfinished record is no fault of the file
   */
  end(isComplete = true): void {
    if (isComplete) this.capture.end();
    this.table.end();
    this.tunnels.end();
  }

  private packet(packet: Packet): void {
    this.frames++;
    this.bytes += packet.end - packet.start;
    this.originalBytes += packet.originalLength;
    this.first ??= keepStamp(packet);
    this.last = packet;
    this.finder.packet(packet);
  }

  private converse(connection: Connection): ConnectionSink {
    const [conversation, rtmp] = this.listen(connection);
    this.connections++;
    const passage = this.tunnels.connection(connection, rtmp.sides);
    const [first, second] = passage.sides;
    const followers = this.sink.follow?.(conversation);
    return {
      // RTMP first: it may find out who is the client.
      sides: followers === undefined ? passage.sides : [tee(first, followers[0]), tee(second, followers[1])],
      closed: () => {
        conversation.isTunnel = passage.isTunnel;
        conversation.rtmp.session.close();
        if (conversation.protocol !== 'unknown') this.rtmpConnections++;
        this.sink.closed?.(conversation);
      },
    };
  }

  private converseInHttp(session: TunnelSession): TunnelSink {
    const [conversation, rtmp] = this.listen(session, session.id);
    this.sessions++;
    return {
      sides: rtmp.sides,
      closed: () => {
        conversation.rtmp.session.close();
        this.sink.closed?.(conversation);
      },
    };
  }

  /** A conversation whose bytes go into the RTMP stage. */
  private listen(connection: Connection, sessionId?: string): [Conversation, RtmpConnection] {
    const options = { opened: connection.opened, keep: this.keep, limits: this.limits, memory: this.memory };
    const rtmp = new RtmpConnection(options, (event) => this.sink.event(conversation, event));
    const conversation = new Conversation(connection, rtmp.facts, sessionId);
    return [conversation, rtmp];
  }
}

function openSource(
  source: Exclude<CaptureSource, string>,
  take: (packet: Packet) => void,
): Promise<OpenCapture> {
  if (source instanceof Uint8Array) return openBytes(source, take);
  return Symbol.asyncIterator in source ? openLiveCapture(source, take) : openCaptures(source, take);
}

/** Passes a stream on to two receivers. */
function tee(first: StreamSink, second: StreamSink): StreamSink {
  return {
    bytes(data, start, end, origin, now) {
      first.bytes(data, start, end, origin, now);
      second.bytes(data, start, end, origin, now);
    },
    gap(length, now) {
      first.gap(length, now);
      second.gap(length, now);
    },
    end(now) {
      first.end(now);
      second.end(now);
    },
  };
}

/** One event of a dissected capture, with the connection that it belongs to. */
export type DissectedEvent = { readonly conversation: Conversation; readonly event: RtmpEvent };

/**
 * Reads a capture and yields the handshakes, messages and remarks of every RTMP connection, in the order of the capture.
 *
 * @example
 * import { dissect } from 'rtmp-dissect';
 *
 * for await (const { conversation, event } of dissect('samples/play-missing.pcap')) {
 *   if (event.kind !== 'message' || event.body.kind !== 'command') continue;
 *   if (conversation.stream === 1) console.log(event.frame, event.from, event.body.name);
 * }
 * // 50 client connect
 * // 54 server _result
 * // 58 client createStream
 * // 60 server _result
 * // 63 client getStreamLength
 * // 63 client play
 * // 65 server onStatus
 * @throws CaptureError when the capture can't be opened or is not a capture
 */
export async function* dissect(
  source: CaptureSource,
  options: Omit<DissectionOptions, 'lendsPayloads'> = {},
): AsyncGenerator<DissectedEvent> {
  let events: DissectedEvent[] = [];
  // Events wait here until they are asked for.
  const dissection = await Dissection.open(source, { ...options, lendsPayloads: false });
  const sink: EventSink = { event: (conversation, event) => events.push({ conversation, event }) };
  for await (const _ of dissection.read(sink)) {
    yield* events;
    events = [];
  }
  dissection.end();
  yield* events;
}
