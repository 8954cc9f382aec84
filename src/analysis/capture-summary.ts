import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Note } from '../bytes/note.ts';
import type { Compression } from '../capture/compression.ts';
import type { CaptureInterface } from '../capture/packet.ts';
import type { Conversation } from './conversation.ts';

/** How many there were, listed or not. */
export type CaptureTotals = {
  readonly connections: number;
  /** TCP connections with RTMP, also in HTTP. */
  readonly rtmpConnections: number;
  readonly sessions: number;
};

/** A capture as a whole, as far as it was read. */
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
  /** TCP connections, in order of appearance: as many as the limit `listedConnections` allows. */
  readonly conversations: readonly Conversation[];
  /** Sessions of RTMP in HTTP, in order of appearance, with the same limit. */
  readonly sessions: readonly Conversation[];
  readonly totals: CaptureTotals;
  readonly notes: readonly Note[];
};
