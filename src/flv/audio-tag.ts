import type { Note } from '../bytes/note.ts';
import { type Broken, brokenBy } from '../field/broken.ts';
import type { ReadPayload } from './media-packet.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { AacPacketType, AudioPacketType, SoundFormat, SoundSize } from './audio-codes.ts';
import { aacPacketType, control, soundFormat, soundRate, soundSize, soundType } from './audio-fields.ts';
import { type ExAudio, readExAudio } from './ex-audio.ts';
import { endOfModExChain, MOD_EX } from './mod-ex.ts';
import { AvMultitrackType } from './multitrack.ts';
import { peekSound } from './sound-header.ts';

/**
 * The header of an audio message: what its first bytes say (FLV 10.1 §E.4.2.1; E-RTMP v2, Enhanced Audio). With several
 * tracks, `codec` and `fourCc` are those that all tracks have in common; what is different lies in `tracks`.
 */
export type AudioTag = ExAudio & {
  kind: 'audio';
  /** The message has no byte: silence, or a sign of life. */
  empty: boolean;
  soundFormat: number | undefined;
  /** As sent. AAC sends 44 kHz, 16 bit, stereo whatever the sound is. */
  soundRate: number | undefined;
  soundSize: number | undefined;
  soundType: number | undefined;
  /** Bits of an uncompressed sample. */
  sampleBits: number | undefined;
  /** An AAC frame has an ADTS header before it (ISO 14496-3 §1.A.2.2), which does not belong there. */
  isAdts: true | undefined;
  /** `soundFormat` says that an enhanced header follows. */
  isExHeader: boolean;
  /** `AacPacketType`; with an enhanced header `AudioPacketType`: that behind all modifiers, and that of the tracks. */
  packetType: number | undefined;
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
  'Opus',
  'MP3',
  'Device-specific sound',
];

/** Hz by SoundRate. */
const sampleRates: readonly number[] = [5512, 11_025, 22_050, 44_100];

/**
 * Reads the header of an audio message, and what of its body is no sound and configures no decoder. Never throws: see
 * `broken`.
 * @param notes gets what is against the specification, and still can be read
 * @param readPayload reads what follows the header, or each of the headers of several tracks
 */
export function readAudioTag(reader: FieldReader, notes?: Note[], readPayload?: ReadPayload): AudioTag {
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
    isAdts: undefined,
    isExHeader: false,
    packetType: undefined,
    fourCc: undefined,
    modEx: undefined,
    timestampOffsetNano: undefined,
    multitrackType: undefined,
    tracks: undefined,
    multichannel: undefined,
    isSequenceHeader: false,
    isFrame: false,
    bodyStart: undefined,
    broken: undefined,
  };
  if (tag.empty) return tag;
  try {
    reader.uint8(control);
    tag.soundFormat = reader.bits(4, 4, soundFormat);
    tag.isExHeader = tag.soundFormat === SoundFormat.exHeader;
    if (tag.isExHeader) readExAudio(reader, tag, notes, readPayload);
    else {
      readHeader(reader, tag, tag.soundFormat);
      readPayload?.(reader, tag, 0);
    }
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
    tag.bodyStart = reader.position;
    if (tag.isFrame && reader.peek() === 0xff && ((reader.peek(1) ?? 0) & 0xf6) === 0xf0) tag.isAdts = true;
    return;
  }
  tag.isFrame = true;
  tag.bodyStart = reader.position;
  tag.sampleRate = fixedRate(format) ?? sampleRates[tag.soundRate];
  tag.channels = isMono(format) ? 1 : tag.soundType + 1;
  peekSound(reader, tag.codec, tag);
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
    case SoundFormat.opus:
      return 48_000;
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

/**
 * Whether all bytes of an audio message are worth keeping: it configures the decoder, or the heads of further tracks stand
 * among the sound. Of other messages the first bytes are enough.
 * @param head the first bytes; fewer than 32 when the message has no more
 */
export function needsWholeAudio(head: Uint8Array): boolean {
  const first = head[0] ?? 0;
  const second = head[1];
  if (first >> 4 === SoundFormat.aac) return second === AacPacketType.sequenceHeader;
  if (first >> 4 !== SoundFormat.exHeader) return false;
  if ((first & 0x0f) !== MOD_EX) return needsWholeType(first & 0x0f, second);
  const at = endOfModExChain(head);
  return at === undefined || needsWholeType(head[at]! & 0x0f, head[at + 1]);
}

function needsWholeType(type: number, multitrackControl = 0): boolean {
  if (type !== AudioPacketType.multitrack) return carriesConfig(type);
  return multitrackControl >> 4 !== AvMultitrackType.oneTrack || carriesConfig(multitrackControl & 0x0f);
}

function carriesConfig(type: number): boolean {
  return type === AudioPacketType.sequenceStart || type === AudioPacketType.multichannelConfig;
}
