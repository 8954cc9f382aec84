import { type FrameStamp, keepStamp } from '../bytes/frame-stamp.ts';
import type { Message, Role } from '../rtmp/message.ts';
import { DEFAULT_TRACK } from './track-config.ts';

/** What one kind of media in a run adds up to. Timestamps are in ms, those of the messages. */
export type MediaTally = {
  messages: number;
  /** The track that came first; frames, keyframes and timestamps are those of its pictures or sounds. */
  trackId: number | undefined;
  /** Further tracks, and their codecs. */
  others: Map<number, string | undefined> | undefined;
  frames: number;
  keyframes: number;
  bytes: number;
  firstTimestamp: number;
  lastTimestamp: number;
  firstKeyTimestamp: number;
  lastKeyTimestamp: number;
  codec: string | undefined;
};

/** Audio and video messages of one direction that follow each other, summed up. */
export class MediaRun {
  readonly from: Role;
  readonly first: FrameStamp;
  last: FrameStamp;
  readonly audio = createTally();
  readonly video = createTally();
  /** Aggregates that held messages of the run. */
  aggregates = 0;

  constructor(message: Message) {
    this.from = message.from;
    this.first = keepStamp(message);
    this.last = this.first;
  }

  add(message: Message): void {
    // The message is kept alive as a stamp: the next one takes its place.
    this.last = message;
    const { body } = message;
    if (body.kind === 'aggregate') this.aggregates++;
    if (body.kind !== 'audio' && body.kind !== 'video') return;
    const tally = body.kind === 'audio' ? this.audio : this.video;
    tally.messages++;
    tally.bytes += message.length;
    if (!body.isFrame) return;
    if (body.tracks === undefined) addFrame(tally, DEFAULT_TRACK, body.codec, message);
    else for (const { trackId, codec } of body.tracks) addFrame(tally, trackId, codec, message);
  }

  /** Milliseconds of media, from the first timestamp to the last; 0 when there are fewer than two frames. */
  get duration(): number {
    return Math.max(span(this.audio), span(this.video));
  }

  /** Mean bits per second of media time; `undefined` where that is too short to tell. */
  get bitRate(): number | undefined {
    const { duration } = this;
    return duration === 0 ? undefined : ((this.audio.bytes + this.video.bytes) * 8000) / duration;
  }
}

/** Counts a picture or sound of a track. */
function addFrame(tally: MediaTally, trackId: number, codec: string | undefined, message: Message): void {
  tally.trackId ??= trackId;
  if (trackId !== tally.trackId) {
    tally.others ??= new Map();
    tally.others.set(trackId, codec);
    return;
  }
  const { body, timestamp } = message;
  if (tally.frames === 0) tally.firstTimestamp = timestamp;
  tally.frames++;
  tally.lastTimestamp = timestamp;
  tally.codec ??= codec;
  if (body.kind === 'video' && body.isKeyframe) {
    if (tally.keyframes === 0) tally.firstKeyTimestamp = timestamp;
    tally.keyframes++;
    tally.lastKeyTimestamp = timestamp;
  }
}

/** Frames per second; `undefined` for fewer than two frames. */
export function frameRate(tally: MediaTally): number | undefined {
  const milliseconds = span(tally);
  return milliseconds === 0 ? undefined : ((tally.frames - 1) * 1000) / milliseconds;
}

/** Mean milliseconds from keyframe to keyframe; `undefined` for fewer than two. */
export function keyframeInterval(tally: MediaTally): number | undefined {
  if (tally.keyframes < 2) return undefined;
  return elapsed(tally.firstKeyTimestamp, tally.lastKeyTimestamp) / (tally.keyframes - 1);
}

function span(tally: MediaTally): number {
  return tally.frames < 2 ? 0 : elapsed(tally.firstTimestamp, tally.lastTimestamp);
}

/** Timestamps are 32 bits and wrap (RTMP 1.0 §5.1); a step back counts as none. */
function elapsed(from: number, to: number): number {
  return Math.max(0, (to - from) | 0);
}

function createTally(): MediaTally {
  return {
    messages: 0,
    trackId: undefined,
    others: undefined,
    frames: 0,
    keyframes: 0,
    bytes: 0,
    firstTimestamp: 0,
    lastTimestamp: 0,
    firstKeyTimestamp: 0,
    lastKeyTimestamp: 0,
    codec: undefined,
  };
}
