import { expect, test } from 'vitest';
import { examine } from './examine.ts';
import { makeInput } from './input.ts';
import { loadMaterial } from './material.ts';

const INPUTS = 100;

test('whatever is changed in a capture, every view tells the rest', async () => {
  const material = await loadMaterial();
  for (let seed = 1; seed <= INPUTS; seed++) {
    const { name, bytes } = makeInput(material, seed);
    await expect(examine(bytes, seed), `seed ${seed}: ${name}`).resolves.toBeUndefined();
  }
});
