import { BEGINNING_LENGTH } from './format.ts';

/** A file of which the first bytes are known. */
type Begun = {
  /** A copy of its first 28 bytes, or of all it has. */
  readonly beginning: Uint8Array;
  /** All of it, the beginning too, in plain arrays. Each is valid until the next is asked for. */
  readonly blocks: AsyncIterable<Uint8Array>;
};

/** Looks at the first bytes of `source`, of whose blocks each is valid until the next is asked for. */
export async function takeBeginning(source: AsyncIterable<Uint8Array>): Promise<Begun> {
  const iterator = source[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < BEGINNING_LENGTH) {
    // What is kept of a block is copied before the next is asked for.
    const kept = head.slice();
    const next = await iterator.next();
    if (next.done === true) {
      head = kept;
      break;
    }
    head = kept.length === 0 ? plain(next.value) : join(kept, next.value);
  }
  return { beginning: head.slice(0, BEGINNING_LENGTH), blocks: resume(head, iterator) };
}

async function* resume(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield plain(next.value);
  } finally {
    await rest.return?.();
  }
}

/** The same bytes as a plain array: streams of Node yield Buffers, and the `slice` of a Buffer is no copy. */
function plain(block: Uint8Array): Uint8Array {
  return new Uint8Array(block.buffer, block.byteOffset, block.length);
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
