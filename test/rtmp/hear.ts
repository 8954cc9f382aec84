import { createHash } from 'node:crypto';
import type { FrameStamp } from '../../src/bytes/frame-stamp.ts';
import type { Note } from '../../src/bytes/note.ts';
import type { Handshake, Message, Remark, RtmpEvent } from '../../src/rtmp/message.ts';
import type { Keep } from '../../src/rtmp/message-trace.ts';
import { RtmpConnection } from '../../src/rtmp/rtmp-connection.ts';
import { handshake } from '../writer/handshake.ts';
import type * as rtmp from '../writer/rtmp.ts';

/** Side of the connection that says something, as TCP counts them: 0 opened it. */
export const CLIENT = 0;
export const SERVER = 1;
type Side = 0 | 1;

export type HearingOptions = {
  /** Whether a SYN was captured, so that side 0 is known to be the client; yes, unless told. */
  readonly opened?: boolean;
  readonly keep?: Keep;
};

/** An RTMP connection that is listened to. Each utterance is a frame of its own, one millisecond after the last. */
export class Hearing {
  readonly events: RtmpEvent[] = [];
  readonly connection: RtmpConnection;
  frame = 0;
  /** Filled again for each frame: what is kept of it must be copied. */
  private readonly now = { frame: 0, seconds: 0, nanoseconds: 0 };

  constructor({ opened = true, keep = 'payloads' }: HearingOptions = {}) {
    this.connection = new RtmpConnection({ opened, keep }, (event) => this.events.push(event));
  }

  /** A side says these bytes, which are overwritten behind: what is kept must be copied. */
  says(side: Side, data: Uint8Array): this {
    const now = this.nextStamp();
    // Away from the start of the memory, so that offsets count.
    const block = new Uint8Array(data.length + 5).fill(0xee);
    block.set(data, 3);
    this.connection.sides[side].bytes(block, 3, 3 + data.length, { ...now, fileOffset: NaN, start: 0 }, now);
    block.fill(0xee);
    return this;
  }

  /** Bytes that a side said were not captured. */
  misses(side: Side, length: number): this {
    this.connection.sides[side].gap(length, this.nextStamp());
    return this;
  }

  /** A side has nothing more to say; both, unless told. */
  ends(...sides: readonly Side[]): this {
    const now = this.nextStamp();
    for (const side of sides.length > 0 ? sides : ([CLIENT, SERVER] as const)) {
      this.connection.sides[side].end(now);
    }
    return this;
  }

  /** Both sides greet each other, in three frames. */
  greets(): this {
    return this.says(CLIENT, GREETING.c0c1).says(SERVER, GREETING.s0s1s2).says(CLIENT, GREETING.c2);
  }

  get messages(): Message[] {
    return this.events.filter((event) => event.kind === 'message');
  }

  get handshakes(): Handshake[] {
    return this.events.filter((event) => event.kind === 'handshake');
  }

  get remarks(): Remark[] {
    return this.events.filter((event) => event.kind === 'remark');
  }

  private nextStamp(): FrameStamp {
    this.frame++;
    this.now.frame = this.frame;
    this.now.seconds = Math.floor(this.frame / 1000);
    this.now.nanoseconds = (this.frame % 1000) * 1_000_000;
    return this.now;
  }
}

const GREETING = handshake();

/** What a client says after the handshake, each part in a frame of its own, from frame 4 on. */
export function hear(...parts: readonly Uint8Array[]): Hearing {
  const hearing = new Hearing().greets();
  for (const part of parts) hearing.says(CLIENT, part);
  return hearing;
}

/** What a client says after the handshake, to its end. */
export function hearAll(...parts: readonly Uint8Array[]): Hearing {
  return hear(...parts).ends();
}

/** What makes a message this one, whether it was written or read. */
export type Facts = {
  readonly type: number;
  readonly csid: number;
  readonly streamId: number;
  readonly timestamp: number;
  readonly length: number;
  /** SHA-256 of the payload. */
  readonly payload: string;
};

/** The facts of a message as it was written. */
export function written({ type, csid, streamId, timestamp, payload }: rtmp.Message): Facts {
  return { type, csid, streamId, timestamp, length: payload.length, payload: sha256(payload) };
}

/** The facts of a message as it was read. */
export function read({ typeId, csid, streamId, timestamp, length, payload }: Message): Facts {
  return { type: typeId, csid, streamId, timestamp, length, payload: sha256(payload ?? 'not kept') };
}

/** The codes of the notes of a message, or of all messages. */
export function codes(...messages: readonly { readonly notes: readonly Note[] | undefined }[]): string[] {
  return messages.flatMap(({ notes }) => notes?.map((note) => note.code) ?? []);
}

/** The codes of the remarks about a connection. */
export function remarkCodes(hearing: Hearing): string[] {
  return hearing.remarks.map(({ note }) => note.code);
}

/** `length` bytes that count up from `first`: a payload in which each byte has its own place. */
export function counting(length: number, first = 0): Uint8Array {
  const counted = new Uint8Array(length);
  for (let i = 0; i < length; i++) counted[i] = first + i + (i >> 8);
  return counted;
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
