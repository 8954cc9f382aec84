import type { Conversation } from './analysis/conversation.ts';
import { Roster } from './analysis/roster.ts';
import { defaultLimits } from './bytes/limits.ts';
import { type CaptureSource, Dissection, type EventSink } from './dissect.ts';
import type { TracedPart } from './rtmp/event-tree.ts';
import { traceHandshake, traceMessage } from './rtmp/event-tree.ts';
import type { Handshake, Message, RtmpEvent } from './rtmp/message.ts';
import type { InfoRecord } from './view/info-record.ts';
import { infoRecord } from './view/info-record.ts';

/** One RTMP connection of an indexed capture: what it is, and everything that was said on it, in order. */
export type IndexedConnection = {
  readonly conversation: Conversation;
  readonly events: readonly RtmpEvent[];
  /** The messages among the events. */
  readonly messages: readonly Message[];
};

/** A whole capture in memory, with the payloads of all messages. */
export type CaptureIndex = {
  readonly info: InfoRecord;
  /** The connections that speak RTMP, in order of appearance. */
  readonly connections: readonly IndexedConnection[];
};

/**
 * Reads a capture to its end and keeps all of it: connections, messages, and where each byte of them lies in the file.
 * For a capture that does not fit in memory there is `dissect`.
 *
 * @example
 * import { fieldsOf, indexCapture } from 'rtmp-dissect';
 *
 * const { connections } = await indexCapture('samples/publish-obs.pcap');
 * const [{ messages }] = connections;
 * console.log(messages.length); // 461
 * const [header, payload] = fieldsOf(messages[0]);
 * console.log(payload.nodes[0].field.label, payload.nodes[0].value); // chunk size 4096
 * const [{ frame, fileOffset }] = payload.origins.runs(0, 4);
 * console.log(frame, fileOffset); // 10 7018
 * @throws CaptureError when the capture can't be opened or is not a capture
 */
export async function indexCapture(source: CaptureSource): Promise<CaptureIndex> {
  const byConversation = new Map<Conversation, RtmpEvent[]>();
  const dissection = await Dissection.open(source, { keep: 'traces' });
  const roster = new Roster(defaultLimits.listedConnections);
  const sink: EventSink = {
    event: (conversation, event) => {
      const events = byConversation.get(conversation);
      if (events === undefined) byConversation.set(conversation, [event]);
      else events.push(event);
    },
    closed: (conversation) => roster.closed(conversation),
  };
  for await (const _ of dissection.read(sink));
  dissection.end();
  const connections = [...byConversation].map(([conversation, events]) => ({
    conversation,
    events,
    messages: events.filter((event) => event.kind === 'message'),
  }));
  return { info: infoRecord(dissection, roster), connections };
}

/**
 * The fields of a message, or of a part of the handshake, as trees whose leaves tile the bytes: the first chunk header,
 * the payload, further chunk headers; and of each where its bytes lie in the file. Nothing for events that were not read
 * by `indexCapture`, or by `dissect` with `keep: 'traces'`.
 *
 * @example
 * import { dissect, fieldsOf } from 'rtmp-dissect';
 *
 * for await (const { event } of dissect('samples/publish-obs.pcap', { keep: 'traces' })) {
 *   if (event.kind !== 'handshake') break;
 *   console.log(event.name, fieldsOf(event)[0].nodes.map(({ field }) => field.label).join(' '));
 * }
 * // C0+C1 C0 C1
 * // C2 C2
 * // S0+S1+S2 S0 S1 S2
 */
export function fieldsOf(event: Message | Handshake): TracedPart[] {
  return event.kind === 'message' ? traceMessage(event) : traceHandshake(event);
}
