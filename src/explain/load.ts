import type { Language } from './catalogue.ts';
import { Explainer } from './explainer.ts';

/** An explainer in a language, whose catalogue is loaded only now. */
export async function loadExplainer(language: Language): Promise<Explainer> {
  switch (language) {
    case 'en': {
      const { en } = await import('./en.ts');
      return new Explainer(en);
    }
    case 'zh': {
      const { zh } = await import('./zh.ts');
      return new Explainer(zh);
    }
  }
}
