import type { ByteQueue } from '../../bytes/byte-queue.ts';
import { quantity } from '../../bytes/quantity.ts';
import { BadFrame } from '../framed.ts';

/** The largest window that is granted: what the zstd program grants unasked, 128 MiB. */
const MOST_WINDOW_LENGTH = 2 ** 27;

/** Frame_Header_Descriptor (RFC 8878 §3.1.1.1.1). */
const Flag = { dictionary: 0x03, checksum: 0x04, reserved: 0x08, singleSegment: 0x20 } as const;

/** What a frame header says (RFC 8878 §3.1.1.1). */
export type FrameHeader = {
  /** Of the header, with the magic. */
  readonly length: number;
  readonly windowLength: number;
  /** Bytes that the frame says to hold. */
  readonly contentLength: number | undefined;
  readonly hasChecksum: boolean;
};

/**
 * Reads the frame header at the beginning of `queue`, which holds a magic; `undefined` when it is not here as a whole.
 * @throws BadFrame when it is damaged, or asks for what is not granted
 */
export function readFrameHeader(queue: ByteQueue): FrameHeader | undefined {
  if (!queue.has(5)) return undefined;
  const flags = queue.data[queue.start + 4]!;
  if ((flags & Flag.reserved) !== 0) throw new BadFrame('damaged', 'a reserved bit of a frame header is set');
  const isSingleSegment = (flags & Flag.singleSegment) !== 0;
  const windowAt = 5;
  const dictionaryAt = windowAt + (isSingleSegment ? 0 : 1);
  const contentAt = dictionaryAt + [0, 1, 2, 4][flags & Flag.dictionary]!;
  const contentWidth = [isSingleSegment ? 1 : 0, 2, 4, 8][flags >> 6]!;
  const length = contentAt + contentWidth;
  if (!queue.has(length)) return undefined;
  const header = queue.data.subarray(queue.start, queue.start + length);
  if (littleEndian(header, dictionaryAt, contentAt) !== 0) {
    throw new BadFrame('refused', 'it was compressed with a dictionary');
  }
  // Two bytes count from 256 on (RFC 8878 §3.1.1.1.4).
  const offset = contentWidth === 2 ? 256 : 0;
  const contentLength = contentWidth === 0 ? undefined : littleEndian(header, contentAt, length) + offset;
  const windowLength = isSingleSegment ? contentLength! : windowLengthOf(header[windowAt]!);
  if (windowLength > MOST_WINDOW_LENGTH) {
    const needed = `it needs a window of more than ${quantity(MOST_WINDOW_LENGTH, 'byte')}`;
    throw new BadFrame('refused', `${needed}: decompress it first (zstd -d --long=31)`);
  }
  return { length, windowLength, contentLength, hasChecksum: (flags & Flag.checksum) !== 0 };
}

/** Window_Size by its descriptor (RFC 8878 §3.1.1.1.2). */
function windowLengthOf(descriptor: number): number {
  return 2 ** (10 + (descriptor >> 3)) * (1 + (descriptor & 7) / 8);
}

function littleEndian(data: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = end - 1; at >= start; at--) value = value * 256 + data[at]!;
  return value;
}
