import type { Language } from './catalogue.ts';
import type { FindingsCatalogue } from './report-words.ts';

/** What is said of findings in a language, loaded only now. */
export async function loadFindings(language: Language): Promise<FindingsCatalogue> {
  switch (language) {
    case 'en': {
      const { enFindings } = await import('./en-findings.ts');
      return enFindings;
    }
    case 'zh': {
      const { zhFindings } = await import('./zh-findings.ts');
      return zhFindings;
    }
  }
}
