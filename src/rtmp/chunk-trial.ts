import { createChunkHeader, EXTENDED, readChunkHeader, type ChunkHeader } from './chunk-header.ts';
import { MessageType } from './codes.ts';

/** Chunk sizes that senders in the field use, for a capture that does not hold the Set Chunk Size. */
const USUAL_CHUNK_SIZES = [
  128, 256, 512, 1024, 1400, 2048, 4000, 4096, 5120, 8192, 10_000, 10_240, 16_384, 32_768, 60_000, 65_535,
  65_536, 131_072, 262_144, 524_288, 1_000_000, 1_048_576, 0x7fffffff,
];
/** A message may be longer in theory; none of this length was ever a picture. */
const LONGEST_PLAUSIBLE = 8 * 1024 * 1024;
/** Chunk headers in a row that hold no contradiction, before bytes count as chunks. */
const ENOUGH_HEADERS = 3;

/** What a trial came to: the chunk size to read with, that these are no chunks, or `undefined` for "more bytes, please". */
export type TrialResult = { readonly chunkSize: number } | 'no chunks' | undefined;

/**
 * Tries to read `bytes`, the first of a direction whose beginning was not captured, as chunks.
 * `final`: no more bytes will be waited for.
 */
export function tryChunks(bytes: Uint8Array, final: boolean): TrialResult {
  let best: Walk | undefined;
  let chunkSize = 0;
  let longestOfAll = 0;
  let isOpen = false;
  for (const size of USUAL_CHUNK_SIZES) {
    const walk = walkChunks(bytes, size);
    if (walk.contradicted) continue;
    if (walk.headers >= ENOUGH_HEADERS && walk.longest > size) return { chunkSize: size };
    isOpen = true;
    longestOfAll = Math.max(longestOfAll, walk.longest);
    // All sizes that no message exceeds read alike: the smallest stands for them.
    if (best === undefined || (best.longest > chunkSize && walk.longest <= size)) {
      best = walk;
      chunkSize = size;
    }
  }
  if (!isOpen) return 'no chunks';
  if (!final || best === undefined) return undefined;
  const isConvincing = best.headers >= ENOUGH_HEADERS || (best.headers > 0 && best.endsAtBoundary);
  return isConvincing ? { chunkSize } : 'no chunks';
}

type Walk = {
  headers: number;
  /** The longest message whose first chunk was walked over. */
  longest: number;
  contradicted: boolean;
  endsAtBoundary: boolean;
};

type TrialStream = { length: number; received: number; extended: boolean };

function walkChunks(bytes: Uint8Array, chunkSize: number): Walk {
  const walk: Walk = { headers: 0, longest: 0, contradicted: false, endsAtBoundary: false };
  const header = createChunkHeader();
  const streams = new Map<number, TrialStream>();
  let position = 0;
  while (position < bytes.length) {
    if (!readChunkHeader(bytes, position, bytes.length, header)) return walk;
    let at = position + header.byteLength;
    let stream = streams.get(header.csid);
    const isContinuation = stream !== undefined && stream.received < stream.length;
    if (header.fmt < 2) {
      const extended = header.timestampField === EXTENDED;
      const first = bytes[extended ? at + 4 : at];
      if (isContinuation || !isPlausibleHeader(header) || !isPlausiblePayload(header.typeId, first)) {
        walk.contradicted = true;
        return walk;
      }
      stream = { length: header.length, received: 0, extended };
      streams.set(header.csid, stream);
    } else if (stream === undefined || (header.fmt === 2 && isContinuation)) {
      walk.contradicted = true;
      return walk;
    } else if (!isContinuation) {
      stream.received = 0;
      if (header.fmt === 2) stream.extended = header.timestampField === EXTENDED;
    }
    if (stream.extended) at += 4;
    const size = Math.min(chunkSize, stream.length - stream.received);
    stream.received += size;
    position = at + size;
    walk.headers++;
    walk.longest = Math.max(walk.longest, stream.length);
  }
  walk.endsAtBoundary =
    position === bytes.length && [...streams.values()].every((stream) => stream.received === stream.length);
  return walk;
}

/** Whether a type 0 or 1 header could be a real one. */
function isPlausibleHeader(header: ChunkHeader): boolean {
  const { typeId, length, csid } = header;
  if (csid < 2 || length === 0 || length > LONGEST_PLAUSIBLE) return false;
  if (header.fmt === 0 && header.streamId > 0xffff) return false;
  switch (typeId) {
    case MessageType.setChunkSize:
    case MessageType.abort:
    case MessageType.acknowledgement:
    case MessageType.windowAcknowledgementSize:
      return length === 4;
    case MessageType.setPeerBandwidth:
      return length === 5;
    case MessageType.userControl:
      return length >= 3 && length <= 64;
    case MessageType.edgeOrigin:
      // Known, but as rare as chance.
      return false;
    default:
      return MessageType.labelOf(typeId) !== undefined;
  }
}

/** Whether a payload of this type could begin with this byte. */
function isPlausiblePayload(typeId: number, first: number | undefined): boolean {
  if (first === undefined) return true;
  switch (typeId) {
    // An AMF0 string: the command's or event's name.
    case MessageType.commandAmf0:
    case MessageType.dataAmf0:
      return first === 0x02;
    // The format selector before AMF3.
    case MessageType.commandAmf3:
    case MessageType.dataAmf3:
      return first === 0x00 || first === 0x02;
    // Frame type 1 to 5 and codec 2 to 13, or an Enhanced RTMP header.
    case MessageType.video:
      return (
        first >= 0x80 || (first >> 4 >= 1 && first >> 4 <= 5 && (first & 0x0f) >= 2 && (first & 0x0f) <= 13)
      );
    default:
      return true;
  }
}
