import type { CaptureSummary } from '../../analysis/capture-summary.ts';
import type { Conversation } from '../../analysis/conversation.ts';
import type { LessonTexts } from '../../explain/lesson-texts.ts';
import { block, code, codeCell, paragraphs, table } from './markdown.ts';

/** Streams that are named. */
const MOST_USES = 5;

/** Which connection of which file this is about, and what it was for. */
export function overview(summary: CaptureSummary, conversation: Conversation, texts: LessonTexts): string {
  const { overview: words, roles } = texts;
  const { rtmp, stream } = conversation;
  const { app, flashVer, fmsVer, uses } = rtmp.session;
  const named = (text: string | undefined): string => (text === undefined ? words.unknown : codeCell(text));
  const told = uses
    .slice(0, MOST_USES)
    .map(({ action, name }) => words[action === 'publish' ? 'publishes' : 'plays'](codeCell(name)));
  if (uses.length > MOST_USES) told.push('…');
  const file = fileName(summary);
  return paragraphs(
    `# ${texts.title(code(file))}`,
    words.introduction,
    table(
      [words.capture, codeCell(file)],
      [
        [words.connection, String(stream)],
        [roles.client, code(conversation.addressOf('client'))],
        [roles.server, code(conversation.addressOf('server'))],
        [words.software(roles.client), named(flashVer)],
        [words.software(roles.server), named(fmsVer)],
        [words.application, named(app)],
        [words.streams, told.length === 0 ? words.unknown : told.join(', ')],
      ],
    ),
    words.commandHint,
    block('sh', [`rtmp-dissect ${shellWord(file)} --stream ${stream} -V -x -a | less`]),
  );
}

/** The file, as it was named. */
export function fileName({ file }: CaptureSummary): string {
  return file === '-' ? 'capture.pcap' : file;
}

/** A name as a shell takes it for one word. */
export function shellWord(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : 'capture.pcap';
}
