import { LANGUAGES } from '../explain/catalogue.ts';
import { PAYLOAD_ENCODINGS } from '../view/payload-encoding.ts';

/** Every command, and what it prints. */
export const COMMANDS = [
  ['timeline', 'the annotated timeline of every RTMP connection (what you get without a command)'],
  ['walkthrough', 'a connection as a lesson in Markdown, message by message (--stream N, --lang zh)'],
  ['info', 'the file: format, interfaces, duration, and every TCP connection'],
  ['findings', 'what is wrong or unusual, and whose doing it is: cause, evidence, what to do'],
  ['stats', 'each connection measured: start-up, round trips, TCP, tracks, bit rates, platform rules'],
  ['fields', 'every field that filters and columns can name; fields PATTERN: those that match'],
  ['follow', 'the bytes of one TCP connection (--stream N), put in order, as hex or --raw'],
  ['completion', 'a script that completes command lines: completion bash, zsh or fish'],
] as const;
/** Commands that are about the program, and those that are about a capture. */
export const ABOUT_PROGRAM = ['fields', 'completion'] as const;
export type CaptureCommand = Exclude<(typeof COMMANDS)[number][0], (typeof ABOUT_PROGRAM)[number]>;

export const FORMATS = ['text', 'frames', 'json', 'ndjson', 'csv', 'tsv'] as const;
export type Format = (typeof FORMATS)[number];

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export const ROLES = ['client', 'server'] as const;

export const FAIL_ON = ['error', 'warning'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export const COLORS = ['auto', 'always', 'never'] as const;
export type Color = (typeof COLORS)[number];

export type OptionRow = {
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in the help; without it the option takes none. */
  readonly value?: string;
  /** Its values, where they can be listed; or what kind of thing it takes. */
  readonly values?: readonly string[] | 'file' | 'field';
  /** It may be given several times. */
  readonly multiple?: true;
  readonly text: string;
};

/** The one table that feeds parsing and `--help`. */
export const OPTIONS: readonly OptionRow[] = [
  {
    name: 'read',
    short: 'r',
    value: 'FILE',
    values: 'file',
    multiple: true,
    text: 'a capture, as tshark has it: the same as its name alone',
  },
  { name: 'filter', short: 'Y', value: 'EXPR', text: 'only messages that this display filter lets through' },
  { name: 'format', short: 'T', value: 'F', values: FORMATS, text: `${FORMATS.join(', ')} (default: text)` },
  {
    name: 'field',
    short: 'e',
    value: 'NAME',
    values: 'field',
    multiple: true,
    text: 'a column of csv, tsv, json and ndjson; repeatable',
  },
  {
    name: 'table',
    short: 'E',
    value: 'KEY=V',
    multiple: true,
    text: 'csv, tsv: header=y|n, separator=C, quote=d|s|n, occurrence=f|l|a, aggregator=C',
  },
  { name: 'details', short: 'V', text: 'every field of every message, as a tree with byte ranges' },
  {
    name: 'explain',
    text: 'what each message is for, why it is sent, and where the specification says so; with -V each field too',
  },
  {
    name: 'lang',
    value: 'L',
    values: LANGUAGES,
    text: `language of --explain, walkthrough and findings: ${LANGUAGES.join(', ')} (default: ${LANGUAGES[0]})`,
  },
  { name: 'all', short: 'a', text: 'every audio and video message on its own line, not summed up' },
  { name: 'stream', value: 'N', text: 'only TCP connection N, counted from 0 as in Wireshark (tcp.stream)' },
  { name: 'count', short: 'c', value: 'N', text: 'stop after N messages' },
  { name: 'from-time', value: 'S', text: 'only what was complete S seconds after the first frame, or later' },
  { name: 'to-time', value: 'S', text: 'only what was complete S seconds after the first frame, or earlier' },
  { name: 'from', value: 'SIDE', values: ROLES, text: `follow: only what ${ROLES.join(' or ')} sends` },
  { name: 'raw', text: 'follow: the bytes as they are' },
  {
    name: 'hex',
    short: 'x',
    text: 'the bytes of every message, field by field, and where they lie in the file',
  },
  {
    name: 'payload',
    value: 'HOW',
    values: PAYLOAD_ENCODINGS,
    text: `json, ndjson: add each payload as ${PAYLOAD_ENCODINGS.join(', ')}`,
  },
  {
    name: 'fail-on',
    value: 'WEIGHT',
    values: FAIL_ON,
    text: `findings: exit code 1 when there is one of this weight or above: ${FAIL_ON.join(', ')}`,
  },
  {
    name: 'color',
    value: 'WHEN',
    values: COLORS,
    text: `${COLORS.join(', ')} (default: auto; NO_COLOR and FORCE_COLOR count)`,
  },
  {
    name: 'numeric',
    short: 'n',
    text: 'accepted from habit: addresses and ports are never turned into names',
  },
  {
    name: 'limit',
    value: 'NAME=N',
    multiple: true,
    text: 'a bound on what a capture can make grow, as listed below; repeatable',
  },
  { name: 'help', short: 'h', text: 'this text' },
  { name: 'version', text: 'the version' },
];
