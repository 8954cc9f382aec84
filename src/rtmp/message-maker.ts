import type { FrameStamp } from '../bytes/frame-stamp.ts';
import { type LimitName, limitLabel, type Limits } from '../bytes/limits.ts';
import type { Note } from '../bytes/note.ts';
import { quantity } from '../bytes/quantity.ts';
import type { Aggregate } from './aggregate.ts';
import { readBody } from './body.ts';
import type { ChunkSink } from './chunk-reader.ts';
import type { ChunkStream } from './chunk-stream.ts';
import { MessageType } from './codes.ts';
import type { Keep } from './message-trace.ts';
import type { Answer, Body, Message, Role, RtmpEvent } from './message.ts';
import type { Parties, Side } from './parties.ts';
import { TrackWatch } from './track-watch.ts';
import type { Session } from './session.ts';

/** What the chunks of one direction put together → messages that say what they mean. */
export class MessageMaker implements ChunkSink {
  private readonly side: Side;
  private readonly parties: Parties;
  private readonly session: Session;
  private readonly keep: Keep;
  private readonly limits: Limits;
  private readonly emit: (event: RtmpEvent) => void;
  private readonly tracks = new TrackWatch();
  /** Notes for the next message. */
  private notes: Note[] = [];

  constructor(
    side: Side,
    parties: Parties,
    session: Session,
    keep: Keep,
    limits: Limits,
    emit: (event: RtmpEvent) => void,
  ) {
    this.side = side;
    this.parties = parties;
    this.session = session;
    this.keep = keep;
    this.limits = limits;
    this.emit = emit;
  }

  message(stream: ChunkStream, now: FrameStamp): void {
    const { typeId, kept, streamId } = stream;
    const { notes } = this;
    if (stream.missing > 0) notes.push(missingNote(stream));
    else if (MessageType.labelOf(typeId) === undefined) notes.push(unknownTypeNote(typeId));
    if (stream.exceeded !== undefined) notes.push(notKeptNote(stream, stream.exceeded));
    const media = this.tracks.next(streamId, notes);
    const body = readBody(typeId, stream.payload, kept, notes, media, this.limits);
    if (stream.trace !== undefined) stream.trace.nalLengths = this.tracks.nalLengths;
    const from = this.learn(body);
    const answers = this.answered(body, from, streamId, now);
    const message: Message = {
      kind: 'message',
      offset: stream.offset,
      frame: now.frame,
      seconds: now.seconds,
      nanoseconds: now.nanoseconds,
      firstFrame: stream.firstFrame,
      firstSeconds: stream.firstSeconds,
      firstNanoseconds: stream.firstNanoseconds,
      from,
      csid: stream.csid,
      fmt: stream.fmt,
      typeId,
      streamId,
      timestamp: stream.timestamp,
      length: stream.length,
      body,
      payload: this.isDropped(body) ? undefined : stream.keptPayload(),
      trace: stream.trace,
      answers,
      isPart: false,
      notes: notes.length > 0 ? notes : undefined,
    };
    if (notes.length > 0) this.notes = [];
    this.emit(message);
    if (body.kind === 'aggregate') this.emitParts(message, body);
  }

  remark(note: Note): void {
    this.notes.push(note);
  }

  lost(note: Note, offset: number, now: FrameStamp): void {
    const { frame, seconds, nanoseconds } = now;
    const from = this.parties.roleOf(this.side);
    for (const one of [...this.notes, note]) {
      this.emit({ kind: 'remark', frame, seconds, nanoseconds, from, offset, note: one });
    }
    this.notes = [];
  }

  /**
   * The sub-messages of an aggregate, at the time and on the message stream of the aggregate (RTMP 1.0 §7.1.6). One that
   * is an aggregate itself is not taken apart, so that few bytes can't become many messages.
   */
  private emitParts(aggregate: Message, { parts }: Aggregate): void {
    const [first] = parts;
    const { payload, streamId, timestamp, trace } = aggregate;
    if (first === undefined || payload === undefined) return;
    for (const part of parts) {
      const notes: Note[] = [];
      const { typeId } = part;
      if (MessageType.labelOf(typeId) === undefined) notes.push(unknownTypeNote(typeId));
      const data = payload.subarray(part.start, part.end);
      const media = this.tracks.next(streamId, notes);
      const body = readBody(typeId, data, data.length, notes, media, this.limits);
      const from = this.learn(body);
      this.emit({
        ...aggregate,
        from,
        typeId,
        timestamp: (part.timestamp + timestamp - first.timestamp) >>> 0,
        length: data.length,
        body,
        payload: this.isDropped(body) ? undefined : data,
        trace: trace?.slice(part.start, part.end),
        answers: this.answered(body, from, streamId, aggregate),
        isPart: true,
        notes: notes.length > 0 ? notes : undefined,
      });
    }
  }

  /** Who says this, who may be known by it. */
  private learn(body: Body): Role {
    this.parties.learnFrom(body, this.side);
    return this.parties.roleOf(this.side);
  }

  private answered(body: Body, from: Role, streamId: number, stamp: FrameStamp): Answer | undefined {
    return body.kind === 'command' && body.name !== ''
      ? this.session.hear(body, from, streamId, stamp)
      : undefined;
  }

  /** Whether the payload is a frame of audio or video, which nobody asked for. */
  private isDropped(body: Body): boolean {
    return (
      this.keep === 'heads' && (body.kind === 'audio' || body.kind === 'video') && !body.isSequenceHeader
    );
  }
}

function missingNote(stream: ChunkStream): Note {
  return {
    code: 'rtmp.missing-bytes',
    severity: 'error',
    text: `${quantity(stream.missing, 'byte')} of the ${quantity(stream.length, 'byte')} of this message are missing from the capture`,
  };
}

function notKeptNote({ kept, length }: ChunkStream, exceeded: LimitName): Note {
  return {
    code: 'rtmp.not-kept',
    severity: 'warning',
    text: `only the first ${quantity(kept, 'byte')} of the ${quantity(length, 'byte')} of this message are read (limit ${limitLabel(exceeded)})`,
  };
}

function unknownTypeNote(typeId: number): Note {
  return {
    code: 'rtmp.unknown-type',
    severity: 'warning',
    text: `message type ${typeId} is not one of RTMP 1.0`,
    values: { typeId },
  };
}
