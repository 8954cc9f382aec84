import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import { FindingCollector } from '../analysis/findings/collector.ts';
import type { Finding } from '../analysis/findings/finding.ts';
import type { FindingsCatalogue } from '../explain/report-words.ts';
import type { RtmpEvent } from '../rtmp/message.ts';
import { captureHead, captureTotals, joinFacts } from './capture-text.ts';
import { findingsRecord } from './finding-record.ts';
import { countsOf, findingsText } from './findings-text.ts';
import type { RowStyle } from './timeline-row.ts';
import type { View } from './view.ts';

/** Everything wrong or unusual in a capture, told when all of it was read. */
export class FindingsReport implements View {
  private readonly summary: CaptureSummary;
  private readonly catalogue: FindingsCatalogue;
  private readonly style: RowStyle;
  private readonly asJson: boolean;
  private readonly write: (text: string) => void;
  /** The only connection that is asked about. */
  private readonly stream: number | undefined;
  private readonly collector = new FindingCollector();
  private findings: readonly Finding[] = [];

  constructor(
    summary: CaptureSummary,
    catalogue: FindingsCatalogue,
    style: RowStyle,
    asJson: boolean,
    write: (text: string) => void,
    stream?: number,
  ) {
    this.summary = summary;
    this.catalogue = catalogue;
    this.style = style;
    this.asJson = asJson;
    this.write = write;
    this.stream = stream;
  }

  event(conversation: Conversation, event: RtmpEvent): void {
    this.collector.event(conversation, event);
  }

  closed(conversation: Conversation): void {
    const { last } = this.summary;
    const isAsked = this.stream === undefined || this.stream === conversation.stream;
    if (last !== undefined && isAsked) this.collector.closed(conversation, last);
  }

  end(): void {
    this.findings = this.collector.end();
    const { asJson, write, collector, catalogue } = this;
    if (asJson)
      write(`${JSON.stringify(findingsRecord(this.findings, this.summary, catalogue), undefined, 2)}\n`);
    else {
      this.writeText();
      if (collector.omitted > 0) write(`\n${catalogue.words.more(collector.omitted)}\n`);
    }
  }

  /** Whether there is a finding of this weight or a heavier one. */
  hasAtLeast(severity: 'error' | 'warning'): boolean {
    return this.findings.some((one) => one.severity === 'error' || one.severity === severity);
  }

  private writeText(): void {
    const { summary, style, findings, write, catalogue } = this;
    const { words } = catalogue;
    write(
      joinFacts(
        [captureHead(summary, style.theme, words.capture), ...captureTotals(summary, words.capture)],
        style.width,
      ),
    );
    write(`${findings.length === 0 ? words.nothing : countsOf(findings, words)}\n`);
    if (summary.first !== undefined) write(findingsText(findings, catalogue, summary.first, style));
  }
}
