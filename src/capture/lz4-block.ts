import { BadFrame } from './framed.ts';

/** Matches are at least as long (LZ4 block format, "Match length"). */
const MINIMUM_MATCH_LENGTH = 4;

/**
 * Decompresses a block (LZ4 block format) to `output` from `at` on.
 * @param historyStart where in `output` the bytes begin that matches may copy
 * @returns where the decompressed bytes end
 * @throws BadFrame when it is damaged, or does not fit
 */
export function decompressBlock(
  block: Uint8Array,
  output: Uint8Array,
  at: number,
  historyStart: number,
): number {
  const blockEnd = block.length;
  let from = 0;
  let to = at;
  while (from < blockEnd) {
    const token = block[from++]!;
    let literals = token >> 4;
    if (literals === 15) {
      let more: number;
      do {
        if (from >= blockEnd) throw cutOff();
        more = block[from++]!;
        literals += more;
      } while (more === 255);
    }
    if (from + literals > blockEnd) throw cutOff();
    if (to + literals > output.length) throw tooLong();
    if (literals > 32) output.set(block.subarray(from, from + literals), to);
    else for (let index = 0; index < literals; index++) output[to + index] = block[from + index]!;
    from += literals;
    to += literals;
    // The last sequence has no match.
    if (from === blockEnd) return to;
    if (from + 2 > blockEnd) throw cutOff();
    const distance = block[from]! | (block[from + 1]! << 8);
    from += 2;
    let length = (token & 15) + MINIMUM_MATCH_LENGTH;
    if (length === 15 + MINIMUM_MATCH_LENGTH) {
      let more: number;
      do {
        if (from >= blockEnd) throw cutOff();
        more = block[from++]!;
        length += more;
      } while (more === 255);
    }
    const source = to - distance;
    if (distance === 0 || source < historyStart) {
      throw new BadFrame('damaged', 'a match lies before the data');
    }
    if (to + length > output.length) throw tooLong();
    // Byte by byte: a match may overlap what it becomes.
    if (length > 32 && distance >= length) output.copyWithin(to, source, source + length);
    else for (let index = 0; index < length; index++) output[to + index] = output[source + index]!;
    to += length;
  }
  throw cutOff();
}

function cutOff(): BadFrame {
  return new BadFrame('damaged', 'a block ends within a sequence');
}

function tooLong(): BadFrame {
  return new BadFrame('damaged', 'a block holds more than its frame allows');
}
