import type { Language } from './catalogue.ts';
import type { LessonTexts } from './lesson-texts.ts';

/** The texts of a walkthrough in a language, loaded only now. */
export async function loadLessons(language: Language): Promise<LessonTexts> {
  switch (language) {
    case 'en': {
      const { enWalkthrough } = await import('./en-walkthrough.ts');
      return enWalkthrough;
    }
    case 'zh': {
      const { zhWalkthrough } = await import('./zh-walkthrough.ts');
      return zhWalkthrough;
    }
  }
}
