import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stats } from '../../src/index.ts';
import type { ConnectionStats, TrackStats } from '../../src/index.ts';

/** What ffprobe says of what was sent, and FFmpeg's log of its packets: see samples/README.md. */
type Video = {
  readonly codec: string;
  readonly profile: string;
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly packets: number;
};
type Audio = {
  readonly codec: string;
  readonly profile: string | null;
  readonly sampleRate: number;
  readonly channels: number;
  readonly packets: number;
};
/** What the packets add up to, in all and in each whole second: how many, and their bytes. Times in ms. */
type Sums = {
  readonly packets: number;
  readonly bytes: number;
  readonly span: number;
  readonly seconds: readonly (readonly [packets: number, bytes: number])[];
};
type VideoSums = Sums & {
  readonly level: number;
  readonly keyframes: number;
  readonly keyframeInterval: { readonly min: number; readonly median: number; readonly max: number } | null;
  readonly compositionTime: { readonly min: number; readonly max: number };
};
type Media = {
  readonly duration: number;
  readonly video: Video;
  readonly audio: Audio;
  readonly sums?: { readonly video: VideoSums; readonly audio: Sums };
};
type Stream = { readonly app: string; readonly streamKey: string };
type Tracks = Stream & {
  readonly video: readonly Omit<Video & { readonly trackId: number }, 'frameRate'>[];
  readonly audio: readonly (Audio & { readonly trackId: number })[];
};
type Sent = {
  readonly published?: readonly (Stream & Media & { readonly senderLog: readonly string[] })[];
  readonly publishedTracks?: readonly Tracks[];
  readonly played?: readonly (Stream & { readonly received?: Media | null })[];
};

/** Our names of what ffprobe names. */
const CODECS: Readonly<Record<string, string>> = {
  h264: 'H.264',
  hevc: 'HEVC',
  av1: 'AV1',
  vp9: 'VP9',
  aac: 'AAC',
  opus: 'Opus',
  flac: 'FLAC',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  mp3: 'MP3',
};
/** Samples of a packet (AAC-LC: ISO 14496-3 §4.5.1.1; MP3 of 32 kHz and more: ISO 11172-3 §2.4.2.1). */
const SAMPLES: Readonly<Record<string, number>> = { aac: 1024, mp3: 1152 };

/** Within 1 %. */
function expectAbout(actual: number | undefined, expected: number): void {
  expect(Math.abs(actual! - expected)).toBeLessThanOrEqual(expected / 100);
}

function trackOf({ tracks }: ConnectionStats, kind: 'audio' | 'video', trackId = 0): TrackStats {
  return tracks.find((track) => track.kind === kind && track.trackId === trackId)!;
}

function expectMedia(connection: ConnectionStats, { video, audio }: Omit<Media, 'duration'>): void {
  const picture = trackOf(connection, 'video');
  expect(picture).toMatchObject({
    codec: CODECS[video.codec],
    profile: video.profile,
    width: video.width,
    height: video.height,
    frames: video.packets,
  });
  expectAbout(picture.frameRate.nominal, video.frameRate);
  const sound = trackOf(connection, 'audio');
  expect(sound).toMatchObject({
    codec: CODECS[audio.codec],
    sampleRate: audio.sampleRate,
    channels: audio.channels,
    frames: audio.packets,
  });
  expect(sound.profile).toBe(audio.profile === null ? undefined : `AAC-${audio.profile}`);
  expectAbout(sound.duration, soundSeconds(audio) * 1000);
}

function soundSeconds({ codec, packets, sampleRate }: Audio): number {
  return (packets * SAMPLES[codec]!) / sampleRate;
}

/** Every packet has its time in it until the next one. */
function expectSums(track: TrackStats, { packets, bytes, span, seconds }: Sums): void {
  expect([track.frames, track.bytes]).toEqual([packets, bytes]);
  expect(track.timestamps.last - track.timestamps.first).toBe(span);
  expect(track.timestamps).toMatchObject({ backwards: 0, repeated: 0, jumps: 0 });
  const duration = (span * packets) / (packets - 1);
  expectAbout(track.duration, duration);
  expectAbout(track.frameRate.mean, (packets * 1000) / duration);
  expectAbout(track.bitRate.mean, (bytes * 8000) / duration);
  const counts = seconds.map(([count]) => count).sort((first, second) => first - second);
  expect(track.frameRate.worst).toBe(counts[0]);
  expect(track.frameRate.median).toBe(counts[Math.floor((counts.length - 1) / 2)]);
  const bits = seconds.map(([, sum]) => sum * 8);
  expect(track.bitRate.peak).toBe(Math.max(...bits));
  expect(track.bitRate.series.values.slice(0, bits.length)).toEqual(bits);
}

const samples = readdirSync('samples').filter((name) => name.endsWith('.pcap'));

describe.each(samples)('%s', async (sample) => {
  const sent = JSON.parse(readFileSync(`samples/${sample.replace('.pcap', '.sent.json')}`, 'utf8')) as Sent;
  const { connections } = await stats(`samples/${sample}`);
  const connectionOf = (action: string, { app, streamKey }: Stream): ConnectionStats =>
    connections.find(
      (one) => one.app === app && one.uses.some((use) => use.action === action && use.name === streamKey),
    )!;

  test.each(sent.published ?? [])('$app/$streamKey is published as ffprobe says', (stream) => {
    const connection = connectionOf('publish', stream);
    expectMedia(connection, stream);
    // Of a file that FFmpeg wrote the duration ends with the last picture shown, of one that nginx recorded with the last tag.
    const { timestamps, presentation } = trackOf(connection, 'video');
    const isWritten = stream.senderLog.some((line) => line.includes('muxed'));
    const last = Math.max(...connection.tracks.map((track) => track.timestamps.last));
    expectAbout(isWritten ? timestamps.first + presentation!.end : last, stream.duration * 1000);
  });

  test.each((sent.published ?? []).filter(({ sums }) => sums !== undefined))(
    '$app/$streamKey adds up to what ffprobe says of its packets',
    (stream) => {
      const { video, audio } = stream.sums!;
      const connection = connectionOf('publish', stream);
      const picture = trackOf(connection, 'video');
      expectSums(picture, video);
      expectSums(trackOf(connection, 'audio'), audio);
      expect(picture).toMatchObject({ keyframes: video.keyframes, compositionTime: video.compositionTime });
      // ffprobe has levels in tenths: 13 is level 1.3.
      expect(Number(picture.level)).toBe(video.level / 10);
      const { min, median, max } = picture.keyframeInterval!;
      expect(min === undefined ? null : { min, median, max }).toEqual(video.keyframeInterval);
    },
  );

  test.each(sent.published ?? [])(
    '$app/$streamKey has the bytes and bit rate that its sender logged',
    (stream) => {
      for (const line of stream.senderLog) {
        const [, kind, packets, bytes] =
          /\((video|audio)\): (\d+) packets muxed \((\d+) bytes\)/.exec(line) ?? [];
        if (kind !== 'video' && kind !== 'audio') continue;
        const track = trackOf(connectionOf('publish', stream), kind);
        expect([track.frames, track.bytes]).toEqual([Number(packets), Number(bytes)]);
        if (kind === 'audio')
          expectAbout(track.bitRate.mean, (Number(bytes) * 8) / soundSeconds(stream.audio));
      }
    },
  );

  test.each(sent.publishedTracks ?? [])('every track of $app/$streamKey is as ffprobe says', (stream) => {
    const connection = connectionOf('publish', stream);
    expect(connection.tracks).toHaveLength(stream.video.length + stream.audio.length);
    for (const { trackId, codec, profile, width, height, packets } of stream.video) {
      const told = { codec: CODECS[codec], profile, width, height, frames: packets };
      expect(trackOf(connection, 'video', trackId)).toMatchObject(told);
    }
    for (const { trackId, codec, sampleRate, channels, packets } of stream.audio) {
      const told = { codec: CODECS[codec], sampleRate, channels, frames: packets };
      expect(trackOf(connection, 'audio', trackId)).toMatchObject(told);
    }
  });

  test.each((sent.played ?? []).filter(({ received }) => (received ?? undefined) !== undefined))(
    '$app/$streamKey is played as its player received it',
    (stream) => {
      const received = stream.received!;
      const connection = connectionOf('play', stream);
      expectMedia(connection, received);
      const { duration, frameRate } = trackOf(connection, 'video');
      const rate = received.video.frameRate;
      for (const measured of [frameRate.mean, frameRate.median]) expectAbout(measured, rate);
      expectAbout(duration, (received.video.packets * 1000) / rate);
      const end = Math.max(
        ...connection.tracks.map(({ timestamps, presentation }) =>
          presentation === undefined ? timestamps.last : timestamps.first + presentation.end,
        ),
      );
      expectAbout(end, received.duration * 1000);
    },
  );
});
