import type { FrameStamp } from '../bytes/frame-stamp.ts';
import { defaultLimits, limitLabel, type Limits } from '../bytes/limits.ts';
import type { Note } from '../bytes/note.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { Carrier, type SessionDirectory } from './carrier.ts';
import type { Budget } from './held.ts';
import type { Breakage } from './http-reader.ts';
import { Recognition } from './recognition.ts';
import { isSessionId } from './request.ts';
import { Session, type TunnelEndpoint, type TunnelSession, type TunnelSink } from './session.ts';

/** Sessions that are remembered to be over. */
const MOST_CLOSED = 4096;

/** What is known of a TCP connection. Which side sends the requests is found out by content. */
export type CarryingConnection = {
  readonly stream: number;
  readonly endpoints: readonly [TunnelEndpoint, TunnelEndpoint];
  readonly opened: boolean;
};

/** A TCP connection on its way through: what its sides send goes into `sides`. */
export type Passage = {
  readonly sides: readonly [StreamSink, StreamSink];
  /** Whether it was found to carry RTMP in HTTP: then what it carries is told as sessions. */
  readonly isTunnel: boolean;
};

/** TCP connections in, those with RTMP in HTTP taken out of them: sessions out. */
export class TunnelTable {
  /** By server and id, the one whose latest request is longest ago first. */
  private readonly sessions = new Map<string, Session>();
  /** Keys of sessions that were closed, so that what comes late opens none. */
  private readonly closed = new Set<string>();
  private readonly breakages: Record<Breakage, number> = { gap: 0, malformed: 0 };
  private evicted = 0;
  private readonly budget: Budget;
  private readonly mostSessions: number;
  private readonly begin: (session: TunnelSession) => TunnelSink;

  /** @param open tells who receives a new session; the object is filled with its counts as it goes on */
  constructor(open: (session: TunnelSession) => TunnelSink, limits: Limits = defaultLimits) {
    this.begin = open;
    this.mostSessions = limits.tunnelSessions;
    this.budget = { held: 0, most: limits.tunnelBytes };
  }

  /**
   * A new TCP connection. What is no RTMPT is passed to `through`, as if nothing were between; what is none of
   * `through`'s, it only gets the end of.
   */
  connection(connection: CarryingConnection, through: readonly [StreamSink, StreamSink]): Passage {
    return new Recognition(through, connection.opened, (side) => {
      const endpoints = connection.endpoints;
      const ends = side === 0 ? endpoints : ([endpoints[1], endpoints[0]] as const);
      return new Carrier(connection.opened, this.directoryOf(connection.stream, ends));
    });
  }

  /** The capture is over, and every session with it. */
  end(): void {
    for (const session of this.sessions.values()) session.end(session.last);
  }

  /** What could not be read, so far. */
  get notes(): Note[] {
    const { gap, malformed } = this.breakages;
    const notes: Note[] = [];
    if (gap > 0) {
      const text = 'with RTMP in HTTP on which bytes of an HTTP header are missing: what follows is not read';
      notes.push(warning('tunnel.gap', `${quantity(gap, 'direction')} ${text}`));
    }
    if (malformed > 0) {
      const text = 'with RTMP in HTTP on which a header is no HTTP: what follows is not read';
      notes.push(warning('tunnel.malformed', `${quantity(malformed, 'direction')} ${text}`));
    }
    if (this.evicted > 0) {
      const limit = `limit ${limitLabel('tunnelSessions')}`;
      const text = `of RTMP in HTTP cut short: more than ${grouped(this.mostSessions)} under way (${limit})`;
      notes.push(warning('tunnel.too-many', `${quantity(this.evicted, 'session')} ${text}`));
    }
    return notes;
  }

  /** The sessions as one connection sees them: those of its server. */
  private directoryOf(
    stream: number,
    endpoints: readonly [TunnelEndpoint, TunnelEndpoint],
  ): SessionDirectory {
    const { address, port } = endpoints[1];
    const keyOf = (id: string): string => `${address} ${port} ${id}`;
    const begin = (id: string, opened: boolean, now: FrameStamp): Session =>
      this.add(keyOf(id), { id, stream, endpoints, opened, frames: 0, bytes: [0, 0], gapBytes: [0, 0] }, now);
    return {
      budget: this.budget,
      open: (id, now) => {
        if (!isSessionId(id)) return;
        this.sessions.get(keyOf(id))?.end(now);
        begin(id, true, now);
      },
      find: (id, now) => {
        const key = keyOf(id);
        const session = this.sessions.get(key);
        if (session === undefined) return this.closed.has(key) ? undefined : begin(id, false, now);
        this.sessions.delete(key);
        this.sessions.set(key, session);
        return session;
      },
      broken: (why) => {
        this.breakages[why]++;
      },
    };
  }

  private add(key: string, told: TunnelSession, now: FrameStamp): Session {
    for (const silent of this.sessions.values()) {
      if (this.sessions.size < this.mostSessions) break;
      this.evicted++;
      silent.end(now);
    }
    const receiver = this.begin(told);
    const sink: TunnelSink = {
      sides: receiver.sides,
      closed: (at) => {
        this.forget(key);
        receiver.closed(at);
      },
    };
    const session = new Session(told, sink, this.budget, now);
    this.closed.delete(key);
    this.sessions.set(key, session);
    return session;
  }

  private forget(key: string): void {
    this.sessions.delete(key);
    this.closed.add(key);
    if (this.closed.size <= MOST_CLOSED) return;
    const [oldest] = this.closed;
    this.closed.delete(oldest!);
  }
}

function warning(code: string, text: string): Note {
  return { code, severity: 'warning', text };
}
