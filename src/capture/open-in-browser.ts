import type { Note } from '../bytes/note.ts';
import { beginCapture, type LoadGunzip } from './begin.ts';
import type { OpenCapture, OpenFile } from './open-capture.ts';
import { CaptureError, type Packet } from './packet.ts';

/**
 * What stands in for open.ts where there are no files: bundlers for browsers take it in its place (`browser` in
 * package.json). Captures come as bytes, or as a stream of them.
 */
const loadGunzip: LoadGunzip = () => Promise.resolve(gunzip);

/** @throws CaptureError always: there are no files */
export function openCaptures(paths: readonly [string, ...string[]]): Promise<OpenCapture> {
  return Promise.reject(new CaptureError(`there are no files here: pass the bytes of ${paths[0]}`));
}

/** Opens a capture that arrives as a stream. @throws CaptureError when it is not one */
export function openLiveCapture(
  blocks: AsyncIterable<Uint8Array>,
  emit: (packet: Packet) => void,
): Promise<OpenFile> {
  return beginCapture({ name: 'the stream', size: undefined, blocks }, emit, loadGunzip);
}

/** Opens a capture that is in memory. @throws CaptureError when it is not one */
export function openBytes(bytes: Uint8Array, emit: (packet: Packet) => void): Promise<OpenFile> {
  return beginCapture({ name: 'the bytes', size: bytes.length, blocks: once(bytes) }, emit, loadGunzip);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The bytes inside gzip, as the platform decompresses it: unlike ours for files, it gives nothing behind damage. */
async function* gunzip(blocks: AsyncIterable<Uint8Array>, notes: Note[]): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  const write = async (): Promise<void> => {
    for await (const block of blocks) await writer.write(block.slice());
    await writer.close();
  };
  // What fails on the way in also fails on the way out.
  write().catch(() => {});
  const reader = readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } catch (error) {
    const text = `the gzip data is damaged or ends early: ${(error as Error).message}`;
    notes.push({ code: 'capture.gzip-damaged', severity: 'error', text });
  }
}
