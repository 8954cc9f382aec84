import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Note } from '../bytes/note.ts';
import { quantity } from '../bytes/quantity.ts';
import { readBody } from './body.ts';
import type { ChunkSink } from './chunk-reader.ts';
import type { ChunkStream } from './chunk-stream.ts';
import { MessageType } from './codes.ts';
import type { Keep } from './message-trace.ts';
import type { Message, RtmpEvent } from './message.ts';
import type { Parties, Side } from './parties.ts';
import type { Session } from './session.ts';

/** What the chunks of one direction put together → messages that say what they mean. */
export class MessageMaker implements ChunkSink {
  private readonly side: Side;
  private readonly parties: Parties;
  private readonly session: Session;
  private readonly keep: Keep;
  private readonly emit: (event: RtmpEvent) => void;
  /** Notes for the next message. */
  private notes: Note[] = [];

  constructor(side: Side, parties: Parties, session: Session, keep: Keep, emit: (event: RtmpEvent) => void) {
    this.side = side;
    this.parties = parties;
    this.session = session;
    this.keep = keep;
    this.emit = emit;
  }

  message(stream: ChunkStream, now: FrameStamp): void {
    const { typeId, kept, streamId } = stream;
    const { notes } = this;
    if (stream.missing > 0) notes.push(missingNote(stream));
    else if (MessageType.labelOf(typeId) === undefined) notes.push(unknownTypeNote(typeId));
    const body = readBody(typeId, stream.payload, kept, notes);
    this.parties.learnFrom(body, this.side);
    const from = this.parties.roleOf(this.side);
    const answers =
      body.kind === 'command' && body.name !== '' ? this.session.hear(body, from, streamId, now) : undefined;
    const isFrame = (body.kind === 'audio' || body.kind === 'video') && !body.isSequenceHeader;
    const message: Message = {
      kind: 'message',
      frame: now.frame,
      seconds: now.seconds,
      nanoseconds: now.nanoseconds,
      firstFrame: stream.firstFrame,
      from,
      csid: stream.csid,
      fmt: stream.fmt,
      typeId,
      streamId,
      timestamp: stream.timestamp,
      length: stream.length,
      body,
      payload: isFrame && this.keep === 'heads' ? undefined : stream.keptPayload(),
      trace: stream.trace,
      answers,
      notes: notes.length > 0 ? notes : undefined,
    };
    if (notes.length > 0) this.notes = [];
    this.emit(message);
  }

  remark(note: Note): void {
    this.notes.push(note);
  }

  lost(note: Note, now: FrameStamp): void {
    const { frame, seconds, nanoseconds } = now;
    const from = this.parties.roleOf(this.side);
    for (const one of [...this.notes, note]) {
      this.emit({ kind: 'remark', frame, seconds, nanoseconds, from, note: one });
    }
    this.notes = [];
  }
}

function missingNote(stream: ChunkStream): Note {
  return {
    code: 'rtmp.missing-bytes',
    severity: 'error',
    text: `${quantity(stream.missing, 'byte')} of the ${quantity(stream.length, 'byte')} of this message are missing from the capture`,
  };
}

function unknownTypeNote(typeId: number): Note {
  return {
    code: 'rtmp.unknown-type',
    severity: 'warning',
    text: `message type ${typeId} is not one of RTMP 1.0`,
  };
}
