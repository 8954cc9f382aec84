import type { ReadPayload } from './media-packet.ts';
import { readAmf0Values } from '../amf/amf0.ts';
import type { AmfValue } from '../amf/value.ts';
import type { Note } from '../bytes/note.ts';
import { Malformed, type FieldReader } from '../field/field-reader.ts';
import { fourCcText, VideoFourCc } from './four-cc.ts';
import { MOD_EX, type Modified, readModExChain } from './mod-ex.ts';
import { type Multitracked, readMultitrackHeader, readTracks } from './multitrack.ts';
import { FrameType, VideoPacketType } from './video-codes.ts';
import { command, compositionTime, fourCc, multitrack, packetType } from './video-fields.ts';

/** What a video message, or one of the tracks in it, holds. */
export type VideoContent = {
  /** Short name for people, such as `H.264`; `undefined` for an unknown codec and where the header ends before it. */
  codec: string | undefined;
  /** Codec of an enhanced message, such as `hvc1`. */
  fourCc: string | undefined;
  /** Milliseconds from decoding to showing the frame, negative too; `undefined` where the codec sends none. */
  compositionTime: number | undefined;
  /** Names and values in turn, of a metadata packet: `colorInfo` and what it is (E-RTMP v2, Metadata Frame). */
  metadata: readonly AmfValue[] | undefined;
  /** It configures the decoder. */
  isSequenceHeader: boolean;
  /** It holds a picture: not a configuration, an end of sequence, metadata or a command. */
  isFrame: boolean;
  /** Offset in the message of what follows all headers; `undefined` where they broke off. */
  bodyStart: number | undefined;
};

/** A track of a multitrack message. */
export type VideoTrack = VideoContent & {
  readonly trackId: number;
  /** Bytes behind the size, as sent; `undefined` where the track reaches to the end of the message. */
  readonly size: number | undefined;
  /** Offset in the message of the end of the track; `undefined` where that is the end of the message. */
  readonly bodyEnd: number | undefined;
};

/** What the enhanced header of a video message is read into. */
export type ExVideo = VideoContent &
  Modified &
  Multitracked & {
    frameType: number | undefined;
    command: number | undefined;
    tracks: VideoTrack[] | undefined;
  };

/** Reads an enhanced header behind its first byte (E-RTMP v2, Enhanced Video), in the order of the specification. */
export function readExVideo(
  reader: FieldReader,
  tag: ExVideo,
  notes: Note[] | undefined,
  readPayload: ReadPayload | undefined,
): void {
  tag.packetType = reader.bits(0, 4, packetType);
  if (tag.packetType === MOD_EX) readModExChain(reader, packetType, tag, notes);
  if (tag.packetType !== VideoPacketType.metadata && tag.frameType === FrameType.command) {
    tag.command = reader.uint8(command);
    return;
  }
  if (tag.packetType === VideoPacketType.multitrack) {
    readMultitrack(reader, tag, notes, readPayload);
    return;
  }
  const code = reader.uint32(fourCc);
  readContent(reader, tag.packetType, code, tag);
  readPayload?.(reader, tag, 0);
}

function readMultitrack(
  reader: FieldReader,
  tag: ExVideo,
  notes: Note[] | undefined,
  readPayload: ReadPayload | undefined,
): void {
  const shared = readMultitrackHeader(reader, multitrack, tag, notes);
  if (shared !== undefined) name(tag, shared);
  mark(tag, tag.packetType);
  const tracks: VideoTrack[] = [];
  tag.tracks = tracks;
  readTracks(reader, multitrack, tag.multitrackType, shared, ({ trackId, code, size, end }) => {
    const track: VideoTrack = {
      trackId,
      fourCc: undefined,
      codec: undefined,
      size,
      compositionTime: undefined,
      metadata: undefined,
      isSequenceHeader: false,
      isFrame: false,
      bodyStart: undefined,
      bodyEnd: end,
    };
    tracks.push(track);
    readContent(reader, tag.packetType, code, track);
    readPayload?.(reader, track, trackId);
  });
}

/** What follows the FourCC, but for the coded frames themselves and the configuration of a decoder. */
function readContent(
  reader: FieldReader,
  type: number | undefined,
  code: number,
  content: VideoContent,
): void {
  name(content, code);
  mark(content, type);
  if (content.isFrame && hasCompositionTime(code)) {
    content.compositionTime = type === VideoPacketType.codedFrames ? reader.int24(compositionTime) : 0;
  }
  content.bodyStart = reader.position;
  if (type === VideoPacketType.metadata) readMetadata(reader, content);
}

function name(content: VideoContent, code: number): void {
  content.fourCc = fourCcText(code);
  content.codec = VideoFourCc.labelOf(code);
}

function mark(content: VideoContent, type: number | undefined): void {
  content.isSequenceHeader =
    type === VideoPacketType.sequenceStart || type === VideoPacketType.mpeg2TsSequenceStart;
  content.isFrame = type === VideoPacketType.codedFrames || type === VideoPacketType.codedFramesX;
}

function hasCompositionTime(code: number): boolean {
  return code === VideoFourCc.avc1 || code === VideoFourCc.hvc1 || code === VideoFourCc.vvc1;
}

/** Pairs of a name and a value (E-RTMP v2, Metadata Frame). */
function readMetadata(reader: FieldReader, content: VideoContent): void {
  const { values, broken } = readAmf0Values(reader);
  content.metadata = values;
  if (broken !== undefined) throw new Malformed(broken.code, broken.text, broken.at);
}
