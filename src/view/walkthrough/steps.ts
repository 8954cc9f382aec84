import { type FrameStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { LessonKey, LessonTexts, StepName } from '../../explain/lesson-texts.ts';
import type { Handshake, Message } from '../../rtmp/message.ts';
import { describe } from '../description.ts';
import { millisecondsText } from '../media-text.ts';
import { lessonOf } from './lesson-kind.ts';
import type { LessonPlan } from './lesson-plan.ts';
import { paragraphs, table } from './markdown.ts';

/** The lessons that a step is made of, first to last. */
const STEPS: readonly (readonly [StepName, readonly LessonKey[]])[] = [
  ['tcp', []],
  ['handshake', ['handshakeOpening', 'handshakeAnswer', 'handshakeEnd']],
  ['connect', ['connect', 'connectAnswer']],
  ['createStream', ['createStream', 'createStreamAnswer']],
  ['start', ['publish', 'play', 'publishAnswer', 'playAnswer']],
  ['metadata', ['metadata']],
  ['sequenceHeaders', ['audioSequenceHeader', 'videoSequenceHeader']],
  ['firstFrame', ['videoKeyframe']],
];

/** What has to happen before the first picture, and in which frames it does here. */
export function steps(plan: LessonPlan, opened: boolean, { steps: words }: LessonTexts): string {
  const rows = STEPS.map(([name, keys], i) => {
    const found = plan.taught.map(({ event }) => event).filter((event) => isOneOf(event, keys));
    const number = name === 'firstFrame' ? '→' : String(i + 1);
    const [frames, time] = name === 'tcp' ? tcpTexts(plan, opened, words) : placeTexts(found, plan, words);
    return [`${number} **${words.names[name]}**`, words.what[name], frames, time];
  });
  return paragraphs(`## ${words.heading}`, words.introduction, table(words.columns, rows), words.closing);
}

function isOneOf(event: Message | Handshake, keys: readonly LessonKey[]): boolean {
  const lesson = lessonOf(event);
  return lesson !== undefined && keys.includes(lesson);
}

type Words = LessonTexts['steps'];

function tcpTexts({ taught }: LessonPlan, opened: boolean, words: Words): readonly [string, string] {
  const first = taught[0]?.event;
  return [opened && first !== undefined ? words.before(first.firstFrame) : words.missing, ''];
}

function placeTexts(
  found: readonly (Message | Handshake)[],
  { start }: LessonPlan,
  words: Words,
): readonly [string, string] {
  const last: FrameStamp | undefined = found.at(-1);
  const first = found[0];
  if (first === undefined || last === undefined || start === undefined) return [words.missing, ''];
  const frames = first.frame === last.frame ? String(first.frame) : `${first.frame}–${last.frame}`;
  const isRefused = found.some((event) => event.kind === 'message' && describe(event).isFailure === true);
  if (isRefused) return [words.refused(frames), ''];
  return [frames, millisecondsText(millisecondsBetween(start, last))];
}
