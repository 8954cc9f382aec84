import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { factsOf, readTrackConfig } from '../../src/analysis/track-config.ts';
import type { Message } from '../../src/rtmp/message.ts';
import { configText } from '../../src/view/media-text.ts';
import { recordOf } from '../../src/view/record.ts';
import { Told } from '../filter/told.ts';
import { hex } from '../writer/bytes.ts';
import * as rtmp from '../writer/rtmp.ts';

const schema = JSON.parse(readFileSync('schema/record.schema.json', 'utf8')) as Record<string, unknown>;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

const AUDIO = 8;
const VIDEO = 9;

/** Sequence headers that FFmpeg 8 wrote, `-c copy -f flv`; facts from ffprobe on what it copied. */
const headers = [
  {
    name: 'VP9',
    type: VIDEO,
    body: '907670303901000000020ba20910090000',
    text: 'VP9 Profile 2, level 1.1, 4:2:0, 10 bits, HDR (PQ)',
    facts: { profile: 'Profile 2', level: '1.1', chroma: '4:2:0', bitDepth: 10, fullRange: false },
    filter: 'config.transfer == "PQ" && config.primaries == "BT.2020" && !config.width',
  },
  {
    name: 'AV1',
    type: VIDEO,
    body: '906176303181080c000a0b00000042abbfc3700be001',
    text: 'AV1 Main 4.0, 1920×1080, 4:2:0, 8 bits',
    facts: { profile: 'Main', level: '4.0', tier: 'Main', width: 1920, height: 1080, bitDepth: 8 },
    filter:
      'config.width == 1920 && config.level == "4.0" && config.tier == "Main" && config.full_range == false',
  },
  {
    name: 'Opus',
    type: AUDIO,
    body: '904f7075734f707573486561640102380180bb0000000000',
    text: 'Opus 48 kHz stereo',
    facts: { sampleRate: 48_000, channels: 2 },
    filter: 'config.samplerate == 48000 && config.channels == 2 && !config.profile',
  },
  {
    name: 'FLAC',
    type: AUDIO,
    body: '90664c6143120012000000fc0005110bb802f000003840e5f051c128e84992c0cba99724092b51',
    text: 'FLAC 48 kHz stereo 16 bits',
    facts: { sampleRate: 48_000, channels: 2, bitDepth: 16 },
    filter: 'config.bitdepth == 16',
  },
  {
    name: 'AAC',
    type: AUDIO,
    body: 'af0011b056e500',
    text: 'AAC-LC 48 kHz 6 channels',
    facts: { profile: 'AAC-LC', sampleRate: 48_000, channels: 6 },
    filter: 'config.profile == "AAC-LC" && config.channels == 6',
  },
] as const;

function tell(type: number, body: string): { told: Told; message: Message } {
  const told = new Told([rtmp.message(type, hex(body))]);
  const message = told.events.findLast((event) => event.kind === 'message')!;
  return { told, message };
}

const start = { frame: 1, seconds: 0, nanoseconds: 0 };

describe.each(headers)('the configuration of $name', ({ type, body, text, facts, filter }) => {
  const { told, message } = tell(type, body);
  const track = readTrackConfig(message)!;

  test('in words', () => {
    expect(configText(track)).toBe(text);
  });

  test('as facts', () => {
    expect(track.config.broken).toBeUndefined();
    expect(factsOf(track)).toMatchObject(facts);
  });

  test('in a filter', async () => {
    expect(await told.ask(filter)).toEqual([true]);
  });

  test('in JSON', () => {
    const record = recordOf(told.conversation, message, { start, payload: undefined, tree: undefined }) as {
      body: Record<string, { config: unknown }>;
    };
    expect(record.body[track.kind]?.config).toMatchObject(facts);
    validate(JSON.parse(JSON.stringify(record)));
    expect(validate.errors ?? []).toEqual([]);
  });
});

test('JSON names colours, and says what is broken', () => {
  const configOf = (type: number, body: string): unknown => {
    const { told, message } = tell(type, body);
    const record = recordOf(told.conversation, message, { start, payload: undefined, tree: undefined });
    return (record['body'] as { video: { config: unknown } }).video.config;
  };
  expect(configOf(VIDEO, '907670303901000000020ba20910090000')).toMatchObject({
    colour: { primaries: 'BT.2020', transfer: 'PQ', matrix: 'BT.2020' },
  });
  expect(configOf(VIDEO, '9076703039010b8c0202020000')).toMatchObject({
    profile: 'Profile 1',
    broken: expect.stringContaining('chromaSubsampling'),
  });
});

/** x265, 642x362, in the layout of AVC as Chinese content delivery networks send it. */
test('HEVC by its vendor number has the record of HEVC behind the composition time', () => {
  const record =
    '0104080000009e08000000005af000fcfff8f800001303a00001001b40010c02ffff0408000003009e0800000300005a00009598acc04' +
    '8a10001002f4201020408000003009e0800000300005a00009000a2402e39e7cb2b3159a4932bc05a020000030002000003007810a200' +
    '0100084401c172860c4624';
  const config = readTrackConfig(tell(VIDEO, `1c00000000${record}`).message)?.config;
  expect(config).toMatchObject({ picture: { width: 642, height: 362, chroma: '4:4:4', frameRate: 60 } });
});

test('a codec without configuration has none', () => {
  for (const fourCc of ['61632d33', '65632d33', '2e6d7033']) {
    expect(readTrackConfig(tell(AUDIO, `90${fourCc}`).message)).toBeUndefined();
  }
  expect(readTrackConfig(tell(VIDEO, '22abcd').message)).toBeUndefined();
});
