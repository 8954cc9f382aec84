import { BadFrame } from '../framed.ts';

/** Smaller tables are not written (RFC 8878 §4.1.1). */
const LEAST_ACCURACY_LOG = 5;

/** What each state of a finite state entropy decoder stands for (RFC 8878 §4.1). */
export type FseTable = {
  /** Bits of the first state. */
  readonly accuracyLog: number;
  readonly symbols: Uint8Array;
  /** The next state is `bases[state]` and a number of `bits[state]` bits. */
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
};

/** How big a table may be. */
export type FseBounds = { readonly accuracyLog: number; readonly symbols: number };

/** A table that always gives `symbol`, and takes no bits (RFC 8878 §3.1.1.3.2.1). */
export function fseTableOf(symbol: number): FseTable {
  return {
    accuracyLog: 0,
    symbols: Uint8Array.of(symbol),
    bits: new Uint8Array(1),
    bases: new Uint16Array(1),
  };
}

/**
 * Reads the description of a table (RFC 8878 §4.1.1) at `data[start, end)`.
 * @returns the table, and where its description ends
 * @throws BadFrame when it is damaged
 */
export function readFseTable(
  data: Uint8Array,
  start: number,
  end: number,
  bounds: FseBounds,
): readonly [FseTable, number] {
  let at = start * 8;
  const peek = (count: number): number => {
    const byte = at >> 3;
    const bits =
      byteAt(data, byte, end) | (byteAt(data, byte + 1, end) << 8) | (byteAt(data, byte + 2, end) << 16);
    return (bits >>> (at & 7)) & ((1 << count) - 1);
  };
  const accuracyLog = LEAST_ACCURACY_LOG + peek(4);
  at += 4;
  if (accuracyLog > bounds.accuracyLog) throw damaged();
  const probabilities: number[] = [];
  for (let left = 1 << accuracyLog; left > 0;) {
    if (probabilities.length >= bounds.symbols) throw damaged();
    // A number from 0 to `left + 1`: the lower ones take a bit less.
    const width = 32 - Math.clz32(left + 1);
    const short = peek(width - 1);
    const shortOnes = (1 << width) - 2 - left;
    let value = short;
    if (short < shortOnes) at += width - 1;
    else {
      value = peek(width);
      if (value >= 1 << (width - 1)) value -= shortOnes;
      at += width;
    }
    // One less is meant: 0 stands for a probability below 1, which takes one state.
    const probability = value - 1;
    left -= Math.abs(probability);
    probabilities.push(probability);
    if (probability === 0) {
      let zeros: number;
      do {
        zeros = peek(2);
        at += 2;
        for (let index = 0; index < zeros; index++) probabilities.push(0);
      } while (zeros === 3 && probabilities.length < bounds.symbols);
    }
  }
  const tableEnd = (at + 7) >> 3;
  if (tableEnd > end || probabilities.length > bounds.symbols) throw damaged();
  return [buildFseTable(probabilities, accuracyLog), tableEnd];
}

/**
 * Spreads the symbols over the states (RFC 8878 §4.1.1).
 * @param probabilities of each symbol, in states; -1 for less than one; together they take all states
 */
export function buildFseTable(probabilities: readonly number[], accuracyLog: number): FseTable {
  const size = 1 << accuracyLog;
  const symbols = new Uint8Array(size);
  /** The least symbols stand at the end. */
  let spreadEnd = size;
  for (const [symbol, probability] of probabilities.entries()) {
    if (probability === -1) symbols[--spreadEnd] = symbol;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let state = 0;
  for (const [symbol, probability] of probabilities.entries()) {
    for (let index = 0; index < probability; index++) {
      symbols[state] = symbol;
      do state = (state + step) & (size - 1);
      while (state >= spreadEnd);
    }
  }
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  const nexts = probabilities.map(Math.abs);
  for (let index = 0; index < size; index++) {
    const next = nexts[symbols[index]!]!++;
    bits[index] = accuracyLog - 31 + Math.clz32(next);
    bases[index] = (next << bits[index]!) - size;
  }
  return { accuracyLog, symbols, bits, bases };
}

function byteAt(data: Uint8Array, at: number, end: number): number {
  return at < end ? data[at]! : 0;
}

function damaged(): BadFrame {
  return new BadFrame('damaged', 'a table of probabilities has no meaning');
}
