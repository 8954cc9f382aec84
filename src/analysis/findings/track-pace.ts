import { millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { TrackStory } from './track-story.ts';

/** Milliseconds of media after which a stream is under way. */
const UNDER_WAY = 500;

/** Whether a track went on for a while, and was not sent in one go. */
export function isUnderWay({ first, last }: TrackStory): boolean {
  return millisecondsBetween(first, last) >= UNDER_WAY;
}

/** Whether a track comes as fast as it is played: the order of what is sent in one go tells nothing. */
export function isPaced(track: TrackStory): boolean {
  const wall = millisecondsBetween(track.first, track.last);
  const media = (track.lastTimestamp - track.firstTimestamp) | 0;
  return wall >= 1000 && media > 0.5 * wall && media < 1.5 * wall;
}
