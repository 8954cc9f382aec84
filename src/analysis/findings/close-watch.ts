import { type FrameStamp, keepStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Severity } from '../../bytes/note.ts';
import type { Message, RtmpEvent } from '../../rtmp/message.ts';
import { MessageType } from '../../rtmp/codes.ts';
import type { Said } from './facts.ts';
import type { Subject, Watch } from './finding.ts';
import { type End, endOf } from './side-health.ts';
import { isUnderWay } from './track-pace.ts';

/** Milliseconds of silence, at the end of a capture, after which a connection that was busy is taken for dead. */
const SILENCE = 5000;

/** Who ended the connection, how, and what was said last. */
export function watchClose({ conversation, story, report }: Subject): Watch {
  /** What was said last, and what was said last that was no media, where that is another. */
  function lastWords(last: RtmpEvent): { readonly last: Said; readonly lastWord: Said | undefined } {
    const { lastWord } = story;
    return {
      last: saidBy(last),
      lastWord: lastWord === undefined || lastWord === last ? undefined : saidBy(lastWord),
    };
  }

  function silence(now: FrameStamp): void {
    const { last, goodbye, mediaMessages } = story;
    if (last === undefined || goodbye !== undefined || mediaMessages === 0) return;
    const waited = millisecondsBetween(last, now);
    if (waited < SILENCE) return;
    const facts = { waited, ...lastWords(last) };
    report('close.silence', { side: last.from, at: keepStamp(last), facts });
  }

  /** Whether who closes had sent an end of sequence, and no picture after it: relays say no other goodbye. */
  function isEnded({ role, how }: End): boolean {
    const { lastEnd, tracks } = story;
    if (lastEnd?.from !== role || how !== 'FIN') return false;
    return tracks.all.every(({ kind, last }) => kind === 'audio' || millisecondsBetween(last, lastEnd) >= 0);
  }

  /** How much it weighs that a side closes without a word: players leave so all the time. */
  function weightOf({ role }: End): Severity {
    if (!story.tracks.all.some(isUnderWay)) return 'note';
    if (story.uses.some(({ action }) => action === 'publish')) return role === 'server' ? 'error' : 'warning';
    return role === 'server' ? 'warning' : 'note';
  }

  return {
    closed(now) {
      if (!conversation.isRtmp || story.last === undefined) return;
      const end = endOf(conversation);
      const { goodbye } = story;
      if (goodbye !== undefined && (end === undefined || end.at.frame >= goodbye.at.frame)) {
        const facts = { role: goodbye.from, name: goodbye.name, frame: goodbye.at.frame, end };
        report('close.delete-stream', { side: goodbye.from, at: goodbye.at, facts });
      } else if (end !== undefined && isEnded(end)) {
        const { lastEnd } = story;
        const facts = { role: end.role, name: undefined, frame: lastEnd!.frame, end };
        report('close.delete-stream', { side: end.role, at: lastEnd!, facts });
      } else if (end !== undefined) {
        const id = `close.${end.role}-${end.how === 'FIN' ? 'fin' : 'rst'}` as const;
        const facts = { role: end.role, how: end.how, frame: end.at.frame, ...lastWords(story.last) };
        report(id, { side: end.role, at: end.at, facts, severity: weightOf(end) });
      } else silence(now);
    },
  };
}

function saidBy(event: RtmpEvent): Said {
  const { from, frame } = event;
  return {
    name: event.kind === 'message' ? nameOf(event) : event.kind === 'handshake' ? event.name : '',
    from,
    frame,
  };
}

function nameOf(event: Message): string | number {
  const { body, typeId } = event;
  if ((body.kind === 'command' || body.kind === 'data') && /^[\w@]{1,40}$/.test(body.name)) return body.name;
  return MessageType.labelOf(typeId) ?? typeId;
}
