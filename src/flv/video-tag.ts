import { type Broken, brokenBy } from '../field/broken.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { fourCcText, VideoFourCc } from './four-cc.ts';
import { AvcPacketType, CodecId, FrameType, VideoCommand, VideoPacketType } from './video-codes.ts';

const section = 'FLV 10.1 §E.4.3.1';
const exSection = 'E-RTMP v2, Enhanced Video';
export const control = field('rtmpt.video.control', 'uint', 'video control', section);
export const frameType = field('rtmpt.video.type', 'uint', 'FrameType', section, FrameType);
export const codecId = field('rtmpt.video.format', 'uint', 'CodecID', section, CodecId);
export const command = field('rtmpt.video.command', 'uint', 'video command', section, VideoCommand);
export const avcPacketType = field(
  'rtmpt.video.avc_packet_type',
  'uint',
  'AVCPacketType',
  section,
  AvcPacketType,
);
export const compositionTime = field('rtmpt.video.composition_time', 'int', 'CompositionTime', section);
export const isExHeader = field('rtmpt.video.is_ex_header', 'boolean', 'isExVideoHeader', exSection);
export const packetType = field(
  'rtmpt.video.packet_type',
  'uint',
  'VideoPacketType',
  exSection,
  VideoPacketType,
);
export const fourCc = field('rtmpt.video.fourcc', 'uint', 'video FourCC', exSection, VideoFourCc);

/** The header of a video message: what its first bytes say (FLV 10.1 §E.4.3.1; E-RTMP v2, Enhanced Video). */
export type VideoTag = {
  kind: 'video';
  /** The message has no byte. */
  empty: boolean;
  /** Short name for people, such as `H.264`; `undefined` for an unknown codec and where the header ends before it. */
  codec: string | undefined;
  frameType: number | undefined;
  /** Of a message without enhanced header. */
  codecId: number | undefined;
  isExHeader: boolean;
  /** `AvcPacketType`, of the codecs that have it; with an enhanced header `VideoPacketType`. */
  packetType: number | undefined;
  /** Codec of an enhanced message, such as `hvc1`. */
  fourCc: string | undefined;
  /** Milliseconds from decoding to showing the frame, negative too; `undefined` where the codec sends none. */
  compositionTime: number | undefined;
  /** `VideoCommand`, of a command frame. */
  command: number | undefined;
  /** The message configures the decoder. */
  isSequenceHeader: boolean;
  /** The message holds a picture: not a configuration, an end of sequence, metadata or a command. */
  isFrame: boolean;
  /** The picture can be decoded without earlier ones. */
  isKeyframe: boolean;
  broken: Broken | undefined;
};

/** Codec names by CodecID. */
const codecNames: readonly (string | undefined)[] = [
  undefined,
  undefined,
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

/** Reads the header of a video message and leaves the picture unread. Never throws: see `broken`. */
export function readVideoTag(reader: FieldReader): VideoTag {
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
    isSequenceHeader: false,
    isFrame: false,
    isKeyframe: false,
    broken: undefined,
  };
  if (tag.empty) return tag;
  try {
    reader.uint8(control);
    tag.isExHeader = reader.bits(7, 1, isExHeader) === 1;
    if (tag.isExHeader) readExHeader(reader, tag);
    else readHeader(reader, tag);
  } catch (error) {
    tag.broken = brokenBy(error);
  }
  tag.isKeyframe =
    tag.isFrame && (tag.frameType === FrameType.key || tag.frameType === FrameType.generatedKey);
  return tag;
}

function readHeader(reader: FieldReader, tag: VideoTag): void {
  tag.frameType = reader.bits(4, 4, frameType);
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
  } else {
    tag.isFrame = !isCommand;
  }
  if (isCommand) tag.command = reader.uint8(command);
}

function hasPacketType(codec: number): boolean {
  return codec === CodecId.avc || codec === CodecId.hevc || codec === CodecId.av1;
}

function readExHeader(reader: FieldReader, tag: VideoTag): void {
  tag.frameType = reader.bits(4, 3, frameType);
  const type = reader.bits(0, 4, packetType);
  tag.packetType = type;
  if (type === VideoPacketType.modEx) return;
  if (type !== VideoPacketType.metadata && tag.frameType === FrameType.command) {
    tag.command = reader.uint8(command);
    return;
  }
  if (type === VideoPacketType.multitrack) return;
  const code = reader.uint32(fourCc);
  tag.fourCc = fourCcText(code);
  tag.codec = VideoFourCc.labelOf(code);
  tag.isSequenceHeader =
    type === VideoPacketType.sequenceStart || type === VideoPacketType.mpeg2TsSequenceStart;
  tag.isFrame = type === VideoPacketType.codedFrames || type === VideoPacketType.codedFramesX;
  if (tag.isFrame && hasCompositionTime(code)) {
    tag.compositionTime = type === VideoPacketType.codedFrames ? reader.int24(compositionTime) : 0;
  }
}

function hasCompositionTime(code: number): boolean {
  return code === VideoFourCc.avc1 || code === VideoFourCc.hvc1 || code === VideoFourCc.vvc1;
}

/**
 * Whether all bytes of a video message are worth keeping: it configures the decoder or describes the colours, or may
 * do so in one of several tracks. Of other messages the first bytes are enough.
 * @param head the first bytes: 2 decide, fewer do when the message has no more
 */
export function needsWholeVideo(head: Uint8Array): boolean {
  const [first = 0, second] = head;
  const low = first & 0x0f;
  if (first < 0x80) return hasPacketType(low) && second === AvcPacketType.sequenceHeader;
  return carriesConfig(low) || (low === VideoPacketType.multitrack && carriesConfig((second ?? 0) & 0x0f));
}

function carriesConfig(type: number): boolean {
  return (
    type === VideoPacketType.sequenceStart ||
    type === VideoPacketType.metadata ||
    type === VideoPacketType.mpeg2TsSequenceStart ||
    type === VideoPacketType.modEx
  );
}
