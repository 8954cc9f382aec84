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
  readonly profile: string;
  readonly sampleRate: number;
  readonly channels: number;
  readonly packets: number;
};
type Media = { readonly duration: number; readonly video: Video; readonly audio: Audio };
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
/** Samples of a packet of AAC-LC (ISO 14496-3 §4.5.1.1). */
const AAC_SAMPLES = 1024;

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
  const { nominal, mean, median } = picture.frameRate;
  for (const rate of [nominal, mean, median]) expectAbout(rate, video.frameRate);
  expectAbout(picture.duration, (video.packets * 1000) / video.frameRate);
  const sound = trackOf(connection, 'audio');
  expect(sound).toMatchObject({
    codec: CODECS[audio.codec],
    profile: `AAC-${audio.profile}`,
    sampleRate: audio.sampleRate,
    channels: audio.channels,
    frames: audio.packets,
  });
  expectAbout(sound.duration, (audio.packets * AAC_SAMPLES * 1000) / audio.sampleRate);
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
    const video = trackOf(connection, 'video');
    const isWritten = stream.senderLog.some((line) => line.includes('muxed'));
    const last = Math.max(...connection.tracks.map(({ timestamps }) => timestamps.last));
    expectAbout(isWritten ? video.presentation?.end : last, stream.duration * 1000);
  });

  test.each(sent.published ?? [])(
    '$app/$streamKey has the bytes and bit rate that its sender logged',
    (stream) => {
      for (const line of stream.senderLog) {
        const [, kind, packets, bytes] =
          /\((video|audio)\): (\d+) packets muxed \((\d+) bytes\)/.exec(line) ?? [];
        if (kind !== 'video' && kind !== 'audio') continue;
        const track = trackOf(connectionOf('publish', stream), kind);
        expect([track.frames, track.bytes]).toEqual([Number(packets), Number(bytes)]);
        const seconds =
          kind === 'video'
            ? stream.video.packets / stream.video.frameRate
            : (stream.audio.packets * AAC_SAMPLES) / stream.audio.sampleRate;
        expectAbout(track.bitRate.mean, (Number(bytes) * 8) / seconds);
      }
    },
  );

  test.each(sent.publishedTracks ?? [])('every track of $app/$streamKey is as ffprobe says', (stream) => {
    const connection = connectionOf('publish', stream);
    expect(connection.tracks).toHaveLength(stream.video.length + stream.audio.length);
    for (const { trackId, codec, width, height, packets } of stream.video) {
      const track = trackOf(connection, 'video', trackId);
      expect([track.codec, track.frames]).toEqual([CODECS[codec], packets]);
      // The configuration of VP9 does not say how large its pictures are.
      if (codec !== 'vp9') expect([track.width, track.height]).toEqual([width, height]);
    }
    for (const { trackId, codec, packets } of stream.audio) {
      const track = trackOf(connection, 'audio', trackId);
      expect([track.codec, track.frames]).toEqual([CODECS[codec], packets]);
    }
  });

  test.each((sent.played ?? []).filter(({ received }) => (received ?? undefined) !== undefined))(
    '$app/$streamKey is played as its player received it',
    (stream) => {
      const received = stream.received!;
      const connection = connectionOf('play', stream);
      expectMedia(connection, received);
      const end = Math.max(
        ...connection.tracks.map(({ timestamps, presentation }) =>
          presentation === undefined ? timestamps.last : timestamps.first + presentation.end,
        ),
      );
      expectAbout(end, received.duration * 1000);
    },
  );
});
