import { open, type FileHandle } from 'node:fs/promises';
import type { Note } from '../bytes/note.ts';
import { safeText } from '../bytes/safe-text.ts';
import { takeBeginning } from './beginning.ts';
import { createReader, type ClassicReader } from './capture-reader.ts';
import { isGzip } from './format.ts';
import { CaptureError, type CaptureReader, type Packet } from './packet.ts';

const BLOCK_LENGTH = 1024 * 1024;

/** A capture that is known to be one, and of which no packet has been read yet. */
export type OpenCapture = {
  /** The path, fit for a terminal, or `standard input`. */
  readonly name: string;
  readonly compression: 'none' | 'gzip';
  /** Bytes of the file as it is stored, or `undefined` when it is a pipe. */
  readonly size: number | undefined;
  /** How many of these have been read. */
  readonly bytesRead: number;
  /** To be pushed into the reader one by one: a block may be overwritten when the next is asked for. */
  readonly blocks: AsyncIterable<Uint8Array>;
  readonly reader: CaptureReader;
  /** What is wrong with the file: the notes of its compression, then those of the reader. */
  readonly notes: readonly Note[];
};

/** Bytes as they are stored, before it is known what they are. */
type Source = {
  readonly name: string;
  readonly size: number | undefined;
  readonly blocks: AsyncIterable<Uint8Array>;
};

/**
 * Opens a capture file. The caller pushes its blocks into its reader, which hands each packet to `emit`.
 * @throws CaptureError in one line when there is no such file, or it cannot be read, or is not a capture
 */
export async function openCapture(path: string, emit: (packet: Packet) => void): Promise<OpenCapture> {
  return begin(await openFile(path), emit);
}

/** The same for a capture that arrives on standard input, live or from a file. */
export async function openLiveCapture(
  stream: AsyncIterable<Uint8Array>,
  emit: (packet: Packet) => void,
): Promise<OpenCapture> {
  // Loaded only when it is wanted: files are read without the package behind it.
  const { PcapLiveReader } = await import('./pcap-live.ts');
  return begin({ name: 'standard input', size: undefined, blocks: stream }, emit, PcapLiveReader);
}

/** Finds out what the source is, decompresses it, and chooses the reader. */
async function begin(
  source: Source,
  emit: (packet: Packet) => void,
  Classic?: ClassicReader,
): Promise<OpenCapture> {
  const { name, size } = source;
  const progress = { bytesRead: 0 };
  const stored = watch(source, progress);
  try {
    const notes: Note[] = [];
    const outer = await takeBeginning(stored);
    const isCompressed = isGzip(outer.beginning);
    const inner = isCompressed ? await takeBeginning(await decompress(outer.blocks, notes)) : outer;
    if (inner.beginning.length === 0 && notes[0] !== undefined) {
      throw new CaptureError(`nothing in ${name} can be read: ${notes[0].text}`);
    }
    const reader = createReader(
      inner.beginning,
      emit,
      isCompressed ? `the content of ${name}` : name,
      Classic,
    );
    return {
      name,
      compression: isCompressed ? 'gzip' : 'none',
      size,
      blocks: inner.blocks,
      reader,
      get bytesRead() {
        return progress.bytesRead;
      },
      get notes() {
        return [...notes, ...reader.notes];
      },
    };
  } catch (error) {
    await stored.return(undefined);
    throw error;
  }
}

/** Loaded only when it is wanted: it takes time, and few captures are compressed. */
async function decompress(
  blocks: AsyncIterable<Uint8Array>,
  notes: Note[],
): Promise<AsyncIterable<Uint8Array>> {
  const { gunzip } = await import('./gunzip.ts');
  return gunzip(blocks, notes);
}

/** The blocks of `source`, counted, and with errors that say which file they are about. */
async function* watch(source: Source, progress: { bytesRead: number }): AsyncGenerator<Uint8Array> {
  try {
    for await (const block of source.blocks) {
      progress.bytesRead += block.length;
      yield block;
    }
  } catch (error) {
    throw explain(error, source.name);
  }
}

async function openFile(path: string): Promise<Source> {
  const name = safeText(path);
  try {
    const handle = await open(path);
    const status = await handle.stat();
    return { name, size: status.isFile() ? status.size : undefined, blocks: readBlocks(handle) };
  } catch (error) {
    throw explain(error, name);
  }
}

/** Reads a file with two blocks: one is filled, by another thread, while the other is being parsed. */
async function* readBlocks(handle: FileHandle): AsyncGenerator<Uint8Array> {
  let block = new Uint8Array(BLOCK_LENGTH);
  let other = new Uint8Array(BLOCK_LENGTH);
  try {
    let reading = handle.read(block, 0, BLOCK_LENGTH);
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      reading = handle.read(other, 0, BLOCK_LENGTH);
      // It may fail while nobody waits for it; the next round does.
      reading.catch(() => {});
      yield block.subarray(0, bytesRead);
      [block, other] = [other, block];
    }
  } finally {
    await handle.close();
  }
}

/** What a failure of the file system means, in one line. */
function explain(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error && 'code' in error)) return error;
  switch (error.code) {
    case 'ENOENT':
      return new CaptureError(`no such file: ${name}`);
    case 'EISDIR':
      return new CaptureError(`${name} is a directory`);
    case 'EACCES':
    case 'EPERM':
      return new CaptureError(`no permission to read ${name}`);
    default:
      return new CaptureError(`cannot read ${name}: ${error.message}`);
  }
}
