import type { CaptureSummary } from '../../analysis/capture-summary.ts';
import type { Conversation } from '../../analysis/conversation.ts';
import type { Explainer } from '../../explain/explainer.ts';
import type { LessonTexts } from '../../explain/lesson-texts.ts';
import type { RtmpEvent } from '../../rtmp/message.ts';
import type { View } from '../view.ts';
import { chunking } from './chunking.ts';
import { closing } from './closing.ts';
import { LessonPlan } from './lesson-plan.ts';
import { mediaTags } from './media-tag.ts';
import { fileName, overview, shellWord } from './overview.ts';
import { paragraphs } from './markdown.ts';
import { phases } from './phases.ts';
import { sequenceDiagram } from './sequence-diagram.ts';
import { steps } from './steps.ts';
import { terms } from './terms.ts';

/** How a walkthrough is told: in one language, by what explains messages and fields in it, too. */
export type WalkthroughStyle = { readonly texts: LessonTexts; readonly explainer: Explainer };

/** The first connection that it hears of, as a lesson in Markdown. Needs events that were read with `keep: 'traces'`. */
export class Walkthrough implements View {
  private readonly summary: CaptureSummary;
  private readonly style: WalkthroughStyle;
  private readonly write: (text: string) => void;
  private readonly plan = new LessonPlan();
  private conversation: Conversation | undefined;

  constructor(summary: CaptureSummary, style: WalkthroughStyle, write: (text: string) => void) {
    this.summary = summary;
    this.style = style;
    this.write = write;
  }

  event(conversation: Conversation, event: RtmpEvent): void {
    this.conversation ??= conversation;
    if (conversation === this.conversation) this.plan.event(event);
  }

  end(): void {
    const { summary, conversation, plan } = this;
    const { texts, explainer } = this.style;
    if (conversation === undefined) return this.write(paragraphs(texts.noRtmp));
    this.write(
      paragraphs(
        overview(summary, conversation, texts),
        steps(plan, conversation.connection.opened, texts),
        sequenceDiagram(plan, conversation, texts),
        phases(plan, texts, explainer, shellWord(fileName(summary))),
        chunking(plan, texts),
        mediaTags(plan, texts),
        closing(plan, conversation, texts),
        terms(texts),
      ),
    );
  }
}
