import { type Phase, PhaseTracker } from '../../analysis/phase.ts';
import { type FrameStamp, keepStamp } from '../../bytes/frame-stamp.ts';
import type { Note } from '../../bytes/note.ts';
import type { Handshake, Message, Role, RtmpEvent } from '../../rtmp/message.ts';
import { kindOf } from './lesson-kind.ts';

/** Messages that are taught, the bytes of payload kept for them, and notes that are told. More are only counted. */
const MOST_LESSONS = 60;
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_NOTES = 20;

/** The first message of its kind in its phase, and how many follow there. */
export type TaughtEvent = {
  readonly event: Message | Handshake;
  readonly phase: Phase;
  repeats: number;
  firstRepeat: number;
  lastRepeat: number;
};

export type HeardNote = { readonly frame: number; readonly from: Role; readonly note: Note };

/** What is kept of a connection to be taught. It does not grow with the connection. */
export class LessonPlan {
  readonly taught: TaughtEvent[] = [];
  readonly notes: HeardNote[] = [];
  /** Notes, and messages of further kinds, that are only counted. */
  moreNotes = 0;
  left = 0;
  /** The first message in several chunks; one whose further chunks begin with 0xC3, if there is such a one. */
  chunked: Message | undefined;
  start: FrameStamp | undefined;
  private readonly phases = new PhaseTracker();
  private readonly known = new Map<string, TaughtEvent>();
  private bytes = 0;

  event(event: RtmpEvent): void {
    this.start ??= keepStamp(event);
    if (event.kind === 'remark') return this.hear(event, event.note);
    for (const note of event.notes ?? []) this.hear(event, note);
    const phase = this.phases.phaseOf(event);
    if (event.kind === 'message') this.lookAtChunks(event);
    const key = `${phase} ${kindOf(event)}`;
    const known = this.known.get(key);
    if (known !== undefined) {
      if (known.repeats === 0) known.firstRepeat = event.frame;
      known.repeats++;
      known.lastRepeat = event.frame;
      return;
    }
    if (this.taught.length >= MOST_LESSONS || !this.hasRoomFor(event)) {
      this.left++;
      return;
    }
    const taught = { event, phase, repeats: 0, firstRepeat: 0, lastRepeat: 0 };
    this.known.set(key, taught);
    this.taught.push(taught);
  }

  private lookAtChunks(message: Message): void {
    const { trace, csid, isPart } = message;
    if (isPart || trace === undefined || trace.chunks.length < 2) return;
    const isBetter = this.chunked === undefined || (csid === USUAL_CSID && this.chunked.csid !== USUAL_CSID);
    if (isBetter && this.hasRoomFor(message)) this.chunked = message;
  }

  private hasRoomFor(event: Message | Handshake): boolean {
    const length = event.kind === 'message' ? (event.payload?.length ?? 0) : 0;
    if (this.bytes + length > MOST_BYTES) return false;
    this.bytes += length;
    return true;
  }

  private hear({ frame, from }: RtmpEvent, note: Note): void {
    if (this.notes.length < MOST_NOTES) this.notes.push({ frame, from, note });
    else this.moreNotes++;
  }
}

/** Where commands go, so that the basic header of further chunks is 0xC3. */
const USUAL_CSID = 3;
