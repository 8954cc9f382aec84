import { propertyOf } from '../../amf/value.ts';
import type { AudioTrack } from '../../flv/ex-audio.ts';
import type { VideoTrack } from '../../flv/ex-video.ts';
import type { Message, Role } from '../../rtmp/message.ts';
import { DEFAULT_TRACK, readTrackConfigs } from '../track-config.ts';
import { AvOffset, type AvOffsetFacts } from './av-offset.ts';
import { type SaidFacts, TrackMeter, type TrackStats } from './track.ts';

/** Tracks of a connection that are measured. */
const MOST_TRACKS = 64;
/** What metadata say of rates and sizes is less, or nothing. */
const MOST_SAID = 1e6;
/** Characters that are kept of the name of an encoder. */
const MOST_NAME = 200;

/** The sound beside the picture of one message stream. */
export type StreamOffset = Pick<TrackStats, 'from' | 'streamId'> & AvOffsetFacts;

type Stream = {
  readonly offset: AvOffset;
  /** The tracks that came first, which belong together. */
  audio?: TrackMeter;
  video?: TrackMeter;
  said?: SaidFacts;
};

/** The tracks of one connection. */
export class Tracks {
  /** What encoded, as the metadata that a side sent says. */
  readonly encoders: Partial<Record<Role, string>> = {};
  private readonly meters = new Map<string, TrackMeter>();
  private readonly streams = new Map<string, Stream>();

  hear(message: Message): void {
    const { body } = message;
    if (body.kind === 'data') this.metadata(message);
    if (body.kind !== 'audio' && body.kind !== 'video') return;
    if (body.isSequenceHeader) {
      for (const [trackId, config] of readTrackConfigs(message)) {
        this.meterOf(message, config.kind, trackId)?.configure(config);
      }
    } else if (body.isFrame) {
      if (body.tracks === undefined) this.frame(message, body.kind, DEFAULT_TRACK);
      else for (const track of body.tracks) this.frame(message, body.kind, track.trackId, track);
    }
  }

  get stats(): TrackStats[] {
    return [...this.meters.values()]
      .filter((meter) => meter.count > 0)
      .map((meter) => meter.facts(this.saidOf(meter)));
  }

  get offsets(): StreamOffset[] {
    return [...this.streams.values()].flatMap(({ offset, video }) => {
      const { facts } = offset;
      if (facts === undefined || video === undefined) return [];
      return [{ from: video.key.from, streamId: video.key.streamId, ...facts }];
    });
  }

  private frame(
    message: Message,
    kind: 'audio' | 'video',
    trackId: number,
    track?: AudioTrack | VideoTrack,
  ): void {
    const meter = this.meterOf(message, kind, trackId);
    if (meter === undefined) return;
    meter.frame(message, track);
    const stream = this.streamOf(message);
    if (stream === undefined) return;
    stream[kind] ??= meter;
    if (stream[kind] !== meter) return;
    stream.offset.add(kind, message.timestamp, meter.clock.elapsed, meter.samples.ahead);
  }

  private metadata(message: Message): void {
    const { body } = message;
    if (body.kind !== 'data' || (body.name !== '@setDataFrame' && body.name !== 'onMetaData')) return;
    const values = body.values.at(-1);
    const told = (name: string): number | undefined => {
      const value = propertyOf(values, name);
      return typeof value === 'number' && value > 0 && value < MOST_SAID ? value : undefined;
    };
    const whole = (name: string): number | undefined => {
      const value = told(name);
      return Number.isInteger(value) ? value : undefined;
    };
    const stream = this.streamOf(message);
    if (stream === undefined) return;
    const { frameRate, width, height } = stream.said ?? {};
    stream.said = {
      frameRate: told('framerate') ?? frameRate,
      width: whole('width') ?? width,
      height: whole('height') ?? height,
    };
    const encoder = propertyOf(values, 'encoder');
    if (typeof encoder === 'string') this.encoders[message.from] = encoder.slice(0, MOST_NAME);
  }

  /** Metadata are about the stream, thus about its first picture. */
  private saidOf(meter: TrackMeter): SaidFacts | undefined {
    const stream = this.streamOf(meter.key);
    return stream?.video === meter ? stream.said : undefined;
  }

  private meterOf(message: Message, kind: 'audio' | 'video', trackId: number): TrackMeter | undefined {
    const { from, streamId } = message;
    const name = `${from} ${streamId} ${kind} ${trackId}`;
    let meter = this.meters.get(name);
    if (meter === undefined && this.meters.size < MOST_TRACKS) {
      meter = new TrackMeter({ from, streamId, kind, trackId });
      this.meters.set(name, meter);
    }
    return meter;
  }

  private streamOf({ from, streamId }: Pick<Message, 'from' | 'streamId'>): Stream | undefined {
    const name = `${from} ${streamId}`;
    let stream = this.streams.get(name);
    if (stream === undefined && this.streams.size < MOST_TRACKS) {
      stream = { offset: new AvOffset() };
      this.streams.set(name, stream);
    }
    return stream;
  }
}
