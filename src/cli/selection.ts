import type { Conversation } from '../analysis/conversation.ts';
import { type FrameStamp, millisecondsBetween } from '../bytes/frame-stamp.ts';
import type { Columns } from '../filter/columns.ts';
import type { Filter } from '../filter/filter.ts';
import type { RtmpEvent } from '../rtmp/message.ts';
import type { Keep } from '../rtmp/message-trace.ts';
import type { Request } from './options.ts';

/** Which events of a capture are wanted, by everything that the command line says of them. */
export class Selection {
  private readonly request: Request;
  private readonly filter: Filter | undefined;
  private readonly columns: Columns | undefined;
  private count = 0;

  constructor(request: Request, filter: Filter | undefined, columns: Columns | undefined) {
    this.request = request;
    this.filter = filter;
    this.columns = columns;
  }

  /** What must be kept of each message for what is asked. */
  get needs(): Keep {
    const { details, hex, payload, command } = this.request;
    if (details || command === 'walkthrough' || (hex && command !== 'follow')) return 'traces';
    if (this.filter?.needsTrace === true || this.columns?.needsTrace === true) return 'traces';
    const needsPayload =
      payload !== undefined || this.filter?.needsPayload === true || this.columns?.needsPayload === true;
    return needsPayload ? 'payloads' : 'heads';
  }

  /** Whether nothing of a message is looked at later. */
  get looksOnce(): boolean {
    return this.request.command !== 'walkthrough';
  }

  /** Whether everything that the capture says is wanted. */
  get isWhole(): boolean {
    const { stream, count, fromTime, toTime } = this.request;
    const isPart = [stream, count, fromTime, toTime].some((limit) => limit !== undefined);
    return this.filter === undefined && !isPart;
  }

  /** Whether there is nothing more to come that is wanted. */
  get isComplete(): boolean {
    return this.count === this.request.count;
  }

  /** Whether this event is wanted; every event of the capture must be asked about, in order. */
  admits(conversation: Conversation, event: RtmpEvent, start: FrameStamp): boolean {
    const { stream } = this.request;
    if (this.isComplete || (stream !== undefined && conversation.stream !== stream)) return false;
    // The filter first: it must have seen every message, also those before the time.
    const isWanted = this.passes(conversation, event, start) && this.isInTime(event, start);
    if (isWanted && event.kind !== 'remark') this.count++;
    if (!isWanted && event.kind !== 'remark') this.columns?.attend(conversation, event, start);
    return isWanted;
  }

  /** Whether everything that a connection says is wanted. */
  admitsAll({ stream }: Conversation): boolean {
    const { stream: wanted = stream, fromTime, toTime } = this.request;
    const isNarrow = this.filter !== undefined || fromTime !== undefined || toTime !== undefined;
    return wanted === stream && !isNarrow && !this.isComplete;
  }

  private isInTime(event: RtmpEvent, start: FrameStamp): boolean {
    const { fromTime, toTime } = this.request;
    if (fromTime === undefined && toTime === undefined) return true;
    const seconds = millisecondsBetween(start, event) / 1000;
    return seconds >= (fromTime ?? -Infinity) && seconds <= (toTime ?? Infinity);
  }

  /** A filter is about messages and handshakes; what is remarked besides them is not what was asked for. */
  private passes(conversation: Conversation, event: RtmpEvent, start: FrameStamp): boolean {
    if (this.filter === undefined) return true;
    return event.kind !== 'remark' && this.filter.matches(conversation, event, start);
  }
}
