import type { FrameStamp } from '../bytes/frame-stamp.ts';
import { NOWHERE, originOfCopy, type Origin } from '../bytes/origin.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { UNKNOWN_LENGTH } from './loss.ts';

/** How much is held in all sessions together, and how much may be. */
export type Budget = { held: number; readonly most: number };

/** Memory that a piece takes besides its bytes, about. */
const PIECE_WEIGHT = 128;

/** Bytes, or `undefined` for so many missing ones. */
type Piece = { readonly data: Uint8Array | undefined; readonly length: number; readonly origin: Origin };

/** A body that has to wait for its turn. Beyond the budget it is lost. */
export class Held {
  private pieces: Piece[] = [];
  private weight = 0;
  private isLossy = false;
  private readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin): void {
    if (this.isLossy) return;
    if (this.budget.held > this.budget.most) this.lose();
    else this.add({ data: data.slice(start, end), length: end - start, origin: originOfCopy(origin, start) });
  }

  gap(length: number): void {
    if (this.isLossy) return;
    if (this.budget.held > this.budget.most) this.lose();
    else this.add({ data: undefined, length, origin: NOWHERE });
  }

  /** Passes everything on and forgets it; `now` is the frame that made it its turn. */
  replay(sink: StreamSink, now: FrameStamp): void {
    const { pieces } = this;
    this.clear();
    for (const { data, length, origin } of pieces) {
      if (data === undefined) sink.gap(length, now);
      else sink.bytes(data, 0, length, origin, now);
    }
  }

  clear(): void {
    this.budget.held -= this.weight;
    this.weight = 0;
    this.pieces = [];
  }

  private lose(): void {
    this.isLossy = true;
    this.add({ data: undefined, length: UNKNOWN_LENGTH, origin: NOWHERE });
  }

  private add(piece: Piece): void {
    const weight = PIECE_WEIGHT + (piece.data?.length ?? 0);
    this.pieces.push(piece);
    this.weight += weight;
    this.budget.held += weight;
  }
}

/** A body whose receiver is not known yet. */
export class Deferred implements StreamSink {
  private held: Held | undefined;
  private sink: StreamSink | undefined;
  private hasEnded = false;

  constructor(budget: Budget) {
    this.held = new Held(budget);
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    this.held?.bytes(data, start, end, origin);
    this.sink?.bytes(data, start, end, origin, now);
  }

  gap(length: number, now: FrameStamp): void {
    this.held?.gap(length);
    this.sink?.gap(length, now);
  }

  end(now: FrameStamp): void {
    this.hasEnded = true;
    this.sink?.end(now);
  }

  /** It is for `sink`. */
  settle(sink: StreamSink, now: FrameStamp): void {
    this.sink = sink;
    this.held?.replay(sink, now);
    this.held = undefined;
    if (this.hasEnded) sink.end(now);
  }

  /** It is for nobody. */
  drop(): void {
    this.held?.clear();
    this.held = undefined;
  }
}
