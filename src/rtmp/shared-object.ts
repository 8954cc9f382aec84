import { Amf0Message } from '../amf/amf0.ts';
import type { AmfProperty, AmfValue } from '../amf/value.ts';
import { grouped } from '../bytes/quantity.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { MessageType, SharedObjectEventType, SharedObjectFlag } from './codes.ts';
import { formatSelector } from './command.ts';

/** No specification says what lies in the parts of the message: as Flash Media Server and Red5 send and read them. */
const section = 'RTMP 1.0 §7.1.3';
export const name = field('rtmpt.so.name', 'string', 'shared object name', section);
export const version = field('rtmpt.so.version', 'uint', 'current version', section);
export const flags = field('rtmpt.so.flags', 'uint', 'flags', section, SharedObjectFlag);
export const eventType = field('rtmpt.so.event.type', 'uint', 'event type', section, SharedObjectEventType);
export const eventName = field('rtmpt.so.event.name', 'string', 'property name', section);
export const statusCode = field('rtmpt.so.event.code', 'string', 'status code', section);
export const nameLength = field('rtmpt.so.name_length', 'uint', 'shared object name length', section);
export const unknown = field('rtmpt.so.unknown', 'uint', 'unknown', section);
export const event = field('rtmpt.so.event', 'group', 'event', section);
export const eventLength = field('rtmpt.so.event.length', 'uint', 'event data length', section);
export const property = field('rtmpt.so.event.property', 'group', 'property', section);
export const eventNameLength = field('rtmpt.so.event.name_length', 'uint', 'property name length', section);
export const statusCodeLength = field('rtmpt.so.event.code_length', 'uint', 'status code length', section);
export const statusLevelLength = field('rtmpt.so.event.level_length', 'uint', 'status level length', section);
export const statusLevel = field('rtmpt.so.event.level', 'string', 'status level', section);
export const eventData = field('rtmpt.so.event.data', 'bytes', 'event data', section);

/** Events in one message; more serve nobody but an attacker. */
const MOST_EVENTS = 10_000;

/** Something that happens to a shared object; which of the parts are there, its type says. */
export type SharedObjectEvent = {
  readonly type: number;
  /** Request Change, Change: the properties, with their new values. */
  readonly properties?: AmfProperty[];
  /** Success, Remove, Request Remove: the property that it is about. */
  name?: string;
  /** Send Message: the name of the function to be called, and what it is called with. */
  readonly values?: AmfValue[];
  /** Status. */
  code?: string;
  level?: string;
  /** Bytes of an event that has no known layout, or more than its layout asks for. */
  data?: Uint8Array;
};

/** A shared object message (RTMP 1.0 §7.1.3): what happens to an object that several clients share. */
export type SharedObject = {
  kind: 'sharedObject';
  name: string;
  /** `undefined` when the bytes end before it, and so the flags. */
  version: number | undefined;
  flags: number | undefined;
  /** Whether the flags say that the object outlives its users. */
  persistent: boolean;
  readonly events: SharedObjectEvent[];
};

/** Reads a shared object message of either encoding into `body`. */
export function readSharedObject(reader: FieldReader, typeId: number, body: SharedObject): void {
  if (typeId === MessageType.sharedObjectAmf3) reader.uint8(formatSelector);
  body.name = reader.text(reader.uint16(nameLength), name);
  body.version = reader.uint32(version);
  body.flags = reader.uint32(flags);
  body.persistent = (body.flags & SharedObjectFlag.persistent) !== 0;
  reader.uint32(unknown);
  const amf = new Amf0Message(reader);
  while (reader.remaining > 0) {
    if (body.events.length === MOST_EVENTS) {
      reader.malformed('so.too-many', `more than ${grouped(MOST_EVENTS)} events in one message`);
    }
    reader.begin(event);
    readEvent(reader, amf, body.events);
    reader.finish();
  }
}

function readEvent(reader: FieldReader, amf: Amf0Message, events: SharedObjectEvent[]): void {
  const type = reader.uint8(eventType);
  const read = createEvent(type);
  events.push(read);
  const length = reader.uint32(eventLength);
  const { end, remaining, position } = reader;
  if (length < remaining) reader.end = position + length;
  try {
    readEventData(reader, amf, read);
    if (reader.remaining > 0) read.data = reader.bytes(reader.remaining, eventData).slice();
  } finally {
    reader.end = end;
  }
  if (length > remaining) {
    reader.malformed(
      'truncated',
      `${eventData.label} takes ${length} bytes, ${remaining} were left`,
      position,
    );
  }
}

function createEvent(type: number): SharedObjectEvent {
  switch (type) {
    case SharedObjectEventType.requestChange:
    case SharedObjectEventType.change:
      return { type, properties: [] };
    case SharedObjectEventType.sendMessage:
      return { type, values: [] };
    default:
      return { type };
  }
}

function readEventData(reader: FieldReader, amf: Amf0Message, read: SharedObjectEvent): void {
  const { properties, values } = read;
  if (properties !== undefined) {
    while (reader.remaining > 0) readProperty(reader, amf, properties);
    return;
  }
  if (values !== undefined) {
    while (reader.remaining > 0) amf.readValue(0, (value) => values.push(value));
    return;
  }
  // Some servers leave out what others send.
  if (reader.remaining === 0) return;
  switch (read.type) {
    case SharedObjectEventType.success:
    case SharedObjectEventType.remove:
    case SharedObjectEventType.requestRemove:
      read.name = reader.text(reader.uint16(eventNameLength), eventName);
      break;
    case SharedObjectEventType.status:
      read.code = reader.text(reader.uint16(statusCodeLength), statusCode);
      read.level = reader.text(reader.uint16(statusLevelLength), statusLevel);
      break;
  }
}

function readProperty(reader: FieldReader, amf: Amf0Message, properties: AmfProperty[]): void {
  reader.begin(property);
  const key = reader.text(reader.uint16(eventNameLength), eventName);
  amf.readValue(0, (value) => properties.push([key, value]));
  reader.finish(key);
}
