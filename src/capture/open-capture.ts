import type { Note } from '../bytes/note.ts';
import type { Compression } from './compression.ts';
import type { CaptureInterface, CaptureReader } from './packet.ts';

/** One capture, or several that are read as one. None of its packets has been read yet. */
export type OpenCapture = {
  /** What to call it in a message to people: the path, fit for a terminal, or `standard input`. */
  readonly name: string;
  /** Of several, that of the first. */
  readonly format: 'pcap' | 'pcapng';
  readonly compression: Compression;
  readonly interfaces: readonly CaptureInterface[];
  /** Bytes of the files as they are stored, or `undefined` when there is a pipe among them. */
  readonly size: number | undefined;
  /** How many of these have been read. */
  readonly bytesRead: number;
  /** What is wrong with each file: the notes of its compression, then those of its reader. */
  readonly notes: readonly Note[];
  /**
   * Reads all of it, block by block, and pauses after each; the packets are handed to whom it was opened for. May be
   * called once, and be left early.
   */
  read(): AsyncIterable<void>;
  /** The files end here; what is left of an unfinished record becomes a note. */
  end(): void;
};

/** One open file, or standard input. */
export type OpenFile = OpenCapture & {
  /** To be pushed into the reader one by one: a block may be overwritten when the next is asked for. */
  readonly blocks: AsyncIterable<Uint8Array>;
  readonly reader: CaptureReader;
  /** Closes it, though it is not read to its end, or at all. */
  close(): Promise<void>;
};
