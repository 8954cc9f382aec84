import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { LimitType, MessageType } from './codes.ts';

export const chunkSize = field('rtmpt.scm.chunksize', 'uint', 'chunk size', 'RTMP 1.0 §5.4.1');
export const chunkStreamId = field('rtmpt.scm.csid', 'uint', 'chunk stream id', 'RTMP 1.0 §5.4.2');
export const sequenceNumber = field('rtmpt.scm.seq', 'uint', 'sequence number', 'RTMP 1.0 §5.4.3');
export const windowSize = field('rtmpt.scm.was', 'uint', 'acknowledgement window size', 'RTMP 1.0 §5.4.4');
export const limitType = field('rtmpt.scm.limittype', 'uint', 'limit type', 'RTMP 1.0 §5.4.5', LimitType);

/** What a protocol control message sets (RTMP 1.0 §5.4): the fields that its type has. */
export type ProtocolControl = {
  kind: 'control';
  /** Set Chunk Size: bytes. */
  chunkSize?: number;
  /** Abort: the chunk stream whose partial message is dropped. */
  csid?: number;
  /** Acknowledgement: bytes received so far, modulo 2^32. */
  sequenceNumber?: number;
  /** Window Acknowledgement Size and Set Peer Bandwidth: bytes. */
  windowSize?: number;
  /** Set Peer Bandwidth: 0 hard, 1 soft, 2 dynamic. */
  limitType?: number;
};

/** Reads messages 1, 2, 3, 5 and 6 (RTMP 1.0 §5.4.1 to §5.4.5) into `control`. */
export function readProtocolControl(reader: FieldReader, typeId: number, control: ProtocolControl): void {
  switch (typeId) {
    case MessageType.setChunkSize:
      control.chunkSize = reader.uint32(chunkSize);
      break;
    case MessageType.abort:
      control.csid = reader.uint32(chunkStreamId);
      break;
    case MessageType.acknowledgement:
      control.sequenceNumber = reader.uint32(sequenceNumber);
      break;
    case MessageType.windowAcknowledgementSize:
      control.windowSize = reader.uint32(windowSize);
      break;
    case MessageType.setPeerBandwidth:
      control.windowSize = reader.uint32(windowSize);
      control.limitType = reader.uint8(limitType);
      break;
  }
}
