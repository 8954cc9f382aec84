import type { Note } from '../bytes/note.ts';
import { takeBeginning } from './beginning.ts';
import { createReader, type ClassicReader } from './capture-reader.ts';
import { type Compression, identifyCompression } from './compression.ts';
import type { OpenFile } from './open-capture.ts';
import { CaptureError, type Packet } from './packet.ts';

/** Bytes as they are stored, before it is known what they are. */
export type Source = {
  /** What to call them in a message to people. */
  readonly name: string;
  readonly size: number | undefined;
  readonly blocks: AsyncIterable<Uint8Array>;
};

/** Loads what decompresses gzip: where that is done by the platform, and not by us. */
export type LoadGunzip = () => Promise<
  (blocks: AsyncIterable<Uint8Array>, notes: Note[]) => AsyncIterable<Uint8Array>
>;

/**
 * Finds out what the source is, decompresses it, and chooses the reader.
 * @throws CaptureError when it is not a capture that can be read; then the source is closed
 */
export async function beginCapture(
  source: Source,
  emit: (packet: Packet) => void,
  loadGunzip: LoadGunzip,
  Classic?: ClassicReader,
): Promise<OpenFile> {
  const { name, size } = source;
  const progress = { bytesRead: 0 };
  const stored = watch(source, progress);
  try {
    const notes: Note[] = [];
    const outer = await takeBeginning(stored);
    const compression = identifyCompression(outer.beginning);
    const isCompressed = compression !== 'none';
    const inner = isCompressed
      ? await takeBeginning(await decompress(compression, outer.blocks, notes, loadGunzip))
      : outer;
    if (inner.beginning.length === 0 && notes[0] !== undefined) {
      throw new CaptureError(`nothing in ${name} can be read: ${notes[0].text}`);
    }
    const content = isCompressed ? `the content of ${name}` : name;
    const reader = createReader(inner.beginning, emit, content, Classic);
    return {
      name,
      compression,
      size,
      blocks: inner.blocks,
      reader,
      get format() {
        return reader.format;
      },
      get interfaces() {
        return reader.interfaces;
      },
      get bytesRead() {
        return progress.bytesRead;
      },
      get notes() {
        return [...notes, ...reader.notes];
      },
      async *read() {
        for await (const block of inner.blocks) {
          reader.push(block);
          yield;
        }
      },
      end: () => reader.end(),
      close: () => stored.return(undefined).then(() => {}),
    };
  } catch (error) {
    await stored.return(undefined);
    throw error;
  }
}

/** Each is loaded only when it is wanted: it takes time, and few captures are compressed. */
async function decompress(
  compression: Exclude<Compression, 'none'>,
  blocks: AsyncIterable<Uint8Array>,
  notes: Note[],
  loadGunzip: LoadGunzip,
): Promise<AsyncIterable<Uint8Array>> {
  switch (compression) {
    case 'gzip':
      return (await loadGunzip())(blocks, notes);
    case 'lz4':
      return (await import('./lz4.ts')).unlz4(blocks, notes);
    case 'zstd':
      return (await import('./zstd/unzstd.ts')).unzstd(blocks, notes);
  }
}

/** The blocks of `source`, counted. */
async function* watch(source: Source, progress: { bytesRead: number }): AsyncGenerator<Uint8Array> {
  for await (const block of source.blocks) {
    progress.bytesRead += block.length;
    yield block;
  }
}
