import type { Note } from '../bytes/note.ts';
import type { ReadPayload } from './media-packet.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { AudioPacketType } from './audio-codes.ts';
import { fourCc, multitrack, packetType } from './audio-fields.ts';
import { AudioFourCc, fourCcText } from './four-cc.ts';
import { MOD_EX, type Modified, readModExChain } from './mod-ex.ts';
import { type MultichannelConfig, readMultichannelConfig } from './multichannel.ts';
import { type Multitracked, readMultitrackHeader, readTracks } from './multitrack.ts';
import { peekSound } from './sound-header.ts';

/** What an audio message, or one of the tracks in it, holds. */
export type AudioContent = {
  /** Short name for people, such as `AAC`; `undefined` for an unknown codec and where the header ends before it. */
  codec: string | undefined;
  /** Codec of an enhanced message, such as `Opus`. */
  fourCc: string | undefined;
  /** Hz, where the header decides it, or the sound says it itself: MP3, AC-3 and E-AC-3. A configuration says it for the others. */
  sampleRate: number | undefined;
  /** The same of channels. */
  channels: number | undefined;
  /** Which speaker each channel is for, of a multichannel configuration. */
  multichannel: MultichannelConfig | undefined;
  /** It configures the decoder. */
  isSequenceHeader: boolean;
  /** It holds sound: not a configuration, an end of sequence, nor nothing. */
  isFrame: boolean;
  /** Offset in the message of what follows all headers; `undefined` where they broke off. */
  bodyStart: number | undefined;
};

/** A track of a multitrack message. */
export type AudioTrack = AudioContent & {
  readonly trackId: number;
  /** Bytes behind the size, as sent; `undefined` where the track reaches to the end of the message. */
  readonly size: number | undefined;
  /** Offset in the message of the end of the track; `undefined` where that is the end of the message. */
  readonly bodyEnd: number | undefined;
};

/** What the enhanced header of an audio message is read into. */
export type ExAudio = AudioContent & Modified & Multitracked & { tracks: AudioTrack[] | undefined };

/** Reads an enhanced header behind its first four bits (E-RTMP v2, Enhanced Audio), in the order of the specification. */
export function readExAudio(
  reader: FieldReader,
  tag: ExAudio,
  notes: Note[] | undefined,
  readPayload: ReadPayload | undefined,
): void {
  tag.packetType = reader.bits(0, 4, packetType);
  if (tag.packetType === MOD_EX) readModExChain(reader, packetType, tag, notes);
  if (tag.packetType === AudioPacketType.multitrack) readMultitrack(reader, tag, notes, readPayload);
  else {
    readContent(reader, tag.packetType, reader.uint32(fourCc), tag, notes);
    readPayload?.(reader, tag, 0);
  }
}

function readMultitrack(
  reader: FieldReader,
  tag: ExAudio,
  notes: Note[] | undefined,
  readPayload: ReadPayload | undefined,
): void {
  const shared = readMultitrackHeader(reader, multitrack, tag, notes);
  if (shared !== undefined) name(tag, shared);
  mark(tag, tag.packetType);
  const tracks: AudioTrack[] = [];
  tag.tracks = tracks;
  readTracks(reader, multitrack, tag.multitrackType, shared, ({ trackId, code, size, end }) => {
    const track: AudioTrack = {
      trackId,
      fourCc: undefined,
      codec: undefined,
      sampleRate: undefined,
      channels: undefined,
      size,
      multichannel: undefined,
      isSequenceHeader: false,
      isFrame: false,
      bodyStart: undefined,
      bodyEnd: end,
    };
    tracks.push(track);
    readContent(reader, tag.packetType, code, track, notes);
    readPayload?.(reader, track, trackId);
  });
}

/** What follows the FourCC, but for the sound itself and the configuration of a decoder. */
function readContent(
  reader: FieldReader,
  type: number | undefined,
  code: number,
  content: AudioContent,
  notes: Note[] | undefined,
): void {
  name(content, code);
  mark(content, type);
  content.bodyStart = reader.position;
  if (content.isFrame) peekSound(reader, content.codec, content);
  if (type !== AudioPacketType.multichannelConfig) return;
  content.multichannel = {
    order: undefined,
    channelCount: undefined,
    channelMask: undefined,
    channels: undefined,
  };
  readMultichannelConfig(reader, content.multichannel, notes);
}

function name(content: AudioContent, code: number): void {
  content.fourCc = fourCcText(code);
  content.codec = AudioFourCc.labelOf(code);
}

function mark(content: AudioContent, type: number | undefined): void {
  content.isSequenceHeader = type === AudioPacketType.sequenceStart;
  content.isFrame = type === AudioPacketType.codedFrames;
}
