import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Finding, FindingSide } from '../analysis/findings/finding.ts';
import { type FindingId, RULES } from '../analysis/findings/rules.ts';
import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Severity } from '../bytes/note.ts';
import { tellEvidence } from '../explain/finding-text.ts';
import type { FindingsCatalogue } from '../explain/report-words.ts';
import type { Role } from '../rtmp/message.ts';
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
  /** The byte where it was seen, where it is at one; and in whose stream that is. */
  readonly offset: number | undefined;
  readonly from: Role | undefined;
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
function findingRecord(finding: Finding, start: FrameStamp, catalogue: FindingsCatalogue): FindingRecord {
  const { id, severity, side, conversation, stamp } = finding;
  const { title, meaning, causes, advice } = catalogue.texts[id];
  return {
    id,
    severity,
    side,
    stream: conversation.stream,
    frame: stamp.frame,
    time: secondsSince(start, stamp),
    offset: stamp.offset,
    from: stamp.from,
    title,
    evidence: evidenceOf(finding, catalogue),
    meaning,
    causes,
    advice,
    section: catalogue.words.sectionText(RULES[id].section),
  };
}

/** The object of `findings -T json`. */
export function findingsRecord(
  findings: readonly Finding[],
  { first }: CaptureSummary,
  catalogue: FindingsCatalogue,
): FindingsRecord {
  return { findings: findings.map((one) => findingRecord(one, first ?? one.stamp, catalogue)) };
}

/** What was seen, and how often, as a sentence. */
export function evidenceOf(finding: Finding, { texts, words }: FindingsCatalogue): string {
  return words.sentence(tellEvidence(finding, texts), finding.count);
}
