import type { CaptureSummary } from '../../analysis/capture-summary.ts';
import type { Conversation } from '../../analysis/conversation.ts';
import { FindingCollector } from '../../analysis/findings/collector.ts';
import type { Finding } from '../../analysis/findings/finding.ts';
import type { Explainer } from '../../explain/explainer.ts';
import type { LessonTexts } from '../../explain/lesson-texts.ts';
import type { FindingsCatalogue } from '../../explain/report-words.ts';
import type { RtmpEvent } from '../../rtmp/message.ts';
import type { View } from '../view.ts';
import { chunking } from './chunking.ts';
import { closing } from './closing.ts';
import { LessonPlan } from './lesson-plan.ts';
import { mediaTags } from './media-tag.ts';
import { fileName, overview, shellWord } from './overview.ts';
import { list, paragraphs } from './markdown.ts';
import { phases } from './phases.ts';
import { sequenceDiagram } from './sequence-diagram.ts';
import { steps } from './steps.ts';
import { terms } from './terms.ts';
import { Verdicts } from './verdicts.ts';

/** How a walkthrough is told: in one language, by what explains messages and fields in it, too. */
export type WalkthroughStyle = {
  readonly texts: LessonTexts;
  readonly explainer: Explainer;
  readonly findings: FindingsCatalogue;
};

/** The first connection that it hears of, as a lesson in Markdown. Needs events that were read with `keep: 'traces'`. */
export class Walkthrough implements View {
  private readonly summary: CaptureSummary;
  private readonly style: WalkthroughStyle;
  private readonly write: (text: string) => void;
  /** The only connection that is asked about. */
  private readonly stream: number | undefined;
  private readonly plan = new LessonPlan();
  private readonly collector = new FindingCollector();
  private conversation: Conversation | undefined;

  constructor(
    summary: CaptureSummary,
    style: WalkthroughStyle,
    write: (text: string) => void,
    stream?: number,
  ) {
    this.summary = summary;
    this.stream = stream;
    this.style = style;
    this.write = write;
  }

  event(conversation: Conversation, event: RtmpEvent): void {
    this.conversation ??= conversation;
    if (conversation !== this.conversation) return;
    this.plan.event(event);
    this.collector.event(conversation, event);
  }

  closed(conversation: Conversation): void {
    const { last } = this.summary;
    const isAsked = this.stream === undefined || this.stream === conversation.stream;
    // As long as none speaks RTMP, what the others speak may say why.
    const isOurs = this.conversation === undefined || conversation === this.conversation;
    if (last !== undefined && isAsked && isOurs) this.collector.closed(conversation, last);
  }

  end(): void {
    const { summary, conversation, plan } = this;
    const { texts, explainer } = this.style;
    const found = this.collector.end();
    if (conversation === undefined) return this.write(this.withoutRtmp(found));
    const own = found.filter((finding) => finding.conversation === conversation);
    const verdicts = new Verdicts(own, this.style.findings);
    this.write(
      paragraphs(
        overview(summary, conversation, texts),
        steps(plan, conversation.connection.opened, texts),
        sequenceDiagram(plan, conversation, verdicts, texts),
        phases(plan, verdicts, texts, explainer, shellWord(fileName(summary))),
        chunking(plan, texts),
        mediaTags(plan, texts),
        closing(plan, conversation, verdicts, texts),
        terms(texts),
      ),
    );
  }

  /** What there is instead of RTMP, as far as that is known. */
  private withoutRtmp(found: readonly Finding[]): string {
    const { texts, findings } = this.style;
    const verdicts = new Verdicts(found, findings);
    const told = [...verdicts.seriousTexts(texts), ...verdicts.noteTexts(texts)];
    if (told.length === 0) return paragraphs(texts.noRtmp);
    return paragraphs(texts.noRtmp, `## ${texts.closing.heading}`, list(told));
  }
}
