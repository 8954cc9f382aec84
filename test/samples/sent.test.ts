import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTrackConfig } from '../../src/analysis/track-config.ts';
import { type DissectedEvent, dissect } from '../../src/dissect.ts';
import type { AudioTag } from '../../src/flv/audio-tag.ts';
import type { AudioTrack } from '../../src/flv/ex-audio.ts';
import type { VideoTrack } from '../../src/flv/ex-video.ts';
import type { VideoTag } from '../../src/flv/video-tag.ts';
import type { Message } from '../../src/rtmp/message.ts';

/** What is known from outside of any dissector: see samples/README.md. */
type Media = { readonly packets: number };
type Video = Media & { readonly width: number; readonly height: number; readonly frameRate: number };
type Audio = Media & { readonly sampleRate: number; readonly channels: number };
type Tally = { readonly messages: number; readonly bytes: number };
type Track = { readonly trackId: number; readonly codec: string; readonly packets: number };
type Messages = { readonly metadata: number; readonly video: Tally; readonly audio: Tally };
type Sent = {
  readonly published?: readonly {
    readonly app: string;
    readonly streamKey: string;
    readonly video: Video;
    readonly audio: Audio;
    readonly messages?: Messages;
  }[];
  readonly publishedTracks?: readonly {
    readonly app: string;
    readonly streamKey: string;
    readonly video: readonly (Track & { readonly width: number; readonly height: number })[];
    readonly audio: readonly (Track & { readonly channels: number })[];
    readonly messages: Messages;
  }[];
  readonly played?: readonly {
    readonly app: string;
    readonly streamKey: string;
    readonly received?: { readonly video: Video; readonly audio: Audio } | null;
  }[];
};

/** What Enhanced RTMP calls the codecs that ffprobe names. */
const FOUR_CC: Readonly<Record<string, string>> = {
  hevc: 'hvc1',
  h264: 'avc1',
  av1: 'av01',
  vp9: 'vp09',
  opus: 'Opus',
  flac: 'fLaC',
  ac3: 'ac-3',
  eac3: 'ec-3',
  aac: 'mp4a',
  mp3: '.mp3',
};

const samples = readdirSync('samples').filter((name) => name.endsWith('.pcap'));

async function eventsOf(sample: string): Promise<DissectedEvent[]> {
  const events: DissectedEvent[] = [];
  for await (const event of dissect(`samples/${sample}`)) events.push(event);
  return events;
}

/** The messages of the stream that a connection publishes or plays under this name. */
function messagesOf(
  events: readonly DissectedEvent[],
  action: 'publish' | 'play',
  app: string,
  name: string,
): Message[] {
  return events.flatMap(({ conversation, event }) => {
    const { session } = conversation.rtmp;
    const isIt =
      session.app === app && session.uses.some((use) => use.action === action && use.name === name);
    return isIt && event.kind === 'message' ? [event] : [];
  });
}

function framesOf(messages: readonly Message[], kind: 'audio' | 'video'): Message[] {
  return messages.filter(({ body }) => body.kind === kind && body.isFrame);
}

type Content = AudioTag | AudioTrack | VideoTag | VideoTrack;

/** What messages say of each track, by its number: 0 where they name none. */
function contentsOf(messages: readonly Message[], kind: 'audio' | 'video', trackId: number): Content[] {
  return messages.flatMap(({ body }): Content[] => {
    if (body.kind !== kind || body.empty || !body.isExHeader) return [];
    if (body.tracks === undefined) return trackId === 0 ? [body] : [];
    return body.tracks.filter((track) => track.trackId === trackId);
  });
}

function expectTally(messages: readonly Message[], expected: Messages): void {
  for (const kind of ['video', 'audio'] as const) {
    const media = messages.filter(({ body }) => body.kind === kind);
    expect(media).toHaveLength(expected[kind].messages);
    expect(media.reduce((bytes, { length }) => bytes + length, 0)).toBe(expected[kind].bytes);
  }
  expect(messages.filter(({ body }) => body.kind === 'data')).toHaveLength(expected.metadata);
}

function configOf(messages: readonly Message[], kind: 'video' | 'audio'): unknown {
  return messages.map((message) => readTrackConfig(message)).find((track) => track?.kind === kind)?.config;
}

for (const sample of samples) {
  const sent = JSON.parse(readFileSync(`samples/${sample.replace('.pcap', '.sent.json')}`, 'utf8')) as Sent;

  describe(sample, async () => {
    const events = await eventsOf(sample);

    for (const { app, streamKey, video, audio, messages: expected } of sent.published ?? []) {
      const messages = messagesOf(events, 'publish', app, streamKey);

      test(`${app}/${streamKey} is published with as many pictures and sounds as ffprobe counts`, () => {
        expect(framesOf(messages, 'video')).toHaveLength(video.packets);
        expect(framesOf(messages, 'audio')).toHaveLength(audio.packets);
      });

      test(`${app}/${streamKey} has the format that ffprobe gives`, () => {
        expect(configOf(messages, 'video')).toMatchObject({
          // ffprobe's rate is written with three decimals.
          picture: {
            width: video.width,
            height: video.height,
            frameRate: expect.closeTo(video.frameRate, 3),
          },
        });
        // What has no configuration says it in each message.
        expect(configOf(messages, 'audio') ?? framesOf(messages, 'audio')[0]?.body).toMatchObject({
          sampleRate: audio.sampleRate,
          channels: audio.channels,
        });
      });

      if (expected !== undefined) {
        test(`${app}/${streamKey} is sent in the messages that its FLV file has as tags`, () => {
          expectTally(messages, expected);
        });
      }
    }

    for (const { app, streamKey, video, audio, messages: expected } of sent.publishedTracks ?? []) {
      const messages = messagesOf(events, 'publish', app, streamKey);
      const tracks = [
        ...video.map((track) => ({ kind: 'video' as const, ...track })),
        ...audio.map((track) => ({ kind: 'audio' as const, ...track })),
      ];

      test.each(tracks)(
        `${app}/${streamKey}, $kind track $trackId of $codec: as many packets as ffprobe counts`,
        ({ kind, trackId, codec, packets }) => {
          const contents = contentsOf(messages, kind, trackId);
          const frames = contents.filter(({ isFrame }) => isFrame);
          const headers = contents.filter(({ isSequenceHeader }) => isSequenceHeader);
          expect(frames).toHaveLength(packets);
          expect(headers).toHaveLength(1);
          // FFmpeg sends the metadata of every track without its number.
          for (const { fourCc } of [...frames, ...headers]) expect(fourCc).toBe(FOUR_CC[codec]);
        },
      );

      test(`${app}/${streamKey} has the pictures and channels that ffprobe gives`, () => {
        for (const { trackId, codec, width, height } of video) {
          if (codec !== 'hevc' && codec !== 'h264') continue;
          const configs = messages.flatMap((message) => {
            const { body } = message;
            const track = body.kind === 'video' ? body.tracks?.[0] : undefined;
            const isIt = body.kind === 'video' && (track?.trackId ?? 0) === trackId;
            return isIt ? (readTrackConfig(message, track) ?? []) : [];
          });
          expect(configs).toMatchObject([{ kind: 'video', config: { picture: { width, height } } }]);
        }
        for (const { trackId, channels } of audio) {
          const configs = contentsOf(messages, 'audio', trackId).flatMap((content) =>
            'multichannel' in content ? (content.multichannel ?? []) : [],
          );
          expect(configs).toMatchObject([{ channelCount: channels }]);
        }
      });

      test(`${app}/${streamKey} is sent in the messages that its FLV file has as tags`, () => {
        expectTally(messages, expected);
      });
    }

    for (const { app, streamKey, received } of sent.played ?? []) {
      if (received === undefined || received === null) continue;
      test(`${app}/${streamKey} is played with as many pictures and sounds as its player received`, () => {
        const messages = messagesOf(events, 'play', app, streamKey);
        expect(framesOf(messages, 'video')).toHaveLength(received.video.packets);
        expect(framesOf(messages, 'audio')).toHaveLength(received.audio.packets);
      });
    }

    test('no message, handshake or direction has anything to complain of', () => {
      expect(events.filter(({ event }) => event.kind === 'remark' || event.notes !== undefined)).toEqual([]);
    });
  });
}
