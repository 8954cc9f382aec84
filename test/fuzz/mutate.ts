import { join } from '../writer/bytes.ts';
import type { Random } from '../writer/random.ts';
import type { Place } from './places.ts';

/** Numbers that programs count wrongly around. */
const EDGES = [
  0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64, 127, 128, 255, 256, 511, 512, 1023, 4095, 4096, 32_767, 32_768,
  65_535, 65_536, 0x7fffff, 0xfffffe, 0xffffff, 0x1000000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
] as const;

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.below(from.length)]!;
}

/** Writes something else into a few fields, of one layer or of any. */
export function mutateFields(
  file: Uint8Array,
  places: ReadonlyMap<string, readonly Place[]>,
  random: Random,
): Uint8Array {
  const copy = file.slice();
  const layers = [...places.keys()];
  const layer = pick(random, layers);
  for (let left = few(random); left > 0; left--) {
    const of = random.chance(0.8) ? layer : pick(random, layers);
    const { start, end } = pick(random, places.get(of)!);
    writeField(copy, start, end, random);
  }
  return copy;
}

function writeField(file: Uint8Array, start: number, end: number, random: Random): void {
  const width = Math.min(end - start, 8);
  switch (random.below(5)) {
    case 0:
      file[start + random.below(end - start)]! ^= 1 << random.below(8);
      break;
    case 1:
      writeNumber(file, start, width, pick(random, EDGES), random.chance(0.5));
      break;
    case 2:
      file[end - 1]! += random.chance(0.5) ? 1 : -1;
      break;
    case 3:
      file.fill(pick(random, [0, 0xff, 0x80, 0x7f]), start, end);
      break;
    case 4:
      file.set(random.bytes(width), start);
  }
}

function writeNumber(
  file: Uint8Array,
  at: number,
  width: number,
  value: number,
  littleEndian: boolean,
): void {
  for (let i = 0; i < width; i++) {
    const byte = littleEndian ? i : width - 1 - i;
    file[at + i] = byte < 4 ? value >>> (8 * byte) : 0;
  }
}

/** Changes bytes without knowing what they are: also puts some in, takes some out, and cuts the end off. */
export function mutateBytes(file: Uint8Array, random: Random): Uint8Array {
  let bytes: Uint8Array = file.slice();
  for (let left = few(random); left > 0 && bytes.length > 0; left--) {
    const at = random.below(bytes.length);
    const length = Math.min(bytes.length - at, 1 + random.below(random.chance(0.5) ? 4 : 300));
    switch (random.below(6)) {
      case 0:
        bytes[at]! ^= 1 << random.below(8);
        break;
      case 1:
        writeNumber(bytes, at, Math.min(4, length), pick(random, EDGES), random.chance(0.5));
        break;
      case 2:
        bytes = join([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
      case 3:
        bytes = join([bytes.subarray(0, at), random.bytes(length), bytes.subarray(at)]);
        break;
      case 4:
        bytes = join([bytes.subarray(0, at + length), bytes.subarray(at)]);
        break;
      case 5:
        if (random.chance(0.2)) bytes = bytes.slice(0, at);
        else bytes.fill(pick(random, [0, 0xff]), at, at + length);
    }
  }
  return bytes;
}

/** How many changes: one most often, seldom many. */
export function few(random: Random): number {
  return random.chance(0.5) ? 1 : random.chance(0.8) ? 1 + random.below(5) : 1 + random.below(40);
}
