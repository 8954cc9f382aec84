export {
  type CaptureSource,
  dissect,
  type DissectedEvent,
  Dissection,
  type DissectionOptions,
  type EventSink,
} from './dissect.ts';
export { CaptureError } from './capture/packet.ts';
export type { CaptureSummary } from './analysis/capture-summary.ts';
export type { Conversation } from './analysis/conversation.ts';
export type { Handshake, Message, Remark, RtmpEvent } from './rtmp/message.ts';
