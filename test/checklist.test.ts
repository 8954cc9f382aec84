import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { marker as amf0Marker } from '../src/amf/amf0.ts';
import { marker as amf3Marker } from '../src/amf/amf3.ts';
import * as audio from '../src/flv/audio-codes.ts';
import * as color from '../src/flv/color-codes.ts';
import { AudioFourCc, fourCcText, VideoFourCc } from '../src/flv/four-cc.ts';
import { PacketModExType } from '../src/flv/mod-ex.ts';
import { AudioChannel, AudioChannelOrder } from '../src/flv/multichannel.ts';
import { AvMultitrackType } from '../src/flv/multitrack.ts';
import { AvcUnitType } from '../src/flv/nal-unit-codes.ts';
import * as video from '../src/flv/video-codes.ts';
import * as capability from '../src/rtmp/capability-flags.ts';
import * as rtmp from '../src/rtmp/codes.ts';
import { COMMANDS, DATA_MESSAGES } from '../src/rtmp/commands.ts';
import { STATUS_CODES } from '../src/rtmp/status-codes.ts';

type Row = {
  readonly line: number;
  readonly section: string;
  readonly item: string;
  readonly file: string;
  readonly title: string;
  readonly words: string;
};

const rows = readFileSync('test/checklist.tsv', 'utf8')
  .split('\n')
  .flatMap((text, i): Row[] => {
    if (text === '' || text.startsWith('#')) return [];
    const [section = '', item = '', file = '', title = '', words = ''] = text.split('\t');
    return [{ line: i + 1, section, item, file, title, words }];
  });

/** The numbers of a table of constants. */
const numbersOf = (table: object): number[] =>
  Object.values(table).filter((code: unknown) => typeof code === 'number');

const decimal = String;
const hexadecimal = (digits: number) => (code: number) => `0x${code.toString(16).padStart(digits, '0')}`;

type Table = { labelOf(code: number): string | undefined };

/** What each table of constants is called in the rows, and how it writes its numbers. */
const TABLES: readonly (readonly [what: string, table: Table, write: (code: number) => string])[] = [
  ['message type', rtmp.MessageType, decimal],
  ['limit type', rtmp.LimitType, decimal],
  ['user control event', rtmp.UserControlEvent, decimal],
  ['shared object event', rtmp.SharedObjectEventType, decimal],
  ['shared object flags', rtmp.SharedObjectFlag, decimal],
  ['audioCodecs', capability.AudioCodecFlag, hexadecimal(4)],
  ['videoCodecs', capability.VideoCodecFlag, hexadecimal(2)],
  ['videoFunction', capability.VideoFunctionFlag, hexadecimal(2)],
  ['capsEx', capability.ExtendedCapability, hexadecimal(2)],
  ['videoFourCcInfoMap, audioFourCcInfoMap', capability.CodecCapability, hexadecimal(2)],
  ['AMF0 marker', amf0Marker.codes!, hexadecimal(2)],
  ['AMF3 marker', amf3Marker.codes!, hexadecimal(2)],
  ['SoundFormat', audio.SoundFormat, decimal],
  ['SoundRate', audio.SoundRate, decimal],
  ['SoundSize', audio.SoundSize, decimal],
  ['SoundType', audio.SoundType, decimal],
  ['AACPacketType', audio.AacPacketType, decimal],
  ['AudioPacketType', audio.AudioPacketType, decimal],
  ['FrameType', video.FrameType, decimal],
  ['video command', video.VideoCommand, decimal],
  ['CodecID', video.CodecId, decimal],
  ['AVCPacketType', video.AvcPacketType, decimal],
  ['VideoPacketType', video.VideoPacketType, decimal],
  ['NAL unit type of H.264', AvcUnitType, decimal],
  ['FourCC', AudioFourCc, fourCcText],
  ['FourCC', VideoFourCc, fourCcText],
  ['PacketModExType', PacketModExType, decimal],
  ['AvMultitrackType', AvMultitrackType, decimal],
  ['AudioChannelOrder', AudioChannelOrder, decimal],
  ['AudioChannel', AudioChannel, decimal],
  ['colorPrimaries', color.ColorPrimaries, decimal],
  ['transferCharacteristics', color.TransferCharacteristics, decimal],
  ['matrixCoefficients', color.MatrixCoefficients, decimal],
];

/** The codes of notes: what these rooms find wrong with a message. */
const notes = ['amf', 'flv', 'rtmp'].flatMap((room) =>
  readdirSync(`src/${room}`).flatMap((file) => {
    const text = readFileSync(`src/${room}/${file}`, 'utf8');
    return [...text.matchAll(/(?:code:|code =|malformed\()\s*'(?<code>[a-z0-9]+\.[a-z0-9-]+)'/g)].map(
      ({ groups }) => groups!['code']!,
    );
  }),
);

/** Every code and name that the sources know, as a row has it. */
const known = [
  ...TABLES.flatMap(([what, table, write]) =>
    numbersOf(table).map((code) => `${what} ${write(code)}: ${table.labelOf(code)}`),
  ),
  ...Object.keys(COMMANDS).map((name) => `command ${name}`),
  ...Object.keys(DATA_MESSAGES).map((name) => `data message ${name}`),
  ...Object.keys(STATUS_CODES).map((code) => `status code ${code}`),
  ...new Set(notes.map((code) => `note ${code}`)),
];

/** The text of each test file, and the titles in it: texts that come first in a call, as those of tests do. */
const sources = new Map(
  [...new Set(rows.map(({ file }) => file))]
    .filter((file) => existsSync(file))
    .map((file) => {
      const text = readFileSync(file, 'utf8');
      const titles = [
        ...text.matchAll(/\(\s*(?<quote>['"`])(?<title>(?:\\.|(?!\k<quote>)[^\\\n])+)\k<quote>,/g),
      ];
      return [file, { text, titles: titles.map(({ groups }) => groups!['title']!) }];
    }),
);

/** Faults that were recorded: test/findings/samples.test.ts asks for the diagnosis that each states. */
const RECORDED = /^samples\/faults\/.+\.json$/;

/** What is wrong with a row, or nothing. */
function faultOf({ section, item, file, title, words }: Row): string | undefined {
  if (section === '' || item === '') return 'says no section or no fact';
  if (RECORDED.test(file)) {
    const stated = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { finding: string })
      : undefined;
    return stated?.finding === title ? undefined : `has no recorded fault: ${title}`;
  }
  if (!/^test\/.+\.test\.ts$/.test(file) || !existsSync(file)) return `has no test file: ${file}`;
  const source = sources.get(file)!;
  for (const part of title.split(' > ')) {
    if (part === '' || !source.titles.some((one) => one.includes(part))) {
      return `has no test: no title in ${file} has '${part}'`;
    }
  }
  // The title of many cases does not say which of them is meant.
  if (/%[sijfd]|\$[a-z]/.test(title) && words === '') return `says no words of its case in ${file}`;
  if (!source.text.includes(words)) return `has no case: ${file} does not have ${words}`;
  return undefined;
}

describe('the checklist', () => {
  test('has a test for every row', () => {
    const faults = rows.flatMap((row) => {
      const fault = faultOf(row);
      return fault === undefined ? [] : [`line ${row.line}, ${row.item}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  test('has each fact once', () => {
    const items = rows.map(({ item }) => item);
    expect(items.filter((item, i) => items.indexOf(item) !== i)).toEqual([]);
  });

  test('has a row for every code that the sources know', () => {
    const items = new Set(rows.map(({ item }) => item));
    expect(known.length).toBeGreaterThan(300);
    expect(known.filter((item) => !items.has(item))).toEqual([]);
  });

  test('finds rows at fault', () => {
    const row = rows.find(({ title }) => title.includes('%'))!;
    expect(faultOf(row)).toBeUndefined();
    expect(faultOf({ ...row, item: '' })).toContain('no fact');
    expect(faultOf({ ...row, file: 'test/none.test.ts' })).toContain('no test file');
    expect(faultOf({ ...row, file: '' })).toContain('no test file');
    expect(faultOf({ ...row, title: '' })).toContain('no test');
    expect(faultOf({ ...row, title: `${row.title}, not quite` })).toContain('no test');
    expect(faultOf({ ...row, words: '' })).toContain('no words');
    expect(faultOf({ ...row, words: 'words that nobody says' })).toContain('no case');
    expect(faultOf({ ...row, file: 'samples/faults/no-such.json' })).toContain('no recorded fault');
  });
});
