import { open, type FileHandle } from 'node:fs/promises';
import type { Note } from '../bytes/note.ts';
import { safeText } from '../bytes/safe-text.ts';
import { takeBeginning } from './beginning.ts';
import { createReader, type ClassicReader } from './capture-reader.ts';
import { type Compression, identifyCompression } from './compression.ts';
import type { OpenCapture, OpenFile } from './open-capture.ts';
import { CaptureError, type Packet } from './packet.ts';

export type { OpenCapture } from './open-capture.ts';

const BLOCK_LENGTH = 1024 * 1024;

/** What is read at a time of each of several files: they are open side by side. */
const SHARED_BLOCK_LENGTH = 64 * 1024;

/** Bytes as they are stored, before it is known what they are. */
type Source = {
  readonly name: string;
  readonly size: number | undefined;
  readonly blocks: AsyncIterable<Uint8Array>;
};

/**
 * Opens a capture file. As it is read, each packet is handed to `emit`.
 * @throws CaptureError in one line when there is no such file, or it cannot be read, or is not a capture
 */
export async function openCapture(path: string, emit: (packet: Packet) => void): Promise<OpenFile> {
  return begin(await openFile(path, BLOCK_LENGTH), emit);
}

/**
 * Opens captures that are read as one, in order of time (see `mergeCaptures`); of one, the same as `openCapture`.
 * @throws CaptureError in one line when one of them cannot be read
 */
export async function openCaptures(
  paths: readonly [string, ...string[]],
  emit: (packet: Packet) => void,
): Promise<OpenCapture> {
  if (paths.length === 1) return openCapture(paths[0], emit);
  // Loaded only when it is wanted.
  const { mergeCaptures } = await import('./merge.ts');
  const openers = paths.map(
    (path) => async (take: (packet: Packet) => void) =>
      begin(await openFile(path, SHARED_BLOCK_LENGTH), take),
  );
  return mergeCaptures(openers, emit);
}

/** The same for a capture that arrives on standard input, live or from a file. */
export async function openLiveCapture(
  stream: AsyncIterable<Uint8Array>,
  emit: (packet: Packet) => void,
): Promise<OpenFile> {
  // Loaded only when it is wanted: files are read without the package behind it.
  const { PcapLiveReader } = await import('./pcap-live.ts');
  return begin({ name: 'standard input', size: undefined, blocks: stream }, emit, PcapLiveReader);
}

/** Finds out what the source is, decompresses it, and chooses the reader. */
async function begin(
  source: Source,
  emit: (packet: Packet) => void,
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
      ? await takeBeginning(await decompress(compression, outer.blocks, notes))
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
): Promise<AsyncIterable<Uint8Array>> {
  switch (compression) {
    case 'gzip':
      return (await import('./gunzip.ts')).gunzip(blocks, notes);
    case 'lz4':
      return (await import('./lz4.ts')).unlz4(blocks, notes);
    case 'zstd':
      return (await import('./zstd/unzstd.ts')).unzstd(blocks, notes);
  }
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

async function openFile(path: string, blockLength: number): Promise<Source> {
  const name = safeText(path);
  try {
    const handle = await open(path);
    const status = await handle.stat();
    return { name, size: status.isFile() ? status.size : undefined, blocks: readBlocks(handle, blockLength) };
  } catch (error) {
    throw explain(error, name);
  }
}

/** Reads a file with two blocks: one is filled, by another thread, while the other is being parsed. */
async function* readBlocks(handle: FileHandle, blockLength: number): AsyncGenerator<Uint8Array> {
  let block = new Uint8Array(blockLength);
  let other = new Uint8Array(blockLength);
  try {
    let reading = handle.read(block, 0, blockLength);
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      reading = handle.read(other, 0, blockLength);
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
