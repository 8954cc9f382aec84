import type { Phase } from '../analysis/phase.ts';
import type { Role } from '../rtmp/message.ts';
import type { MediaKind } from './keys.ts';

/** What a walkthrough has a lesson about, besides what the catalogue says of it. */
export type LessonKey =
  | 'handshakeOpening'
  | 'handshakeAnswer'
  | 'handshakeEnd'
  | 'setChunkSize'
  | 'windowAcknowledgementSize'
  | 'setPeerBandwidth'
  | 'acknowledgement'
  | 'streamBegin'
  | 'setBufferLength'
  | 'pingRequest'
  | 'connect'
  | 'connectAnswer'
  | 'announcement'
  | 'createStream'
  | 'createStreamAnswer'
  | 'publish'
  | 'publishAnswer'
  | 'play'
  | 'playAnswer'
  | 'metadata'
  | 'audioSequenceHeader'
  | 'videoSequenceHeader'
  | 'videoKeyframe'
  | 'videoInterFrame'
  | 'audioFrame'
  | 'deleteStream'
  | 'withdrawal'
  | 'ended'
  | 'streamLength'
  | 'sampleAccess';

/** Why a message is sent now, for someone who has never seen one, and what would be different where it fails. */
export type Lesson = { readonly why: string; readonly failure: string };

/** What has to happen before the first picture, in order. */
export type StepName =
  | 'tcp'
  | 'handshake'
  | 'connect'
  | 'createStream'
  | 'start'
  | 'metadata'
  | 'sequenceHeaders'
  | 'firstFrame';

/** What a connection does that a reader would not expect. */
export type Oddity =
  | 'noHandshake'
  | 'earlyEcho'
  | 'wrongEcho'
  | 'copiedRandom'
  | 'noTeardown'
  | 'noMedia'
  | 'noSequenceHeader';

/** Words of the glossary, in the order in which they are told. */
export const TERMS = [
  'handshake',
  'message',
  'chunk',
  'chunkStream',
  'messageStream',
  'timestamp',
  'command',
  'window',
  'publish',
  'play',
  'sequenceHeader',
  'keyframe',
  'gop',
  'compositionTime',
  'nalUnit',
] as const;
export type Term = (typeof TERMS)[number];

/** Everything that a walkthrough says in one language, in Markdown; complete by type. What is filled in is escaped. */
export type LessonTexts = {
  /** What stands between sentences. */
  readonly space: string;
  readonly title: (file: string) => string;
  readonly noRtmp: string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly phases: Readonly<Record<Phase, string>>;
  readonly media: Readonly<Record<MediaKind, string>>;
  readonly overview: {
    readonly introduction: string;
    readonly capture: string;
    readonly connection: string;
    readonly software: (role: string) => string;
    readonly application: string;
    readonly streams: string;
    readonly publishes: (name: string) => string;
    readonly plays: (name: string) => string;
    readonly unknown: string;
    readonly commandHint: string;
  };
  readonly steps: {
    readonly heading: string;
    readonly introduction: string;
    readonly columns: readonly [step: string, what: string, frames: string, time: string];
    readonly names: Readonly<Record<StepName, string>>;
    readonly what: Readonly<Record<StepName, string>>;
    /** The frames before the first of the handshake. */
    readonly before: (frame: number) => string;
    readonly missing: string;
    /** The frames of a step that the other side refused. */
    readonly refused: (frames: string) => string;
    readonly closing: string;
  };
  readonly diagram: {
    readonly heading: string;
    readonly introduction: string;
    readonly more: (count: number) => string;
  };
  readonly message: {
    readonly heading: string;
    readonly introduction: string;
    readonly frame: (frame: number, from: string, to: string) => string;
    readonly header: (bytes: number, frame: number | undefined) => string;
    readonly payload: (bytes: number, chunks: number) => string;
    readonly handshake: (bytes: number) => string;
    readonly columns: readonly [mark: string, bytes: string, field: string, meaning: string];
    readonly moreFields: (count: number, command: string) => string;
    readonly filter: (one: string, type: string | undefined) => string;
    /** What stands before the failure of a lesson. */
    readonly failure: string;
    /** What went wrong with this message, and where it is told in full. */
    readonly failed: (title: string, anchor: string) => string;
    readonly repeated: (count: number, first: number, last: number) => string;
    readonly left: (count: number) => string;
  };
  readonly lessons: Readonly<Record<LessonKey, Lesson>>;
  readonly chunking: {
    readonly heading: string;
    readonly introduction: string;
    readonly real: (facts: ChunkFacts) => string;
    readonly whole: (facts: ChunkFacts) => string;
    readonly none: string;
    readonly columns: readonly [chunk: string, header: string, payload: string, frame: string];
    readonly boundary: (facts: ChunkFacts) => string;
    readonly why: (facts: ChunkFacts) => string;
    readonly more: (count: number) => string;
  };
  readonly tags: {
    readonly heading: string;
    readonly introduction: string;
    readonly audio: (frame: number) => string;
    readonly video: (frame: number) => string;
    readonly keyframe: (key: string, inter: string) => string;
    /** What the second byte says where the header is not an enhanced one. */
    readonly packetType: string;
    readonly common: string;
    readonly columns: readonly [byte: string, bits: string, meaning: string];
    readonly values: Readonly<
      Record<'0xaf' | '0x17' | '0x27' | '0x1c' | '0x2c' | '0x90' | '0xa0' | '0x90audio', string>
    >;
    readonly none: string;
  };
  readonly closing: {
    readonly heading: string;
    readonly nothing: string;
    readonly finding: (title: string, place: string, evidence: string) => string;
    readonly advice: (advice: string) => string;
    readonly oddities: Readonly<Record<Oddity, string>>;
    readonly unanswered: (name: string, frame: number) => string;
    readonly refused: (what: string, frame: number) => string;
    readonly note: (frame: number, from: string, text: string) => string;
    readonly moreNotes: (count: number) => string;
  };
  readonly terms: {
    readonly heading: string;
    readonly columns: readonly [term: string, meaning: string];
    readonly texts: Readonly<Record<Term, readonly [term: string, meaning: string]>>;
  };
};

/** A message that is cut into chunks, or would be. */
export type ChunkFacts = {
  /** What the message is, and the frame that made it complete. */
  readonly title: string;
  readonly frame: number;
  readonly length: number;
  readonly chunkSize: number;
  readonly chunks: number;
  readonly csid: number;
  /** The basic header of its further chunks, such as `0xC3`. */
  readonly basicHeader: string;
};
