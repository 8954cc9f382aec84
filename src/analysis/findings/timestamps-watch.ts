import { type FrameStamp, keepStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import { grouped } from '../../bytes/quantity.ts';
import { duration } from './durations.ts';
import type { Subject, Watch } from './finding.ts';
import { Lateness } from './lateness.ts';
import { isPaced, lengthOfSound } from './track-pace.ts';
import type { Picture, TrackStory } from './track-story.ts';

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

type Course = {
  readonly lateness: Lateness;
  backs: number;
  deepest: number;
  firstBack: FrameStamp | undefined;
  firstBackText: string;
  jumps: number;
  firstJump: FrameStamp | undefined;
  firstJumpText: string;
  /** Type 1 chunks in a row whose delta grew by as much as the clock went on. */
  growing: number;
  growingFrom: FrameStamp | undefined;
  lastDelta: number;
  isBroken: boolean;
  same: number;
  sameFrom: FrameStamp | undefined;
  longestGap: number;
  longestStep: number;
  frozen: { readonly at: FrameStamp; readonly evidence: string } | undefined;
  /** Sounds that follow the one before within its length or so, and the milliseconds from each to the next. */
  sounds: number;
  soundTime: number;
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
      if (course.firstBack === undefined) {
        course.firstBack = keepStamp(message);
        course.firstBackText = `the timestamp of ${track.kind} goes back from ${grouped(track.lastTimestamp)} to ${grouped(message.timestamp)} ms in frame ${message.frame}`;
      }
    } else if (mediaDelta - wallDelta > JUMP && mediaDelta > JUMP) {
      if ((fmt === 1 || fmt === 2) && mediaDelta >= 0x800000 && mediaDelta <= 0xffffff) {
        course.isBroken = true;
        const evidence = `a chunk of type ${fmt} in frame ${message.frame} has the delta ${grouped(mediaDelta)} ms, which is ${mediaDelta - 0x1000000} as a signed number of 24 bits`;
        report('chunk.timestamp-back-without-type-0', { side, at: message, evidence });
      }
      course.jumps++;
      if (course.firstJump === undefined) {
        course.firstJump = keepStamp(message);
        course.firstJumpText = `the timestamp of ${track.kind} jumps from ${grouped(track.lastTimestamp)} to ${grouped(message.timestamp)} ms in frame ${message.frame}, ${duration(wallDelta)} after the one before`;
      }
    }
    if (track.kind === 'audio') {
      const length = lengthOfSound(track);
      if (length !== undefined && mediaDelta > 0 && mediaDelta < 2 * length) {
        course.sounds++;
        course.soundTime += mediaDelta;
      }
    }
    freeze(track, picture, course);
    grow(track, picture, course);
    if (wallDelta > course.longestGap) course.longestGap = wallDelta;
    if (mediaDelta > course.longestStep) course.longestStep = mediaDelta;
  }

  function freeze(track: TrackStory, { message, mediaDelta }: Picture, course: Course): void {
    if (mediaDelta !== 0) {
      course.same = 0;
      course.sameFrom = undefined;
      return;
    }
    course.same++;
    course.sameFrom ??= keepStamp(track.last);
    if (course.same < FROZEN_FRAMES || millisecondsBetween(course.sameFrom, message) < FROZEN_TIME) return;
    course.same = 0;
    if (course.frozen !== undefined) return;
    const evidence = `${FROZEN_FRAMES + 1} messages of ${track.kind} in a row, in ${duration(millisecondsBetween(course.sameFrom, message))}, have the timestamp ${grouped(message.timestamp)} ms`;
    course.frozen = { at: course.sameFrom, evidence };
  }

  /** Deltas that grow steadily are times: each counts from the start and not from the message before. */
  function grow(track: TrackStory, { message, mediaDelta, wallDelta }: Picture, course: Course): void {
    const growth = mediaDelta - course.lastDelta;
    const isGrowing = (message.fmt === 1 || message.fmt === 2) && growth > 0 && growth < wallDelta * 3 + 50;
    course.lastDelta = mediaDelta;
    if (!isGrowing) {
      course.growing = 0;
      course.growingFrom = undefined;
      return;
    }
    course.growing++;
    course.growingFrom ??= keepStamp(message);
    if (course.growing !== 5) return;
    course.isBroken = true;
    const evidence = `the deltas of ${track.kind} grow with each message, to ${grouped(mediaDelta)} ms in frame ${message.frame}, as times do`;
    report('chunk.delta-as-absolute', { side: track.from, at: course.growingFrom, evidence });
  }

  /** All in all: what kind of wrong a track's timestamps are. */
  function judge(track: TrackStory, course: Course): void {
    const side = track.from;
    const use = story.useOf(track.streamId);
    const isPublish = use?.action === 'publish';
    const wall = millisecondsBetween(track.first, track.last);
    const media = (track.lastTimestamp - track.firstTimestamp) | 0;
    const { lateness } = course;
    if (isPublish && !course.isBroken && track.frames >= 20 && wall >= 1000) {
      // One jump makes no unit.
      const usual = media - course.longestStep;
      const each = usual / track.frames;
      const ratio = (usual > wall ? usual : media) / wall;
      if ((ratio >= WRONG_UNIT && each >= 300) || (ratio <= 1 / 50 && media > 0 && course.backs === 0)) {
        const evidence = `${grouped(track.frames)} messages of ${track.kind} in ${duration(wall)} have timestamps over ${grouped(Math.max(0, media))} ms: ${ratio >= 1 ? `${ratio.toFixed(0)} times too fast` : `${(1 / ratio).toFixed(0)} times too slow`}`;
        report('timestamp.unit', { side, at: track.first, evidence });
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
      const times = `; ${grouped(course.backs)} times in ${grouped(track.frames)} messages, by ${grouped(course.deepest)} ms at most`;
      if (isOrder)
        report('timestamp.presentation', {
          side,
          at: course.firstBack,
          evidence: course.firstBackText + times,
        });
      else {
        const at = course.firstBack;
        report('timestamp.back', {
          side,
          at,
          evidence: course.firstBackText + (course.backs > 1 ? times : ''),
        });
      }
      return;
    }
    if (course.firstJump !== undefined && !hasSeeked()) {
      const times = course.jumps > 1 ? `; ${grouped(course.jumps)} times in all` : '';
      report('timestamp.jump', { side, at: course.firstJump, evidence: course.firstJumpText + times });
      return;
    }
    if (isPublish && track.firstTimestamp >= FAR_START && story.opened.client) {
      const evidence = `the first timestamp of ${track.kind} is ${grouped(track.firstTimestamp)} ms`;
      report('timestamp.offset', { side, at: track.first, evidence });
    }
    if (isPublish) compareSounds(track, course);
    if (course.longestGap >= 1000) return;
    const slope = lateness.slope();
    if (slope === undefined) return;
    const total = Math.abs(slope * lateness.time);
    if (total < LEAST_DRIFT) return;
    const ratio = `in ${duration(wall)} the timestamps of ${track.kind} go on by ${duration(media)}`;
    if (slope >= SLOW) report('flow.slower-than-real-time', { side, at: track.first, evidence: ratio });
    else if (isPublish && (slope >= DRIFT || (slope <= -DRIFT && slope > -UNPACED))) {
      report('timestamp.drift', {
        side,
        at: track.first,
        evidence: `${ratio}, ${(100 * Math.abs(slope)).toFixed(1)} % too ${slope > 0 ? 'slow' : 'fast'}`,
      });
    }
  }

  /** The timestamps of sound against the samples in it. */
  function compareSounds(track: TrackStory, { sounds, soundTime }: Course): void {
    const length = lengthOfSound(track);
    if (length === undefined || sounds < LEAST_SOUNDS) return;
    const excess = soundTime / (sounds * length) - 1;
    if (Math.abs(excess) < SOUND_DRIFT) return;
    const evidence = `${grouped(sounds)} frames of audio of ${length.toFixed(1)} ms each have timestamps ${(soundTime / sounds).toFixed(1)} ms apart: ${(100 * Math.abs(excess)).toFixed(1)} % too ${excess > 0 ? 'fast' : 'slow'}`;
    report('timestamp.drift', { side: track.from, at: track.first, evidence });
  }

  /** Audio that begins later or earlier than the video, by its timestamps. */
  function starts(audio: TrackStory, video: TrackStory): boolean {
    if (story.useOf(audio.streamId)?.action !== 'publish' || video.frames === 0) return false;
    const behind = (audio.firstTimestamp - video.firstTimestamp - video.firstComposition) | 0;
    if (Math.abs(behind) < START_OFFSET || Math.abs(behind) >= LATE_START) return false;
    // A relay that begins in the middle of a stream has no pictures before the next keyframe, nor their header.
    const { configured = audio.first } = video;
    if (behind < 0 && millisecondsBetween(audio.first, configured) > -behind / 2) return true;
    const evidence = `the first timestamp of audio is ${grouped(audio.firstTimestamp)} ms, that of video ${grouped(video.firstTimestamp + video.firstComposition)} ms: ${duration(Math.abs(behind))} ${behind > 0 ? 'later' : 'earlier'}`;
    report('av.offset', { side: audio.from, at: audio.first, evidence });
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
      const [heard, seen] = [sound.lateness.middle(), sight.lateness.middle()];
      if (heard === undefined || seen === undefined) continue;
      const ahead = seen - heard;
      if (Math.abs(ahead) < OFFSET) continue;
      const evidence = `messages of audio sent together with video have timestamps ${duration(Math.abs(ahead))} ${ahead > 0 ? 'later' : 'earlier'} than it`;
      report('av.offset', { side: audio.from, at: audio.first, evidence });
    }
  }

  function hasSeeked(): boolean {
    return conversation.rtmp.session.uses.length > 1;
  }

  return {
    frame(track, picture) {
      const course = courseOf(track);
      if (track.frames > 0) step(track, picture, course);
      course.lateness.add(picture.message);
    },
    closed() {
      for (const [track, course] of courses) judge(track, course);
      offsets();
    },
  };
}

function createCourse(): Course {
  return {
    lateness: new Lateness(),
    backs: 0,
    deepest: 0,
    firstBack: undefined,
    firstBackText: '',
    jumps: 0,
    firstJump: undefined,
    firstJumpText: '',
    growing: 0,
    growingFrom: undefined,
    lastDelta: 0,
    isBroken: false,
    same: 0,
    sameFrom: undefined,
    longestGap: 0,
    longestStep: 0,
    frozen: undefined,
    sounds: 0,
    soundTime: 0,
  };
}
