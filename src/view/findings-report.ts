import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import { FindingCollector } from '../analysis/findings/collector.ts';
import type { Finding } from '../analysis/findings/finding.ts';
import { grouped } from '../bytes/quantity.ts';
import type { FindingTexts } from '../explain/finding-text.ts';
import type { RtmpEvent } from '../rtmp/message.ts';
import { captureHead, captureTotals, joinFacts } from './capture-text.ts';
import { findingsRecord } from './finding-record.ts';
import { countsOf, findingsText } from './findings-text.ts';
import type { RowStyle } from './timeline-row.ts';
import type { View } from './view.ts';

/** Everything wrong or unusual in a capture, told when all of it was read. */
export class FindingsReport implements View {
  private readonly summary: CaptureSummary;
  private readonly texts: FindingTexts;
  private readonly style: RowStyle;
  private readonly asJson: boolean;
  private readonly write: (text: string) => void;
  /** The only connection that is asked about. */
  private readonly stream: number | undefined;
  private readonly collector = new FindingCollector();
  private findings: readonly Finding[] = [];

  constructor(
    summary: CaptureSummary,
    texts: FindingTexts,
    style: RowStyle,
    asJson: boolean,
    write: (text: string) => void,
    stream?: number,
  ) {
    this.summary = summary;
    this.texts = texts;
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
    const { asJson, write, collector } = this;
    if (asJson)
      write(`${JSON.stringify(findingsRecord(this.findings, this.summary, this.texts), undefined, 2)}\n`);
    else {
      this.writeText();
      if (collector.omitted > 0) write(`\nand ${grouped(collector.omitted)} more of the same kinds\n`);
    }
  }

  /** Whether there is a finding of this weight or a heavier one. */
  hasAtLeast(severity: 'error' | 'warning'): boolean {
    return this.findings.some((one) => one.severity === 'error' || one.severity === severity);
  }

  private writeText(): void {
    const { summary, style, findings, write } = this;
    write(joinFacts([captureHead(summary, style.theme), ...captureTotals(summary)], style.width));
    write(`${findings.length === 0 ? 'Nothing wrong or unusual was found.' : countsOf(findings)}\n`);
    if (summary.first !== undefined) write(findingsText(findings, this.texts, summary.first, style));
  }
}
