import type { Finding } from '../analysis/findings/finding.ts';
import { RULES } from '../analysis/findings/rules.ts';
import type { Conversation } from '../analysis/conversation.ts';
import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Severity } from '../bytes/note.ts';
import { reportWords } from '../explain/en-report.ts';
import type { FindingsCatalogue } from '../explain/report-words.ts';
import { conversationTitle } from './capture-text.ts';
import { displayWidth, wrap } from './display-width.ts';
import { evidenceOf } from './finding-record.ts';
import { relativeTime, type RowStyle } from './timeline-row.ts';

const MARKS = { error: '✗', warning: '!', note: '·' } as const;
const SEVERITIES = ['error', 'warning', 'note'] as const;
/** Columns before the text of a line in a block, and of a terminal too narrow for anything else. */
const INDENT = 13;
const LEAST_ROOM = 20;
/** Kinds of findings that the line at the head of a timeline names. */
const MOST_NAMED = 4;

/** `1 error, 2 notes`; empty where there is nothing. */
export function countsOf(findings: readonly Finding[], words = reportWords): string {
  return SEVERITIES.map((severity) => [severity, countOf(findings, severity)] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => words.counts[severity](count))
    .join(words.capture.comma);
}

/** One line for the head of a timeline: the errors and warnings, or that there are none. */
export function findingsLine(findings: readonly Finding[], { theme }: RowStyle): string {
  const serious = findings.filter(({ severity }) => severity !== 'note');
  const [worst] = serious;
  if (worst === undefined) {
    const notes = findings.length === 0 ? '' : ` · ${countsOf(findings)}`;
    return theme.detail(`✓ nothing wrong was found${notes}`);
  }
  const ids = [...new Set(serious.map(({ id }) => id))];
  const named = ids.slice(0, MOST_NAMED).map((id) => {
    const { stamp } = serious.find((one) => one.id === id)!;
    return `${id} in frame ${stamp.frame}`;
  });
  if (ids.length > MOST_NAMED) named.push('…');
  return theme.severity[worst.severity](`${MARKS[worst.severity]} ${countsOf(serious)}: ${named.join(', ')}`);
}

/** Findings as blocks, by connection: the one with the worst of them first. */
export function findingsText(
  findings: readonly Finding[],
  catalogue: FindingsCatalogue,
  start: FrameStamp,
  style: RowStyle,
): string {
  const byConnection = new Map<Conversation, Finding[]>();
  for (const finding of findings) {
    const known = byConnection.get(finding.conversation);
    if (known === undefined) byConnection.set(finding.conversation, [finding]);
    else known.push(finding);
  }
  const parts: string[] = [];
  for (const [conversation, own] of byConnection) {
    parts.push(`\n${conversationTitle(conversation, style, catalogue.words.capture)}\n`);
    for (const finding of own) parts.push(block(finding, catalogue, start, style));
  }
  return parts.join('');
}

function block(finding: Finding, catalogue: FindingsCatalogue, start: FrameStamp, style: RowStyle): string {
  const { id, severity, side, stamp } = finding;
  const { offset, from } = stamp;
  const { theme } = style;
  const { texts, words } = catalogue;
  const { title, meaning, causes, advice } = texts[id];
  const paint = theme.severity[severity];
  const place = [
    id,
    words.sides[side],
    words.frame(stamp.frame),
    ...(offset === undefined ? [] : [words.byte(offset, from === side ? undefined : from)]),
    `${relativeTime(stamp, start)} s`,
  ];
  const lines = [
    `\n  ${paint(`${MARKS[severity]} ${title}`)}\n`,
    line('', place.join(' · '), style, theme.detail),
    line(words.labels.seen, evidenceOf(finding, catalogue), style),
  ];
  // A note is told in short: it is nothing to act on.
  if (severity !== 'note') {
    const { labels, sectionText } = words;
    lines.push(line(labels.meaning, meaning, style), line(labels.causes, causes, style));
    lines.push(line(labels.advice, advice, style), line(labels.see, sectionText(RULES[id].section), style));
  }
  return lines.join('');
}

function line(
  label: string,
  text: string,
  { theme, width }: RowStyle,
  paint = (part: string): string => part,
): string {
  const room = Math.max(LEAST_ROOM, width - INDENT);
  const rows = width === Infinity || displayWidth(text) <= room ? [text] : wrap(text, room);
  const head = `    ${theme.detail(label)}${' '.repeat(INDENT - 4 - displayWidth(label))}`;
  return rows.map((row, i) => `${i === 0 ? head : ' '.repeat(INDENT)}${paint(row)}\n`).join('');
}

function countOf(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((one) => one.severity === severity).length;
}
