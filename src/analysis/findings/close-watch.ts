import { type FrameStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Severity } from '../../bytes/note.ts';
import type { RtmpEvent } from '../../rtmp/message.ts';
import { MessageType } from '../../rtmp/codes.ts';
import { duration } from './durations.ts';
import type { Subject, Watch } from './finding.ts';
import { type End, endOf } from './side-health.ts';
import { isUnderWay } from './track-pace.ts';

/** Milliseconds of silence, at the end of a capture, after which a connection that was busy is taken for dead. */
const SILENCE = 5000;

/** Who ended the connection, how, and what was said last. */
export function watchClose({ conversation, story, report }: Subject): Watch {
  function lastWords(): string {
    const { last, lastWord } = story;
    const words = [
      last === undefined ? '' : `last came ${nameOf(last)} of the ${last.from} in frame ${last.frame}`,
    ];
    if (lastWord !== undefined && lastWord !== last) {
      words.push(
        `the last that was no media was ${nameOf(lastWord)} of the ${lastWord.from} in frame ${lastWord.frame}`,
      );
    }
    return words.filter((one) => one !== '').join('; ');
  }

  function silence(now: FrameStamp): void {
    const { last, goodbye, mediaMessages } = story;
    if (last === undefined || goodbye !== undefined || mediaMessages === 0) return;
    const waited = millisecondsBetween(last, now);
    if (waited < SILENCE) return;
    const evidence = `nothing came for the last ${duration(waited)}, and neither side closed the connection; ${lastWords()}`;
    report('close.silence', { side: last.from, at: last, evidence });
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
        const closing = end === undefined ? '' : `; then the ${end.role} closed TCP with ${end.how}`;
        const evidence = `the ${goodbye.from} ended the stream with ${goodbye.name} in frame ${goodbye.at.frame}${closing}`;
        report('close.delete-stream', { side: goodbye.from, at: goodbye.at, evidence });
      } else if (end !== undefined && isEnded(end)) {
        const evidence = `the ${end.role} ended the pictures with an end of sequence in frame ${story.lastEnd!.frame}, and closed TCP with ${end.how}`;
        report('close.delete-stream', { side: end.role, at: story.lastEnd!, evidence });
      } else if (end !== undefined) {
        const id = `close.${end.role}-${end.how === 'FIN' ? 'fin' : 'rst'}` as const;
        const evidence = `the ${end.role} closed TCP with ${end.how} in frame ${end.at.frame}, without a word before; ${lastWords()}`;
        report(id, { side: end.role, at: end.at, evidence, severity: weightOf(end) });
      } else silence(now);
    },
  };
}

function nameOf(event: RtmpEvent): string {
  if (event.kind === 'handshake') return event.name;
  if (event.kind === 'remark') return 'a remark';
  const { body, typeId } = event;
  if ((body.kind === 'command' || body.kind === 'data') && /^[\w@]{1,40}$/.test(body.name)) return body.name;
  return MessageType.labelOf(typeId) ?? `a message of type ${typeId}`;
}
