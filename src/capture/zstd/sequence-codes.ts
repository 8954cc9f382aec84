import { buildFseTable, type FseBounds, type FseTable } from './fse-table.ts';

/** One of the three kinds of codes that a sequence is made of. */
export type SequenceCode = {
  /** What a code stands for: its base, and a number of so many extra bits. */
  readonly bases: Uint32Array;
  readonly extraBits: Uint8Array;
  readonly bounds: FseBounds;
  /** The table that is used when none is sent. */
  readonly predefined: FseTable;
};

/** Literals_Length_Code (RFC 8878 §3.1.1.3.2.1.1, §3.1.1.3.2.2.1). */
export const literalsLengthCode = lengthCode(
  [...zeros(16), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  0,
  [
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1,
    -1, -1,
  ],
);

/** Match_Length_Code (RFC 8878 §3.1.1.3.2.1.1, §3.1.1.3.2.2.2). */
export const matchLengthCode = lengthCode(
  [...zeros(32), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  3,
  [
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
  ],
);

/** Up to here, what a code stands for is within the largest window that is granted. */
const MOST_OFFSET_CODE = 27;

/** Offset_Code (RFC 8878 §3.1.1.3.2.1.1, §3.1.1.3.2.2.3). */
export const offsetCode: SequenceCode = {
  bases: Uint32Array.from({ length: MOST_OFFSET_CODE + 1 }, (_, code) => 2 ** code),
  extraBits: Uint8Array.from({ length: MOST_OFFSET_CODE + 1 }, (_, code) => code),
  bounds: { accuracyLog: 8, symbols: 32 },
  predefined: buildFseTable(
    [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
    5,
  ),
};

/** Codes of a length: each begins where the one before ends. */
function lengthCode(
  extraBits: readonly number[],
  first: number,
  probabilities: readonly number[],
): SequenceCode {
  let next = first;
  const bases = extraBits.map((count) => {
    const base = next;
    next += 1 << count;
    return base;
  });
  return {
    bases: Uint32Array.from(bases),
    extraBits: Uint8Array.from(extraBits),
    bounds: { accuracyLog: 9, symbols: extraBits.length },
    predefined: buildFseTable(probabilities, 6),
  };
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}
