import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Note } from '../bytes/note.ts';

/**
 * One captured packet. A reader fills the same object again for the next packet: what outlives the call is copied.
 * The captured bytes are `data[start, end)`, a view of the block that was read.
 */
export type Packet = FrameStamp & {
  /** LINKTYPE_ value of the interface (draft-ietf-opsawg-pcaplinktype). */
  readonly linkType: number;
  readonly data: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Bytes the packet had on the wire; more than were captured when the capture cuts packets short. */
  readonly originalLength: number;
  /** Offset of the first captured byte in the (decompressed) file. */
  readonly fileOffset: number;
};

/** A packet to fill, by those that hand packets on. */
export type WritablePacket = { -readonly [Key in keyof Packet]: Packet[Key] };

/** A packet that holds nothing yet. */
export function emptyPacket(): WritablePacket {
  return {
    frame: 0,
    seconds: 0,
    nanoseconds: 0,
    linkType: 0,
    data: new Uint8Array(0),
    start: 0,
    end: 0,
    originalLength: 0,
    fileOffset: 0,
  };
}

/** An interface that packets were captured on: one in classic pcap, any number in pcapng. */
export type CaptureInterface = {
  readonly linkType: number;
  /** Seconds per unit of the timestamps: 1e-6, 1e-9, … */
  readonly timestampResolution: number;
  /** The most bytes kept of a packet, 0 when there is no limit. */
  readonly snapLength: number;
  readonly name?: string;
  /** Packets seen on it so far. */
  frames: number;
};

/** Blocks in, packets out: what every reader of a capture format is. */
export type CaptureReader = {
  readonly format: 'pcap' | 'pcapng';
  readonly interfaces: readonly CaptureInterface[];
  /** What is wrong with the file, in the order found. Reading stops at the first that is an error. */
  readonly notes: readonly Note[];
  /** Reads the next block of the file. The block may be reused after the call. */
  push(block: Uint8Array): void;
  /** The file ends here; what is left of an unfinished record becomes a note. */
  end(): void;
};

/**
 * The file is not a capture that can be read; `message` says what it is instead and where that shows.
 *
 * @example
 * import { captureInfo, CaptureError } from 'rtmp-dissect';
 *
 * try {
 *   await captureInfo('LICENSE');
 * } catch (error) {
 *   if (error instanceof CaptureError) console.log(error.message);
 * }
 * // LICENSE is not a capture: it begins with "MIT License\x0a\x0aCop", which is text
 */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
}
