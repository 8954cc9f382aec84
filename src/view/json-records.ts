import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import type { RtmpEvent } from '../rtmp/message.ts';
import type { PayloadEncoding } from './payload-encoding.ts';
import { recordOf } from './record.ts';
import type { View } from './view.ts';

export type JsonRecordsOptions = {
  /** `ndjson`: one object a line; `json`: an array of the same. */
  readonly format: 'json' | 'ndjson';
  readonly payload: PayloadEncoding | undefined;
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
    const context = { start: this.summary.first ?? event, payload: this.options.payload };
    const json = JSON.stringify(recordOf(conversation, event, context));
    if (this.options.format === 'ndjson') this.write(`${json}\n`);
    else this.write(`${this.count === 0 ? '[' : ','}\n${json}`);
    this.count++;
  }

  end(): void {
    if (this.options.format === 'json') this.write(this.count === 0 ? '[]\n' : '\n]\n');
  }
}
