import { traceHandshake, traceMessage } from '../rtmp/event-tree.ts';
import type { Handshake, Message } from '../rtmp/message.ts';
import { fieldTree } from './field-tree.ts';
import { hexRows } from './hex-rows.ts';
import type { Theme } from './theme.ts';

export type DetailsStyle = {
  /** The fields, and the bytes. */
  readonly tree: boolean;
  readonly hex: boolean;
  readonly theme: Theme;
};

/** What stands under the row of a message: its fields, its bytes, or both. */
export function detailsOf(event: Message | Handshake, { tree, hex, theme }: DetailsStyle): string {
  const parts = event.kind === 'message' ? traceMessage(event) : traceHandshake(event);
  return (tree ? fieldTree(parts, theme) : '') + (hex ? hexRows(parts, theme) : '');
}
