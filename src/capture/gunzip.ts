import zlib, { createInflateRaw, type InflateRaw } from 'node:zlib';
import type { Note } from '../bytes/note.ts';

/** Compressed bytes inflated at a time: they become 16 MiB at the very most. */
const SLICE_LENGTH = 16 * 1024;
const CHUNK_LENGTH = 64 * 1024;

/**
 * Bytes of a member, compressed and not, that are kept: as long as it is no longer, all of it but the last small chunk
 * comes out before damage.
 */
const MOST_KEPT = 4 * 1024 * 1024;
const SMALL_CHUNK_LENGTH = 256;

/** The one compression method (RFC 1952 §2.3.1). */
const DEFLATE = 8;
/** Flags of a member header (RFC 1952 §2.3.1). */
const Flag = { headerCrc: 0x02, extra: 0x04, name: 0x08, comment: 0x10 } as const;

/** The input ends within a member. */
class CutOff extends Error {}
/** The compressed bytes are not what was written. */
class Damage extends Error {}

/**
 * The bytes inside `source`, one or more gzip members (RFC 1952). What is wrong ends the reading with a note in
 * `notes`; all that could be read comes out before. (Zlib's own gzip reader withholds its last chunk when garbage
 * follows, which of a small capture is everything.)
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>, notes: Note[]): AsyncGenerator<Uint8Array> {
  const input = new Input(source);
  try {
    while (await startsMember(input, notes)) {
      await skipHeader(input);
      yield* inflate(input);
    }
  } catch (error) {
    if (error instanceof CutOff) {
      const text = `the gzip data ends early: its ${input.offset} compressed bytes are only a part`;
      notes.push({ code: 'capture.gzip-truncated', severity: 'warning', text });
    } else if (error instanceof Damage) {
      const text = `the gzip data is damaged before compressed offset ${input.offset}: ${error.message}`;
      notes.push({ code: 'capture.gzip-damaged', severity: 'error', text });
    } else throw error;
  } finally {
    await input.close();
  }
}

/** Reads the magic of the next member. Zero bytes, which pad tapes, are no member, and nor is garbage. */
async function startsMember(input: Input, notes: Note[]): Promise<boolean> {
  let offset: number;
  let first: number;
  do {
    if (!(await input.fill())) return false;
    offset = input.offset;
    first = await input.byte();
  } while (first === 0);
  if (first === 0x1f && (await input.byte()) === 0x8b && (await input.byte()) === DEFLATE) return true;
  const text = `what follows from compressed offset ${offset} on is not gzip and is ignored`;
  notes.push({ code: 'capture.gzip-trailer', severity: 'note', text });
  return false;
}

/** Steps over the rest of a member header (RFC 1952 §2.3). */
async function skipHeader(input: Input): Promise<void> {
  const flags = await input.byte();
  for (let left = 6; left > 0; left--) await input.byte();
  if ((flags & Flag.extra) !== 0) {
    for (let left = await input.littleEndian(2); left > 0; left--) await input.byte();
  }
  if ((flags & Flag.name) !== 0) while ((await input.byte()) !== 0);
  if ((flags & Flag.comment) !== 0) while ((await input.byte()) !== 0);
  if ((flags & Flag.headerCrc) !== 0) await input.littleEndian(2);
}

/** The contents of a member, then the check of its length and CRC (RFC 1952 §2.3.1). */
async function* inflate(input: Input): AsyncGenerator<Uint8Array> {
  const inflater = new Inflater(CHUNK_LENGTH);
  let kept: Uint8Array[] = [];
  let crc: number | undefined = 0;
  let length = 0;
  try {
    for (let taken = 0; !inflater.isOver;) {
      const slice = await input.slice();
      taken += slice.length;
      const isKept = Math.max(taken, length) <= MOST_KEPT;
      if (isKept) kept.push(slice.slice());
      else kept = [];
      input.skip(await inflater.write(slice));
      for (const chunk of inflater.takeOutput()) {
        crc = checksum?.(chunk, crc);
        length += chunk.length;
        yield chunk;
      }
      if (inflater.damage === undefined) continue;
      yield* inflateAgain(kept, length);
      throw new Damage(inflater.damage);
    }
  } finally {
    inflater.close();
  }
  const hasCrc = [undefined, await input.littleEndian(4)].includes(crc);
  const isWhole = (await input.littleEndian(4)) === length % 2 ** 32 && hasCrc;
  if (!isWhole) throw new Damage('its checksum or its length is wrong');
}

/** What a damaged member holds behind its first `known` bytes: zlib withholds the chunk in which the damage shows. */
async function* inflateAgain(slices: readonly Uint8Array[], known: number): AsyncGenerator<Uint8Array> {
  const inflater = new Inflater(SMALL_CHUNK_LENGTH);
  let length = 0;
  try {
    for (const slice of slices) {
      await inflater.write(slice);
      for (const chunk of inflater.takeOutput()) {
        const fresh = chunk.subarray(Math.max(0, known - length));
        length += chunk.length;
        if (fresh.length > 0) yield fresh;
      }
      if (inflater.damage !== undefined) return;
    }
  } finally {
    inflater.close();
  }
}

/** Node before 20.15 has no CRC-32: there the length alone is checked. */
const checksum: typeof zlib.crc32 | undefined = zlib.crc32;

/** Zlib's stream, a write at a time, so that it is known which compressed byte was the last of a member. */
class Inflater {
  isOver = false;
  damage: string | undefined;
  private readonly stream: InflateRaw;
  private output: Uint8Array[] = [];
  private done = () => {};

  constructor(chunkLength: number) {
    this.stream = createInflateRaw({ chunkSize: chunkLength });
    this.stream.on('data', (chunk: Uint8Array) => this.output.push(chunk));
    this.stream.on('end', () => {
      this.isOver = true;
      this.done();
    });
    this.stream.on('error', (error) => {
      this.damage = error.message;
      this.done();
    });
  }

  /** Inflates `slice`, up to the end of the member; resolves to the number of bytes that were used. */
  async write(slice: Uint8Array): Promise<number> {
    const before = this.stream.bytesWritten;
    await new Promise<void>((resolve) => {
      this.done = resolve;
      this.stream.write(slice, (error) => {
        if (!error) resolve();
      });
    });
    return this.stream.bytesWritten - before;
  }

  takeOutput(): Uint8Array[] {
    const { output } = this;
    this.output = [];
    return output;
  }

  close(): void {
    this.stream.destroy();
  }
}

/** Compressed bytes, as they are asked for. */
class Input {
  offset = 0;
  private readonly source: AsyncIterator<Uint8Array>;
  private block: Uint8Array = new Uint8Array(0);
  private at = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Waits for a byte; false when there is none to come. */
  async fill(): Promise<boolean> {
    while (this.at === this.block.length) {
      const next = await this.source.next();
      if (next.done === true) return false;
      this.block = next.value;
      this.at = 0;
    }
    return true;
  }

  async byte(): Promise<number> {
    const [byte] = await this.slice();
    this.skip(1);
    return byte!;
  }

  async littleEndian(byteLength: number): Promise<number> {
    let value = 0;
    for (let index = 0; index < byteLength; index++) value += (await this.byte()) * 2 ** (8 * index);
    return value;
  }

  /** At least one of the next bytes. */
  async slice(): Promise<Uint8Array> {
    if (!(await this.fill())) throw new CutOff();
    return this.block.subarray(this.at, this.at + SLICE_LENGTH);
  }

  skip(count: number): void {
    this.at += count;
    this.offset += count;
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }
}
