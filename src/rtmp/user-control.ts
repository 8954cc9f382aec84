import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { UserControlEvent } from './codes.ts';

const section = 'RTMP 1.0 §7.1.7';
export const eventType = field('rtmpt.ucm.eventtype', 'uint', 'event type', section, UserControlEvent);
export const streamId = field('rtmpt.ucm.streamid', 'uint', 'stream id', section);
export const bufferLength = field('rtmpt.ucm.bufferlength', 'uint', 'buffer length', section);
export const timestamp = field('rtmpt.ucm.timestamp', 'uint', 'timestamp', section);
const verification = 'not in RTMP 1.0; as librtmp sends it';
export const swfSize = field('rtmpt.ucm.swf_size', 'uint', 'size of the SWF file', verification);
export const swfDigest = field('rtmpt.ucm.swf_digest', 'bytes', 'HMAC-SHA256 of the SWF file', verification);
export const swfStart = field('rtmpt.ucm.swf_start', 'bytes', 'always 0101', verification);
export const swfSizeAgain = field(
  'rtmpt.ucm.swf_size_again',
  'uint',
  'size of the SWF file, once more',
  verification,
);
export const eventData = field('rtmpt.ucm.data', 'bytes', 'event data', section);

/** Bytes of a SWFVerify Response. */
const VERIFICATION_LENGTH = 42;
const DIGEST_LENGTH = 32;

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
  /** SWFVerify Response: bytes of the SWF file that the player is, and their HMAC-SHA256 keyed by the server's handshake. */
  swfSize?: number;
  swfDigest?: Uint8Array;
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
    case UserControlEvent.swfVerifyResponse:
      // What is shorter is something else.
      if (reader.remaining < VERIFICATION_LENGTH) break;
      reader.bytes(2, swfStart);
      body.swfSize = reader.uint32(swfSize);
      reader.uint32(swfSizeAgain);
      body.swfDigest = reader.bytes(DIGEST_LENGTH, swfDigest).slice();
      break;
  }
  if (reader.remaining > 0) body.data = reader.bytes(reader.remaining, eventData).slice();
}
