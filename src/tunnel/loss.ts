/**
 * What a loss of unknown length is passed on as, in bytes: more than any message in progress, so that nothing is taken
 * to go on behind it.
 */
export const UNKNOWN_LENGTH = 16 * 1024 * 1024;
