import type { ByteQueue } from '../bytes/byte-queue.ts';
import type { Note } from '../bytes/note.ts';
import { isSkippable, LZ4_MAGIC } from './compression.ts';
import { BadFrame, decompressFrames, NOTHING, type FrameDecoder } from './framed.ts';
import { readU32 } from './integers.ts';
import { decompressBlock } from './lz4-block.ts';
import { Xxh32, xxh32 } from './xxh32.ts';

/** How far back a match reaches at most (LZ4 block format, "Offset"). */
const WINDOW_LENGTH = 64 * 1024;
const SKIPPABLE_HEADER_LENGTH = 8;
const CHECKSUM_LENGTH = 4;
/** The flag of a block size that says that the block is stored. */
const STORED = 0x8000_0000;

/** FLG of the frame descriptor. */
const Flag = {
  dictionary: 0x01,
  reserved: 0x02,
  contentChecksum: 0x04,
  contentLength: 0x08,
  blockChecksum: 0x10,
  independent: 0x20,
} as const;

/** The bytes inside `source`, LZ4 frames (LZ4 frame format 1.6.4). */
export function unlz4(source: AsyncIterable<Uint8Array>, notes: Note[]): AsyncGenerator<Uint8Array> {
  return decompressFrames('lz4', source, notes, (queue) => new Lz4Decoder(queue));
}

/** What a frame descriptor says. */
type FrameDescriptor = {
  readonly flags: number;
  /** The most that a block holds, decompressed: 64 KiB to 4 MiB. */
  readonly blockLength: number;
};

/** Reads frames, a block at a time; holds the window and one block. */
class Lz4Decoder implements FrameDecoder {
  private readonly queue: ByteQueue;
  private frame: FrameDescriptor | undefined;
  /** The window, then the block: matches copy from one to the other. */
  private memory: Uint8Array = NOTHING;
  private windowStart = WINDOW_LENGTH;
  /** Bytes of `memory` that the last block took, which become window before the next. */
  private lastLength = 0;
  private checksum = new Xxh32();
  private isAtEnd = false;

  constructor(queue: ByteQueue) {
    this.queue = queue;
  }

  get isWithinFrame(): boolean {
    return this.frame !== undefined;
  }

  next(): Uint8Array | undefined {
    if (this.frame === undefined) return this.beginFrame();
    if (this.isAtEnd) return this.endFrame(this.frame);
    return this.readBlock(this.frame);
  }

  private beginFrame(): Uint8Array | undefined {
    const { queue } = this;
    if (!queue.has(4)) return undefined;
    const magic = readU32(queue.data, queue.start, true);
    if (isSkippable(magic)) {
      if (!queue.has(SKIPPABLE_HEADER_LENGTH)) return undefined;
      queue.skip(SKIPPABLE_HEADER_LENGTH + readU32(queue.data, queue.start + 4, true));
      return NOTHING;
    }
    if (magic !== LZ4_MAGIC) throw new BadFrame('trailer', '');
    const frame = takeDescriptor(queue);
    if (frame === undefined) return undefined;
    this.frame = frame;
    this.windowStart = WINDOW_LENGTH;
    this.lastLength = 0;
    this.checksum = new Xxh32();
    if (this.memory.length !== WINDOW_LENGTH + frame.blockLength) {
      this.memory = new Uint8Array(WINDOW_LENGTH + frame.blockLength);
    }
    return NOTHING;
  }

  private readBlock({ flags, blockLength }: FrameDescriptor): Uint8Array | undefined {
    const { queue } = this;
    if (!queue.has(4)) return undefined;
    const field = readU32(queue.data, queue.start, true);
    if (field === 0) {
      queue.skip(4);
      this.isAtEnd = true;
      return NOTHING;
    }
    const isStored = field >= STORED;
    const size = isStored ? field - STORED : field;
    if (size > blockLength) {
      throw new BadFrame('damaged', `a block claims ${size} bytes, and its frame allows ${blockLength}`);
    }
    const hasChecksum = (flags & Flag.blockChecksum) !== 0;
    const length = 4 + size + (hasChecksum ? CHECKSUM_LENGTH : 0);
    if (!queue.has(length)) return undefined;
    const { data, start } = queue;
    const block = data.subarray(start + 4, start + 4 + size);
    if (hasChecksum && readU32(data, start + 4 + size, true) !== xxh32(block)) {
      throw new BadFrame('damaged', 'the checksum of a block is wrong');
    }
    const bytes = this.decompress(block, isStored, (flags & Flag.independent) !== 0);
    if ((flags & Flag.contentChecksum) !== 0) this.checksum.update(bytes);
    queue.skip(length);
    return bytes;
  }

  private decompress(block: Uint8Array, isStored: boolean, isIndependent: boolean): Uint8Array {
    const { memory, lastLength } = this;
    if (isIndependent) this.windowStart = WINDOW_LENGTH;
    else if (lastLength > 0) {
      memory.copyWithin(0, lastLength, lastLength + WINDOW_LENGTH);
      this.windowStart = Math.max(0, this.windowStart - lastLength);
    }
    let end = WINDOW_LENGTH + block.length;
    if (isStored) memory.set(block, WINDOW_LENGTH);
    else end = decompressBlock(block, memory, WINDOW_LENGTH, this.windowStart);
    this.lastLength = end - WINDOW_LENGTH;
    return memory.subarray(WINDOW_LENGTH, end);
  }

  private endFrame({ flags }: FrameDescriptor): Uint8Array | undefined {
    const { queue } = this;
    if ((flags & Flag.contentChecksum) !== 0) {
      if (!queue.has(CHECKSUM_LENGTH)) return undefined;
      if (readU32(queue.data, queue.start, true) !== this.checksum.digest()) {
        throw new BadFrame('damaged', 'the checksum of a frame is wrong');
      }
      queue.skip(CHECKSUM_LENGTH);
    }
    this.frame = undefined;
    this.isAtEnd = false;
    return NOTHING;
  }
}

/** Reads the magic and the frame descriptor, or `undefined` when they are not here as a whole. */
function takeDescriptor(queue: ByteQueue): FrameDescriptor | undefined {
  if (!queue.has(6)) return undefined;
  const flags = queue.data[queue.start + 4]!;
  const sizes = queue.data[queue.start + 5]!;
  if (flags >> 6 !== 1) throw new BadFrame('refused', `it is of version ${flags >> 6}, and only 1 is known`);
  const blockLength = [64 * 1024, 256 * 1024, 1024 * 1024, 4 * 1024 * 1024][(sizes >> 4) - 4];
  if ((flags & Flag.reserved) !== 0 || (sizes & 0x8f) !== 0 || blockLength === undefined) {
    throw new BadFrame('damaged', 'a frame descriptor says what has no meaning');
  }
  const length = 7 + ((flags & Flag.contentLength) === 0 ? 0 : 8) + ((flags & Flag.dictionary) === 0 ? 0 : 4);
  if (!queue.has(length)) return undefined;
  const { data, start } = queue;
  const descriptor = data.subarray(start + 4, start + length - 1);
  if (((xxh32(descriptor) >>> 8) & 0xff) !== data[start + length - 1]) {
    throw new BadFrame('damaged', 'the checksum of a frame descriptor is wrong');
  }
  if ((flags & Flag.dictionary) !== 0) throw new BadFrame('refused', 'it was compressed with a dictionary');
  queue.skip(length);
  return { flags, blockLength };
}
