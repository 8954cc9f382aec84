import { type FrameStamp, keepStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Message, RtmpEvent } from '../../rtmp/message.ts';
import { MessageType } from '../../rtmp/codes.ts';
import type { Said } from './facts.ts';
import type { Subject, Watch } from './finding.ts';
import { endOf } from './side-health.ts';
import type { TrackStory } from './track-story.ts';

/** Milliseconds of silence, at the end of a capture, after which a connection that was busy is taken for dead. */
const SILENCE = 5000;
/** Milliseconds of media after which a stream is under way. */
const UNDER_WAY = 500;

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

  return {
    closed(now) {
      if (!conversation.isRtmp || story.last === undefined) return;
      const end = endOf(conversation);
      const { goodbye } = story;
      if (goodbye !== undefined && (end === undefined || end.at.frame >= goodbye.at.frame)) {
        const facts = { role: goodbye.from, name: goodbye.name, frame: goodbye.at.frame, end };
        report('close.delete-stream', { side: goodbye.from, at: goodbye.at, facts });
      } else if (end !== undefined) {
        const id = `close.${end.role}-${end.how === 'FIN' ? 'fin' : 'rst'}` as const;
        const facts = { role: end.role, how: end.how, frame: end.at.frame, ...lastWords(story.last) };
        const isBusy =
          story.tracks.all.some(isUnderWay) && story.uses.some(({ action }) => action === 'publish');
        // Players leave so all the time.
        const severity = !isBusy ? 'note' : end.role === 'server' ? 'error' : 'warning';
        report(id, { side: end.role, at: end.at, facts, severity });
      } else silence(now);
    },
  };
}

/** Whether a track went on for a while, and was not sent in one go. */
function isUnderWay({ first, last }: TrackStory): boolean {
  return millisecondsBetween(first, last) >= UNDER_WAY;
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
