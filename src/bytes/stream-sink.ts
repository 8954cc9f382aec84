import type { FrameStamp } from './frame-stamp.ts';
import type { Origin } from './origin.ts';

/**
 * Who receives one direction of a byte stream, in order. Each byte is delivered once, or counted in a gap.
 * What is passed is valid during the call only: a receiver copies what it keeps.
 */
export type StreamSink = {
  /**
   * The next bytes, `data[start, end)`.
   * @param origin the frame that holds these bytes, and where they lie in the file
   * @param now the frame that made them deliverable: the same, or after reordering the one that filled the hole
   */
  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void;
  /** The next `length` bytes were never captured. */
  gap(length: number, now: FrameStamp): void;
  /** Nothing more comes: the sender finished, the connection broke off, or the capture ended. */
  end(now: FrameStamp): void;
};
