import type { Conversation } from '../analysis/conversation.ts';
import { AmfJsonWriter, type JsonValue } from '../amf/json.ts';
import type { AmfValue } from '../amf/value.ts';
import { readTrackConfig } from '../analysis/track-config.ts';
import type { FrameStamp, Instant } from '../bytes/frame-stamp.ts';
import type { Note } from '../bytes/note.ts';
import type { Explainer } from '../explain/explainer.ts';
import type { AudioTag } from '../flv/audio-tag.ts';
import type { AudioTrack } from '../flv/ex-audio.ts';
import type { VideoTrack } from '../flv/ex-video.ts';
import type { VideoTag } from '../flv/video-tag.ts';
import { SharedObjectEventType, UserControlEvent } from '../rtmp/codes.ts';
import type { Handshake, Message, Role } from '../rtmp/message.ts';
import type { SharedObject } from '../rtmp/shared-object.ts';
import { configRecord } from './config-record.ts';
import { infoText, typeName } from './info-text.ts';
import type { JsonNode } from './json-tree.ts';
import { encodePayload, type PayloadEncoding } from './payload-encoding.ts';

/** What the JSON of one message or part of the handshake holds besides itself. */
export type RecordContext = {
  /** Stamp of the first frame of the capture. */
  readonly start: FrameStamp;
  readonly payload: PayloadEncoding | undefined;
  /** Draws the tree of fields, if it is wanted. */
  readonly tree: ((event: Message | Handshake) => JsonNode[]) | undefined;
  /** Says what each message is for, if that is wanted. */
  readonly explainer?: Explainer | undefined;
};

/** One message, or part of the handshake, as JSON has it: `schema/record.schema.json` says what each key means. */
export type MessageRecord = {
  readonly kind: 'message' | 'handshake';
  readonly frame: number;
  readonly firstFrame: number;
  readonly time: number;
  readonly firstTime: number;
  readonly epoch: string;
  readonly stream: number;
  readonly from: Role;
  readonly src: string;
  readonly dst: string;
  readonly type: number | undefined;
  readonly typeName: string;
  readonly info: string;
  readonly csid: number | undefined;
  readonly fmt: number | undefined;
  readonly streamId: number | undefined;
  readonly timestamp: number | undefined;
  readonly length: number | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly part: true | undefined;
  readonly notes: readonly Omit<Note, 'values'>[] | undefined;
  readonly payload: string | undefined;
  readonly explain: string | undefined;
  readonly tree: readonly JsonNode[] | undefined;
};

/** The JSON object of one message or part of the handshake. A key that is `undefined` is not written. */
export function recordOf(
  conversation: Conversation,
  event: Message | Handshake,
  context: RecordContext,
): MessageRecord {
  const to: Role = event.from === 'client' ? 'server' : 'client';
  const isMessage = event.kind === 'message';
  return {
    kind: event.kind,
    frame: event.frame,
    firstFrame: event.firstFrame,
    time: secondsSince(context.start, event),
    firstTime: secondsSince(context.start, {
      seconds: event.firstSeconds,
      nanoseconds: event.firstNanoseconds,
    }),
    epoch: epochText(event),
    stream: conversation.stream,
    from: event.from,
    src: conversation.addressOf(event.from),
    dst: conversation.addressOf(to),
    type: isMessage ? event.typeId : undefined,
    typeName: isMessage ? typeName(event.typeId) : event.name,
    info: infoText(event),
    csid: isMessage ? event.csid : undefined,
    fmt: isMessage ? event.fmt : undefined,
    streamId: isMessage ? event.streamId : undefined,
    timestamp: isMessage ? event.timestamp : undefined,
    length: isMessage ? event.length : undefined,
    body: isMessage ? bodyOf(event) : handshakeBody(event),
    part: isMessage && event.isPart ? true : undefined,
    notes: event.notes?.map(({ code, severity, text }) => ({ code, severity, text })),
    payload:
      isMessage && context.payload !== undefined && event.payload !== undefined
        ? encodePayload(event.payload, context.payload)
        : undefined,
    explain: context.explainer?.event(event),
    tree: context.tree?.(event),
  };
}

/** Seconds since 1970 as a decimal string with nine decimals: a double can't hold them. */
export function epochText({ seconds, nanoseconds }: FrameStamp): string {
  return `${seconds}.${String(nanoseconds).padStart(9, '0')}`;
}

/** Seconds from `start` to `stamp`, rounded to nanoseconds. */
export function secondsSince(start: Instant, stamp: Instant): number {
  const nanoseconds = (stamp.seconds - start.seconds) * 1e9 + (stamp.nanoseconds - start.nanoseconds);
  return Math.round(nanoseconds) / 1e9;
}

function bodyOf(message: Message): Record<string, unknown> {
  const { body } = message;
  switch (body.kind) {
    case 'command': {
      const amf = new AmfJsonWriter();
      const { name, transactionId, object, auth } = body;
      return {
        command: {
          name,
          transactionId: amf.write(transactionId, '#/transactionId'),
          object: amf.write(object, '#/object'),
          arguments: amf.write([...body.arguments], '#/arguments'),
          auth,
        },
      };
    }
    case 'data':
      return { data: { name: body.name, values: new AmfJsonWriter().write([...body.values], '#/values') } };
    case 'userControl': {
      const { kind, data, swfDigest, event, ...rest } = body;
      const amf = new AmfJsonWriter();
      return {
        [kind]: {
          event,
          eventName: UserControlEvent.labelOf(event) ?? `Unknown (${event})`,
          ...rest,
          swfDigest: swfDigest && amf.write(swfDigest),
          data: data && amf.write(data),
        },
      };
    }
    case 'sharedObject':
      return { sharedObject: sharedObjectBody(body) };
    case 'aggregate':
      return { aggregate: { count: body.parts.length } };
    case 'audio':
    case 'video':
      return mediaBody(message, body);
    case 'control': {
      const { kind, ...control } = body;
      return { [kind]: control };
    }
    case 'undecoded':
      return {};
  }
}

function sharedObjectBody({ kind: _known, events, ...rest }: SharedObject): Record<string, unknown> {
  const amf = new AmfJsonWriter();
  return {
    ...rest,
    events: events.map(({ type, properties, values, data, ...others }, i) => {
      const path = `#/events/${i}`;
      return {
        event: type,
        eventName: SharedObjectEventType.labelOf(type) ?? `Unknown (${type})`,
        ...others,
        properties: properties && amf.write({ kind: 'object', properties }, `${path}/properties`),
        values: values && amf.write(values, `${path}/values`),
        data: data && amf.write(data),
      };
    }),
  };
}

/** Offsets in the payload are left out: the tree has them. */
function mediaBody(message: Message, body: AudioTag | VideoTag): Record<string, unknown> {
  const { kind, broken: _noted, bodyStart: _start, ...tag } = body;
  if (tag.tracks !== undefined) {
    const tracks = tag.tracks.map((track, i) => trackBody(message, track, `#/tracks/${i}`));
    return { [kind]: { ...tag, tracks } };
  }
  const metadata = 'metadata' in tag ? tag.metadata : undefined;
  if (metadata !== undefined) return { [kind]: { ...tag, metadata: metadataBody(metadata, '#') } };
  const config = readTrackConfig(message);
  return { [kind]: config === undefined ? tag : { ...tag, config: configRecord(config) } };
}

function trackBody(message: Message, track: AudioTrack | VideoTrack, path: string): Record<string, unknown> {
  const { bodyStart: _start, bodyEnd: _end, ...rest } = track;
  const config = readTrackConfig(message, track);
  return {
    ...rest,
    ...('metadata' in rest && { metadata: metadataBody(rest.metadata, path) }),
    ...(config && { config: configRecord(config) }),
  };
}

function metadataBody(metadata: readonly AmfValue[] | undefined, path: string): JsonValue | undefined {
  return metadata === undefined ? undefined : new AmfJsonWriter().write([...metadata], `${path}/metadata`);
}

function handshakeBody({
  version,
  scheme,
  digestValid,
  echoes,
}: Handshake): Record<string, JsonValue | undefined> {
  return { version, scheme, digestValid, echoes };
}
