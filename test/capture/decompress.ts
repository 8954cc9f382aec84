import type { Note } from '../../src/bytes/note.ts';
import type { unlz4 } from '../../src/capture/lz4.ts';
import { concat } from './build.ts';

/** Blocks that are overwritten behind. */
export async function* stream(bytes: Uint8Array, sizes: readonly number[] = []): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    const block = bytes.slice(at, at + size);
    yield block;
    block.fill(0xaa);
    at += size;
  }
}

export function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

type Decompress = typeof unlz4;

/** What comes out of `bytes` that arrive in blocks of these sizes, in turn. */
export async function decompress(unpack: Decompress, bytes: Uint8Array, sizes?: readonly number[]) {
  const notes: Note[] = [];
  const parts: Uint8Array[] = [];
  for await (const part of unpack(stream(bytes, sizes), notes)) parts.push(part.slice());
  return { content: concat(...parts), notes };
}
