import { millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { AudioContent } from '../../flv/ex-audio.ts';
import type { VideoContent } from '../../flv/ex-video.ts';
import type { AudioTag } from '../../flv/audio-tag.ts';
import type { VideoTag } from '../../flv/video-tag.ts';
import type { Message, Role } from '../../rtmp/message.ts';
import { soundLength } from '../sound-length.ts';
import { DEFAULT_TRACK, readTrackConfigs, type TrackConfig } from '../track-config.ts';
import { keepPlace, type Place } from './place.ts';
import { createMeasures, GROWING, measure, type Measures } from './track-measures.ts';

/** Tracks of a connection that are watched. */
const MOST_TRACKS = 64;
/** Streams asked for anew whose tracks are told apart from those before: the rest goes on in one. */
const MOST_RESTARTS = 100;
/** Milliseconds from one picture to the next, by its timestamp or the clock, beyond which rules may have a word to say. */
const LONG_STEP = 1000;
/** The same of milliseconds until a picture is shown. */
const LONG_COMPOSITION = 1000;

/** A picture or sound of a track, or an empty message where one should be. The object is filled again for the next one. */
export type Picture = {
  message: Message;
  content: AudioContent | VideoContent;
  isKeyframe: boolean;
  /** Milliseconds since the one before it, by its timestamp and by the clock of the capture. */
  mediaDelta: number;
  wallDelta: number;
};

/** What came of one track so far. */
export type TrackStory = Measures & {
  readonly from: Role;
  readonly streamId: number;
  readonly kind: 'audio' | 'video';
  readonly trackId: number;
  codec: string | undefined;
  /** The number of the codec in the first picture or sound, where that is not enhanced. */
  codecNumber: number | undefined;
  config: TrackConfig | undefined;
  /** Milliseconds of each sound, where all are of one length. */
  soundLength: number | undefined;
  /** When its first sequence header came. */
  configured: Place | undefined;
  headers: number;
  /** Stamps and timestamps of the first and last picture or sound. */
  first: Place;
  firstTimestamp: number;
  last: Place;
  lastTimestamp: number;
  /** Milliseconds from the first timestamp to when the first picture is shown. */
  firstComposition: number;
  /** The track of the other kind on the same stream, once there is one. */
  other: TrackStory | undefined;
};

/** Pictures and sounds of all tracks of one side. */
export type Flow = {
  /** Messages with pictures or sounds. */
  messages: number;
  first: Message | undefined;
  last: Message | undefined;
};

/** Who is told of pictures and sounds that rules may have a word to say about. */
export type Audience = {
  /** A picture out of the ordinary: `track` is as it was before it. */
  picture(track: TrackStory, picture: Picture): void;
  /** The media of a side go on with this message, after a second or more without any. */
  pause(flow: Flow, message: Message): void;
};

/** The tracks of one connection. */
export class Tracks {
  readonly all: TrackStory[] = [];
  readonly flows: Readonly<Record<Role, Flow>> = { client: createFlow(), server: createFlow() };
  private restarts = 0;
  private readonly picture: Picture = {
    message: undefined as unknown as Message,
    content: undefined as unknown as AudioContent,
    isKeyframe: false,
    mediaDelta: 0,
    wallDelta: 0,
  };

  /** Takes an audio or video message; tells of what is out of the ordinary in it, before it counts. */
  add(message: Message, body: AudioTag | VideoTag, audience: Audience): void {
    if (body.isFrame) this.flow(message, audience);
    if (body.isSequenceHeader) this.configure(message, body);
    const { tracks } = body;
    if (tracks === undefined) {
      if (body.isFrame) this.addContent(message, body, body, DEFAULT_TRACK, audience);
    } else {
      for (const track of tracks)
        if (track.isFrame) this.addContent(message, body, track, track.trackId, audience);
    }
  }

  /** The track of a message, if it is watched. */
  find(
    from: Role,
    streamId: number,
    kind: 'audio' | 'video',
    trackId = DEFAULT_TRACK,
  ): TrackStory | undefined {
    // By index, as for each message.
    for (let i = 0; i < this.all.length; i++) {
      const track = this.all[i]!;
      if (
        track.kind === kind &&
        track.trackId === trackId &&
        track.streamId === streamId &&
        track.from === from
      )
        return track;
    }
    return undefined;
  }

  /** A stream is asked for anew: its tracks begin again, configured as they were. */
  restart(from: Role, streamId: number): void {
    if (this.restarts++ >= MOST_RESTARTS) return;
    for (const [i, track] of this.all.entries()) {
      if (track.from !== from || track.streamId !== streamId || track.frames === 0) continue;
      this.all[i] = { ...track, ...createMeasures() };
    }
    for (const track of this.all) {
      if (track.other === undefined) continue;
      track.other = this.find(track.from, track.streamId, track.other.kind);
    }
  }

  private flow(message: Message, audience: Audience): void {
    const flow = this.flows[message.from];
    const { last } = flow;
    if (last !== undefined && millisecondsBetween(last, message) >= LONG_STEP) audience.pause(flow, message);
    flow.first ??= message;
    flow.last = message;
    flow.messages++;
  }

  private configure(message: Message, body: AudioTag | VideoTag): void {
    for (const [trackId, config] of readTrackConfigs(message)) {
      const track = this.open(message, body.kind, trackId);
      if (track === undefined) continue;
      track.config = config;
      track.soundLength = soundLength(track.codec, undefined, config);
    }
    for (const trackId of body.tracks?.map((track) => track.trackId) ?? [DEFAULT_TRACK]) {
      const track = this.open(message, body.kind, trackId);
      if (track === undefined) continue;
      track.headers++;
      track.configured ??= keepPlace(message);
    }
  }

  private addContent(
    message: Message,
    body: AudioTag | VideoTag,
    content: AudioContent | VideoContent,
    trackId: number,
    audience: Audience,
  ): void {
    const track = this.open(message, body.kind, trackId);
    if (track === undefined) return;
    const { picture } = this;
    const isFirst = track.frames === 0;
    const mediaDelta = isFirst ? 0 : (message.timestamp - track.lastTimestamp) | 0;
    const wallDelta = isFirst ? 0 : millisecondsBetween(track.last, message);
    const isKeyframe = body.kind === 'video' && body.isKeyframe;
    if (!isFirst) measure(track, message, mediaDelta, wallDelta);
    const isOrdinary =
      mediaDelta > 0 &&
      mediaDelta <= LONG_STEP &&
      wallDelta < LONG_STEP &&
      !isKeyframe &&
      track.growing !== GROWING &&
      isOrdinaryContent(body, content);
    if (!isOrdinary) {
      picture.message = message;
      picture.content = content;
      picture.isKeyframe = isKeyframe;
      picture.mediaDelta = mediaDelta;
      picture.wallDelta = wallDelta;
      audience.picture(track, picture);
    }
    if (isFirst) begin(track, message, body, content);
    if (track.codec === undefined && content.codec !== undefined) {
      track.codec = content.codec;
      track.soundLength = soundLength(track.codec, undefined, track.config);
    }
    track.lateness.add(message);
    track.frames++;
    track.bytes += message.length;
    if (isKeyframe) track.keyframes++;
    if (track.other !== undefined) track.otherFrames = track.other.frames;
    // The message is kept alive as a stamp: the next one takes its place.
    track.last = message;
    track.lastTimestamp = message.timestamp;
  }

  private open(message: Message, kind: 'audio' | 'video', trackId: number): TrackStory | undefined {
    const { from, streamId } = message;
    const known = this.find(from, streamId, kind, trackId);
    if (known !== undefined || this.all.length >= MOST_TRACKS) return known;
    const track: TrackStory = {
      from,
      streamId,
      kind,
      trackId,
      codec: undefined,
      codecNumber: undefined,
      config: undefined,
      soundLength: undefined,
      configured: undefined,
      headers: 0,
      first: keepPlace(message),
      firstTimestamp: message.timestamp,
      last: message,
      lastTimestamp: message.timestamp,
      firstComposition: 0,
      other: undefined,
      ...createMeasures(),
    };
    if (trackId === DEFAULT_TRACK) {
      track.other = this.find(from, streamId, kind === 'audio' ? 'video' : 'audio');
      if (track.other !== undefined) track.other.other = track;
    }
    this.all.push(track);
    return track;
  }
}

/** Whether the message has nothing in it that no picture or sound should have. */
function isOrdinaryContent(body: AudioTag | VideoTag, content: AudioContent | VideoContent): boolean {
  if (body.kind === 'audio') return body.isAdts !== true;
  if (body.isAnnexB === true) return false;
  const { compositionTime = 0 } = content as VideoContent;
  return compositionTime >= 0 && compositionTime <= LONG_COMPOSITION;
}

/** The first picture or sound of a track. */
function begin(
  track: TrackStory,
  message: Message,
  body: AudioTag | VideoTag,
  content: AudioContent | VideoContent,
): void {
  track.first = keepPlace(message);
  track.firstTimestamp = message.timestamp;
  if (!body.isExHeader) track.codecNumber = body.kind === 'audio' ? body.soundFormat : body.codecId;
  if ('compositionTime' in content) track.firstComposition = content.compositionTime ?? 0;
}

function createFlow(): Flow {
  return { messages: 0, first: undefined, last: undefined };
}
