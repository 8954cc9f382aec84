import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConnectionStats, stats } from '../../src/index.ts';
import { displayWidth } from '../../src/view/display-width.ts';
import { bytes, hex } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { handshake } from '../writer/handshake.ts';
import { pcap } from '../writer/pcap.ts';
import { publish } from '../writer/publish.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Talk, type Utterance } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';
import { runInMemory } from './memory-terminal.ts';

const AVC_CONFIG = hex(
  '17 00 000000 0164000dffe1001c6764000dacd941419f9f016a02020280000003008000001e478a14cb01000468efbcb0',
);
const AAC_CONFIG = hex('af 00 12 08');

/** A publish of `name` with these messages behind it. */
function captureOf(messages: readonly rtmp.Message[], name = 'movie'): Uint8Array {
  const { c0c1, s0s1s2, c2 } = handshake();
  const writer = new ChunkWriter();
  const all = [
    rtmp.command('connect', 1, { app: 'live' }),
    rtmp.placed(rtmp.command('publish', 2, null, name, 'live'), { streamId: 1 }),
    ...messages,
  ];
  const talk: Utterance[] = [
    { from: 0, data: c0c1 },
    { from: 1, data: s0s1s2 },
    { from: 0, data: c2 },
    ...all.map((message): Utterance => ({ from: 0, data: writer.write(message) })),
  ];
  return pcap(packets(new Talk().converse(talk)));
}

/** H.264 or AAC at this time; their bytes do not matter. */
function picture(timestamp: number, isKey = false): rtmp.Message {
  return rtmp.video(timestamp, bytes(isKey ? 0x17 : 0x27, 1, 0, 0, 0, 0, 0, 0, 1, 0x41));
}
function sound(timestamp: number): rtmp.Message {
  return rtmp.audio(timestamp, bytes(0xaf, 1, 0x21, 0x10));
}

async function printed(capture: Uint8Array, columns = 80): Promise<string> {
  const { code, stderr, stdout } = await runInMemory(['stats', '-', '--color', 'never'], {
    stdin: [capture],
    columns,
  });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

/** Every number of a record. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value instanceof Object ? Object.values(value).flatMap(numbersOf) : [];
}

async function measured(capture: Uint8Array): Promise<ConnectionStats> {
  const record = await stats(capture);
  expect(numbersOf(record).filter((number) => !Number.isFinite(number))).toEqual([]);
  expect(record.connections).toHaveLength(1);
  return record.connections[0]!;
}

describe('nothing is made of what is hardly there', () => {
  test.each([
    ['no media', []],
    ['configurations alone', [rtmp.video(0, AVC_CONFIG), rtmp.audio(0, AAC_CONFIG)]],
    ['one picture', [rtmp.video(0, AVC_CONFIG), picture(0, true)]],
    ['one picture and one sound', [picture(5, true), sound(5)]],
    ['two pictures at the same time', [picture(7, true), picture(7)]],
    ['pictures without a keyframe', [picture(0), picture(40), picture(80)]],
    ['sound alone', [rtmp.audio(0, AAC_CONFIG), sound(0), sound(23), sound(46)]],
    ['empty audio', [rtmp.audio(0, bytes()), rtmp.audio(40, bytes())]],
    [
      'metadata of no sense',
      [rtmp.data('onMetaData', { framerate: NaN, width: -1, height: 1e300 }), picture(0)],
    ],
  ])('%s', async (_, messages) => {
    const capture = captureOf(messages);
    const { tracks } = await measured(capture);
    for (const { frames, duration, bitRate } of tracks) {
      expect(duration === undefined).toBe(
        frames < 2 || tracks[0]!.timestamps.last === tracks[0]!.timestamps.first,
      );
      expect(bitRate.mean === undefined).toBe(duration === undefined);
    }
    expect(await printed(capture)).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('a stream of one keyframe says how long it had no other', async () => {
    const text = await printed(captureOf([picture(0, true), picture(1000), picture(9000)]));
    expect(text).toMatch(/min, median, max +│ +over 9 s/);
  });
});

describe('timestamps of any kind', () => {
  const timestamps = fc.oneof(
    fc.nat(0xffff_ffff),
    fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 9_999, 10_001),
  );

  test('make no number that is none, no long series, and no wide text', async () => {
    const messages = fc.array(
      fc.tuple(
        timestamps,
        fc.constantFrom(picture, sound, (time: number) => picture(time, true)),
      ),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(messages, async (all) => {
        const capture = captureOf(all.map(([timestamp, make]) => make(timestamp)));
        const { tracks, avOffsets } = await measured(capture);
        for (const { series } of [...tracks.map(({ bitRate }) => bitRate), ...avOffsets]) {
          expect(series.values.length).toBeLessThanOrEqual(600);
        }
        const text = await printed(capture);
        expect(text).not.toMatch(/NaN|Infinity|undefined|-0 /);
        // Addresses of pages can't be broken.
        const lines = text.split('\n').filter((line) => !line.includes('https://'));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80);
      }),
      { numRuns: 40 },
    );
  });

  test('steps of ten seconds, a thousand times', async () => {
    const { tracks } = await measured(captureOf(Array.from({ length: 1000 }, (_, i) => picture(i * 10_000))));
    expect(tracks[0]).toMatchObject({
      frames: 1000,
      duration: 10_000_000,
      frameRate: { median: 0, worst: 0 },
    });
    expect(tracks[0]!.bitRate.series.values.length).toBeLessThanOrEqual(600);
  });

  test('a last second of a single frame is no rate', async () => {
    // The frame at 2 s begins a second of which only 40 ms are there.
    const pictures = Array.from({ length: 51 }, (_, i) => picture(i * 40, i % 25 === 0));
    const { tracks } = await measured(captureOf(pictures));
    expect(tracks[0]!.bitRate.series.values).toEqual([25 * 5 * 8, 25 * 5 * 8]);
  });
});

test('a connection whose SYN was repeated took until the answer to it, from the first', async () => {
  const [syn, ...rest] = [...new Talk().converse(publish({ seconds: 1 }))];
  // SYN, SYN, its answer, the acknowledgement of that: 100 ms from one to the next.
  const capture = pcap(packets([syn!, syn!, ...rest]), { stepNanoseconds: 100_000_000 });
  const { startUp } = await measured(capture);
  expect(startUp[0]).toMatchObject({ step: 'tcp', at: 300, took: 300 });
});

test('the last picture before a pause is shown as long as any, and not as long as they are apart on average', async () => {
  const metadata = rtmp.data('onMetaData', { framerate: 25, width: 160, height: 90 });
  const { tracks } = await measured(captureOf([metadata, ...[0, 40, 80, 4080].map((time) => picture(time))]));
  // Size and rate are those of the metadata, since no configuration says them.
  expect(tracks).toMatchObject([
    { width: 160, height: 90, frameRate: { nominal: 25 }, presentation: { start: 0, end: 4120 } },
  ]);
});

test('streams of one connection are told apart', async () => {
  const second = { streamId: 2 };
  const { uses, tracks, avOffsets, platforms } = await measured(
    captureOf([
      rtmp.placed(rtmp.command('publish', 3, null, 'other', 'live'), second),
      ...[0, 40, 80].map((time) => picture(time, time === 0)),
      ...[0, 100, 200, 300].flatMap((time) => [
        rtmp.placed(sound(time), second),
        rtmp.placed(picture(time + 500, true), second),
      ]),
    ]),
  );
  expect(uses.map(({ streamId, name }) => [streamId, name])).toEqual([
    [1, 'movie'],
    [2, 'other'],
  ]);
  expect(tracks.map(({ streamId, kind, frames, duration }) => [streamId, kind, frames, duration])).toEqual([
    [1, 'video', 3, 120],
    [2, 'audio', 4, 400],
    [2, 'video', 4, 400],
  ]);
  expect(avOffsets).toMatchObject([{ streamId: 2, start: -500, min: -500, mean: -500, max: -500 }]);
  expect(platforms.map(({ streamId }) => streamId)).toEqual([1, 2]);
});

test('names of any script stand in their columns, and can do nothing to a terminal', async () => {
  const name = '直播间一号📺\u001b[31m\u202e';
  const text = await printed(captureOf([picture(0, true)], name));
  expect(text).toContain('直播间一号📺\\x1b[31m\\u202e');
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  const table = text.slice(text.indexOf('┌'), text.indexOf('┘')).split('\n');
  expect(new Set(table.map((line) => displayWidth(line.replace('┘', '')))).size).toBeLessThanOrEqual(2);
  const widths = table.slice(0, -1).map(displayWidth);
  expect(new Set(widths).size).toBe(1);
});
