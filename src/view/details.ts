import { traceHandshake, traceMessage } from '../rtmp/event-tree.ts';
import type { Handshake, Message } from '../rtmp/message.ts';
import { writeFieldTree } from './field-tree.ts';
import { hexRows } from './hex-rows.ts';
import type { PendingText } from './pending-text.ts';
import type { Explainer } from '../explain/explainer.ts';
import type { RowStyle } from './timeline-row.ts';

export type DetailsStyle = RowStyle & {
  /** The fields, and the bytes. */
  readonly tree: boolean;
  readonly hex: boolean;
  /** Says under each field what it is for, if that is wanted. */
  readonly explainer?: Explainer | undefined;
};

/** Writes what stands under the row of a message: its fields, its bytes, or both. */
export function writeDetails(into: PendingText, event: Message | Handshake, style: DetailsStyle): void {
  const parts = event.kind === 'message' ? traceMessage(event) : traceHandshake(event);
  const { tree, hex, explainer } = style;
  if (tree) writeFieldTree(into, parts, style, explainer?.nodes(event, parts));
  if (hex) into.text(hexRows(parts, style.theme));
}
