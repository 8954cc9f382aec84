import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { amf0 } from '../writer/amf0.ts';
import { bytes, hex, join, u24 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { handshake } from '../writer/handshake.ts';
import { pcap } from '../writer/pcap.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Talk, type Utterance } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';
import { runInMemory } from './memory-terminal.ts';

const picture = (trackId: number, length: number, fourCc = '') =>
  bytes(fourCc, trackId, u24(length), new Uint8Array(length));

/** E-RTMP v2, Metadata Frame. */
const colors = {
  colorConfig: { bitDepth: 10, colorPrimaries: 9, transferCharacteristics: 16, matrixCoefficients: 9 },
  hdrCll: { maxFall: 400, maxCLL: 1000 },
  hdrMdcv: { maxLuminance: 1000, minLuminance: 0.05 },
};

/** What no sender is known to send, each behind the other. */
const MESSAGES: readonly rtmp.Message[] = [
  rtmp.video(0, bytes(0x94, 'hvc1', amf0('colorInfo', colors))),
  rtmp.video(0, bytes(0x94, 'hvc1', amf0('colorInfo', undefined))),
  rtmp.audio(0, hex('94 4f707573 02 03 02 00 ff')),
  rtmp.audio(0, hex('94 4f707573 00 02')),
  rtmp.video(40, hex('97 02 07a120 01 68766331 000028 aa')),
  rtmp.video(80, bytes(0xa6, 0x21, picture(0, 1200, 'hvc1'), picture(1, 7, 'av01'))),
  rtmp.video(80, bytes(0x96, 0x12, 'av01', picture(0, 0), picture(1, 0))),
  rtmp.audio(90, bytes(0x95, 0x20, 'mp4a', 1, u24(2), hex('1190'), 'mp4a', 2, u24(2), hex('1208'))),
  rtmp.audio(90, bytes(0x95, 0x11, 'mp4a', picture(1, 9), picture(2, 1))),
  rtmp.video(99, hex('d1 00')),
  rtmp.audio(99, bytes(0x95, 0x11, 'Opus', ...Array.from({ length: 20 }, (_, i) => picture(i, 0)))),
  rtmp.audio(99, bytes(0x94, 'Opus', 2, 255, new Uint8Array(255))),
  rtmp.video(99, bytes(0x94, 'hvc1', amf0(...Array.from({ length: 99 }, () => 'x')))),
  rtmp.audio(120, hex('')),
];

let capture: Uint8Array;

beforeAll(() => {
  const { c0c1, s0s1s2, c2 } = handshake();
  const writer = new ChunkWriter();
  const utterances: Utterance[] = [
    { from: 0, data: c0c1 },
    { from: 1, data: s0s1s2 },
    { from: 0, data: c2 },
    { from: 0, data: join(MESSAGES.map((message) => writer.write(message))) },
  ];
  capture = pcap(packets(new Talk().converse(utterances)));
});

async function print(...options: readonly string[]): Promise<string[]> {
  const { stdout, code } = await runInMemory(['-', ...options], { stdin: [capture] });
  expect(code).toBe(0);
  return stdout.split('\n');
}

describe('the timeline', () => {
  test('tells each message in words', async () => {
    const rows = await print('-a');
    const media = rows.flatMap((row) => /client {2}((?:Audio|Video).*)$/.exec(row)?.[1] ?? []);
    expect(media.map((row) => row.replace(/ {2,}/, ' | '))).toEqual([
      'Video Metadata | colorInfo BT.2020 primaries, PQ transfer, BT.2020 matrix, 10 bits, at most 1000 cd/m², frames at most 400 cd/m², mastered from 0.05 cd/m², up to 1000 cd/m²',
      'Video Metadata | colorInfo reset to the colours of the stream',
      'Audio Multichannel configuration | Opus, 3 channels: FrontCenter FrontLeft Unknown',
      'Audio Multichannel configuration | Opus, 2 channels in no given order',
      'Video HEVC Key frame | 40 ms + 500,000 ns, 14 bytes, shown 40 ms later',
      'Video multitrack, 2 tracks | Inter frame · 0: HEVC 1,200 bytes · 1: AV1 7 bytes · 80 ms, 1,225 bytes',
      'Video multitrack, 2 tracks | Sequence end · 0: AV1 0 bytes · 1: AV1 0 bytes · 80 ms, 14 bytes',
      'Audio multitrack, 2 tracks | Sequence start · 1: AAC-LC 48 kHz stereo · 2: AAC-LC 44.1 kHz mono · 90 ms, 22 bytes',
      'Audio multitrack, 2 tracks | Coded frames · 1: AAC 9 bytes · 2: AAC 1 byte · 90 ms, 24 bytes',
      'Video command, Start of client-side seeking video frame sequence | 99 ms, 2 bytes',
      'Audio multitrack, 20 tracks | Coded frames · 0: Opus 0 bytes · 1: Opus 0 bytes · 2: Opus 0 bytes · 3: Opus 0 bytes · 4: Opus 0 bytes · 5: Opus 0 bytes · 6: Opus 0 bytes · 7: Opus 0 bytes · … · 99 ms, 86 bytes',
      `Audio Multichannel configuration | Opus, 255 channels: ${'FrontLeft '.repeat(24)}…`,
      "Video Metadata | 'x' 'x' · 'x' 'x' · 'x' 'x' · 'x' 'x' · …",
      'Audio, empty | 120 ms, 0 bytes',
    ]);
  });

  test('sums up tracks by their configurations', async () => {
    const rows = await print();
    expect(rows.join('\n')).toContain(
      '3 audio Opus + AAC-LC 48 kHz stereo + AAC-LC 44.1 kHz mono + Opus + Opus + Opus + Opus + Opus + … ·',
    );
    expect(rows.join('\n')).toContain('2 video HEVC + AV1');
  });
});

test('JSON is as the schema says', async () => {
  const schema = JSON.parse(readFileSync('schema/record.schema.json', 'utf8')) as Record<string, unknown>;
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
  for (const row of await print('-T', 'ndjson')) {
    if (row === '') continue;
    validate(JSON.parse(row));
    expect(validate.errors ?? []).toEqual([]);
  }
});

test('JSON has the tracks, the metadata and the modifiers', async () => {
  const rows = await print('-T', 'ndjson');
  const bodies = rows
    .filter((row) => row.includes('"timestamp"'))
    .map((row) => (JSON.parse(row) as { body: unknown }).body);
  expect(bodies[0]).toMatchObject({ video: { metadata: ['colorInfo', colors] } });
  expect(bodies[1]).toMatchObject({ video: { metadata: ['colorInfo', { $undefined: true }] } });
  expect(bodies[2]).toMatchObject({
    audio: { multichannel: { order: 2, channelCount: 3, channels: [2, 0, 255] } },
  });
  expect(bodies[4]).toEqual({
    video: {
      empty: false,
      codec: 'HEVC',
      frameType: 1,
      isExHeader: true,
      packetType: 1,
      fourCc: 'hvc1',
      compositionTime: 40,
      modEx: [{ type: 0, size: 3 }],
      timestampOffsetNano: 500_000,
      isSequenceHeader: false,
      isFrame: true,
      isKeyframe: true,
    },
  });
  expect(bodies[5]).toEqual({
    video: {
      empty: false,
      frameType: 2,
      isExHeader: true,
      packetType: 1,
      multitrackType: 2,
      isSequenceHeader: false,
      isFrame: true,
      isKeyframe: false,
      tracks: [
        {
          trackId: 0,
          fourCc: 'hvc1',
          codec: 'HEVC',
          size: 1200,
          compositionTime: 0,
          isSequenceHeader: false,
          isFrame: true,
        },
        { trackId: 1, fourCc: 'av01', codec: 'AV1', size: 7, isSequenceHeader: false, isFrame: true },
      ],
    },
  });
});
