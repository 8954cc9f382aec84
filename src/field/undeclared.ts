import { field } from './field.ts';

/** Bytes that no parser read. */
export const undeclared = field('rtmpt.undeclared', 'bytes', 'undeclared bytes', 'rtmp-dissect');
