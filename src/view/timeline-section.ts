import type { Conversation } from '../analysis/conversation.ts';
import { MediaRun } from '../analysis/media-run.ts';
import { readTrackConfigs, type TrackConfig } from '../analysis/track-config.ts';
import { type Phase, PhaseTracker } from '../analysis/phase.ts';
import { type FrameStamp, keepStamp, millisecondsBetween } from '../bytes/frame-stamp.ts';
import { grouped } from '../bytes/quantity.ts';
import type { Explainer } from '../explain/explainer.ts';
import type { RunKind } from '../explain/keys.ts';
import { holdsMedia } from '../rtmp/aggregate.ts';
import { MessageType } from '../rtmp/codes.ts';
import type { Handshake, Message, Role, RtmpEvent } from '../rtmp/message.ts';
import { describe, type Description } from './description.ts';
import { millisecondsText, runText } from './media-text.ts';
import { type LateText, PendingText } from './pending-text.ts';
import {
  explanationRow,
  layOut,
  messageRow,
  noteRow,
  phaseRow,
  rangeRow,
  type RowLayout,
  type RowStyle,
} from './timeline-row.ts';

const PHASE_TITLES: Readonly<Record<Phase, string>> = {
  handshake: 'Handshake',
  connect: 'Connect',
  createStream: 'Create stream',
  publish: 'Publish',
  play: 'Play',
  media: 'Media',
  teardown: 'Teardown',
};

/** Seconds after which a run is told in a live capture, although it goes on. */
const LIVE_RUN_SECONDS = 10;

/** Columns before what is said of a phase. */
const PHASE_INDENT = 2;

/** Writes what stands under the row of an event. */
export type WriteDetails = (into: PendingText, event: Message | Handshake) => void;

export type TimelineStyle = RowStyle & {
  /** Every audio and video message on a row of its own. */
  readonly all: boolean;
  /** Rows leave at once, because someone watches the capture grow: a run is told when it ends, not where it began. */
  readonly live: boolean;
  /** Says under each heading and row what it is about, if that is wanted. */
  readonly explainer?: Explainer | undefined;
  /** What stands under a row: the fields of the message, its bytes. */
  readonly details: WriteDetails | undefined;
};

/** Acknowledgements of one direction that follow each other. */
type AcknowledgementRun = { readonly first: number; last: number; count: number; sequenceNumber: number };

/** The timeline of one connection: rows in order, by phase, runs of media summed up. */
export class TimelineSection {
  readonly conversation: Conversation;
  /** Nothing more comes of the connection. */
  isOver = false;
  private readonly style: TimelineStyle;
  private readonly layout: RowLayout;
  private readonly start: FrameStamp;
  private readonly phases = new PhaseTracker();
  private phase: Phase | undefined;
  /** Phases that are named again need not be explained again. */
  private readonly explained = new Set<Phase>();
  private readonly text = new PendingText();
  private readonly mediaRuns = new Map<string, MediaRun>();
  private readonly acknowledgements = new Map<Role, AcknowledgementRun>();
  /** Rows of the runs that are going on in a live capture. */
  private lateRows: LateText[] = [];
  /** What is known of each track, from its configuration. */
  private readonly tracks = new Map<string, TrackConfig>();
  private handshakeStart: FrameStamp | undefined;
  private handshakeFact = '';

  constructor(conversation: Conversation, start: FrameStamp, style: TimelineStyle) {
    this.conversation = conversation;
    this.start = start;
    this.style = style;
    this.layout = layOut(style);
  }

  /** Characters that wait. */
  get size(): number {
    return this.text.size;
  }

  /** Adds what happened next. `isResumed`: other connections were told since, so that the phase is named again. */
  add(event: RtmpEvent, isResumed: boolean): void {
    const phase = this.phases.phaseOf(event);
    if (phase !== this.phase) this.endRuns();
    if (phase !== this.phase || isResumed) this.addPhase(phase);
    this.phase = phase;
    if (event.kind === 'remark') {
      const { text, severity } = event.note;
      this.addRow(event, event.from, { title: text, detail: '', isFailure: severity === 'error' });
      return;
    }
    if (event.kind === 'handshake') this.noteHandshake(event);
    else if (!this.style.all && event.notes === undefined && this.sumUp(event)) return;
    this.addRow(event, event.from, describe(event));
    this.explain(this.style.explainer?.event(event));
    if (event.notes !== undefined) for (const note of event.notes) this.text.text(noteRow(this.style, note));
    this.style.details?.(this.text, event);
  }

  /** Tells everything that waits. A run that is told begins anew with its next message. */
  tell(write: (bytes: Uint8Array) => void): void {
    if (!this.style.live) this.endRuns();
    this.text.tell(write);
  }

  /** Nothing more comes: what is summed up is told as far as it came. */
  endRuns(): void {
    for (const row of this.lateRows) this.text.later(row);
    this.lateRows = [];
    this.mediaRuns.clear();
    this.acknowledgements.clear();
  }

  private addPhase(phase: Phase): void {
    const title = PHASE_TITLES[phase];
    if (phase !== 'handshake') this.text.text(phaseRow(this.style, title, ''));
    else this.text.later((into) => into.text(phaseRow(this.style, title, this.handshakeFact)));
    const text = this.explained.has(phase) ? undefined : this.style.explainer?.phase(phase);
    this.explained.add(phase);
    if (text !== undefined) this.text.text(explanationRow(this.style, text, PHASE_INDENT));
  }

  private explain(text: string | undefined): void {
    if (text !== undefined) this.text.text(explanationRow(this.style, text));
  }

  /** What stands under a row that sums up messages. */
  private runExplanation(kind: RunKind, from: Role): string {
    const text = this.style.explainer?.run(kind, from);
    return text === undefined ? '' : explanationRow(this.style, text);
  }

  private noteHandshake(part: Handshake): void {
    if (part.from === 'client' && part.scheme !== undefined) {
      this.handshakeFact = part.scheme;
      this.handshakeStart = keepStamp(part);
    } else if (this.handshakeStart !== undefined && part.name === 'C2') {
      const took = millisecondsBetween(this.handshakeStart, part);
      this.handshakeFact = `${this.handshakeFact}, ${millisecondsText(took)}`;
    }
  }

  /** Adds a frame of media or an acknowledgement to its run; false for a message that has a row of its own. */
  private sumUp(message: Message): boolean {
    const { body, from } = message;
    if (body.kind === 'audio' || body.kind === 'video') {
      if (body.isSequenceHeader) {
        for (const [trackId, config] of readTrackConfigs(message)) {
          this.tracks.set(`${from} ${message.streamId} ${body.kind} ${trackId}`, config);
        }
      }
      if (!body.isFrame && !body.empty) return false;
      const run = this.runOf(message);
      run.add(message);
      if (this.style.live && message.seconds - run.first.seconds >= LIVE_RUN_SECONDS) this.endRuns();
      return true;
    }
    if (body.kind === 'aggregate' && holdsMedia(body)) {
      this.runOf(message).add(message);
      return true;
    }
    if (this.phase !== 'media' || message.typeId !== MessageType.acknowledgement || body.kind !== 'control')
      return false;
    this.acknowledge(message, body.sequenceNumber ?? 0);
    return true;
  }

  private runOf(message: Message): MediaRun {
    const { from, streamId } = message;
    const key = `${from} ${streamId}`;
    let run = this.mediaRuns.get(key);
    if (run === undefined) {
      const begun = new MediaRun(message);
      run = begun;
      this.mediaRuns.set(key, run);
      this.addRun((into) => {
        const title = runText(begun, (kind, trackId) => this.tracks.get(`${key} ${kind} ${trackId}`));
        rangeRow(into, this.layout, begun.first.frame, begun.last.frame, from, { title, detail: '' });
        into.text(this.runExplanation(kindOf(begun), from));
      });
    }
    return run;
  }

  private acknowledge(message: Message, sequenceNumber: number): void {
    const { from, frame } = message;
    const run = this.acknowledgements.get(from);
    if (run !== undefined) {
      run.last = frame;
      run.count++;
      run.sequenceNumber = sequenceNumber;
      return;
    }
    const begun = { first: frame, last: frame, count: 1, sequenceNumber };
    this.acknowledgements.set(from, begun);
    this.addRun((into) => {
      const title = begun.count === 1 ? 'Acknowledgement' : `${grouped(begun.count)} × Acknowledgement`;
      const detail = `${begun.count === 1 ? '' : 'the last of '}${grouped(begun.sequenceNumber)} bytes`;
      rangeRow(into, this.layout, begun.first, begun.last, from, { title, detail });
      into.text(this.runExplanation('acknowledgements', from));
    });
  }

  /** Puts the row of a run where the run begins, or where it ends in a live capture. */
  private addRun(row: LateText): void {
    if (this.style.live) this.lateRows.push(row);
    else this.text.later(row);
  }

  private addRow(stamp: FrameStamp, from: Role, description: Description): void {
    messageRow(this.text, this.layout, stamp, this.start, from, description);
  }
}

function kindOf({ audio, video }: MediaRun): RunKind {
  if (video.messages === 0) return 'audio';
  return audio.messages === 0 ? 'video' : 'audioAndVideo';
}
