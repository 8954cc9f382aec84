import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Finding, FindingSide } from '../analysis/findings/finding.ts';
import { type FindingId, RULES } from '../analysis/findings/rules.ts';
import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Severity } from '../bytes/note.ts';
import { quantity } from '../bytes/quantity.ts';
import { type FindingTexts, tellEvidence } from '../explain/finding-text.ts';
import { secondsSince } from './record.ts';

/** A finding as `findings -T json` has it. */
export type FindingRecord = {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly side: FindingSide;
  /** The TCP connection, as Wireshark counts them (`tcp.stream`). */
  readonly stream: number;
  /** Where it was seen first: the frame, and seconds since the first frame of the capture. */
  readonly frame: number;
  readonly time: number;
  /** The byte in that side's stream, where it is known. */
  readonly offset: number | undefined;
  readonly title: string;
  /** One sentence with the numbers seen. */
  readonly evidence: string;
  readonly meaning: string;
  readonly causes: string;
  readonly advice: string;
  readonly section: string;
};

/** Everything found, the most severe and most certain first. */
export type FindingsRecord = { readonly findings: readonly FindingRecord[] };

/** `start` is the stamp of the first frame. */
function findingRecord(finding: Finding, start: FrameStamp, texts: FindingTexts): FindingRecord {
  const { id, severity, side, conversation, stamp, offset } = finding;
  const { title, meaning, causes, advice } = texts[id];
  return {
    id,
    severity,
    side,
    stream: conversation.stream,
    frame: stamp.frame,
    time: secondsSince(start, stamp),
    offset,
    title,
    evidence: evidenceOf(finding, texts),
    meaning,
    causes,
    advice,
    section: RULES[id].section,
  };
}

/** The object of `findings -T json`. */
export function findingsRecord(
  findings: readonly Finding[],
  { first }: CaptureSummary,
  texts: FindingTexts,
): FindingsRecord {
  return { findings: findings.map((one) => findingRecord(one, first ?? one.stamp, texts)) };
}

/** What was seen, and how often, as a sentence. */
export function evidenceOf(finding: Finding, texts: FindingTexts): string {
  const { count } = finding;
  const evidence = tellEvidence(finding, texts);
  const times = count === 1 ? '' : ` (${quantity(count, 'time')})`;
  return `${evidence.charAt(0).toUpperCase()}${evidence.slice(1)}${times}.`;
}
