import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import type { Explainer } from '../explain/explainer.ts';
import { safeJson } from '../bytes/safe-text.ts';
import type { Columns } from '../filter/columns.ts';
import type { Value, ValueType } from '../filter/types.ts';
import { valueText } from '../filter/value-text.ts';
import type { Handshake, Message, RtmpEvent } from '../rtmp/message.ts';
import type { JsonNode } from './json-tree.ts';
import type { PayloadEncoding } from './payload-encoding.ts';
import { recordOf } from './record.ts';
import type { View } from './view.ts';

export type JsonRecordsOptions = {
  /** `ndjson`: one object a line; `json`: an array of the same. */
  readonly format: 'json' | 'ndjson';
  readonly payload: PayloadEncoding | undefined;
  /** Only these fields, by their full names. */
  readonly columns: Columns | undefined;
  /** Draws the tree of fields, if it is wanted. */
  readonly tree: ((event: Message | Handshake) => JsonNode[]) | undefined;
  /** Says what each message is for, if that is wanted. */
  readonly explainer?: Explainer | undefined;
};

/** One JSON object for every message and part of a handshake. */
export class JsonRecords implements View {
  private readonly summary: CaptureSummary;
  private readonly options: JsonRecordsOptions;
  private readonly write: (text: string) => void;
  private readonly warn: (text: string) => void;
  private count = 0;

  /** @param warn gets what no record can carry, one line each */
  constructor(
    summary: CaptureSummary,
    options: JsonRecordsOptions,
    write: (text: string) => void,
    warn: (text: string) => void,
  ) {
    this.summary = summary;
    this.options = options;
    this.write = write;
    this.warn = warn;
  }

  event(conversation: Conversation, event: RtmpEvent): void {
    if (event.kind === 'remark') {
      const { frame, from, note } = event;
      this.warn(`connection ${conversation.stream}, ${from}, frame ${frame}: ${note.text}`);
      return;
    }
    const { columns, payload, tree, explainer } = this.options;
    const start = this.summary.first ?? event;
    const record =
      columns === undefined
        ? recordOf(conversation, event, { start, payload, tree, explainer })
        : columnRecord(columns, columns.valuesOf(conversation, event, start));
    const json = safeJson(JSON.stringify(record));
    if (this.options.format === 'ndjson') this.write(`${json}\n`);
    else this.write(`${this.count === 0 ? '[' : ','}\n${json}`);
    this.count++;
  }

  end(): void {
    if (this.options.format === 'json') this.write(this.count === 0 ? '[]\n' : '\n]\n');
  }
}

/** The values that are there, by the full names of their fields; several of one field as a list. */
function columnRecord(columns: Columns, values: readonly (readonly Value[])[]): Record<string, unknown> {
  const entries = columns.fields.flatMap(({ id, type, isMany }, i) => {
    const found = values[i]!.map((value) => jsonValue(value, type));
    if (found.length === 0) return [];
    return [[id, isMany ? found : found[0]] as const];
  });
  return Object.fromEntries(entries);
}

/** Numbers, texts and truths as they are; the rest as people read it. */
function jsonValue(value: Value, type: ValueType): unknown {
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  return isPlain && type !== 'ipv4' ? value : valueText(value, type);
}
