import { field } from '../field/field.ts';
import { VideoFourCc } from './four-cc.ts';
import { AvMultitrackType, type MultitrackFields } from './multitrack.ts';
import { AvcPacketType, CodecId, FrameType, VideoCommand, VideoPacketType } from './video-codes.ts';

const section = 'FLV 10.1 §E.4.3.1';
const exSection = 'E-RTMP v2, Enhanced Video';
export const control = field('rtmpt.video.control', 'uint', 'video control', section);
export const isExHeader = field('rtmpt.video.is_ex_header', 'boolean', 'isExVideoHeader', exSection);
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
export const packetType = field(
  'rtmpt.video.packet_type',
  'uint',
  'VideoPacketType',
  exSection,
  VideoPacketType,
);
export const fourCc = field('rtmpt.video.fourcc', 'uint', 'video FourCC', exSection, VideoFourCc);

/** The fields of a multitrack video message. */
export const multitrack = {
  control: field('rtmpt.video.multitrack.control', 'uint', 'video multitrack control', exSection),
  type: field('rtmpt.video.multitrack.type', 'uint', 'videoMultitrackType', exSection, AvMultitrackType),
  packetType: field(
    'rtmpt.video.multitrack.packet_type',
    'uint',
    'VideoPacketType of the tracks',
    exSection,
    VideoPacketType,
  ),
  fourCc,
  track: field('rtmpt.video.multitrack.track', 'group', 'video track', exSection),
  trackId: field('rtmpt.video.multitrack.track.id', 'uint', 'videoTrackId', exSection),
  size: field('rtmpt.video.multitrack.track.length', 'uint', 'sizeOfVideoTrack', exSection),
  data: field('rtmpt.video.multitrack.track.data', 'bytes', 'data of the video track', exSection),
} as const satisfies MultitrackFields;
