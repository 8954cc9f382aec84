import { amf0, type Amf0 } from './amf0.ts';
import { bytes, u16, u32, type Part } from './bytes.ts';

/** An RTMP message before it is cut into chunks. */
export type Message = {
  readonly type: number;
  /** Chunk stream that it is usually sent on; whoever writes the chunks may choose another. */
  readonly csid: number;
  readonly streamId: number;
  /** Absolute, in milliseconds. */
  readonly timestamp: number;
  readonly payload: Uint8Array;
};

type Place = { readonly csid?: number; readonly streamId?: number; readonly timestamp?: number };

/** A message of any type from its payload. */
export function message(type: number, payload: Uint8Array, place: Place = {}): Message {
  return {
    type,
    payload,
    csid: place.csid ?? 3,
    streamId: place.streamId ?? 0,
    timestamp: place.timestamp ?? 0,
  };
}

/** RTMP 1.0 §5.4.1 */
export function setChunkSize(size: number): Message {
  return message(1, u32(size), { csid: 2 });
}

/** RTMP 1.0 §5.4.2 */
export function abort(csid: number): Message {
  return message(2, u32(csid), { csid: 2 });
}

/** RTMP 1.0 §5.4.3 */
export function acknowledgement(sequenceNumber: number): Message {
  return message(3, u32(sequenceNumber), { csid: 2 });
}

/** RTMP 1.0 §7.1.7; `rest` is what follows the event, such as `u32(streamId)`. */
export function userControl(event: number, ...rest: readonly Part[]): Message {
  return message(4, bytes(u16(event), ...rest), { csid: 2 });
}

/** RTMP 1.0 §5.4.4 */
export function windowAcknowledgementSize(size: number): Message {
  return message(5, u32(size), { csid: 2 });
}

/** RTMP 1.0 §5.4.5; limit 0 hard, 1 soft, 2 dynamic. */
export function setPeerBandwidth(size: number, limit: number): Message {
  return message(6, bytes(u32(size), limit), { csid: 2 });
}

/** A command in AMF0 (RTMP 1.0 §7.1.1): name, transaction, command object or null, arguments. */
export function command(name: string, transaction: number, ...values: readonly Amf0[]): Message {
  return message(20, amf0(name, transaction, ...values));
}

/** A data message in AMF0 (RTMP 1.0 §7.1.2), such as `data('@setDataFrame', 'onMetaData', {…})`. */
export function data(...values: readonly Amf0[]): Message {
  return message(18, amf0(...values), { csid: 4, streamId: 1 });
}

/** RTMP 1.0 §7.1.4 */
export function audio(timestamp: number, payload: Uint8Array): Message {
  return message(8, payload, { csid: 4, streamId: 1, timestamp });
}

/** RTMP 1.0 §7.1.5 */
export function video(timestamp: number, payload: Uint8Array): Message {
  return message(9, payload, { csid: 6, streamId: 1, timestamp });
}

/** The same message elsewhere: another chunk stream, message stream or time. */
export function placed(original: Message, place: Place): Message {
  return { ...original, ...place };
}
