import type { Note } from '../bytes/note.ts';
import { type Broken, brokenBy } from '../field/broken.ts';
import type { ReadPayload } from './media-packet.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { type ExVideo, readExVideo } from './ex-video.ts';
import { endOfModExChain, MOD_EX } from './mod-ex.ts';
import { AvMultitrackType } from './multitrack.ts';
import { AvcPacketType, CodecId, FrameType, VideoPacketType } from './video-codes.ts';
import {
  avcPacketType,
  codecId,
  command,
  compositionTime,
  control,
  frameType,
  isExHeader,
} from './video-fields.ts';

/**
 * The header of a video message: what its first bytes say (FLV 10.1 §E.4.3.1; E-RTMP v2, Enhanced Video). With several
 * tracks, `codec` and `fourCc` are those that all tracks have in common; what is different lies in `tracks`.
 */
export type VideoTag = ExVideo & {
  kind: 'video';
  /** The message has no byte. */
  empty: boolean;
  frameType: number | undefined;
  /** Of a message without enhanced header. */
  codecId: number | undefined;
  isExHeader: boolean;
  /**
   * `AvcPacketType`, of the codecs that have it. With an enhanced header `VideoPacketType`: that behind all modifiers,
   * and that of the tracks.
   */
  packetType: number | undefined;
  /** `VideoCommand`, of a command frame. */
  command: number | undefined;
  /** A start code of four bytes (H.264 Annex B) stands where the length of the first NAL unit belongs. */
  isAnnexB: true | undefined;
  /** The picture can be decoded without earlier ones. */
  isKeyframe: boolean;
  broken: Broken | undefined;
};

/** Codec names by CodecID. */
const codecNames: readonly (string | undefined)[] = [
  undefined,
  'JPEG',
  'Sorenson H.263',
  'Screen video',
  'VP6',
  'VP6 alpha',
  'Screen video 2',
  'H.264',
  'H.263',
  'MPEG-4',
  undefined,
  undefined,
  'HEVC',
  'AV1',
];

/**
 * Reads the header of a video message, and what of its body is no picture and configures no decoder. Never throws: see
 * `broken`.
 * @param notes gets what is against the specification, and still can be read
 * @param readPayload reads what follows the header, or each of the headers of several tracks
 */
export function readVideoTag(reader: FieldReader, notes?: Note[], readPayload?: ReadPayload): VideoTag {
  const tag: VideoTag = {
    kind: 'video',
    empty: reader.remaining === 0,
    codec: undefined,
    frameType: undefined,
    codecId: undefined,
    isExHeader: false,
    packetType: undefined,
    fourCc: undefined,
    compositionTime: undefined,
    command: undefined,
    isAnnexB: undefined,
    modEx: undefined,
    timestampOffsetNano: undefined,
    multitrackType: undefined,
    tracks: undefined,
    metadata: undefined,
    isSequenceHeader: false,
    isFrame: false,
    isKeyframe: false,
    bodyStart: undefined,
    broken: undefined,
  };
  if (tag.empty) return tag;
  try {
    reader.uint8(control);
    tag.isExHeader = reader.bits(7, 1, isExHeader) === 1;
    tag.frameType = reader.bits(4, 3, frameType);
    if (tag.isExHeader) readExVideo(reader, tag, notes, readPayload);
    else {
      readHeader(reader, tag);
      readPayload?.(reader, tag, 0);
    }
  } catch (error) {
    tag.broken = brokenBy(error);
  }
  tag.isKeyframe =
    tag.isFrame && (tag.frameType === FrameType.key || tag.frameType === FrameType.generatedKey);
  return tag;
}

function readHeader(reader: FieldReader, tag: VideoTag): void {
  tag.codecId = reader.bits(0, 4, codecId);
  tag.codec = codecNames[tag.codecId];
  const isCommand = tag.frameType === FrameType.command;
  // A command has the AVC header before it in FLV 10.1, and none in E-RTMP v2 and from servers in the field.
  if (hasPacketType(tag.codecId) && !(isCommand && reader.remaining < 5)) {
    tag.packetType = reader.uint8(avcPacketType);
    const offset = reader.int24(compositionTime);
    tag.isSequenceHeader = tag.packetType === AvcPacketType.sequenceHeader && !isCommand;
    tag.isFrame = tag.packetType === AvcPacketType.nalu && !isCommand;
    if (tag.isFrame) tag.compositionTime = offset;
    if (tag.isFrame && tag.codecId !== CodecId.av1 && startsWithStartCode(reader)) tag.isAnnexB = true;
  } else {
    tag.isFrame = !isCommand;
  }
  if (isCommand) tag.command = reader.uint8(command);
  tag.bodyStart = reader.position;
}

/** Whether 00 00 00 01 follows, which would be the length of a NAL unit of one byte. */
function startsWithStartCode(reader: FieldReader): boolean {
  return reader.peek() === 0 && reader.peek(1) === 0 && reader.peek(2) === 0 && reader.peek(3) === 1;
}

function hasPacketType(codec: number): boolean {
  return codec === CodecId.avc || codec === CodecId.hevc || codec === CodecId.av1;
}

/**
 * Whether all bytes of a video message are worth keeping: it configures the decoder or describes the colours, or the
 * heads of further tracks stand among the pictures. Of other messages the first bytes are enough.
 * @param head the first bytes; fewer than 32 when the message has no more
 */
export function needsWholeVideo(head: Uint8Array): boolean {
  const first = head[0] ?? 0;
  const second = head[1];
  if (first < 0x80) return hasPacketType(first & 0x0f) && second === AvcPacketType.sequenceHeader;
  if ((first & 0x0f) !== MOD_EX) return needsWholeType(first & 0x0f, second);
  const at = endOfModExChain(head);
  return at === undefined || needsWholeType(head[at]! & 0x0f, head[at + 1]);
}

function needsWholeType(type: number, multitrackControl = 0): boolean {
  if (type !== VideoPacketType.multitrack) return carriesConfig(type);
  return multitrackControl >> 4 !== AvMultitrackType.oneTrack || carriesConfig(multitrackControl & 0x0f);
}

function carriesConfig(type: number): boolean {
  return (
    type === VideoPacketType.sequenceStart ||
    type === VideoPacketType.metadata ||
    type === VideoPacketType.mpeg2TsSequenceStart
  );
}
