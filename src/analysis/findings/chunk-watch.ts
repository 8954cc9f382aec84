import { MessageType } from '../../rtmp/codes.ts';
import type { Message, Remark, Role } from '../../rtmp/message.ts';
import type { Note } from '../../bytes/note.ts';
import type { Subject, Watch } from './finding.ts';
import { endOf } from './side-health.ts';
import type { Place } from './place.ts';

/** The chunk stream of control messages (RTMP 1.0 §5.4). */
const CONTROL = 2;
/** Larger chunks are all the same (RTMP 1.0 §5.4.1). */
const LONGEST_MESSAGE = 0xffffff;

type NotedId =
  | 'chunk.interleaved'
  | 'chunk.extended-timestamp-left-out'
  | 'chunk.extended-timestamp-added'
  | 'chunk.delta-as-absolute'
  | 'chunk.non-minimal-csid'
  | 'chunk.unknown-type'
  | 'modex.nano';

/** Notes that the reading of chunks and messages leaves, and the findings that they are. */
const NOTED: Readonly<Record<string, NotedId>> = {
  'chunk.message-not-finished': 'chunk.interleaved',
  'chunk.no-extended-timestamp-on-type-3': 'chunk.extended-timestamp-left-out',
  'chunk.extended-timestamp-on-type-3': 'chunk.extended-timestamp-added',
  'chunk.absolute-extended-timestamp': 'chunk.delta-as-absolute',
  'chunk.non-minimal-csid': 'chunk.non-minimal-csid',
  'rtmp.unknown-type': 'chunk.unknown-type',
  'flv.modex-nano': 'modex.nano',
};
/** Beginnings of the codes of notes that other rules tell, or that are of the capture. */
const TOLD = ['chunk.', 'handshake.', 'rtmp.', 'tcp.', 'capture.'];

/** What is wrong below the messages, and in the reading of them. */
export function watchChunks({ conversation, story, report }: Subject): Watch {
  const announced: Record<Role, boolean> = { client: false, server: false };
  /** Who announced chunks of one byte. */
  const hasTinyChunks: Record<Role, boolean> = { client: false, server: false };
  /** Whose chunks are read from a wrong place. */
  const isDerailed: Record<Role, boolean> = { client: false, server: false };

  function noted(note: Note, from: Role, at: Message | Remark): void {
    const { code, severity } = note;
    // What follows a loss of the place is read from the wrong bytes.
    if (isDerailed[from]) return;
    const id = NOTED[code];
    if (code === 'chunk.fresh-type-1' || code === 'chunk.no-header-to-repeat') lost(note, from, at);
    else if (id !== undefined) report(id, { side: from, at, facts: { note } });
    else if (severity !== 'note' && !TOLD.some((beginning) => code.startsWith(beginning))) {
      report('message.damaged', { side: from, at, facts: { note } });
    }
  }

  /** The place in the chunks is lost, and nothing is missing from the capture. */
  function lost(note: Note, from: Role, event: Message | Remark): void {
    const { code } = note;
    const facts = { note };
    const at = beginningOf(event);
    if (!story.opened[from]) return;
    if (conversation.connection.gapBytes[conversation.sideOf(from)] > 0) return;
    // A message that holds, and that only lacks its whole header.
    const isSound = event.kind === 'message' && code === 'chunk.fresh-type-1' && event.notes?.length === 1;
    if (isSound && announced[from]) {
      report('chunk.fresh-type', { side: from, at, facts, severity: 'warning' });
      return;
    }
    isDerailed[from] = true;
    // Told already: hardly any sender gets all those headers right.
    if (hasTinyChunks[from]) return;
    if (!announced[from] && !story.hasLong[from]) {
      report('chunk.size-not-announced', { side: from, at, facts: { role: from, note } });
    } else if (code === 'chunk.fresh-type-1') {
      report('chunk.garbage', { side: from, at, facts });
    } else report('chunk.fresh-type', { side: from, at, facts });
  }

  function control(message: Message): void {
    const { body, from, typeId, csid, streamId, frame, isPart } = message;
    if (isPart || isDerailed[from]) return;
    const isControl = body.kind === 'control' || body.kind === 'userControl';
    if (isControl && (csid !== CONTROL || streamId !== 0)) {
      const facts = { message: MessageType.labelOf(typeId) ?? String(typeId), frame, csid, streamId };
      report('chunk.control-on-wrong-stream', { side: from, at: message, facts });
    }
    if (body.kind !== 'control') return;
    if (typeId === MessageType.setChunkSize && body.chunkSize !== undefined) size(message, body.chunkSize);
    if (typeId === MessageType.abort && body.csid !== undefined) {
      if (message.notes?.some(({ code }) => code === 'chunk.aborted') === true) return;
      const facts = { frame, csid: body.csid };
      report('chunk.abort-unknown', { side: from, at: message, facts });
    }
  }

  function size(message: Message, value: number): void {
    const { from, frame } = message;
    announced[from] = true;
    const facts = { frame, size: value };
    const at = message;
    if (value === 0) report('chunk.size-zero', { side: from, at, facts });
    else if (value > 0x7fffffff) report('chunk.size-above-limit', { side: from, at, facts });
    else if (value > LONGEST_MESSAGE)
      report('chunk.size-above-limit', { side: from, at, facts, severity: 'note' });
    else if (value === 1) {
      hasTinyChunks[from] = true;
      report('chunk.size-one', { side: from, at, facts });
    }
  }

  function notes(message: Message): void {
    if (message.notes === undefined) return;
    // What is damaged by a hole in the capture is no fault of the sender.
    if (message.notes.some(({ code }) => code === 'rtmp.missing-bytes')) return;
    for (const note of message.notes) noted(note, message.from, message);
  }

  function incomplete(remark: Remark): void {
    const { note, from } = remark;
    if (!note.text.includes('inside a message')) return;
    const end = endOf(conversation);
    const saysMore =
      story.goodbye?.from === from && end !== undefined && end.at.frame >= story.goodbye.at.frame;
    if (saysMore) report('chunk.never-completed', { side: from, at: remark, facts: { note } });
  }

  return {
    event(event) {
      if (event.kind === 'remark') {
        if (event.note.code === 'rtmp.incomplete') incomplete(event);
        else noted(event.note, event.from, event);
      } else if (event.kind === 'message') {
        notes(event);
        if (event.body.kind === 'control' || event.body.kind === 'userControl') control(event);
      }
    },
    media: notes,
  };
}

/** The frame of the first byte of a message; of a remark its own. */
function beginningOf(event: Message | Remark): Place {
  if (event.kind === 'remark') return event;
  const { firstFrame: frame, firstSeconds: seconds, firstNanoseconds: nanoseconds, from, offset } = event;
  return { frame, seconds, nanoseconds, from, offset };
}
