import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { UserControlEvent } from './codes.ts';

const section = 'RTMP 1.0 §7.1.7';
export const eventType = field('rtmpt.ucm.eventtype', 'uint', 'event type', section, UserControlEvent);
export const streamId = field('rtmpt.ucm.streamid', 'uint', 'stream id', section);
export const bufferLength = field('rtmpt.ucm.bufferlength', 'uint', 'buffer length', section);
export const timestamp = field('rtmpt.ucm.timestamp', 'uint', 'timestamp', section);
export const eventData = field('rtmpt.ucm.data', 'bytes', 'event data', section);

/** A User Control message (RTMP 1.0 §6.2, §7.1.7). */
export type UserControl = {
  kind: 'userControl';
  event: number;
  /** The stream that a stream event is about. */
  streamId?: number;
  /** Set Buffer Length: the client's buffer in ms. */
  bufferLength?: number;
  /** Ping: the server's clock in ms. */
  timestamp?: number;
  /** Bytes of an event that has no published layout, or more than its layout asks for. */
  data?: Uint8Array;
};

/** Reads a User Control message. Senders in the field vary the length of every event, so only what is there is read. */
export function readUserControl(reader: FieldReader, body: UserControl): void {
  body.event = reader.uint16(eventType);
  switch (body.event) {
    case UserControlEvent.setBufferLength:
      body.streamId = reader.uint32(streamId);
      body.bufferLength = reader.uint32(bufferLength);
      break;
    case UserControlEvent.pingRequest:
    case UserControlEvent.pingResponse:
      body.timestamp = reader.uint32(timestamp);
      break;
    case UserControlEvent.streamBegin:
    case UserControlEvent.streamEof:
    case UserControlEvent.streamDry:
    case UserControlEvent.streamIsRecorded:
    case UserControlEvent.bufferEmpty:
    case UserControlEvent.bufferReady:
      body.streamId = reader.uint32(streamId);
      break;
  }
  if (reader.remaining > 0) body.data = reader.bytes(reader.remaining, eventData).slice();
}
