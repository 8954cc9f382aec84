import { callFindings } from './zh-findings-calls.ts';
import { chunkFindings } from './zh-findings-chunks.ts';
import { connectionFindings } from './zh-findings-connection.ts';
import { flowFindings } from './zh-findings-flow.ts';
import { mediaFindings } from './zh-findings-media.ts';
import { timeFindings } from './zh-findings-time.ts';
import type { FindingsCatalogue } from './report-words.ts';
import { reportWords } from './zh-report.ts';

/** What findings mean, in Chinese. */
export const zhFindings: FindingsCatalogue = {
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
