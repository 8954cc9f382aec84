import type { LessonTexts } from '../../explain/lesson-texts.ts';
import { mediaKindOf } from '../../explain/media-kind.ts';
import type { Handshake, Message } from '../../rtmp/message.ts';
import { describe } from '../description.ts';

/** What an event is called: as in the timeline, but media in the language of the text. Holds text of the capture. */
export function eventTitle(event: Message | Handshake, texts: LessonTexts): string {
  if (event.kind === 'message' && (event.body.kind === 'audio' || event.body.kind === 'video')) {
    return texts.media[mediaKindOf(event.body)];
  }
  return describe(event).title;
}
