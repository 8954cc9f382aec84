import { gzipSync } from 'node:zlib';
import { lz4 } from '../capture/compressed.ts';
import { zstd } from '../capture/zstd-samples.ts';
import { Random } from '../writer/random.ts';
import type { Material } from './material.ts';
import { mutateBytes, mutateFields, pick } from './mutate.ts';
import { rewriteFrames, rewriteMessages } from './rewrite.ts';

/** Compressed files of a program. */
const COMPRESSED = [...Object.values(zstd), ...Object.values(lz4)].map(({ bytes }) => bytes);

export type Input = { readonly name: string; readonly bytes: Uint8Array };

/** The input of a seed, the same in every run: something of the material, changed in one of several ways. */
export function makeInput(material: readonly Material[], seed: number): Input {
  const random = new Random(seed);
  const { name, file, places, frames, messages } = pick(random, material);
  switch (random.below(10)) {
    case 0:
      return { name: `${name}, bytes changed`, bytes: mutateBytes(file, random) };
    case 1:
    case 2:
    case 3:
      return { name: `${name}, fields changed`, bytes: mutateFields(file, places, random) };
    case 4:
      return { name: `${name}, frames changed`, bytes: rewriteFrames(frames, random) };
    case 5:
      if (random.chance(0.5)) {
        const zipped = new Uint8Array(gzipSync(mutateFields(file, places, random), { level: 1 }));
        return { name: `${name}, gzipped and changed`, bytes: mutateBytes(zipped, random) };
      }
      return { name: 'compressed and changed', bytes: mutateBytes(pick(random, COMPRESSED), random) };
    default:
      return { name: `${name}, messages changed`, bytes: rewriteMessages(messages, random) };
  }
}
