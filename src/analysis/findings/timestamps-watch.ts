import { millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Facts } from './facts.ts';
import type { Found, Subject, Watch } from './finding.ts';
import type { Message } from '../../rtmp/message.ts';
import { isPaced } from './track-pace.ts';
import { GROWING } from './track-measures.ts';
import type { Picture, TrackStory } from './track-story.ts';
import { keepPlace, type Place } from './place.ts';

/** Milliseconds that a timestamp must jump ahead of the clock to be worth telling. */
const JUMP = 1000;
/** Pictures or sounds with one timestamp that are no burst, and how long they take at least, in ms. */
const FROZEN_FRAMES = 6;
const FROZEN_TIME = 400;
/** How far a stream may run away from the clock: share, and milliseconds in all. */
const DRIFT = 0.03;
const SLOW = 0.12;
const LEAST_DRIFT = 400;
/** Faster than this it is a file that is sent as fast as it goes. */
const UNPACED = 0.5;
/** Milliseconds between sound and picture that are seen, and of a first timestamp that is far from 0. */
const OFFSET = 400;
const FAR_START = 10_000;
/** The same at the start, and from when on one of the two is late. */
const START_OFFSET = 400;
const LATE_START = 2000;
/** Share that sound may be longer or shorter than its samples, and the frames it takes to tell. */
const SOUND_DRIFT = 0.02;
const LEAST_SOUNDS = 60;
/** Ratios of media to clock that only another unit than milliseconds explains. */
const WRONG_UNIT = 10;

type Leap = Omit<Facts['timestamp.jump'], 'times'> & { readonly at: Place };

type Course = {
  backs: number;
  deepest: number;
  /** The first step back, and the first jump, and from which timestamp to which. */
  firstBack: Leap | undefined;
  jumps: number;
  firstJump: Leap | undefined;
  isBroken: boolean;
  /** Pictures or sounds in a row with one timestamp, the first of them, and how many the track had before the last. */
  same: number;
  sameFrom: Place | undefined;
  sameAt: number;
  frozen: Pick<Found<'timestamp.frozen'>, 'at' | 'facts'> | undefined;
};

/** Timestamps against each other and against the clock of the capture. */
export function watchTimestamps({ conversation, story, report }: Subject): Watch {
  const courses = new Map<TrackStory, Course>();

  function courseOf(track: TrackStory): Course {
    let course = courses.get(track);
    if (course === undefined) courses.set(track, (course = createCourse()));
    return course;
  }

  function step(track: TrackStory, picture: Picture, course: Course): void {
    const { message, mediaDelta, wallDelta } = picture;
    const side = track.from;
    const { fmt } = message;
    if (mediaDelta < 0) {
      course.backs++;
      course.deepest = Math.max(course.deepest, -mediaDelta);
      course.firstBack ??= leapTo(message, track, wallDelta);
    } else if (mediaDelta - wallDelta > JUMP && mediaDelta > JUMP) {
      if ((fmt === 1 || fmt === 2) && mediaDelta >= 0x800000 && mediaDelta <= 0xffffff) {
        course.isBroken = true;
        const facts = { fmt, frame: message.frame, delta: mediaDelta };
        report('chunk.timestamp-back-without-type-0', { side, at: message, facts });
      }
      course.jumps++;
      course.firstJump ??= leapTo(message, track, wallDelta);
    }
    if (mediaDelta === 0) freeze(track, message, course);
    if (track.growing === GROWING) grow(track, picture, course);
  }

  function freeze(track: TrackStory, message: Message, course: Course): void {
    if (track.frames !== course.sameAt + 1) {
      course.same = 0;
      course.sameFrom = undefined;
    }
    course.sameAt = track.frames;
    course.same++;
    course.sameFrom ??= keepPlace(track.last);
    if (course.same < FROZEN_FRAMES || millisecondsBetween(course.sameFrom, message) < FROZEN_TIME) return;
    course.same = 0;
    if (course.frozen !== undefined) return;
    const facts = {
      kind: track.kind,
      messages: FROZEN_FRAMES + 1,
      time: millisecondsBetween(course.sameFrom, message),
      timestamp: message.timestamp,
    };
    course.frozen = { at: course.sameFrom, facts };
  }

  /** Deltas that grow steadily are times: each counts from the start and not from the message before. */
  function grow(
    { kind, from, growingFrom }: TrackStory,
    { message, mediaDelta }: Picture,
    course: Course,
  ): void {
    course.isBroken = true;
    const facts = { kind, delta: mediaDelta, frame: message.frame };
    report('chunk.delta-as-absolute', { side: from, at: growingFrom ?? message, facts });
  }

  /** All in all: what kind of wrong a track's timestamps are. */
  function judge(track: TrackStory, course: Course): void {
    const side = track.from;
    const use = story.useOf(track.streamId);
    const isPublish = use?.action === 'publish';
    const wall = millisecondsBetween(track.first, track.last);
    const media = (track.lastTimestamp - track.firstTimestamp) | 0;
    const { lateness } = track;
    if (isPublish && !course.isBroken && track.frames >= 20 && wall >= 1000) {
      // One jump makes no unit.
      const usual = media - track.longestStep;
      const each = usual / track.frames;
      const ratio = (usual > wall ? usual : media) / wall;
      if ((ratio >= WRONG_UNIT && each >= 300) || (ratio <= 1 / 50 && media > 0 && course.backs === 0)) {
        const facts = { kind: track.kind, messages: track.frames, wall, media: Math.max(0, media), ratio };
        report('timestamp.unit', { side, at: track.first, facts });
        return;
      }
    }
    if (course.frozen !== undefined) {
      report('timestamp.frozen', { side, ...course.frozen });
      return;
    }
    if (course.isBroken) return;
    if (course.firstBack !== undefined && !hasSeeked()) {
      const isOrder =
        track.kind === 'video' &&
        course.backs >= 3 &&
        course.backs * 10 >= track.frames &&
        course.deepest < 1000;
      const { at, ...leap } = course.firstBack;
      const { backs: times, deepest } = course;
      const facts = { ...leap, times, messages: track.frames, deepest };
      report(isOrder ? 'timestamp.presentation' : 'timestamp.back', { side, at, facts });
      return;
    }
    if (course.firstJump !== undefined && !hasSeeked()) {
      const { at, ...leap } = course.firstJump;
      report('timestamp.jump', { side, at, facts: { ...leap, times: course.jumps } });
      return;
    }
    if (isPublish && track.firstTimestamp >= FAR_START && story.opened.client) {
      const facts = { kind: track.kind, timestamp: track.firstTimestamp };
      report('timestamp.offset', { side, at: track.first, facts });
    }
    if (isPublish) compareSounds(track);
    if (track.longestGap >= 1000) return;
    const slope = lateness.slope();
    if (slope === undefined) return;
    const total = Math.abs(slope * lateness.time);
    if (total < LEAST_DRIFT) return;
    const facts = { kind: track.kind, wall, media };
    if (slope >= SLOW) report('flow.slower-than-real-time', { side, at: track.first, facts });
    else if (isPublish && (slope >= DRIFT || (slope <= -DRIFT && slope > -UNPACED))) {
      report('timestamp.drift', { side, at: track.first, facts: { ...facts, excess: -slope } });
    }
  }

  /** The timestamps of sound against the samples in it. */
  function compareSounds(track: TrackStory): void {
    const { sounds, soundTime, soundLength: length } = track;
    if (length === undefined || sounds < LEAST_SOUNDS) return;
    const excess = soundTime / (sounds * length) - 1;
    if (Math.abs(excess) < SOUND_DRIFT) return;
    const facts = { sounds, length, step: soundTime / sounds, excess };
    report('timestamp.drift', { side: track.from, at: track.first, facts });
  }

  /** Audio that begins later or earlier than the video, by its timestamps. */
  function starts(audio: TrackStory, video: TrackStory): boolean {
    if (story.useOf(audio.streamId)?.action !== 'publish' || video.frames === 0) return false;
    const behind = (audio.firstTimestamp - video.firstTimestamp - video.firstComposition) | 0;
    if (Math.abs(behind) < START_OFFSET || Math.abs(behind) >= LATE_START) return false;
    // A relay that begins in the middle of a stream has no pictures before the next keyframe, nor their header.
    const { configured = audio.first } = video;
    if (behind < 0 && millisecondsBetween(audio.first, configured) > -behind / 2) return true;
    const facts = {
      audio: audio.firstTimestamp,
      video: video.firstTimestamp + video.firstComposition,
      behind,
    };
    report('av.offset', { side: audio.from, at: audio.first, facts });
    return true;
  }

  function offsets(): void {
    for (const audio of story.tracks.all) {
      if (audio.kind !== 'audio' || audio.trackId !== 0) continue;
      const video = story.tracks.find(audio.from, audio.streamId, 'video');
      const sound = courses.get(audio);
      const sight = video && courses.get(video);
      if (video === undefined || sound === undefined || sight === undefined) continue;
      if (sound.isBroken || sight.isBroken || (sound.frozen ?? sight.frozen) !== undefined) continue;
      if (sound.backs + sight.backs + sound.jumps + sight.jumps > 0) continue;
      if (starts(audio, video)) continue;
      if (!isPaced(audio) || !isPaced(video)) continue;
      const [heard, seen] = [audio.lateness.middle(), video.lateness.middle()];
      if (heard === undefined || seen === undefined) continue;
      const ahead = seen - heard;
      if (Math.abs(ahead) < OFFSET) continue;
      report('av.offset', { side: audio.from, at: audio.first, facts: { ahead } });
    }
  }

  function hasSeeked(): boolean {
    return conversation.rtmp.session.uses.length > 1;
  }

  return {
    picture(track, picture) {
      const course = courseOf(track);
      if (track.frames > 0) step(track, picture, course);
    },
    closed() {
      for (const [track, course] of courses) judge(track, course);
      offsets();
    },
  };
}

function leapTo(message: Message, { kind, lastTimestamp }: TrackStory, wait: number): Leap {
  const { frame, timestamp } = message;
  return { at: keepPlace(message), kind, from: lastTimestamp, to: timestamp, frame, wait };
}

function createCourse(): Course {
  return {
    backs: 0,
    deepest: 0,
    firstBack: undefined,
    jumps: 0,
    firstJump: undefined,
    isBroken: false,
    same: 0,
    sameFrom: undefined,
    sameAt: -1,
    frozen: undefined,
  };
}
