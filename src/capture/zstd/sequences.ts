import { BadFrame } from '../framed.ts';
import { BackwardBits } from './backward-bits.ts';
import { type FseTable, fseTableOf, readFseTable } from './fse-table.ts';
import type { Literals } from './literals.ts';
import { literalsLengthCode, matchLengthCode, offsetCode, type SequenceCode } from './sequence-codes.ts';

/** Compression modes of the three tables (RFC 8878 §3.1.1.3.2.1). */
const TableMode = { predefined: 0, rle: 1, compressed: 2, repeat: 3 } as const;

/** The offsets that can be repeated when a frame begins (RFC 8878 §3.1.1.5). */
const FIRST_OFFSETS = [1, 4, 8] as const;

/** Shorter copies are quicker byte by byte. */
const SHORT = 24;

/** Where a block is written. */
export type BlockOutput = {
  /** The bytes of the frame before the block, as far back as they are wanted, and room for the block. */
  readonly memory: Uint8Array;
  /** Where the block begins, and where it must end at the latest. */
  readonly start: number;
  readonly end: number;
  /** How far back a match reaches at most. */
  readonly windowLength: number;
};

/** Reads sequences sections, one after the other: tables and offsets may be used again. */
export class SequencesReader {
  private literalsTable: FseTable | undefined;
  private offsetTable: FseTable | undefined;
  private matchTable: FseTable | undefined;
  private offsets: [number, number, number] = [...FIRST_OFFSETS];

  /** Another frame begins. */
  reset(): void {
    this.literalsTable = undefined;
    this.offsetTable = undefined;
    this.matchTable = undefined;
    this.offsets = [...FIRST_OFFSETS];
  }

  /**
   * Reads the sequences section (RFC 8878 §3.1.1.3.2) at `data[start, end)`, and does what it says.
   * @param view of the same bytes, with the padding of a bit stream around
   * @returns where the block ends in the output
   * @throws BadFrame when it is damaged
   */
  read(
    data: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    literals: Literals,
    output: BlockOutput,
  ): number {
    let at = start;
    const next = (): number => {
      if (at >= end) throw cutOff();
      return data[at++]!;
    };
    let count = next();
    if (count === 255) count = next() + next() * 256 + 0x7f00;
    else if (count >= 128) count = (count - 128) * 256 + next();
    if (count === 0) {
      if (at !== end) throw new BadFrame('damaged', 'a block goes on behind its end');
      return finish(literals, 0, output, output.start);
    }
    const modes = next();
    if ((modes & 3) !== 0) throw new BadFrame('damaged', 'a reserved bit of a block is set');
    const readTable = (mode: number, code: SequenceCode, last: FseTable | undefined): FseTable => {
      const [table, tableEnd] = tableOf(mode, code, last, data, at, end);
      at = tableEnd;
      return table;
    };
    this.literalsTable = readTable(modes >> 6, literalsLengthCode, this.literalsTable);
    this.offsetTable = readTable((modes >> 4) & 3, offsetCode, this.offsetTable);
    this.matchTable = readTable((modes >> 2) & 3, matchLengthCode, this.matchTable);
    return this.execute(new BackwardBits(view, at, end), count, literals, output);
  }

  /** Decodes sequences, and copies their literals and matches (RFC 8878 §3.1.1.4). */
  private execute(bits: BackwardBits, count: number, literals: Literals, output: BlockOutput): number {
    const { memory, end, windowLength } = output;
    const { data, start: literalsStart, length: literalsLength } = literals;
    const literalsTable = this.literalsTable!;
    const offsetTable = this.offsetTable!;
    const matchTable = this.matchTable!;
    const literalsEnd = literalsStart + literalsLength;
    let [first, second, third] = this.offsets;
    let literalsState = bits.read(literalsTable.accuracyLog);
    let offsetState = bits.read(offsetTable.accuracyLog);
    let matchState = bits.read(matchTable.accuracyLog);
    let from = literalsStart;
    let to = output.start;
    for (let left = count; left > 0; left--) {
      const offsetSymbol = offsetTable.symbols[offsetState]!;
      if (offsetSymbol >= offsetCode.bases.length) throw tooFar();
      const value = offsetCode.bases[offsetSymbol]! + bits.readLong(offsetSymbol);
      const matchSymbol = matchTable.symbols[matchState]!;
      const match = matchLengthCode.bases[matchSymbol]! + bits.read(matchLengthCode.extraBits[matchSymbol]!);
      const literalsSymbol = literalsTable.symbols[literalsState]!;
      const length =
        literalsLengthCode.bases[literalsSymbol]! + bits.read(literalsLengthCode.extraBits[literalsSymbol]!);
      if (left > 1) {
        literalsState = literalsTable.bases[literalsState]! + bits.read(literalsTable.bits[literalsState]!);
        matchState = matchTable.bases[matchState]! + bits.read(matchTable.bits[matchState]!);
        offsetState = offsetTable.bases[offsetState]! + bits.read(offsetTable.bits[offsetState]!);
      }
      if (bits.left < 0) throw cutOff();

      // Values up to 3 repeat one of the last three offsets (RFC 8878 §3.1.1.5).
      let offset = value - 3;
      if (offset > 0) {
        third = second;
        second = first;
      } else {
        const which = length === 0 ? value : value - 1;
        offset = which === 0 ? first : which === 1 ? second : which === 2 ? third : first - 1;
        if (which >= 2) third = second;
        if (which >= 1) second = first;
      }
      first = offset;

      const matchStart = to + length;
      const source = matchStart - offset;
      const matchEnd = matchStart + match;
      if (from + length > literalsEnd)
        throw new BadFrame('damaged', 'a sequence has more literals than its block');
      if (matchEnd > end) throw tooLong();
      if (source < 0 || offset > windowLength || offset === 0) throw tooFar();
      if (length > SHORT) memory.set(data.subarray(from, from + length), to);
      else for (let index = 0; index < length; index++) memory[to + index] = data[from + index]!;
      from += length;
      // Byte by byte: a match may overlap what it becomes.
      if (match > SHORT && offset >= match) memory.copyWithin(matchStart, source, source + match);
      else for (let index = 0; index < match; index++) memory[matchStart + index] = memory[source + index]!;
      to = matchEnd;
    }
    if (bits.left !== 0) throw new BadFrame('damaged', 'a block has more bits than its sequences take');
    this.offsets = [first, second, third];
    return finish(literals, from - literalsStart, output, to);
  }
}

/** The table that a mode stands for, and where its description ends. */
function tableOf(
  mode: number,
  code: SequenceCode,
  last: FseTable | undefined,
  data: Uint8Array,
  at: number,
  end: number,
): readonly [FseTable, number] {
  switch (mode) {
    case TableMode.predefined:
      return [code.predefined, at];
    case TableMode.rle: {
      if (at >= end) throw cutOff();
      const symbol = data[at]!;
      if (symbol >= code.bounds.symbols)
        throw new BadFrame('damaged', 'a block uses a code that does not exist');
      return [fseTableOf(symbol), at + 1];
    }
    case TableMode.compressed:
      return readFseTable(data, at, end, code.bounds);
    default:
      if (last === undefined) throw new BadFrame('damaged', 'a block uses a table that was not given');
      return [last, at];
  }
}

/** The literals behind the last sequence. */
function finish(
  { data, start, length }: Literals,
  used: number,
  { memory, end }: BlockOutput,
  to: number,
): number {
  const left = length - used;
  if (to + left > end) throw tooLong();
  memory.set(data.subarray(start + used, start + length), to);
  return to + left;
}

function cutOff(): BadFrame {
  return new BadFrame('damaged', 'a block ends within its sequences');
}

function tooLong(): BadFrame {
  return new BadFrame('damaged', 'a block holds more than its frame allows');
}

function tooFar(): BadFrame {
  return new BadFrame('damaged', 'a match lies before the data');
}
