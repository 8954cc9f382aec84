import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import type { FindingCollector } from '../analysis/findings/collector.ts';
import type { RtmpEvent } from '../rtmp/message.ts';
import { captureHead, captureTotals, conversationTitle, joinFacts } from './capture-text.ts';
import { findingsLine } from './findings-text.ts';
import { TimelineSection, type TimelineStyle } from './timeline-section.ts';
import { TitleList } from './title-list.ts';
import type { View, ViewOutput } from './view.ts';

/** Characters that may wait for the end of the capture, so that it can be told connection by connection. */
const MOST_HELD = 1024 * 1024;
/** After that, characters of one connection that are told in one go. */
const SLICE = 64 * 1024;
/** The port that is registered for RTMP: who speaks something else there is told of. */
const RTMP_PORT = 1935;
/** Connections that spoke something else and are told of. */
const MOST_FOREIGNERS = 100;

/**
 * The annotated timeline. A capture that fits in memory as text is told connection by connection, with its totals on top; a
 * longer one, or a live one, in the order of the capture, with headings where the connection changes and its totals below.
 */
export class Timeline implements View {
  private readonly style: TimelineStyle;
  private readonly summary: CaptureSummary;
  private readonly output: ViewOutput;
  private readonly findings: FindingCollector | undefined;
  private readonly sections = new Map<Conversation, TimelineSection>();
  /** Connections that spoke something else, which are told behind the others. */
  private foreigners: Conversation[] = [];
  /** What the summary below a long or live capture names. */
  private readonly titles: TitleList;
  private held = 0;
  private isHolding: boolean;
  private hasHead = false;
  private last: TimelineSection | undefined;

  /** @param findings finds what is told of in one line; to be given only when nothing is left out */
  constructor(
    summary: CaptureSummary,
    style: TimelineStyle,
    output: ViewOutput,
    findings?: FindingCollector,
  ) {
    this.summary = summary;
    this.style = style;
    this.output = output;
    this.findings = findings;
    this.titles = new TitleList((conversation) => conversationTitle(conversation, style));
    this.isHolding = !style.live;
  }

  event(conversation: Conversation, event: RtmpEvent): void {
    this.findings?.event(conversation, event);
    const section = this.sectionOf(conversation, event);
    const before = section.size;
    const { isHolding } = this;
    section.add(event, before === 0 && section !== this.last && !isHolding);
    this.held += section.size - before;
    const isLong = section.size > SLICE || this.style.live;
    if (this.held > MOST_HELD || (isLong && !isHolding)) this.relieve(section);
  }

  closed(conversation: Conversation): void {
    const { last } = this.summary;
    if (last !== undefined) this.findings?.closed(conversation, last);
    this.titles.closed(conversation);
    const section = this.sections.get(conversation);
    if (section === undefined) return;
    section.endRuns();
    section.isOver = true;
    if (!this.isHolding) this.tell(section);
  }

  foreign(conversation: Conversation): void {
    const isExpected = conversation.connection.endpoints.some(({ port }) => port === RTMP_PORT);
    if (!isExpected || this.foreigners.length === MOST_FOREIGNERS) return;
    this.foreigners.push(conversation);
    if (this.style.live) this.tellForeigners();
  }

  end(): void {
    for (const section of this.sections.values()) section.endRuns();
    const isWhole = this.isHolding;
    this.release(isWhole);
    if (isWhole) return;
    this.writeSummary();
  }

  /** Enough waits, of all or of one. */
  private relieve(section: TimelineSection): void {
    if (this.held > MOST_HELD) this.release(false);
    else this.tell(section);
  }

  /** Tells what waits, and holds nothing from here on. `isWhole`: the capture has ended, its totals are known. */
  private release(isWhole: boolean): void {
    this.isHolding = false;
    this.writeHead(isWhole);
    for (const section of this.sections.values()) this.tell(section);
    if (isWhole) this.tellForeigners();
  }

  private tellForeigners(): void {
    this.writeHead(false);
    for (const one of this.foreigners.toSorted((a, b) => a.stream - b.stream)) {
      this.output.write(`\n${conversationTitle(one, this.style)}\n`);
    }
    this.foreigners = [];
    this.last = undefined;
  }

  /** Tells what waits of a connection, and forgets it if nothing more comes. */
  private tell(section: TimelineSection): void {
    if (section.isOver) this.sections.delete(section.conversation);
    if (section.size === 0) return;
    this.writeHead(false);
    if (section !== this.last)
      this.output.write(`\n${conversationTitle(section.conversation, this.style)}\n`);
    this.last = section;
    this.held -= section.size;
    section.tell(this.output.writeBytes);
  }

  private writeHead(isWhole: boolean): void {
    if (this.hasHead) return;
    this.hasHead = true;
    const head = captureHead(this.summary, this.style.theme);
    this.output.write(joinFacts([head, ...(isWhole ? captureTotals(this.summary) : [])], this.style.width));
    if (isWhole) this.writeFindings();
  }

  /** What was found; nothing is said where there was no RTMP to look at. */
  private writeFindings(): void {
    if (this.findings === undefined) return;
    const found = this.findings.end();
    if (found.length === 0 && this.summary.totals.rtmpConnections === 0) return;
    this.output.write(`${findingsLine(found, this.style)}\n`);
  }

  /** Says at the end what could not be said on top. */
  private writeSummary(): void {
    if (this.foreigners.length > 0) this.tellForeigners();
    this.output.write('\n');
    for (const line of this.titles.lines) this.output.write(`${line}\n`);
    this.output.write(joinFacts(captureTotals(this.summary), this.style.width));
    this.writeFindings();
  }

  private sectionOf(conversation: Conversation, event: RtmpEvent): TimelineSection {
    let section = this.sections.get(conversation);
    if (section === undefined) {
      section = new TimelineSection(conversation, this.summary.first ?? event, this.style);
      this.sections.set(conversation, section);
    }
    return section;
  }
}
