import type { AudioTrack } from '../../flv/ex-audio.ts';
import type { VideoTrack } from '../../flv/ex-video.ts';
import type { Message, Role } from '../../rtmp/message.ts';
import { factsOf, type TrackConfig, type TrackFacts } from '../track-config.ts';
import { Arrival, type ArrivalFacts } from './arrival.ts';
import { Histogram } from './histogram.ts';
import { type KeyframeFacts, Keyframes } from './keyframes.ts';
import { MediaClock, type TimestampFacts } from './media-clock.ts';
import { PerSecond } from './per-second.ts';
import { soundLength } from '../sound-length.ts';
import { SampleClock } from './sample-clock.ts';
import type { Series, SeriesFacts } from './series.ts';

/** Which track: who sends it, on which message stream, and its number, 0 where messages name none. */
export type TrackKey = {
  readonly from: Role;
  readonly streamId: number;
  readonly kind: 'audio' | 'video';
  readonly trackId: number;
};

/** What a track was measured to be. Times in ms, of media time unless told. */
export type TrackStats = TrackKey & {
  readonly codec: string | undefined;
  readonly profile: string | undefined;
  readonly level: string | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly sampleRate: number | undefined;
  readonly channels: number | undefined;
  /** Sequence headers. */
  readonly configurations: number;
  readonly frames: number;
  readonly keyframes: number | undefined;
  /** Of the coded frames, without the headers of their messages. */
  readonly bytes: number;
  /** From the first frame to the end of the last; `undefined` for fewer than two. */
  readonly duration: number | undefined;
  readonly frameRate: {
    /** As the configuration of the codec says, or the metadata. */
    readonly nominal: number | undefined;
    readonly mean: number | undefined;
    /** Frames in a second of media time: the median, and the fewest. */
    readonly median: number | undefined;
    readonly worst: number | undefined;
  };
  readonly bitRate: {
    /** Bits a second: over all, and in the second that has the most. */
    readonly mean: number | undefined;
    readonly peak: number | undefined;
    readonly series: SeriesFacts;
  };
  readonly keyframeInterval: KeyframeFacts | undefined;
  readonly timestamps: TimestampFacts;
  /** Of sound: how far the last timestamp has run ahead of the samples since the first; `undefined` where that is not known. */
  readonly aheadOfSamples: number | undefined;
  readonly arrival: ArrivalFacts | undefined;
  /** From decoding to showing a frame; `undefined` where messages do not say it. */
  readonly compositionTime: { readonly min: number; readonly max: number } | undefined;
  /** When the first frame is shown and the last one is no longer, in ms since the first timestamp; `undefined` as above. */
  readonly presentation: { readonly start: number; readonly end: number } | undefined;
};

/** What the metadata of a stream says of its picture, where no configuration does. */
export type SaidFacts = {
  /** Frames a second. */
  readonly frameRate: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
};

const NOTHING_SAID: SaidFacts = { frameRate: undefined, width: undefined, height: undefined };

/** Measures one track, frame by frame, in a memory that does not grow with it. */
export class TrackMeter {
  readonly key: TrackKey;
  readonly clock = new MediaClock();
  readonly samples = new SampleClock();
  private frameLength: number | undefined;
  private codec: string | undefined;
  private latestConfig: TrackConfig | undefined;
  private config: TrackFacts | undefined;
  private sampleRate: number | undefined;
  private channels: number | undefined;
  private configurations = 0;
  /** Frames so far. */
  count = 0;
  private bytes = 0;
  private readonly framesBySecond = new Histogram();
  private readonly frameCounts = new PerSecond((count, times) => this.framesBySecond.add(count, times));
  private readonly bits = new PerSecond();
  private readonly keyframes = new Keyframes();
  private readonly arrival = new Arrival();
  private composition: { min: number; max: number } | undefined;
  private shown = { start: Infinity, end: -Infinity };

  constructor(key: TrackKey) {
    this.key = key;
  }

  configure(config: TrackConfig): void {
    this.config = factsOf(config);
    this.configurations++;
    this.latestConfig = config;
    this.frameLength = undefined;
  }

  /** @param track which, of a message with several */
  frame(message: Message, track?: AudioTrack | VideoTrack): void {
    const { body, timestamp } = message;
    if (body.kind !== 'audio' && body.kind !== 'video') return;
    const content = track ?? body;
    this.codec = content.codec ?? this.codec;
    if ('sampleRate' in content) {
      this.sampleRate = content.sampleRate ?? this.sampleRate;
      this.channels = content.channels ?? this.channels;
    }
    this.clock.tick(timestamp);
    if (body.kind === 'audio') {
      this.frameLength ??= soundLength(this.codec, this.sampleRate, this.latestConfig);
      this.samples.tick(timestamp, this.frameLength);
    }
    const { elapsed } = this.clock;
    const bytes = Math.max(0, (track?.bodyEnd ?? message.length) - (content.bodyStart ?? 0));
    this.count++;
    this.bytes += bytes;
    this.frameCounts.add(elapsed, 1);
    this.bits.add(elapsed, bytes * 8);
    this.arrival.add(message, elapsed);
    if (body.kind === 'video') this.keyframes.add(elapsed, body.isKeyframe);
    const offset = 'compositionTime' in content ? content.compositionTime : undefined;
    if (offset === undefined) return;
    this.composition ??= { min: offset, max: offset };
    this.composition.min = Math.min(this.composition.min, offset);
    this.composition.max = Math.max(this.composition.max, offset);
    this.shown.start = Math.min(this.shown.start, elapsed + offset);
    this.shown.end = Math.max(this.shown.end, elapsed + offset);
  }

  /** To be asked for once, at the end. */
  facts(said: SaidFacts = NOTHING_SAID): TrackStats {
    const { config, count: frames, clock, bits } = this;
    // Each frame lasts until the next one; of the last it is taken that it lasts as long.
    const duration = frames < 2 || clock.elapsed === 0 ? undefined : (clock.elapsed * frames) / (frames - 1);
    this.frameCounts.end(duration ?? 0);
    bits.end(duration ?? 0);
    const isVideo = this.key.kind === 'video';
    const { series } = bits;
    const nominal = config?.frameRate ?? (isVideo ? said.frameRate : undefined);
    // After pauses frames are further apart on average than the last one is shown.
    const last = Math.min((duration ?? 0) / frames, nominal === undefined ? Infinity : 1000 / nominal);
    return {
      ...this.key,
      codec: this.codec,
      profile: config?.profile,
      level: config?.level,
      width: config?.width ?? (isVideo ? said.width : undefined),
      height: config?.height ?? (isVideo ? said.height : undefined),
      sampleRate: config?.sampleRate ?? this.sampleRate,
      channels: config?.channels ?? this.channels,
      configurations: this.configurations,
      frames,
      keyframes: isVideo ? this.keyframes.count : undefined,
      bytes: this.bytes,
      duration,
      frameRate: {
        nominal,
        mean: duration === undefined ? undefined : (frames * 1000) / duration,
        median: this.framesBySecond.median,
        worst: this.frameCounts.worst,
      },
      bitRate: {
        mean: duration === undefined ? undefined : (this.bytes * 8 * 1000) / duration,
        peak: bits.peak,
        series: { seconds: series.seconds, values: ratesOf(series, duration ?? series.seconds * 1000) },
      },
      keyframeInterval: isVideo ? this.keyframes.facts : undefined,
      timestamps: clock.facts,
      aheadOfSamples: this.samples.ahead,
      arrival: this.arrival.facts,
      compositionTime: this.composition,
      presentation:
        this.composition === undefined ? undefined : { start: this.shown.start, end: this.shown.end + last },
    };
  }
}

/**
 * What came in a second, for each value of a series. The last one may stand for less time than the others; it is left out where
 * that is less than half, in which a single frame would pass for a rate.
 */
function ratesOf({ seconds, sums }: Series, duration: number): number[] {
  const rest = duration / 1000 - (sums.length - 1) * seconds;
  const told = rest < seconds / 2 && sums.length > 1 ? sums.slice(0, -1) : sums;
  return told.map((sum, i) => sum / (i === sums.length - 1 && rest > 0 ? Math.min(seconds, rest) : seconds));
}
