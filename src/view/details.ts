import { traceHandshake, traceMessage } from '../rtmp/event-tree.ts';
import type { Handshake, Message } from '../rtmp/message.ts';
import { fieldTree } from './field-tree.ts';
import { hexRows } from './hex-rows.ts';
import type { Explainer } from '../explain/explainer.ts';
import type { RowStyle } from './timeline-row.ts';

export type DetailsStyle = RowStyle & {
  /** The fields, and the bytes. */
  readonly tree: boolean;
  readonly hex: boolean;
  /** Says under each field what it is for, if that is wanted. */
  readonly explainer?: Explainer | undefined;
};

/** What stands under the row of a message: its fields, its bytes, or both. */
export function detailsOf(event: Message | Handshake, style: DetailsStyle): string {
  const parts = event.kind === 'message' ? traceMessage(event) : traceHandshake(event);
  const { tree, hex, explainer } = style;
  return (
    (tree ? fieldTree(parts, style, explainer?.nodes(event, parts)) : '') +
    (hex ? hexRows(parts, style.theme) : '')
  );
}
