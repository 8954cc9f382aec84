/** The header of one chunk (RTMP 1.0 §5.3.1), as it stands in the bytes: what it leaves out is not filled in. */
export type ChunkHeader = {
  /** Chunk type 0 to 3: how much of the message header is there. */
  fmt: number;
  /** Chunk stream id, 2 to 65,599. */
  csid: number;
  /** Bytes of basic header and message header, without the extended timestamp. */
  byteLength: number;
  /** Types 0 to 2: the 24-bit timestamp (type 0) or timestamp delta; 0xFFFFFF says that the extended timestamp follows. */
  timestampField: number;
  /** Types 0 and 1: bytes of the message. */
  length: number;
  /** Types 0 and 1: message type id. */
  typeId: number;
  /** Type 0: message stream id. */
  streamId: number;
};

/** The value of the 24-bit field that announces an extended timestamp (RTMP 1.0 §5.3.1.3). */
export const EXTENDED = 0xffffff;

/** The longest chunk header: 3 bytes of basic header, 11 of message header, 4 of extended timestamp. */
export const LONGEST_CHUNK_HEADER = 18;

/** Bytes of the message header of types 0 to 3 (RTMP 1.0 §5.3.1.2). */
const MESSAGE_HEADER_LENGTHS = [11, 7, 3, 0] as const;

/** A header to read into. */
export function createChunkHeader(): ChunkHeader {
  return { fmt: 0, csid: 0, byteLength: 0, timestampField: 0, length: 0, typeId: 0, streamId: 0 };
}

/**
 * Reads basic header and message header at `data[at]` into `header` (RTMP 1.0 §5.3.1.1, §5.3.1.2).
 * Returns false when `end` comes first; nothing is committed then.
 */
export function readChunkHeader(data: Uint8Array, at: number, end: number, header: ChunkHeader): boolean {
  if (at >= end) return false;
  const first = data[at]!;
  const fmt = first >> 6;
  let csid = first & 0x3f;
  let position = at + 1;
  if (csid === 0) {
    if (position >= end) return false;
    csid = 64 + data[position]!;
    position += 1;
  } else if (csid === 1) {
    if (position + 1 >= end) return false;
    csid = 64 + data[position]! + (data[position + 1]! << 8);
    position += 2;
  }
  const messageHeader = MESSAGE_HEADER_LENGTHS[fmt as 0 | 1 | 2 | 3];
  if (position + messageHeader > end) return false;
  header.fmt = fmt;
  header.csid = csid;
  header.byteLength = position + messageHeader - at;
  if (fmt < 3) {
    header.timestampField = (data[position]! << 16) | (data[position + 1]! << 8) | data[position + 2]!;
  }
  if (fmt < 2) {
    header.length = (data[position + 3]! << 16) | (data[position + 4]! << 8) | data[position + 5]!;
    header.typeId = data[position + 6]!;
  }
  if (fmt === 0) {
    // The one little-endian number of the protocol.
    header.streamId =
      (data[position + 7]! |
        (data[position + 8]! << 8) |
        (data[position + 9]! << 16) |
        (data[position + 10]! << 24)) >>>
      0;
  }
  return true;
}

/** Whether the chunk stream id takes three bytes where two would do (RTMP 1.0 §5.3.1.1). */
export function hasLongForm({ fmt, csid, byteLength }: ChunkHeader): boolean {
  return csid < 320 && byteLength - MESSAGE_HEADER_LENGTHS[fmt as 0 | 1 | 2 | 3] === 3;
}

/** The big-endian number at `data[at]`. */
export function readUint32(data: Uint8Array, at: number): number {
  return ((data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!) >>> 0;
}
