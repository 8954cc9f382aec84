import { type LessonTexts, TERMS } from '../../explain/lesson-texts.ts';
import { paragraphs, table } from './markdown.ts';

/** The words that the text uses. */
export function terms({ terms: words }: LessonTexts): string {
  const rows = TERMS.map((term) => {
    const [name, meaning] = words.texts[term];
    return [`**${name}**`, meaning];
  });
  return paragraphs(`## ${words.heading}`, table(words.columns, rows));
}
