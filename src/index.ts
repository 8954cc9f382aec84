export {
  type CaptureSource,
  dissect,
  type DissectedEvent,
  Dissection,
  type DissectionOptions,
  type EventSink,
} from './dissect.ts';
export { CaptureError, type CaptureInterface } from './capture/packet.ts';
export type { CaptureSummary } from './analysis/capture-summary.ts';
export type { Conversation } from './analysis/conversation.ts';
export type * from './amf/value.ts';
export type { Connection, Endpoint } from './tcp/connection.ts';
export type { AudioTag } from './flv/audio-tag.ts';
export type { VideoTag } from './flv/video-tag.ts';
export type { Command, DataMessage } from './rtmp/command.ts';
export type { Answer, Body, Handshake, Message, Remark, Role, RtmpEvent } from './rtmp/message.ts';
export type { ProtocolControl } from './rtmp/protocol-control.ts';
export type { Session, StreamUse } from './rtmp/session.ts';
export type { UserControl } from './rtmp/user-control.ts';
export type { Note, Severity } from './bytes/note.ts';
export type { FrameStamp } from './bytes/frame-stamp.ts';
