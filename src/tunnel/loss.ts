import { LONGEST_HOLE } from '../bytes/backlog.ts';

/** Length of a gap when it is not known how much is missing: more than anything before it has a bearing on. */
export const UNKNOWN_LENGTH = LONGEST_HOLE + 1;
