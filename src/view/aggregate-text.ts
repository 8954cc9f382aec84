import { quantity } from '../bytes/quantity.ts';
import type { Aggregate } from '../rtmp/aggregate.ts';
import type { Message } from '../rtmp/message.ts';

/** How many sub-messages an aggregate holds, and what their timestamps are behind its own. */
export function aggregateDetail({ length, timestamp }: Message, { parts }: Aggregate): string {
  const facts = [quantity(parts.length, 'sub-message'), quantity(length, 'byte')];
  const [first] = parts;
  const offset = first === undefined ? 0 : (timestamp - first.timestamp) | 0;
  if (offset !== 0) facts.push(`timestamps moved by ${offset} ms`);
  return facts.join(', ');
}
