import type { FindingSide } from '../analysis/findings/finding.ts';
import type { Role } from '../rtmp/message.ts';
import type { Note, Severity } from '../bytes/note.ts';
import type { FindingTexts } from './finding-text.ts';

/** How a capture and its connections are named. What is filled in is fit for a terminal. */
export type CaptureWords = {
  readonly standardInput: string;
  /** How many frames, in how many seconds, if that is known. */
  readonly frames: (count: number, seconds: string | undefined) => string;
  readonly connections: (count: number, rtmp: number, sessions: number) => string;
  readonly connection: (stream: number, session: string | undefined) => string;
  readonly uses: Readonly<Record<'publish' | 'play', (stream: string) => string>>;
  readonly connects: (app: string) => string;
  readonly speaks: (protocol: string, detail: string) => string;
  /** What stands between the streams of a connection. */
  readonly comma: string;
};

/** What a report of findings says around their texts. */
export type ReportWords = {
  readonly capture: CaptureWords;
  readonly sides: Readonly<Record<FindingSide, string>>;
  readonly counts: Readonly<Record<Severity, (count: number) => string>>;
  readonly nothing: string;
  readonly more: (count: number) => string;
  readonly frame: (frame: number) => string;
  /** A byte of a stream: that of `from` where it is another side's than the finding's. */
  readonly byte: (offset: number, from: Role | undefined) => string;
  readonly labels: Readonly<Record<'seen' | 'meaning' | 'causes' | 'advice' | 'see', string>>;
  /** What was seen, and how often, as a sentence. */
  readonly sentence: (evidence: string, count: number) => string;
  readonly sectionText: (section: string) => string;
  /** What a note says, without a full stop. */
  readonly noteText: (note: Note) => string;
};

/** Everything that is said of findings in one language. */
export type FindingsCatalogue = { readonly texts: FindingTexts; readonly words: ReportWords };
