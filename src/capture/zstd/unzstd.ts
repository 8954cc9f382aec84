import type { ByteQueue } from '../../bytes/byte-queue.ts';
import type { Note } from '../../bytes/note.ts';
import { isSkippable, ZSTD_MAGIC } from '../compression.ts';
import { BadFrame, decompressFrames, NOTHING, type FrameDecoder } from '../framed.ts';
import { readU16, readU32 } from '../integers.ts';
import { BITS_PADDING } from './backward-bits.ts';
import { type FrameHeader, readFrameHeader } from './frame-header.ts';
import { LiteralsReader } from './literals.ts';
import { SequencesReader } from './sequences.ts';
import { Window } from './window.ts';
import { Xxh64 } from './xxh64.ts';

/** The most that one block holds, compressed or not (RFC 8878 §3.1.1.2.4). */
const MOST_BLOCK_LENGTH = 128 * 1024;
const SKIPPABLE_HEADER_LENGTH = 8;
const BLOCK_HEADER_LENGTH = 3;
const CHECKSUM_LENGTH = 4;

/** Block_Type (RFC 8878 §3.1.1.2.2). */
const BlockType = { raw: 0, rle: 1, compressed: 2, reserved: 3 } as const;

/** The bytes inside `source`, zstd frames (RFC 8878 §3). */
export function unzstd(source: AsyncIterable<Uint8Array>, notes: Note[]): AsyncGenerator<Uint8Array> {
  return decompressFrames('zstd', source, notes, (queue) => new ZstdDecoder(queue));
}

/** Reads frames, a block at a time; holds the window and one block. */
class ZstdDecoder implements FrameDecoder {
  private readonly queue: ByteQueue;
  private header: FrameHeader | undefined;
  private readonly window = new Window();
  /** A compressed block, with room around it. */
  private readonly block = new Uint8Array(MOST_BLOCK_LENGTH + 2 * BITS_PADDING);
  private readonly view = new DataView(this.block.buffer);
  private readonly literals = new LiteralsReader(MOST_BLOCK_LENGTH);
  private readonly sequences = new SequencesReader();
  private contentLength = 0;
  private checksum = new Xxh64();
  /** Whether the last block of the frame is read, and only its checksum is missing. */
  private isAtChecksum = false;

  constructor(queue: ByteQueue) {
    this.queue = queue;
  }

  get isWithinFrame(): boolean {
    return this.header !== undefined;
  }

  next(): Uint8Array | undefined {
    if (this.header === undefined) return this.beginFrame();
    if (this.isAtChecksum) return this.endFrame(this.header);
    return this.readBlock(this.header);
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
    if (magic !== ZSTD_MAGIC) throw new BadFrame('trailer', '');
    const header = readFrameHeader(queue);
    if (header === undefined) return undefined;
    queue.skip(header.length);
    this.header = header;
    this.window.reset(header.windowLength);
    this.literals.reset();
    this.sequences.reset();
    this.contentLength = 0;
    this.checksum = new Xxh64();
    return NOTHING;
  }

  /** Reads a block (RFC 8878 §3.1.1.2). */
  private readBlock(header: FrameHeader): Uint8Array | undefined {
    const { queue, window } = this;
    if (!queue.has(BLOCK_HEADER_LENGTH)) return undefined;
    const fields = readU16(queue.data, queue.start, true) | (queue.data[queue.start + 2]! << 16);
    const type = (fields >> 1) & 3;
    const size = fields >> 3;
    const mostLength = Math.min(MOST_BLOCK_LENGTH, header.windowLength);
    if (type === BlockType.reserved) throw new BadFrame('damaged', 'a block is of a reserved type');
    if (size > mostLength) {
      throw new BadFrame('damaged', `a block claims ${size} bytes, and its frame allows ${mostLength}`);
    }
    const length = BLOCK_HEADER_LENGTH + (type === BlockType.rle ? 1 : size);
    if (!queue.has(length)) return undefined;
    const content = queue.data.subarray(queue.start + BLOCK_HEADER_LENGTH, queue.start + length);
    window.reserve(mostLength);
    const start = window.end;
    if (type === BlockType.raw) window.memory.set(content, start);
    else if (type === BlockType.rle) window.memory.fill(content[0]!, start, start + size);
    window.end = type === BlockType.compressed ? this.decompress(content, header, mostLength) : start + size;
    const bytes = window.memory.subarray(start, window.end);
    this.contentLength += bytes.length;
    if (header.hasChecksum) this.checksum.update(bytes);
    queue.skip(length);
    this.isAtChecksum = (fields & 1) !== 0;
    return bytes;
  }

  /** Decompresses a block (RFC 8878 §3.1.1.3) behind the window. @returns where it ends */
  private decompress(content: Uint8Array, header: FrameHeader, mostLength: number): number {
    const { block, view, window } = this;
    const end = BITS_PADDING + content.length;
    block.set(content, BITS_PADDING);
    const literals = this.literals.read(block, view, BITS_PADDING, end);
    return this.sequences.read(block, view, literals.end, end, literals, {
      memory: window.memory,
      start: window.end,
      end: window.end + mostLength,
      windowLength: header.windowLength,
    });
  }

  private endFrame({ contentLength, hasChecksum }: FrameHeader): Uint8Array | undefined {
    const { queue } = this;
    if (hasChecksum && !queue.has(CHECKSUM_LENGTH)) return undefined;
    if (contentLength !== undefined && contentLength !== this.contentLength) {
      const text = `a frame says to hold ${contentLength} bytes, and holds ${this.contentLength}`;
      throw new BadFrame('damaged', text);
    }
    if (hasChecksum) {
      if (readU32(queue.data, queue.start, true) !== this.checksum.digest()) {
        throw new BadFrame('damaged', 'the checksum of a frame is wrong');
      }
      queue.skip(CHECKSUM_LENGTH);
    }
    this.header = undefined;
    this.isAtChecksum = false;
    return NOTHING;
  }
}
