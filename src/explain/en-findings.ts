import { callFindings } from './en-findings-calls.ts';
import { chunkFindings } from './en-findings-chunks.ts';
import { connectionFindings } from './en-findings-connection.ts';
import { flowFindings } from './en-findings-flow.ts';
import { mediaFindings } from './en-findings-media.ts';
import { timeFindings } from './en-findings-time.ts';
import { reportWords } from './en-report.ts';
import type { FindingsCatalogue } from './report-words.ts';

/** What findings mean, in English. */
export const enFindings: FindingsCatalogue = {
  texts: {
    ...connectionFindings,
    ...callFindings,
    ...flowFindings,
    ...timeFindings,
    ...mediaFindings,
    ...chunkFindings,
  },
  words: reportWords,
};
