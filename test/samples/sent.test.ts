import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTrackConfig } from '../../src/analysis/track-config.ts';
import { type DissectedEvent, dissect } from '../../src/dissect.ts';
import type { Message } from '../../src/rtmp/message.ts';

/** What is known from outside of any dissector: see samples/README.md. */
type Media = { readonly packets: number };
type Video = Media & { readonly width: number; readonly height: number; readonly frameRate: number };
type Audio = Media & { readonly sampleRate: number; readonly channels: number };
type Tally = { readonly messages: number; readonly bytes: number };
type Sent = {
  readonly published?: readonly {
    readonly app: string;
    readonly streamKey: string;
    readonly video: Video;
    readonly audio: Audio;
    readonly messages?: { readonly metadata: number; readonly video: Tally; readonly audio: Tally };
  }[];
  readonly played?: readonly {
    readonly app: string;
    readonly streamKey: string;
    readonly received?: { readonly video: Video; readonly audio: Audio } | null;
  }[];
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

function configOf(messages: readonly Message[], kind: 'video' | 'audio'): unknown {
  return messages.map(readTrackConfig).find((track) => track?.kind === kind)?.config;
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
          picture: { width: video.width, height: video.height, frameRate: video.frameRate },
        });
        expect(configOf(messages, 'audio')).toMatchObject({
          sampleRate: audio.sampleRate,
          channels: audio.channels,
        });
      });

      if (expected !== undefined) {
        test(`${app}/${streamKey} is sent in the messages that its FLV file has as tags`, () => {
          for (const kind of ['video', 'audio'] as const) {
            const media = messages.filter(({ body }) => body.kind === kind);
            expect(media).toHaveLength(expected[kind].messages);
            expect(media.reduce((bytes, { length }) => bytes + length, 0)).toBe(expected[kind].bytes);
          }
          expect(messages.filter(({ body }) => body.kind === 'data')).toHaveLength(expected.metadata);
        });
      }
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
