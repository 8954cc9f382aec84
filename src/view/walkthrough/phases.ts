import type { Phase } from '../../analysis/phase.ts';
import type { Explainer } from '../../explain/explainer.ts';
import type { LessonTexts } from '../../explain/lesson-texts.ts';
import type { LessonPlan } from './lesson-plan.ts';
import { paragraphs, plainSentence } from './markdown.ts';
import { MessageLessons } from './message-lesson.ts';
import type { Verdicts } from './verdicts.ts';

/** Every message that is taught, phase by phase, in the order in which the phases began. */
export function phases(
  plan: LessonPlan,
  verdicts: Verdicts,
  texts: LessonTexts,
  explainer: Explainer,
  file: string,
): string {
  const { message: words } = texts;
  const lessons = new MessageLessons(verdicts, texts, explainer, file);
  const parts = [`## ${words.heading}`, words.introduction];
  for (const phase of new Set(plan.taught.map((taught) => taught.phase))) {
    parts.push(...phaseText(phase, plan, texts, explainer, lessons));
  }
  if (plan.left > 0) parts.push(words.left(plan.left));
  return paragraphs(...parts);
}

function phaseText(
  phase: Phase,
  { taught }: LessonPlan,
  { phases: titles }: LessonTexts,
  explainer: Explainer,
  lessons: MessageLessons,
): string[] {
  const here = taught.filter((one) => one.phase === phase);
  return [
    `### ${titles[phase]}`,
    plainSentence(explainer.phase(phase)),
    ...here.map((one) => lessons.lesson(one)),
  ];
}
