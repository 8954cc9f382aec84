import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { chunkLength, framingOf, parseHead, type HttpHead } from './http-framing.ts';
import { UNKNOWN_LENGTH } from './loss.ts';

/** The longest head that is read, and the longest trailer, in bytes: servers accept 8 to 64 KiB. */
const LONGEST_HEAD = 64 * 1024;

const LINE_FEED = 0x0a;

/** Why a direction of HTTP can't be read on. */
export type Breakage = 'gap' | 'malformed';

export type HttpReceiver = {
  /**
   * A message begins, interim responses aside. Its body goes to what is returned, as it comes; `end` is called of
   * that once, whether the body is complete or not.
   */
  message(head: HttpHead, now: FrameStamp): StreamSink | undefined;
  /** Where messages begin can't be told any more: nothing follows. */
  broken(why: Breakage, now: FrameStamp): void;
  /** Nothing more comes. */
  ended(now: FrameStamp): void;
};

/** What the next bytes are. In `between`, no byte of the next message has come. */
type State = 'between' | 'head' | 'body' | 'rest' | 'size' | 'chunk' | 'chunkEnd' | 'trailer' | 'over';

/** One direction of an HTTP/1.x connection → messages (RFC 9112). Heads are collected, bodies are passed on. */
export class HttpReader implements StreamSink {
  private state: State = 'between';
  private lines: string[] = [];
  /** The line under way, and how many bytes its head, trailer or chunk size has so far. */
  private line = '';
  private room = LONGEST_HEAD;
  /** Bytes of the body or chunk that have yet to come. */
  private left = 0;
  private body: StreamSink | undefined;
  private readonly isResponse: boolean;
  private readonly receiver: HttpReceiver;

  constructor(isResponse: boolean, receiver: HttpReceiver) {
    this.isResponse = isResponse;
    this.receiver = receiver;
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    let at = start;
    while (at < end && this.state !== 'over') {
      if (this.isInBody) {
        const to = this.state === 'rest' ? end : Math.min(end, at + this.left);
        this.body?.bytes(data, at, to, origin, now);
        this.advance(to - at, now);
        at = to;
      } else at = this.readLine(data, at, end, now);
    }
  }

  gap(length: number, now: FrameStamp): void {
    if (this.state === 'over') return;
    let beyond = length;
    if (this.isInBody) {
      const inside = this.state === 'rest' ? length : Math.min(length, this.left);
      this.body?.gap(inside, now);
      this.advance(inside, now);
      beyond -= inside;
    }
    if (beyond > 0) this.break('gap', now);
  }

  end(now: FrameStamp): void {
    // A body that was broken off lacks its end.
    if (this.state !== 'rest') this.body?.gap(UNKNOWN_LENGTH, now);
    this.endBody(now);
    this.state = 'over';
    this.receiver.ended(now);
  }

  private get isInBody(): boolean {
    return this.state === 'body' || this.state === 'chunk' || this.state === 'rest';
  }

  /** So much of the body came or is missing. */
  private advance(count: number, now: FrameStamp): void {
    if (this.state === 'rest') return;
    this.left -= count;
    if (this.left > 0) return;
    if (this.state === 'chunk') this.state = 'chunkEnd';
    else this.endBody(now);
  }

  /** Reads on in a line, and returns where it stopped. */
  private readLine(data: Uint8Array, start: number, end: number, now: FrameStamp): number {
    const found = data.indexOf(LINE_FEED, start);
    const isWhole = found >= 0 && found < end;
    const to = Math.min(isWhole ? found : end, start + this.room);
    this.room -= to - start;
    this.line += latin1(data, start, to);
    if (this.state === 'between' && this.line !== '' && this.line !== '\r') this.state = 'head';
    if (this.room === 0) this.break('malformed', now);
    else if (isWhole) {
      const line = this.line.endsWith('\r') ? this.line.slice(0, -1) : this.line;
      this.line = '';
      this.takeLine(line, now);
      return to + 1;
    }
    return to;
  }

  private takeLine(line: string, now: FrameStamp): void {
    switch (this.state) {
      case 'head':
        if (line === '') this.endHead(now);
        else this.lines.push(line);
        break;
      case 'size': {
        const length = chunkLength(line);
        if (length === undefined) return this.break('malformed', now);
        this.left = length;
        this.state = length === 0 ? 'trailer' : 'chunk';
        this.room = LONGEST_HEAD;
        break;
      }
      case 'chunkEnd':
        if (line !== '') return this.break('malformed', now);
        this.state = 'size';
        this.room = LONGEST_HEAD;
        break;
      case 'trailer':
        if (line === '') this.endBody(now);
        break;
      default:
        // Empty lines before a message are passed over (RFC 9112 §2.2).
        this.room = LONGEST_HEAD;
    }
  }

  private endHead(now: FrameStamp): void {
    const head = parseHead(this.lines, this.isResponse);
    const framing = head && framingOf(head);
    this.lines = [];
    this.room = LONGEST_HEAD;
    if (head === undefined || framing === undefined) return this.break('malformed', now);
    // An interim response stands before the one that answers (RFC 9110 §15.2).
    const isInterim = head.status !== undefined && head.status < 200;
    this.state = framing === 'chunked' ? 'size' : framing === 'untilEnd' ? 'rest' : 'body';
    if (!isInterim) this.body = this.receiver.message(head, now);
    this.left = typeof framing === 'number' ? framing : 0;
    if (framing === 0) this.endBody(now);
  }

  private endBody(now: FrameStamp): void {
    const { body } = this;
    this.body = undefined;
    this.state = 'between';
    this.room = LONGEST_HEAD;
    body?.end(now);
  }

  private break(why: Breakage, now: FrameStamp): void {
    this.body?.gap(UNKNOWN_LENGTH, now);
    this.endBody(now);
    this.state = 'over';
    this.lines = [];
    this.line = '';
    this.receiver.broken(why, now);
  }
}

function latin1(data: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(data[i]!);
  return text;
}
