import type { Message } from '../../rtmp/message.ts';
import { Lateness } from './lateness.ts';

/** Deltas of type 1 and 2 chunks in a row that grew as the clock went on: after so many it is no chance. */
export const GROWING = 5;

/** Measures of a track that each picture or sound goes into, so that rules need not look at each. */
export type Measures = {
  /** Pictures or sounds. */
  frames: number;
  keyframes: number;
  bytes: number;
  /** The least number of milliseconds from one timestamp to the next, but 0; the most; and the most by the clock. */
  shortestStep: number;
  longestStep: number;
  longestGap: number;
  /** Sounds that follow the one before within its length or so, and the milliseconds from each to the next. */
  sounds: number;
  soundTime: number;
  /** Milliseconds from the last timestamp but one to the last. */
  lastDelta: number;
  /** Type 1 and 2 chunks in a row whose delta grew by as much as the clock went on, and the first of them. */
  growing: number;
  growingFrom: Message | undefined;
  readonly lateness: Lateness;
  /** Pictures or sounds that the other kind had when the last one came. */
  otherFrames: number;
};

/** A picture or sound behind another one. */
export function measure(
  track: Measures & { readonly soundLength: number | undefined },
  message: Message,
  mediaDelta: number,
  wallDelta: number,
): void {
  if (mediaDelta > 0 && mediaDelta < track.shortestStep) track.shortestStep = mediaDelta;
  if (mediaDelta > track.longestStep) track.longestStep = mediaDelta;
  if (wallDelta > track.longestGap) track.longestGap = wallDelta;
  if (track.soundLength !== undefined && mediaDelta > 0 && mediaDelta < 2 * track.soundLength) {
    track.sounds++;
    track.soundTime += mediaDelta;
  }
  const growth = mediaDelta - track.lastDelta;
  track.lastDelta = mediaDelta;
  const { fmt } = message;
  if ((fmt === 1 || fmt === 2) && growth > 0 && growth < wallDelta * 3 + 50) {
    if (track.growing++ === 0) track.growingFrom = message;
  } else track.growing = 0;
}

/** Nothing has come yet. */
export function createMeasures(): Measures {
  return {
    frames: 0,
    keyframes: 0,
    bytes: 0,
    shortestStep: Infinity,
    longestStep: 0,
    longestGap: 0,
    sounds: 0,
    soundTime: 0,
    lastDelta: 0,
    growing: 0,
    growingFrom: undefined,
    lateness: new Lateness(),
    otherFrames: 0,
  };
}
