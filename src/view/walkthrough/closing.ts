import type { Conversation } from '../../analysis/conversation.ts';
import type { LessonKey, LessonTexts } from '../../explain/lesson-texts.ts';
import { describe } from '../description.ts';
import { eventTitle } from './event-title.ts';
import { lessonOf } from './lesson-kind.ts';
import type { LessonPlan } from './lesson-plan.ts';
import { code, list, paragraphs, plainSentence } from './markdown.ts';
import { oddities } from './oddities.ts';
import type { Verdicts } from './verdicts.ts';

/** Calls without answer that are told. */
const MOST_CALLS = 10;
/** Calls to which servers owe no answer, whatever their transaction id, and those that a status answers. */
const UNOWED = new Set([
  'releaseStream',
  'FCPublish',
  'FCUnpublish',
  'FCSubscribe',
  'FCUnsubscribe',
  'closeStream',
  'deleteStream',
  'publish',
  'play',
]);

/** What a reader would not expect: what was found, oddities, refusals, calls without answer, and what the messages were remarked for. */
export function closing(
  plan: LessonPlan,
  conversation: Conversation,
  verdicts: Verdicts,
  texts: LessonTexts,
): string {
  const { closing: words, roles } = texts;
  const told = verdicts.seriousTexts(texts);
  for (const oddity of oddities(plan)) {
    if (!verdicts.tellsOddity(oddity)) told.push(words.oddities[oddity]);
  }
  for (const { event } of plan.taught) {
    if (event.kind !== 'message' || verdicts.tellsRefusal(event.frame)) continue;
    if (describe(event).isFailure === true) {
      told.push(words.refused(code(eventTitle(event, texts)), event.frame));
    }
  }
  for (const { name, frame } of openCalls(plan, conversation).slice(0, MOST_CALLS)) {
    if (!verdicts.tellsUnanswered(frame)) told.push(words.unanswered(code(name), frame));
  }
  for (const { frame, from, note } of plan.notes) {
    if (verdicts.tellsNote(note)) continue;
    const text = plainSentence(verdicts.noteText(note));
    told.push(`${words.note(frame, roles[from], text)} ${code(note.code)}`);
  }
  if (plan.moreNotes > 0) told.push(words.moreNotes(plan.moreNotes));
  told.push(...verdicts.noteTexts(texts));
  return paragraphs(`## ${words.heading}`, told.length === 0 ? words.nothing : list(told));
}

type Call = { readonly name: string; readonly frame: number };

function openCalls(plan: LessonPlan, conversation: Conversation): Call[] {
  const calls: Call[] = conversation.rtmp.session.unanswered().filter(({ name }) => !UNOWED.has(name));
  return [...calls, ...unansweredUse(plan, 'publish'), ...unansweredUse(plan, 'play')];
}

/** publish and play are answered by a status, whatever their transaction id. */
function unansweredUse({ taught }: LessonPlan, name: LessonKey & ('publish' | 'play')): Call[] {
  const events = taught.map(({ event }) => event);
  const call = events.find((event) => lessonOf(event) === name);
  const isAnswered = events.some((event) => lessonOf(event) === `${name}Answer`);
  return call === undefined || isAnswered ? [] : [{ name, frame: call.frame }];
}
