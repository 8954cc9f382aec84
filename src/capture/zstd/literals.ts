import { BadFrame } from '../framed.ts';
import { readU16 } from '../integers.ts';
import { type HuffmanTable, readHuffmanTable } from './huffman-table.ts';

/** Literals_Block_Type (RFC 8878 §3.1.1.3.1.1). */
const LiteralsType = { raw: 0, rle: 1, compressed: 2, treeless: 3 } as const;

const JUMP_TABLE_LENGTH = 6;

/** The literals section of a block. */
export type Literals = {
  /** They lie at `data[start, start + length)`. */
  readonly data: Uint8Array;
  readonly start: number;
  readonly length: number;
  /** Where the section ends. */
  readonly end: number;
};

/** Reads literals sections, one after the other: a tree may be used again. */
export class LiteralsReader {
  private readonly memory: Uint8Array;
  private table: HuffmanTable | undefined;

  /** @param most the most that a block may hold */
  constructor(most: number) {
    this.memory = new Uint8Array(most);
  }

  /** Another frame begins. */
  reset(): void {
    this.table = undefined;
  }

  /**
   * Reads the literals section (RFC 8878 §3.1.1.3.1) at `data[start, end)`.
   * @param view of the same bytes, with the padding of a bit stream around
   * @throws BadFrame when it is damaged
   */
  read(data: Uint8Array, view: DataView, start: number, end: number): Literals {
    const first = start < end ? data[start]! : 0;
    const type = first & 3;
    const format = (first >> 2) & 3;
    if (type === LiteralsType.raw || type === LiteralsType.rle) {
      const headerLength = [1, 2, 1, 3][format]!;
      const header = littleEndian(data, start, start + headerLength, end);
      const length = format === 1 || format === 3 ? header >> 4 : header >> 3;
      const at = start + headerLength;
      if (length > this.memory.length) throw tooLong();
      if (type === LiteralsType.raw) {
        if (at + length > end) throw cutOff();
        return { data, start: at, length, end: at + length };
      }
      if (at + 1 > end) throw cutOff();
      this.memory.fill(data[at]!, 0, length);
      return { data: this.memory, start: 0, length, end: at + 1 };
    }
    const headerLength = [3, 3, 4, 5][format]!;
    const sizeBits = [10, 10, 14, 18][format]!;
    const header = littleEndian(data, start, start + headerLength, end);
    const length = Math.floor(header / 16) % 2 ** sizeBits;
    const size = Math.floor(header / 2 ** (4 + sizeBits));
    let at = start + headerLength;
    const sectionEnd = at + size;
    if (length > this.memory.length) throw tooLong();
    if (sectionEnd > end) throw cutOff();
    if (type === LiteralsType.compressed) [this.table, at] = readHuffmanTable(data, view, at, sectionEnd);
    if (this.table === undefined)
      throw new BadFrame('damaged', 'a block uses a Huffman tree that was not given');
    if (format === 0) this.readStream(this.table, view, at, sectionEnd, 0, length);
    else this.readFourStreams(this.table, data, view, at, sectionEnd, length);
    return { data: this.memory, start: 0, length, end: sectionEnd };
  }

  /** Four streams stand behind a table that tells the length of three (RFC 8878 §3.1.1.3.1.6). */
  private readFourStreams(
    table: HuffmanTable,
    data: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    length: number,
  ): void {
    let at = start + JUMP_TABLE_LENGTH;
    if (at > end) throw cutOff();
    const share = (length + 3) >> 2;
    for (let index = 0; index < 4; index++) {
      const isLast = index === 3;
      const streamEnd = isLast ? end : at + readU16(data, start + 2 * index, true);
      if (streamEnd > end) throw cutOff();
      const from = share * index;
      const to = isLast ? length : from + share;
      if (from > length || to > length) throw cutOff();
      this.readStream(table, view, at, streamEnd, from, to);
      at = streamEnd;
    }
  }

  /** Decodes the stream at `[start, end)` to `memory[from, to)` (RFC 8878 §4.2.2). */
  private readStream(
    { codeBits, entries }: HuffmanTable,
    view: DataView,
    start: number,
    end: number,
    from: number,
    to: number,
  ): void {
    const { memory } = this;
    const lastByte = end > start ? view.getUint8(end - 1) : 0;
    if (lastByte === 0) throw new BadFrame('damaged', 'a bit stream has no end mark');
    const mask = (1 << codeBits) - 1;
    const first = start * 8;
    // From here down, all that is read ahead belongs to the bits that stand before.
    let position = end * 8 - Math.clz32(lastByte) + 23 - codeBits;
    let at = from;
    // Two codes have 22 bits at most, and with the odd bits of a byte 29.
    for (const pairsEnd = to - 1; at < pairsEnd && position >= first; at += 2) {
      const byte = (position - codeBits) >> 3;
      const bits = view.getUint32(byte, true);
      const offset = position - byte * 8;
      const entry = entries[(bits >>> offset) & mask]!;
      const length = entry & 15;
      const other = entries[(bits >>> (offset - length)) & mask]!;
      memory[at] = entry >> 4;
      memory[at + 1] = other >> 4;
      position -= length + (other & 15);
    }
    for (; at < to && position + codeBits > first; at++) {
      const entry = entries[(view.getUint32(position >> 3, true) >>> (position & 7)) & mask]!;
      memory[at] = entry >> 4;
      position -= entry & 15;
    }
    if (at !== to || position + codeBits !== first) {
      throw new BadFrame('damaged', 'a stream of literals has another length than it says');
    }
  }
}

/** Up to 5 bytes. */
function littleEndian(data: Uint8Array, start: number, stop: number, end: number): number {
  if (stop > end) throw cutOff();
  let value = 0;
  for (let at = stop - 1; at >= start; at--) value = value * 256 + data[at]!;
  return value;
}

function cutOff(): BadFrame {
  return new BadFrame('damaged', 'a block ends within its literals');
}

function tooLong(): BadFrame {
  return new BadFrame('damaged', 'a block has more literals than fit into one');
}
