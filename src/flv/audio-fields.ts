import { field } from '../field/field.ts';
import {
  AacPacketType,
  AudioPacketType,
  SoundFormat,
  SoundRate,
  SoundSize,
  SoundType,
} from './audio-codes.ts';
import { AudioFourCc } from './four-cc.ts';
import { AvMultitrackType, type MultitrackFields } from './multitrack.ts';

const section = 'FLV 10.1 §E.4.2.1';
const exSection = 'E-RTMP v2, Enhanced Audio';
export const control = field('rtmpt.audio.control', 'uint', 'audio control', section);
export const soundFormat = field('rtmpt.audio.format', 'uint', 'SoundFormat', section, SoundFormat);
export const soundRate = field('rtmpt.audio.rate', 'uint', 'SoundRate', section, SoundRate);
export const soundSize = field('rtmpt.audio.size', 'uint', 'SoundSize', section, SoundSize);
export const soundType = field('rtmpt.audio.type', 'uint', 'SoundType', section, SoundType);
export const aacPacketType = field(
  'rtmpt.audio.aac_packet_type',
  'uint',
  'AACPacketType',
  section,
  AacPacketType,
);
export const packetType = field(
  'rtmpt.audio.packet_type',
  'uint',
  'AudioPacketType',
  exSection,
  AudioPacketType,
);
export const fourCc = field('rtmpt.audio.fourcc', 'uint', 'audio FourCC', exSection, AudioFourCc);

/** The fields of a multitrack audio message. */
export const multitrack = {
  control: field('rtmpt.audio.multitrack.control', 'uint', 'audio multitrack control', exSection),
  type: field('rtmpt.audio.multitrack.type', 'uint', 'audioMultitrackType', exSection, AvMultitrackType),
  packetType: field(
    'rtmpt.audio.multitrack.track.packet_type',
    'uint',
    'AudioPacketType of the tracks',
    exSection,
    AudioPacketType,
  ),
  fourCc,
  track: field('rtmpt.audio.multitrack.track', 'group', 'audio track', exSection),
  trackId: field('rtmpt.audio.multitrack.track.id', 'uint', 'audioTrackId', exSection),
  size: field('rtmpt.audio.multitrack.track.length', 'uint', 'sizeOfAudioTrack', exSection),
  data: field('rtmpt.audio.multitrack.track.data', 'bytes', 'data of the audio track', exSection),
} as const satisfies MultitrackFields;
