import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Note } from '../bytes/note.ts';
import type { Compression } from '../capture/compression.ts';
import type { CaptureInterface } from '../capture/packet.ts';

/** How many there were. */
export type CaptureTotals = {
  readonly connections: number;
  /** TCP connections with RTMP, also in HTTP, of those that are over. */
  readonly rtmpConnections: number;
  readonly sessions: number;
};

/** A capture as a whole, as far as it was read. It holds nothing of single connections: there may be any number. */
export type CaptureSummary = {
  /** The name it was opened by, or `-`. */
  readonly file: string;
  readonly format: 'pcap' | 'pcapng';
  readonly compression: Compression;
  readonly interfaces: readonly CaptureInterface[];
  readonly frames: number;
  /** Bytes captured, and bytes that the packets had on the wire. */
  readonly bytes: number;
  readonly originalBytes: number;
  /** Stamps of the first and the last frame; `undefined` before there is one. */
  readonly first: FrameStamp | undefined;
  readonly last: FrameStamp | undefined;
  readonly totals: CaptureTotals;
  readonly notes: readonly Note[];
};
