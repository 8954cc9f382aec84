export {
  type CaptureSource,
  dissect,
  type DissectedEvent,
  Dissection,
  type DissectionOptions,
  type EventSink,
} from './dissect.ts';
export { type CaptureIndex, fieldsOf, indexCapture, type IndexedConnection } from './capture-index.ts';
export { followStream, type StreamPiece } from './follow-stream.ts';
export {
  captureInfo,
  findings,
  type FindingsOptions,
  frameList,
  type RecordOptions,
  records,
  stats,
  timeline,
  type TimelineOptions,
  walkthrough,
  type WalkthroughOptions,
} from './views.ts';
export type { Language } from './explain/catalogue.ts';
export { type Filter, parseFilter } from './filter/filter.ts';
export { FilterError } from './filter/filter-error.ts';
export { CaptureError, type CaptureInterface } from './capture/packet.ts';
export type { CaptureSummary, CaptureTotals } from './analysis/capture-summary.ts';
export type { Conversation } from './analysis/conversation.ts';
export type * from './amf/value.ts';
export type { Connection, Endpoint } from './tcp/connection.ts';
export type { Health, SideHealth, Span, Spans } from './tcp/health.ts';
export type { Field, FieldType, FieldValue } from './field/field.ts';
export type { FieldNode } from './field/field-node.ts';
export type { AudioTag } from './flv/audio-tag.ts';
export type { AudioTrack } from './flv/ex-audio.ts';
export type { VideoTrack } from './flv/ex-video.ts';
export type { VideoTag } from './flv/video-tag.ts';
export type { Aggregate, AggregatePart } from './rtmp/aggregate.ts';
export type { AuthStage, AuthStep } from './rtmp/authentication.ts';
export type { Command, DataMessage } from './rtmp/command.ts';
export type { CommandName, DataMessageName } from './rtmp/commands.ts';
export type { TracedPart } from './rtmp/event-tree.ts';
export type { ForeignProtocol } from './rtmp/foreign-protocol.ts';
export type { Answer, Body, Handshake, Message, Remark, Role, RtmpEvent } from './rtmp/message.ts';
export type { Keep, MessageTrace, TracedChunk } from './rtmp/message-trace.ts';
export type { ProtocolControl } from './rtmp/protocol-control.ts';
export type { SharedObject, SharedObjectEvent } from './rtmp/shared-object.ts';
export type { StatusCode, StatusLevel } from './rtmp/status-codes.ts';
export type { OpenCall, Session, StreamUse } from './rtmp/session.ts';
export type { UserControl } from './rtmp/user-control.ts';
export type { FindingRecord, FindingsRecord } from './view/finding-record.ts';
export type { FindingSide } from './analysis/findings/finding.ts';
export type { FindingId } from './analysis/findings/rules.ts';
export type { ConnectionRecord, InfoRecord, InterfaceRecord } from './view/info-record.ts';
export type { StatsRecord } from './view/stats-record.ts';
export type { ConnectionStats, PartyFacts, StreamPlatforms } from './analysis/stats/connection-stats.ts';
export type { PlatformCheck, PlatformFacts } from './analysis/stats/platform-check.ts';
export type { TrackStats } from './analysis/stats/track.ts';
export type { JsonNode, JsonOrigin } from './view/json-tree.ts';
export type { MessageRecord } from './view/record.ts';
export type { Note, Severity } from './bytes/note.ts';
export { defaultLimits, type LimitName, type Limits } from './bytes/limits.ts';
export type { FirstByteStamp, FrameStamp, Instant } from './bytes/frame-stamp.ts';
export type { OriginMap, OriginRun } from './bytes/origin-map.ts';
