import { TunnelTable, type Passage } from '../../src/tunnel/tunnel-table.ts';
import type { TunnelSession } from '../../src/tunnel/session.ts';
import type { FrameStamp } from '../../src/bytes/frame-stamp.ts';
import { defaultLimits, type Limits } from '../../src/bytes/limits.ts';
import type { Origin } from '../../src/bytes/origin.ts';
import type { StreamSink } from '../../src/bytes/stream-sink.ts';
import { join } from '../writer/bytes.ts';
import type { HttpExchange } from '../writer/rtmpt.ts';
import type { Utterance } from '../writer/tcp.ts';

type Side = 0 | 1;

/** What was passed on of one direction. */
class Heard implements StreamSink {
  readonly pieces: Uint8Array[] = [];
  readonly gaps: number[] = [];
  /** Origin of each piece, and the frame at which it came. */
  readonly frames: [origin: number, now: number][] = [];
  ends = 0;

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    if (start >= end || this.ends > 0) throw new Error('nothing, or after the end');
    this.pieces.push(data.slice(start, end));
    this.frames.push([origin.frame, now.frame]);
  }

  gap(length: number): void {
    if (length <= 0 || this.ends > 0) throw new Error('no gap, or after the end');
    this.gaps.push(length);
  }

  end(): void {
    this.ends++;
  }

  get all(): Uint8Array {
    return join(this.pieces);
  }
}

export type HeardSession = {
  readonly session: TunnelSession;
  readonly sides: [Heard, Heard];
  closed: number;
};

/** A capture of TCP connections to one server, each with RTMP in HTTP or something else. */
export class Overhearing {
  readonly sessions: HeardSession[] = [];
  /** What was passed through, by connection. */
  readonly through: [Heard, Heard][] = [];
  readonly passages: Passage[] = [];
  readonly table: TunnelTable;
  frame = 0;
  private readonly now = { frame: 0, seconds: 0, nanoseconds: 0 };
  private readonly opened: boolean;

  constructor(opened = true, limits: Partial<Limits> = {}) {
    this.opened = opened;
    this.table = new TunnelTable(
      (session) => {
        const heard: HeardSession = { session, sides: [new Heard(), new Heard()], closed: 0 };
        this.sessions.push(heard);
        return { sides: heard.sides, closed: () => heard.closed++ };
      },
      { ...defaultLimits, ...limits },
    );
  }

  /** Each is a frame of its own, in memory that is overwritten behind it. */
  says(on: number, side: Side, data: Uint8Array, pieceLength = Infinity): this {
    for (let at = 0; at < data.length; at += pieceLength) {
      const piece = data.subarray(at, at + pieceLength);
      const block = new Uint8Array(piece.length + 5).fill(0xee);
      block.set(piece, 3);
      this.passage(on).sides[side].bytes(
        block,
        3,
        3 + piece.length,
        { frame: ++this.frame, seconds: 0, nanoseconds: 0, fileOffset: NaN, start: 0 },
        this.stamp(),
      );
      block.fill(0xee);
    }
    return this;
  }

  misses(on: number, side: Side, length: number): this {
    this.frame++;
    this.passage(on).sides[side].gap(length, this.stamp());
    return this;
  }

  exchanges(exchanges: Iterable<HttpExchange>, offset = 0, pieceLength = Infinity): this {
    for (const { on, request, response } of exchanges) {
      this.says(on + offset, 0, request, pieceLength).says(on + offset, 1, response, pieceLength);
    }
    return this;
  }

  closes(on: number): this {
    this.frame++;
    for (const side of this.passage(on).sides) side.end(this.stamp());
    return this;
  }

  ends(): this {
    this.passages.forEach((_, on) => this.closes(on));
    this.table.end();
    return this;
  }

  private passage(on: number): Passage {
    while (this.passages.length <= on) {
      const stream = this.passages.length;
      const sides: [Heard, Heard] = [new Heard(), new Heard()];
      this.through.push(sides);
      const endpoints = [
        { address: '192.0.2.10', port: 50_000 + stream },
        { address: '192.0.2.20', port: 80 },
      ] as const;
      this.passages.push(this.table.connection({ stream, endpoints, opened: this.opened }, sides));
    }
    return this.passages[on]!;
  }

  private stamp(): FrameStamp {
    this.now.frame = this.frame;
    this.now.seconds = this.frame;
    return this.now;
  }
}

/** Everything that a side says. */
export function saidBy(side: Side, utterances: Iterable<Utterance>): Uint8Array {
  return join([...utterances].filter(({ from }) => from === side).map(({ data }) => data));
}
