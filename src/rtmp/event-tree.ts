import type { OriginMap } from '../bytes/origin-map.ts';
import type { FieldNode } from '../field/field-node.ts';
import { Malformed } from '../field/field-reader.ts';
import { TracingReader } from '../field/tracing-reader.ts';
import { readBodyFrom } from './body.ts';
import { readChunkHeaderFields } from './chunk-header-fields.ts';
import { readHandshakeFields } from './handshake-fields.ts';
import type { Handshake, Message } from './message.ts';
import type { TracedChunk } from './message-trace.ts';
import { meaningsOfValues } from './value-nodes.ts';
import { wholePayloads } from './whole-payloads.ts';

/** The tree of bytes that belong together, and where each of them lies in the capture. Its nodes count from its first byte. */
export type TracedPart = {
  readonly kind: 'chunk header' | 'payload' | 'handshake';
  readonly bytes: Uint8Array;
  readonly nodes: readonly FieldNode[];
  readonly origins: OriginMap;
  /** The frames that hold it, in order. */
  readonly frames: readonly number[];
  /** Of a chunk header, where in the payload its chunk begins. */
  readonly at: number;
  /** What the values of commands and data mean, beyond what the tables of their fields say. */
  readonly meanings: ReadonlyMap<FieldNode, string>;
};

const NO_MEANINGS: TracedPart['meanings'] = new Map();

/**
 * Every field of a message: its chunk headers, the first before its payload, the others behind it.
 * Needs events that were read with `keep: 'traces'`; empty for others.
 */
export function traceMessage(message: Message): TracedPart[] {
  const { trace, payload } = message;
  if (trace === undefined || payload === undefined) return [];
  const nodes = tracePayload(message);
  const told = partOf('payload', payload, nodes, trace.origins, meaningsOfValues(message, nodes));
  const parts: TracedPart[] = [told];
  for (const chunk of trace.chunks) parts.push(new HeaderPart(chunk));
  if (parts.length > 1) [parts[0], parts[1]] = [parts[1]!, told];
  return parts;
}

function partOf(
  kind: 'payload' | 'handshake',
  bytes: Uint8Array,
  nodes: readonly FieldNode[],
  origins: OriginMap,
  meanings: TracedPart['meanings'],
): TracedPart {
  return { kind, bytes, nodes, origins, frames: origins.frames, at: 0, meanings };
}

/** A chunk header; its fields and where it comes from are found out when somebody asks: there may be many. */
class HeaderPart implements TracedPart {
  private readonly chunk: TracedChunk;
  private drawn: readonly FieldNode[] | undefined;

  constructor(chunk: TracedChunk) {
    this.chunk = chunk;
  }

  get kind() {
    return 'chunk header' as const;
  }

  get bytes(): Uint8Array {
    return this.chunk.header;
  }

  get nodes(): readonly FieldNode[] {
    return (this.drawn ??= headerNodes(this.bytes));
  }

  get origins(): OriginMap {
    return this.chunk.origins;
  }

  get frames(): readonly number[] {
    return this.chunk.frames;
  }

  get at(): number {
    return this.chunk.at;
  }

  get meanings(): TracedPart['meanings'] {
    return NO_MEANINGS;
  }
}

/** The fields of headers of one byte: of each byte the same ones. */
const shortHeaders: (readonly FieldNode[] | undefined)[] = [];

function headerNodes(header: Uint8Array): readonly FieldNode[] {
  const [first] = header;
  if (header.length !== 1 || first === undefined) return drawHeader(header);
  return (shortHeaders[first] ??= drawHeader(header));
}

function drawHeader(header: Uint8Array): readonly FieldNode[] {
  const reader = new TracingReader(header);
  readAsFarAsItGoes(() => readChunkHeaderFields(reader));
  return reader.tree();
}

/** The fields of the payload, as far as that was kept; also of events that were read without traces. */
export function tracePayload({ payload, typeId, streamId, trace }: Message): readonly FieldNode[] {
  if (payload === undefined) return [];
  const reader = new TracingReader(payload);
  readBodyFrom(reader, typeId, [], wholePayloads(streamId, trace?.nalLengths ?? new Map()));
  return reader.tree();
}

/** Every field of a part of the handshake. */
export function traceHandshake(handshake: Handshake): TracedPart[] {
  const { trace } = handshake;
  if (trace === undefined) return [];
  const { bytes, origins } = trace;
  const reader = new TracingReader(bytes);
  readAsFarAsItGoes(() => readHandshakeFields(reader, handshake));
  return [partOf('handshake', bytes, reader.tree(), origins, NO_MEANINGS)];
}

function readAsFarAsItGoes(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
}
