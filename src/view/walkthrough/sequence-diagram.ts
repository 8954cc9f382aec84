import type { Conversation } from '../../analysis/conversation.ts';
import type { LessonTexts } from '../../explain/lesson-texts.ts';
import type { Role } from '../../rtmp/message.ts';
import { eventTitle } from './event-title.ts';
import type { LessonPlan, TaughtEvent } from './lesson-plan.ts';
import { block, paragraphs } from './markdown.ts';
import type { Verdicts } from './verdicts.ts';

/** Characters of a title that an arrow has room for. */
const TITLE_ROOM = 60;

/** The exchange as a Mermaid sequence diagram: each message that is taught, and those like it as one arrow. */
export function sequenceDiagram(
  plan: LessonPlan,
  conversation: Conversation,
  verdicts: Verdicts,
  texts: LessonTexts,
): string {
  const { roles, diagram, phases } = texts;
  const lines = ['sequenceDiagram'];
  for (const role of ['client', 'server'] as const) {
    lines.push(`  participant ${id(role)} as ${roles[role]} ${conversation.addressOf(role)}`);
  }
  plan.taught.forEach((taught, i) => {
    const { phase, event } = taught;
    if (phase !== plan.taught[i - 1]?.phase) {
      // What repeats in a phase is told where it ends.
      lines.push(
        ...repeatLines(plan, i, texts),
        `  Note over ${id('client')},${id('server')}: ${label(phases[phase])}`,
      );
    }
    lines.push(arrow(event.from, String(event.frame), eventTitle(event, texts)));
    const wrong = verdicts.about(event);
    if (wrong !== undefined)
      lines.push(`  Note over ${id('client')},${id('server')}: ${label(`✗ ${wrong}`)}`);
  });
  lines.push(...repeatLines(plan, plan.taught.length, texts));
  return paragraphs(`## ${diagram.heading}`, diagram.introduction, block('mermaid', lines));
}

/** What repeats in the stretch of one phase that ends before the message at `end`. */
function repeatLines({ taught }: LessonPlan, end: number, texts: LessonTexts): string[] {
  const stretch: TaughtEvent[] = [];
  for (let i = end - 1; i >= 0 && taught[i]!.phase === taught[end - 1]!.phase; i--)
    stretch.unshift(taught[i]!);
  return stretch
    .filter(({ repeats }) => repeats > 0)
    .map(({ event, repeats, firstRepeat, lastRepeat }) =>
      arrow(
        event.from,
        repeats === 1 ? String(firstRepeat) : `${firstRepeat}–${lastRepeat}`,
        `${eventTitle(event, texts)} · ${texts.diagram.more(repeats)}`,
      ),
    );
}

function arrow(from: Role, frames: string, title: string): string {
  const to = from === 'client' ? 'server' : 'client';
  const characters = Array.from(title);
  const shown = characters.length > TITLE_ROOM ? `${characters.slice(0, TITLE_ROOM).join('')}…` : title;
  return `  ${id(from)}->>${id(to)}: ${frames} · ${label(shown)}`;
}

function id(role: Role): string {
  return role === 'client' ? 'C' : 'S';
}

/** Text of a diagram: what Mermaid or HTML could act on stands as its number. */
function label(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,'()/·→–…+-]/gu, (character) => `#${character.codePointAt(0)};`);
}
