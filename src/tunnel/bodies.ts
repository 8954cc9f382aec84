import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';

/** A line break and a long id, twice over. */
const LONGEST_ID = 256;

/** The response to `open`: the id of the session, and a line break. */
export class IdBody implements StreamSink {
  private text = '';
  private isWhole = true;
  private readonly found: (id: string, now: FrameStamp) => void;

  constructor(found: (id: string, now: FrameStamp) => void) {
    this.found = found;
  }

  bytes(data: Uint8Array, start: number, end: number): void {
    const to = Math.min(end, start + LONGEST_ID - this.text.length);
    for (let i = start; i < to; i++) this.text += String.fromCharCode(data[i]!);
  }

  gap(): void {
    this.isWhole = false;
  }

  end(now: FrameStamp): void {
    if (this.isWhole) this.found(this.text.trim(), now);
  }
}

/** The response to any other request: a byte that says how often to ask, then RTMP. */
export class PolledBody implements StreamSink {
  private isPastInterval = false;
  private readonly sink: StreamSink;

  constructor(sink: StreamSink) {
    this.sink = sink;
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    const from = this.isPastInterval ? start : start + 1;
    this.isPastInterval = true;
    if (from < end) this.sink.bytes(data, from, end, origin, now);
  }

  gap(length: number, now: FrameStamp): void {
    const rest = this.isPastInterval ? length : length - 1;
    this.isPastInterval = true;
    if (rest > 0) this.sink.gap(rest, now);
  }

  end(now: FrameStamp): void {
    this.sink.end(now);
  }
}
