import { factsOf, readTrackConfigs, type TrackFacts } from '../../analysis/track-config.ts';
import type { Field } from '../../field/field.ts';
import { SoundFormat } from '../../flv/audio-codes.ts';
import * as audio from '../../flv/audio-fields.ts';
import type { AudioTag } from '../../flv/audio-tag.ts';
import * as facts from '../../flv/config-facts.ts';
import { CodecId } from '../../flv/video-codes.ts';
import * as video from '../../flv/video-fields.ts';
import type { VideoTag } from '../../flv/video-tag.ts';
import type { Value, ValueType } from '../types.ts';
import type { FilterField } from './filter-field.ts';
import { firstPacketType } from './track-fields.ts';

const soundTag = 'FLV 10.1 §E.4.2.1';
const exSoundTag = 'E-RTMP v2, Enhanced Audio';
const pictureTag = 'FLV 10.1 §E.4.3.1';
const ours = 'rtmp-dissect';

/** What a row says besides its field and how it is read. */
type Extras = Partial<Pick<FilterField, 'type' | 'short' | 'isFlag' | 'wiresharkNames'>>;
type Declaration = Pick<FilterField, 'id' | 'type' | 'label' | 'section'>;

/** Headers of audio messages. */
export const AUDIO_FIELDS: readonly FilterField[] = [
  ofAudio(audio.control, audioControl),
  ofAudio(audio.soundFormat, (tag) => tag.soundFormat, {
    wiresharkNames: {
      Uncompressed: SoundFormat.pcmPlatformEndian,
      'Uncompressed, little-endian': SoundFormat.pcmLittleEndian,
      'Nellymoser 16kHz': SoundFormat.nellymoser16k,
      'Nellymoser 8kHz': SoundFormat.nellymoser8k,
      G711A: SoundFormat.g711ALaw,
      G711U: SoundFormat.g711MuLaw,
      'HE-AAC': SoundFormat.aac,
    },
  }),
  ofAudio(audio.soundRate, (tag) => tag.soundRate),
  ofAudio(audio.soundSize, (tag) => tag.soundSize, { wiresharkNames: { '8 bit': 0, '16 bit': 1 } }),
  ofAudio(audio.soundType, (tag) => tag.soundType),
  ofAudio(audio.aacPacketType, (tag) => (tag.isExHeader ? undefined : tag.packetType)),
  ofAudio(
    {
      id: 'rtmpt.audio.is_ex_header',
      type: 'boolean',
      label: 'enhanced header follows',
      section: exSoundTag,
    },
    (tag) => (tag.empty ? undefined : tag.isExHeader),
  ),
  ofAudio(
    {
      id: 'rtmpt.audio.sample_rate',
      type: 'uint',
      label: 'sample rate in Hz, where header or sound say it',
      section: soundTag,
    },
    (tag) => tag.sampleRate,
  ),
  ofAudio(
    {
      id: 'rtmpt.audio.channels',
      type: 'uint',
      label: 'channels, where header or sound say them',
      section: soundTag,
    },
    (tag) => tag.channels,
  ),
  dataOf('audio'),
];

/** Headers of video messages. */
export const VIDEO_FIELDS: readonly FilterField[] = [
  ofVideo(video.control, videoControl),
  ofVideo(video.frameType, (tag) => tag.frameType, {
    wiresharkNames: { 'inter-frame': 2, 'disposable inter-frame': 3 },
  }),
  ofVideo(video.codecId, (tag) => tag.codecId, {
    wiresharkNames: {
      'Sorensen H.263': CodecId.sorensonH263,
      'On2 VP6+alpha': CodecId.vp6Alpha,
      'H.264': CodecId.avc,
    },
  }),
  ofVideo(video.command, (tag) => tag.command),
  ofVideo(video.avcPacketType, (tag) => (tag.isExHeader ? undefined : tag.packetType)),
  ofVideo(video.isExHeader, (tag) => (tag.empty ? undefined : tag.isExHeader)),
  ofVideo(
    {
      id: 'rtmpt.video.keyframe',
      type: 'boolean',
      label: 'picture that needs no earlier one',
      section: pictureTag,
    },
    (tag) => tag.isKeyframe,
    { isFlag: true },
  ),
  dataOf('video'),
];

/** What audio and video messages have in common, and what sequence headers tell of their track. */
export const MEDIA_FIELDS: readonly FilterField[] = [
  ofMedia('rtmpt.media.sequence_header', 'boolean', 'configures the decoder', (tag) => tag.isSequenceHeader, {
    isFlag: true,
  }),
  ofMedia('rtmpt.media.frame', 'boolean', 'holds a picture or sound', (tag) => tag.isFrame, { isFlag: true }),
  ofMedia('rtmpt.media.empty', 'boolean', 'has no byte', (tag) => tag.empty, { isFlag: true }),
  ofConfig(facts.profileName, (config) => config.profile),
  ofConfig(facts.tierName, (config) => config.tier),
  ofConfig(facts.levelName, (config) => config.level),
  ofConfig(facts.width, (config) => config.width),
  ofConfig(facts.height, (config) => config.height),
  ofConfig(facts.frameRate, (config) => config.frameRate),
  ofConfig(facts.chroma, (config) => config.chroma),
  ofConfig(facts.bitDepth, (config) => config.bitDepth),
  ofConfig(facts.fullRange, (config) => config.fullRange),
  ofConfig(facts.primaries, (config) => config.colour?.primaries),
  ofConfig(facts.transfer, (config) => config.colour?.transfer),
  ofConfig(facts.matrix, (config) => config.colour?.matrix),
  ofConfig(facts.sampleRate, (config) => config.sampleRate),
  ofConfig(facts.channels, (config) => config.channels),
];

function ofAudio(
  field: Declaration,
  read: (tag: AudioTag) => Value | undefined,
  extras: Extras = {},
): FilterField {
  return {
    ...field,
    ...extras,
    cost: 'body',
    read: (event) => (event.kind === 'message' && event.body.kind === 'audio' ? read(event.body) : undefined),
  };
}

function ofVideo(
  field: Declaration,
  read: (tag: VideoTag) => Value | undefined,
  extras: Extras = {},
): FilterField {
  return {
    ...field,
    ...extras,
    cost: 'body',
    read: (event) => (event.kind === 'message' && event.body.kind === 'video' ? read(event.body) : undefined),
  };
}

function ofMedia(
  id: string,
  type: ValueType,
  label: string,
  read: (tag: AudioTag | VideoTag) => Value | undefined,
  extras: Extras,
): FilterField {
  return {
    id,
    type,
    label,
    section: ours,
    ...extras,
    cost: 'body',
    read: (event) => {
      if (event.kind !== 'message') return undefined;
      const { body } = event;
      return body.kind === 'audio' || body.kind === 'video' ? read(body) : undefined;
    },
  };
}

/** What lies behind the byte that begins an audio or video message. */
function dataOf(kind: 'audio' | 'video'): FilterField {
  return {
    id: `rtmpt.${kind}.data`,
    type: 'bytes',
    label: `${kind} data behind the first byte`,
    section: kind === 'audio' ? soundTag : pictureTag,
    cost: 'payload',
    isThere: (event) => event.kind === 'message' && event.body.kind === kind && event.length > 1,
    read: (event) =>
      event.kind === 'message' && event.body.kind === kind ? event.payload?.subarray(1) : undefined,
  };
}

function ofConfig(
  { id, type, label, section, codes }: Field,
  read: (config: TrackFacts) => Value | undefined,
): FilterField {
  return {
    id,
    type,
    label: `${label}, of a sequence header`,
    section,
    ...(codes && { codes }),
    cost: 'reread',
    isMany: true,
    read: (event) => {
      if (event.kind !== 'message') return [];
      return readTrackConfigs(event).flatMap(([, config]) => read(factsOf(config)) ?? []);
    },
  };
}

/** The first byte of an audio message (FLV 10.1 §E.4.2.1; E-RTMP v2, Enhanced Audio), as its parts make it. */
function audioControl(tag: AudioTag): number | undefined {
  const { soundFormat, isExHeader, soundRate, soundSize, soundType } = tag;
  if (soundFormat === undefined) return undefined;
  const low = isExHeader ? firstPacketType(tag) : (soundRate! << 2) | (soundSize! << 1) | soundType!;
  return low === undefined ? undefined : (soundFormat << 4) | low;
}

/** The first byte of a video message (FLV 10.1 §E.4.3.1; E-RTMP v2, Enhanced Video), as its parts make it. */
function videoControl(tag: VideoTag): number | undefined {
  const { isExHeader, frameType, codecId } = tag;
  const low = isExHeader ? firstPacketType(tag) : codecId;
  if (frameType === undefined || low === undefined) return undefined;
  return (isExHeader ? 0x80 : 0) | (frameType << 4) | low;
}
