import { AudioFourCc, VideoFourCc } from '../flv/four-cc.ts';
import { EXTENDED, readUint32, type ChunkHeader } from './chunk-header.ts';
import { MessageType } from './codes.ts';

/** A message may be longer in theory; none of this length was ever a picture. */
const LONGEST_PLAUSIBLE = 8 * 1024 * 1024;
/** More than this between two messages of a chunk stream, in ms, and the header is none. */
export const LONGEST_PAUSE = 0x100000;
/** What contradicts itself. */
export const IMPOSSIBLE = -1;

/** What a chunk stream is remembered to have sent last. */
export type Precedent = {
  readonly typeId: number;
  readonly streamId: number;
  /** `undefined` when it is not known. */
  readonly timestamp: number | undefined;
};

/**
 * How much a type 0 or 1 header speaks for being one, in bits: how unlikely random bytes are to look like it.
 * `IMPOSSIBLE` when it can't be one.
 */
export function headerEvidence(header: ChunkHeader, before: Precedent | undefined): number {
  const { typeId, length, csid, fmt, timestampField, streamId } = header;
  if (csid < 2 || length === 0 || length > LONGEST_PLAUSIBLE) return IMPOSSIBLE;
  if (!isTypeByte(typeId)) return IMPOSSIBLE;
  let bits = before === undefined ? 4 : typeId === before.typeId ? 13 : 7;
  const fixed = controlLength(typeId);
  if (fixed !== undefined) {
    if (length < fixed.least || length > fixed.most) return IMPOSSIBLE;
    bits += fixed.least === fixed.most ? 24 : 12;
    // Protocol control messages have message stream 0 (RTMP 1.0 §5.4); some senders put User Control elsewhere.
    if (fmt === 0 && streamId !== 0 && typeId !== MessageType.userControl) return IMPOSSIBLE;
  }
  if (fmt === 0) {
    if (streamId > 0xffff) return IMPOSSIBLE;
    bits += streamId <= 16 ? 24 : 14;
    const last = before?.timestamp;
    if (last !== undefined && Math.abs((timestampField - last) | 0) < 120_000) bits += 8;
  } else if (timestampField !== EXTENDED) {
    if (timestampField >= LONGEST_PAUSE) return IMPOSSIBLE;
    bits += timestampField <= 2000 ? 12 : 4;
  }
  return bits;
}

const TYPES = Uint8Array.from({ length: 256 }, (_, typeId) => (isLikely(typeId) ? 1 : 0));

/** Whether a byte may be a message type id. */
export function isTypeByte(byte: number): boolean {
  return TYPES[byte] === 1;
}

/** How much the first bytes of a payload, `data[at, end)`, speak for its type, in bits; `IMPOSSIBLE` when they can't be of it. */
export function payloadEvidence(
  typeId: number,
  length: number,
  data: Uint8Array,
  at: number,
  end: number,
): number {
  const available = Math.min(length, end - at);
  if (available <= 0) return 0;
  const first = data[at]!;
  const second = available > 1 ? data[at + 1]! : -1;
  switch (typeId) {
    case MessageType.commandAmf0:
    case MessageType.dataAmf0:
      return nameEvidence(data, at, available);
    // The format selector before AMF3.
    case MessageType.commandAmf3:
    case MessageType.dataAmf3:
      return first === 0x00 ? nameEvidence(data, at + 1, available - 1) : nameEvidence(data, at, available);
    case MessageType.audio:
      return audioEvidence(first, second, data, at, available);
    case MessageType.video:
      return videoEvidence(first, second, data, at, available, length);
    default:
      return 0;
  }
}

type Bounds = { readonly least: number; readonly most: number };

/** The lengths that a control message may have (RTMP 1.0 §5.4, §7.1.7). */
function controlLength(typeId: number): Bounds | undefined {
  switch (typeId) {
    case MessageType.setChunkSize:
    case MessageType.abort:
    case MessageType.acknowledgement:
    case MessageType.windowAcknowledgementSize:
      return { least: 4, most: 4 };
    case MessageType.setPeerBandwidth:
      return { least: 5, most: 5 };
    case MessageType.userControl:
      return { least: 3, most: 64 };
    default:
      return undefined;
  }
}

/** An AMF0 string: the command's or event's name. */
function nameEvidence(data: Uint8Array, at: number, available: number): number {
  if (available <= 0) return 0;
  if (data[at] !== 0x02) return IMPOSSIBLE;
  if (available < 3) return 8;
  const length = (data[at + 1]! << 8) | data[at + 2]!;
  if (length > 255) return IMPOSSIBLE;
  for (let i = 3; i < Math.min(available, 3 + length); i++) {
    const character = data[at + i]!;
    if (character < 0x20 || character > 0x7e) return IMPOSSIBLE;
  }
  return 16 + Math.min(length, 10);
}

function audioEvidence(
  first: number,
  second: number,
  data: Uint8Array,
  at: number,
  available: number,
): number {
  if (first >> 4 === 10) return second === -1 ? 4 : second > 1 ? IMPOSSIBLE : 11;
  if (first >> 4 !== 9) return 1;
  if (available < 5) return 4;
  return AudioFourCc.labelOf(readUint32(data, at + 1)) === undefined ? 2 : 36;
}

function videoEvidence(
  first: number,
  second: number,
  data: Uint8Array,
  at: number,
  available: number,
  length: number,
): number {
  if (first >= 0x80) {
    if (available < 5) return 1;
    return VideoFourCc.labelOf(readUint32(data, at + 1)) === undefined ? 1 : 33;
  }
  const codec = first & 0x0f;
  // Frame type 1 to 5 and codec 2 to 13.
  if (first >> 4 < 1 || first >> 4 > 5 || codec < 2 || codec > 13) return IMPOSSIBLE;
  if (codec !== 7 && codec < 12) return 2;
  if (second === -1) return 4;
  if (second > 2) return IMPOSSIBLE;
  if (available < 5) return 10;
  const composition = (readUint32(data, at + 1) << 8) >> 8;
  let bits = 10 + (Math.abs(composition) < 10_000 ? 9 : -4);
  // The first NAL unit's length, which the others follow: it can't be longer than all.
  if (second === 1 && available >= 9) {
    const unit = readUint32(data, at + 5);
    if (unit > 0 && unit <= length - 9) bits += 10;
  }
  return bits;
}

/** Whether a type is known, and not as rare as chance. */
function isLikely(typeId: number): boolean {
  return MessageType.labelOf(typeId) !== undefined && typeId !== MessageType.edgeOrigin;
}
