import type { AudioContent } from '../../flv/ex-audio.ts';
import type { VideoContent } from '../../flv/ex-video.ts';
import type { Message, Role } from '../../rtmp/message.ts';
import { DEFAULT_TRACK, readTrackConfigs, type TrackConfig } from '../track-config.ts';
import { keepPlace, type Place } from './place.ts';

/** Tracks of a connection that are watched. */
const MOST_TRACKS = 64;
/** Streams asked for anew whose tracks are told apart from those before: the rest goes on in one. */
const MOST_RESTARTS = 100;

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
export type TrackStory = {
  readonly from: Role;
  readonly streamId: number;
  readonly kind: 'audio' | 'video';
  readonly trackId: number;
  codec: string | undefined;
  config: TrackConfig | undefined;
  /** When its first sequence header came. */
  configured: Place | undefined;
  /** Sequence headers, and pictures or sounds. */
  headers: number;
  frames: number;
  keyframes: number;
  /** Stamps and timestamps of the first and last picture or sound. */
  first: Place;
  firstTimestamp: number;
  last: Place;
  lastTimestamp: number;
  /** Milliseconds from the first timestamp to when the first picture is shown. */
  firstComposition: number;
  /** The least number of milliseconds from one timestamp to the next, but 0. */
  shortestStep: number;
  bytes: number;
  /** The track of the other kind on the same stream, once there is one. */
  other: TrackStory | undefined;
};

/** The tracks of one connection. */
export class Tracks {
  readonly all: TrackStory[] = [];
  private restarts = 0;
  private readonly picture: Picture = {
    message: undefined as unknown as Message,
    content: undefined as unknown as AudioContent,
    isKeyframe: false,
    mediaDelta: 0,
    wallDelta: 0,
  };

  /** Takes an audio or video message; tells each picture or sound in it, before it counts. */
  add(message: Message, tell: (track: TrackStory, picture: Picture) => void): void {
    const { body } = message;
    if (body.kind !== 'audio' && body.kind !== 'video') return;
    if (body.isSequenceHeader) this.configure(message);
    if (body.tracks === undefined) this.addContent(message, body, DEFAULT_TRACK, tell);
    else for (const track of body.tracks) this.addContent(message, track, track.trackId, tell);
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
      this.all[i] = { ...track, frames: 0, keyframes: 0, bytes: 0, shortestStep: Infinity };
    }
    for (const track of this.all) {
      if (track.other === undefined) continue;
      track.other = this.find(track.from, track.streamId, track.other.kind);
    }
  }

  private configure(message: Message): void {
    const { body } = message;
    if (body.kind !== 'audio' && body.kind !== 'video') return;
    for (const [trackId, config] of readTrackConfigs(message)) {
      const track = this.open(message, body.kind, trackId);
      if (track !== undefined) track.config = config;
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
    content: AudioContent | VideoContent,
    trackId: number,
    tell: (track: TrackStory, picture: Picture) => void,
  ): void {
    if (!content.isFrame) return;
    const { body } = message;
    const kind = body.kind === 'audio' ? 'audio' : 'video';
    const track = this.open(message, kind, trackId);
    if (track === undefined) return;
    const { picture } = this;
    picture.message = message;
    picture.content = content;
    picture.isKeyframe = body.kind === 'video' && body.isKeyframe;
    if (track.frames > 0) {
      picture.mediaDelta = (message.timestamp - track.lastTimestamp) | 0;
      picture.wallDelta =
        (message.seconds - track.last.seconds) * 1000 + (message.nanoseconds - track.last.nanoseconds) / 1e6;
    } else {
      picture.mediaDelta = 0;
      picture.wallDelta = 0;
    }
    tell(track, picture);
    if (picture.mediaDelta > 0 && picture.mediaDelta < track.shortestStep)
      track.shortestStep = picture.mediaDelta;
    if (track.frames === 0) {
      track.first = keepPlace(message);
      track.firstTimestamp = message.timestamp;
      if ('compositionTime' in content) track.firstComposition = content.compositionTime ?? 0;
    }
    track.codec ??= content.codec;
    track.frames++;
    track.bytes += message.length;
    if (picture.isKeyframe) track.keyframes++;
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
      config: undefined,
      configured: undefined,
      headers: 0,
      frames: 0,
      keyframes: 0,
      first: keepPlace(message),
      firstTimestamp: message.timestamp,
      last: message,
      lastTimestamp: message.timestamp,
      firstComposition: 0,
      shortestStep: Infinity,
      bytes: 0,
      other: undefined,
    };
    if (trackId === DEFAULT_TRACK) {
      track.other = this.find(from, streamId, kind === 'audio' ? 'video' : 'audio');
      if (track.other !== undefined) track.other.other = track;
    }
    this.all.push(track);
    return track;
  }
}
