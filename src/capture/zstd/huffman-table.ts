import { BadFrame } from '../framed.ts';
import { BackwardBits } from './backward-bits.ts';
import { type FseTable, readFseTable } from './fse-table.ts';

/** The longest code (RFC 8878 §4.2.1). */
const MOST_CODE_BITS = 11;
const WEIGHTS_BOUNDS = { accuracyLog: 6, symbols: MOST_CODE_BITS + 1 } as const;
/** Weights that are given: that of the last symbol follows from the others. */
const MOST_WEIGHTS = 255;

/** What the next bits of a Huffman-coded stream stand for. */
export type HuffmanTable = {
  /** Bits of the longest code: as many are looked at. */
  readonly codeBits: number;
  /** For each value of these bits, the symbol, times 16, and the bits that it takes. */
  readonly entries: Uint16Array;
};

/**
 * Reads the description of a Huffman tree (RFC 8878 §4.2.1) at `data[start, end)`.
 * @param view of the same bytes, with the padding of a bit stream around
 * @returns the table, and where its description ends
 * @throws BadFrame when it is damaged
 */
export function readHuffmanTable(
  data: Uint8Array,
  view: DataView,
  start: number,
  end: number,
): readonly [HuffmanTable, number] {
  const header = start < end ? data[start]! : 0;
  const weights: number[] = [];
  let weightsEnd: number;
  if (header < 128) {
    weightsEnd = start + 1 + header;
    if (weightsEnd > end) throw damaged();
    const [table, tableEnd] = readFseTable(data, start + 1, weightsEnd, WEIGHTS_BOUNDS);
    readWeights(table, new BackwardBits(view, tableEnd, weightsEnd), weights);
  } else {
    const count = header - 127;
    weightsEnd = start + 1 + ((count + 1) >> 1);
    if (weightsEnd > end) throw damaged();
    for (let index = 0; index < count; index++) {
      const pair = data[start + 1 + (index >> 1)]!;
      weights.push((index & 1) === 0 ? pair >> 4 : pair & 15);
    }
  }
  return [buildHuffmanTable(weights), weightsEnd];
}

/** Reads weights with two states in turn, until the bits run out (RFC 8878 §4.2.1.2). */
function readWeights(
  { accuracyLog, symbols, bits, bases }: FseTable,
  stream: BackwardBits,
  weights: number[],
): void {
  let state = stream.read(accuracyLog);
  let other = stream.read(accuracyLog);
  if (stream.left < 0) throw damaged();
  for (;;) {
    // With one symbol of all the probability they would never run out.
    if (weights.length >= MOST_WEIGHTS) throw damaged();
    weights.push(symbols[state]!);
    const next = bases[state]! + stream.read(bits[state]!);
    if (stream.left < 0) {
      weights.push(symbols[other]!);
      return;
    }
    state = other;
    other = next;
  }
}

/** Gives each symbol the codes that its weight claims (RFC 8878 §4.2.1.3). */
function buildHuffmanTable(weights: readonly number[]): HuffmanTable {
  let claimed = 0;
  for (const weight of weights) claimed += (1 << weight) >> 1;
  const codeBits = 32 - Math.clz32(claimed);
  const left = (1 << codeBits) - claimed;
  // What the last symbol gets must be a power of two.
  if (
    claimed === 0 ||
    codeBits > MOST_CODE_BITS ||
    (left & (left - 1)) !== 0 ||
    weights.length > MOST_WEIGHTS
  ) {
    throw damaged();
  }
  const all = [...weights, 32 - Math.clz32(left)];
  const entries = new Uint16Array(1 << codeBits);
  let at = 0;
  for (let weight = 1; weight <= codeBits; weight++) {
    for (const [symbol, own] of all.entries()) {
      if (own !== weight) continue;
      const count = 1 << (weight - 1);
      entries.fill((symbol << 4) | (codeBits + 1 - weight), at, at + count);
      at += count;
    }
  }
  return { codeBits, entries };
}

function damaged(): BadFrame {
  return new BadFrame('damaged', 'a Huffman tree has no meaning');
}
