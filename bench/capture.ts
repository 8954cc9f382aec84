import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pcapBlocks } from '../test/writer/pcap.ts';
import { byteSize } from './figures.ts';
import type { Ledger } from './traffic/ledger.ts';
import { Network } from './traffic/network.ts';

/** A capture to measure with, and what is in it, when it is known. */
export type Capture = { readonly path: string; readonly ledger: Ledger };

/** Where generated captures stay, for the next run. */
export const FOLDER = join(tmpdir(), 'rtmp-dissect-bench');

/** Seconds since 1970 of the first packet. */
const START = 1_700_000_000;
const BUFFER_LENGTH = 1024 * 1024;
/** More than a packet of the largest kind with its record header. */
const LARGEST_BLOCK = 70_000;
/** Bytes of the disk that are left alone. */
const DISK_RESERVE = 500_000_000;

/** The books as they are stored, with what they were made by. */
type StoredLedger = { readonly writtenBy: string; readonly ledger: Ledger };

/**
 * A capture of this size, made now or found from an earlier run.
 * @param size bytes of the file, at least; the last words of every connection come on top
 * @throws Error when the disk has no room for it
 */
export async function obtainCapture(
  seed: number,
  size: number,
  say: (text: string) => void,
): Promise<Capture> {
  await mkdir(FOLDER, { recursive: true, mode: 0o700 });
  const path = join(FOLDER, `seed-${seed}-${byteSize(size)}.pcap`);
  const books = `${path}.json`;
  const writtenBy = await fingerprint();
  const stored = await readStored(books);
  if (stored?.writtenBy === writtenBy) return { path, ledger: stored.ledger };

  await rm(books, { force: true });
  await rm(path, { force: true });
  await checkDisk(size);
  say(`writing a capture of ${byteSize(size)}`);
  const unfinished = `${path}.part`;
  try {
    const ledger = writeCapture(unfinished, seed, size);
    await rename(unfinished, path);
    await writeFile(books, JSON.stringify({ writtenBy, ledger } satisfies StoredLedger));
    return { path, ledger };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Writes a capture block by block; nothing of it stays in memory. */
function writeCapture(path: string, seed: number, size: number): Ledger {
  const file = openSync(path, 'w');
  const buffer = Buffer.alloc(BUFFER_LENGTH);
  let filled = 0;
  let fileBytes = 0;
  let frames = -1;
  let now = 0;
  const network = new Network(seed, () => fileBytes >= size);
  const packets = function* (): Generator<Uint8Array> {
    for (const { packet, milliseconds } of network.packets()) {
      now = milliseconds;
      yield packet;
    }
  };
  try {
    for (const block of pcapBlocks(packets())) {
      if (frames >= 0) stamp(block, now);
      if (filled + LARGEST_BLOCK > BUFFER_LENGTH) {
        writeSync(file, buffer, 0, filled);
        filled = 0;
      }
      buffer.set(block, filled);
      filled += block.length;
      fileBytes += block.length;
      frames++;
    }
    writeSync(file, buffer, 0, filled);
    // What is still on its way to the disk would slow down what is timed next.
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  const connections = network.finish();
  return { frames, fileBytes, repeated: network.repeated, delayed: network.delayed, connections };
}

/** Gives the record of a packet the time at which it passed, instead of the even step of the writer. */
function stamp(record: Uint8Array, milliseconds: number): void {
  const microseconds = Math.floor(milliseconds * 1000);
  const view = new DataView(record.buffer, record.byteOffset);
  view.setUint32(0, START + Math.floor(microseconds / 1e6), true);
  view.setUint32(4, microseconds % 1e6, true);
}

async function checkDisk(size: number): Promise<void> {
  const { bavail, bsize } = await statfs(FOLDER);
  const free = bavail * bsize;
  if (free >= size + DISK_RESERVE) return;
  throw new Error(
    `a capture of ${byteSize(size)} does not fit: ${FOLDER} has ${byteSize(free)} free, of which ` +
      `${byteSize(DISK_RESERVE)} stay free. Delete older captures there, or set TMPDIR to another disk`,
  );
}

async function readStored(path: string): Promise<StoredLedger | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as StoredLedger;
  } catch {
    return undefined;
  }
}

/** What the code is that writes captures: another code, another capture. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha1').update(readFileSync(new URL(import.meta.url)));
  for (const folder of [new URL('./traffic/', import.meta.url), new URL('../test/writer/', import.meta.url)])
    for (const name of (await readdir(folder)).sort()) hash.update(readFileSync(new URL(name, folder)));
  return hash.digest('hex');
}
