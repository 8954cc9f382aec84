import fs from 'node:fs';
import { promisify } from 'node:util';
import { safeText } from '../bytes/safe-text.ts';
import { beginCapture, type LoadGunzip, type Source } from './begin.ts';
import type { OpenCapture, OpenFile } from './open-capture.ts';
import { CaptureError, type Packet } from './packet.ts';

// Not node:fs/promises, which takes milliseconds to load.
const open = promisify(fs.open);
const read = promisify(fs.read);
/** Lets the event loop go round: signals are heard, and what is written leaves. */
const turn = promisify(setImmediate);

const BLOCK_LENGTH = 1024 * 1024;

/** What is read at a time of each of several files: they are open side by side. */
const SHARED_BLOCK_LENGTH = 64 * 1024;

/** Loaded only when it is wanted. */
const loadGunzip: LoadGunzip = async () => (await import('./gunzip.ts')).gunzip;

/**
 * Opens a capture file. As it is read, each packet is handed to `emit`.
 * @throws CaptureError in one line when there is no such file, or it cannot be read, or is not a capture
 */
export async function openCapture(path: string, emit: (packet: Packet) => void): Promise<OpenFile> {
  return beginCapture(await openFile(path, BLOCK_LENGTH), emit, loadGunzip);
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
      beginCapture(await openFile(path, SHARED_BLOCK_LENGTH), take, loadGunzip),
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
  const source = { name: 'standard input', size: undefined, blocks: explained(stream, 'standard input') };
  return beginCapture(source, emit, loadGunzip, PcapLiveReader);
}

/**
 * The same for a capture that is in memory.
 * @throws CaptureError when it is not one
 */
export function openBytes(bytes: Uint8Array, emit: (packet: Packet) => void): Promise<OpenFile> {
  return beginCapture({ name: 'the bytes', size: bytes.length, blocks: once(bytes) }, emit, loadGunzip);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function openFile(path: string, blockLength: number): Promise<Source> {
  const name = safeText(path);
  try {
    const status = fs.statSync(path);
    const isFile = status.isFile();
    // Others may be opened only when somebody writes into them.
    const file = isFile ? fs.openSync(path, 'r') : await open(path, 'r');
    return {
      name,
      size: isFile ? status.size : undefined,
      blocks: explained(readBlocks(file, isFile, blockLength), name),
    };
  } catch (error) {
    throw explain(error, name);
  }
}

/**
 * Reads a file block by block into the same memory. What is in the page cache is here sooner than another thread could
 * be asked for it; what arrives later, as in a named pipe, is waited for without keeping signals from being heard.
 */
async function* readBlocks(file: number, isFile: boolean, blockLength: number): AsyncGenerator<Uint8Array> {
  const block = new Uint8Array(blockLength);
  try {
    for (;;) {
      const length = isFile
        ? fs.readSync(file, block, 0, blockLength, null)
        : (await read(file, block, 0, blockLength, null)).bytesRead;
      if (length === 0) return;
      yield block.subarray(0, length);
      if (isFile) await turn();
    }
  } finally {
    fs.closeSync(file);
  }
}

/** The same blocks, with errors that say which file they are about. */
async function* explained(blocks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* blocks;
  } catch (error) {
    throw explain(error, name);
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
