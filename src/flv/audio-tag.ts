import { type Broken, brokenBy } from '../field/broken.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import {
  AacPacketType,
  AudioPacketType,
  SoundFormat,
  SoundRate,
  SoundSize,
  SoundType,
} from './audio-codes.ts';
import { AudioFourCc, fourCcText } from './four-cc.ts';

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

/** The header of an audio message: what its first bytes say (FLV 10.1 §E.4.2.1; E-RTMP v2, Enhanced Audio). */
export type AudioTag = {
  kind: 'audio';
  /** The message has no byte: silence, or a sign of life. */
  empty: boolean;
  /** Short name for people, such as `AAC`; `undefined` for an unknown codec and where the header ends before it. */
  codec: string | undefined;
  soundFormat: number | undefined;
  /** As sent. AAC sends 44 kHz, 16 bit, stereo whatever the sound is. */
  soundRate: number | undefined;
  soundSize: number | undefined;
  soundType: number | undefined;
  /** Hz, where the header decides it: not for AAC and enhanced audio. */
  sampleRate: number | undefined;
  /** Bits of an uncompressed sample. */
  sampleBits: number | undefined;
  /** Where the header decides it: not for AAC and enhanced audio. */
  channels: number | undefined;
  /** `soundFormat` says that an enhanced header follows. */
  isExHeader: boolean;
  /** `AacPacketType`; with an enhanced header `AudioPacketType`. */
  packetType: number | undefined;
  /** Codec of an enhanced message, such as `Opus`. */
  fourCc: string | undefined;
  /** The message configures the decoder. */
  isSequenceHeader: boolean;
  /** The message holds sound: not a configuration, an end of sequence, nor nothing. */
  isFrame: boolean;
  broken: Broken | undefined;
};

/** Codec names by SoundFormat. */
const codecNames: readonly (string | undefined)[] = [
  'PCM',
  'ADPCM',
  'MP3',
  'PCM',
  'Nellymoser',
  'Nellymoser',
  'Nellymoser',
  'G.711 A-law',
  'G.711 mu-law',
  undefined,
  'AAC',
  'Speex',
  undefined,
  undefined,
  'MP3',
];

/** Hz by SoundRate. */
const sampleRates: readonly number[] = [5512, 11_025, 22_050, 44_100];

/** Reads the header of an audio message and leaves the sound unread. Never throws: see `broken`. */
export function readAudioTag(reader: FieldReader): AudioTag {
  const tag: AudioTag = {
    kind: 'audio',
    empty: reader.remaining === 0,
    codec: undefined,
    soundFormat: undefined,
    soundRate: undefined,
    soundSize: undefined,
    soundType: undefined,
    sampleRate: undefined,
    sampleBits: undefined,
    channels: undefined,
    isExHeader: false,
    packetType: undefined,
    fourCc: undefined,
    isSequenceHeader: false,
    isFrame: false,
    broken: undefined,
  };
  if (tag.empty) return tag;
  try {
    reader.uint8(control);
    tag.soundFormat = reader.bits(4, 4, soundFormat);
    if (tag.soundFormat === SoundFormat.exHeader) readExHeader(reader, tag);
    else readHeader(reader, tag, tag.soundFormat);
  } catch (error) {
    tag.broken = brokenBy(error);
  }
  return tag;
}

function readHeader(reader: FieldReader, tag: AudioTag, format: number): void {
  tag.codec = codecNames[format];
  tag.soundRate = reader.bits(2, 2, soundRate);
  tag.soundSize = reader.bits(1, 1, soundSize);
  tag.soundType = reader.bits(0, 1, soundType);
  if (format === SoundFormat.aac) {
    tag.packetType = reader.uint8(aacPacketType);
    tag.isSequenceHeader = tag.packetType === AacPacketType.sequenceHeader;
    tag.isFrame = tag.packetType === AacPacketType.raw;
    return;
  }
  tag.isFrame = true;
  tag.sampleRate = fixedRate(format) ?? sampleRates[tag.soundRate];
  tag.channels = isMono(format) ? 1 : tag.soundType + 1;
  if (format === SoundFormat.pcmLittleEndian || format === SoundFormat.pcmPlatformEndian) {
    tag.sampleBits = tag.soundSize === SoundSize.bits16 ? 16 : 8;
  }
}

/** The rate of formats that have but one, for which SoundRate is ignored. */
function fixedRate(format: number): number | undefined {
  switch (format) {
    case SoundFormat.nellymoser16k:
    case SoundFormat.speex:
      return 16_000;
    case SoundFormat.nellymoser8k:
    case SoundFormat.mp3At8k:
    case SoundFormat.g711ALaw:
    case SoundFormat.g711MuLaw:
      return 8000;
    default:
      return undefined;
  }
}

/** Formats for which SoundType is ignored. */
function isMono(format: number): boolean {
  return (
    format === SoundFormat.nellymoser16k ||
    format === SoundFormat.nellymoser8k ||
    format === SoundFormat.speex
  );
}

function readExHeader(reader: FieldReader, tag: AudioTag): void {
  tag.isExHeader = true;
  tag.packetType = reader.bits(0, 4, packetType);
  if (tag.packetType === AudioPacketType.modEx || tag.packetType === AudioPacketType.multitrack) return;
  const code = reader.uint32(fourCc);
  tag.fourCc = fourCcText(code);
  tag.codec = AudioFourCc.labelOf(code);
  tag.isSequenceHeader = tag.packetType === AudioPacketType.sequenceStart;
  tag.isFrame = tag.packetType === AudioPacketType.codedFrames;
}

/**
 * Whether all bytes of an audio message are worth keeping: it configures the decoder, or may do so in one of several
 * tracks. Of other messages the first bytes are enough.
 * @param head the first bytes: 2 decide, fewer do when the message has no more
 */
export function needsWholeAudio(head: Uint8Array): boolean {
  const [first = 0, second] = head;
  const low = first & 0x0f;
  switch (first >> 4) {
    case SoundFormat.aac:
      return second === AacPacketType.sequenceHeader;
    case SoundFormat.exHeader:
      return (
        carriesConfig(low) || (low === AudioPacketType.multitrack && carriesConfig((second ?? 0) & 0x0f))
      );
    default:
      return false;
  }
}

function carriesConfig(type: number): boolean {
  return (
    type === AudioPacketType.sequenceStart ||
    type === AudioPacketType.multichannelConfig ||
    type === AudioPacketType.modEx
  );
}
