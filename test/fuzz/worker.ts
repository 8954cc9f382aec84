import { parentPort, workerData } from 'node:worker_threads';
import { examine } from './examine.ts';
import { makeInput } from './input.ts';
import { loadMaterial } from './material.ts';

/** What a thread is to do: the inputs from this seed on, until this time. */
export type Task = { readonly first: number; readonly end: number };

/** An input has ended as it should. */
export type Progress = { readonly seed: number; readonly memory: number };

const { first, end } = workerData as Task;
const material = await loadMaterial();
let seed = first;
do {
  const { name, bytes } = makeInput(material, seed);
  try {
    await examine(bytes, seed);
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage({ seed, memory: heapUsed + arrayBuffers } satisfies Progress);
  seed++;
} while (Date.now() < end);
