import type { JsonValue } from '../amf/json.ts';
import type { FieldValue } from '../field/field.ts';
import type { FieldNode } from '../field/field-node.ts';
import { type TracedPart, traceHandshake, traceMessage } from '../rtmp/event-tree.ts';
import type { Handshake, Message } from '../rtmp/message.ts';
import type { Explainer } from '../explain/explainer.ts';
import { meaningOf } from './field-text.ts';
import { encodePayload } from './payload-encoding.ts';

/** Bytes of a value that are written out; where there are more, `start` and `end` say where they stand. */
const MOST_BYTES = 64;

/** A field in JSON. A key that is `undefined` is not written. */
export type JsonNode = {
  readonly id: string;
  readonly label: string;
  readonly value: JsonValue | undefined;
  /** What the table of the field calls the value. */
  readonly meaning: string | undefined;
  /** Its bytes, `[start, end)`: of its chunk header, of the payload, of the part of the handshake. */
  readonly start: number;
  readonly end: number;
  /** First bit, from the highest of byte `start`, and how many. */
  readonly bits: readonly [first: number, width: number] | undefined;
  readonly children: readonly JsonNode[] | undefined;
  /** What the field is for, if that is wanted. */
  readonly explain: string | undefined;
  /** Of a chunk header: where in the payload its chunk begins. */
  readonly at?: number | undefined;
  /** Of a part: which of its bytes lie in which frame, and where in the file. */
  readonly origins?: readonly JsonOrigin[];
};

/** Bytes of a part that lie side by side in one frame; `offset` is where in the (decompressed) file, `null` where that is not known. */
export type JsonOrigin = {
  readonly start: number;
  readonly end: number;
  readonly frame: number;
  readonly offset: number | null;
};

/** The fields of a message: its first chunk header, its payload, its further chunk headers; or a part of the handshake. */
export function jsonTree(event: Message | Handshake, explainer?: Explainer): JsonNode[] {
  const parts = event.kind === 'message' ? traceMessage(event) : traceHandshake(event);
  const explain = explainer?.nodes(event, parts) ?? nothing;
  return parts.flatMap((part) =>
    part.nodes.map((node): JsonNode => ({
      ...jsonNode(node, part, explain),
      at: part.kind === 'chunk header' ? part.at : undefined,
      origins: originsOf(part, node),
    })),
  );
}

type Explain = (node: FieldNode) => string | undefined;

const nothing: Explain = () => undefined;

function jsonNode(node: FieldNode, part: TracedPart, explain: Explain): JsonNode {
  const { field, value, start, end, bits, children } = node;
  return {
    id: field.id,
    label: field.label,
    value: jsonValue(value),
    meaning: meaningOf(node) ?? part.meanings.get(node),
    start,
    end,
    bits: bits && [bits.first, bits.width],
    children: children.length > 0 ? children.map((child) => jsonNode(child, part, explain)) : undefined,
    explain: explain(node),
  };
}

function jsonValue(value: FieldValue): JsonValue | undefined {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array)
    return value.length <= MOST_BYTES ? encodePayload(value, 'hex') : undefined;
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value;
}

function originsOf({ origins }: TracedPart, { start, end }: FieldNode): JsonOrigin[] {
  return origins.runs(start, end).map((run) => ({
    start: run.start,
    end: run.end,
    frame: run.frame,
    offset: Number.isNaN(run.fileOffset) ? null : run.fileOffset,
  }));
}
