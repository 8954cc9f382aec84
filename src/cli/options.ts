import { parseArgs } from 'node:util';
import type { Limits } from '../bytes/limits.ts';
import type { Role } from '../rtmp/message.ts';
import { type Language, LANGUAGES } from '../explain/catalogue.ts';
import { nearestName } from '../filter/nearest-name.ts';
import type { TableStyle } from '../view/field-table.ts';
import { PAYLOAD_ENCODINGS, type PayloadEncoding } from '../view/payload-encoding.ts';
import { readLimits } from './limits.ts';
import { chosen, secondsOf, text, texts, wholeNumber } from './option-values.ts';
import { UsageError } from './usage-error.ts';

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
const ABOUT_PROGRAM = ['fields', 'completion'] as const;
type CaptureCommand = Exclude<(typeof COMMANDS)[number][0], (typeof ABOUT_PROGRAM)[number]>;

const FORMATS = ['text', 'frames', 'json', 'ndjson', 'csv', 'tsv'] as const;
type Format = (typeof FORMATS)[number];

const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const ROLES = ['client', 'server'] as const;

const FAIL_ON = ['error', 'warning'] as const;
type FailOn = (typeof FAIL_ON)[number];

const COLORS = ['auto', 'always', 'never'] as const;
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
    text: `language of --explain and walkthrough: ${LANGUAGES.join(', ')} (default: ${LANGUAGES[0]})`,
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

/** What the command line asks for. */
export type Request = {
  readonly command: CaptureCommand;
  /** Paths of the captures, or `-` alone. */
  readonly captures: readonly [string, ...string[]];
  /** A display filter, as it was typed. */
  readonly filter: string | undefined;
  readonly format: Format;
  readonly all: boolean;
  /** The field tree, and the bytes, under every message. */
  readonly details: boolean;
  readonly hex: boolean;
  /** In which language messages and fields are explained, if they are. */
  readonly explain: Language | undefined;
  /** The language of a walkthrough. */
  readonly language: Language;
  readonly stream: number | undefined;
  /** The most messages that are told. */
  readonly count: number | undefined;
  /** Seconds since the first frame of the capture. */
  readonly fromTime: number | undefined;
  readonly toTime: number | undefined;
  /** Names of the fields that are columns. */
  readonly columns: readonly string[];
  readonly table: TableStyle;
  readonly from: Role | undefined;
  readonly raw: boolean;
  readonly payload: PayloadEncoding | undefined;
  readonly color: Color;
  /** How much a finding must weigh for exit code 1. */
  readonly failOn: FailOn | undefined;
  readonly limits: Partial<Limits>;
};

/** `fields PATTERN`: asks about the program, not about a capture. */
export type FieldsRequest = Pick<Request, 'explain' | 'color'> & {
  readonly command: 'fields';
  readonly pattern: string;
};

/** `completion SHELL`: asks for a script. */
export type CompletionRequest = { readonly command: 'completion'; readonly shell: Shell };

/** Reads the command line. @throws UsageError */
export function readCommandLine(
  argv: readonly string[],
): Request | FieldsRequest | CompletionRequest | 'help' | 'version' {
  const { values, positionals } = parse(argv);
  if (values['help'] === true) return 'help';
  if (values['version'] === true) return 'version';
  const color = chosen('--color', text(values['color']) ?? 'auto', COLORS);
  const language = chosen('--lang', text(values['lang']) ?? LANGUAGES[0], LANGUAGES);
  const explain = values['explain'] === true ? language : undefined;
  if (positionals[0] === 'fields')
    return { command: 'fields', pattern: positionals[1] ?? '', explain, color };
  if (positionals[0] === 'completion') {
    return { command: 'completion', shell: chosen('completion', positionals[1] ?? '', SHELLS) };
  }
  const { command, captures } = readPositionals(positionals, texts(values['read']));
  const format = chosen('--format', text(values['format']) ?? 'text', FORMATS);
  if (command === 'walkthrough' && format !== 'text') {
    throw new UsageError(`a walkthrough is printed as text, not as ${format}`);
  }
  if (['info', 'findings', 'stats'].includes(command) && format !== 'text' && format !== 'json') {
    throw new UsageError(`${command} is printed as text or json, not as ${format}`);
  }
  const details = values['details'] === true;
  const hex = values['hex'] === true;
  const payload = text(values['payload']);
  const from = text(values['from']);
  const stream = wholeNumber('--stream', text(values['stream']));
  if (command === 'follow' && stream === undefined) {
    throw new UsageError('follow which connection? Say --stream N; info lists them');
  }
  const failOn = text(values['fail-on']);
  if (failOn !== undefined && command !== 'findings') {
    throw new UsageError('--fail-on is about findings: rtmp-dissect findings CAPTURE --fail-on error');
  }
  if (command === 'findings') {
    const narrow = ['filter', 'count', 'from-time', 'to-time'].find((name) => values[name] !== undefined);
    if (narrow !== undefined) {
      throw new UsageError(`findings are about whole connections: --stream chooses one, not --${narrow}`);
    }
  }
  const columns = texts(values['field']);
  if ((format === 'csv' || format === 'tsv') && columns.length === 0) {
    throw new UsageError(`${format} of which fields? Name them with -e; rtmp-dissect fields lists them`);
  }
  if (values['raw'] === true && hex) throw new UsageError('either --raw or --hex');
  if (hex && command !== 'follow' && format !== 'text') {
    throw new UsageError(`the bytes of -x stand in text; in ${format} they are there with --payload hex`);
  }
  if (details && (command !== 'timeline' || !['text', 'json', 'ndjson'].includes(format))) {
    throw new UsageError('the field tree of -V stands in the timeline, and in json and ndjson');
  }
  if (explain !== undefined && (command !== 'timeline' || !['text', 'json', 'ndjson'].includes(format))) {
    throw new UsageError('what --explain says stands in the timeline, in json and ndjson, and in fields');
  }
  return {
    command,
    captures,
    filter: text(values['filter']),
    format,
    all: values['all'] === true,
    details,
    hex,
    explain,
    language,
    stream,
    count: wholeNumber('--count', text(values['count'])),
    fromTime: secondsOf('--from-time', text(values['from-time'])),
    toTime: secondsOf('--to-time', text(values['to-time'])),
    columns,
    table: readTableStyle(format === 'csv' ? 'csv' : 'tsv', texts(values['table'])),
    from: from === undefined ? undefined : chosen('--from', from, ROLES),
    raw: values['raw'] === true,
    payload: payload === undefined ? undefined : chosen('--payload', payload, PAYLOAD_ENCODINGS),
    color,
    failOn: failOn === undefined ? undefined : chosen('--fail-on', failOn, FAIL_ON),
    limits: readLimits(texts(values['limit'])),
  };
}

/** Wireshark's `-E`: what is said of the table, over what its format begins with. */
function readTableStyle(format: 'csv' | 'tsv', given: readonly string[]): TableStyle {
  const style = {
    format,
    header: true,
    separator: format === 'csv' ? ',' : '\t',
    quote: undefined as string | undefined,
    occurrence: 'all' as TableStyle['occurrence'],
    aggregator: ',',
  };
  for (const setting of given) {
    const [, key = '', value = ''] = /^(\w+)=(.*)$/s.exec(setting) ?? [];
    switch (chosen('-E', key, ['header', 'separator', 'quote', 'occurrence', 'aggregator'])) {
      case 'header':
        style.header = chosen('-E header', value, ['y', 'n']) === 'y';
        break;
      case 'quote':
        style.quote = { d: '"', s: "'", n: undefined }[chosen('-E quote', value, ['d', 's', 'n'])];
        break;
      case 'occurrence':
        style.occurrence = ({ f: 'first', l: 'last', a: 'all' } as const)[
          chosen('-E occurrence', value, ['f', 'l', 'a'])
        ];
        break;
      case 'separator':
      case 'aggregator':
        style[key as 'separator' | 'aggregator'] = { '/t': '\t', '/s': ' ' }[value] ?? value;
    }
  }
  return style;
}

const CAPTURE_COMMANDS = COMMANDS.map(([name]) => name).filter(
  (name): name is CaptureCommand => !(ABOUT_PROGRAM as readonly string[]).includes(name),
);

/** `[command] CAPTURE…`: a first word that names a command is one, and a file of that name is written `./info`. */
function readPositionals(
  positionals: readonly string[],
  read: readonly string[],
): Pick<Request, 'command' | 'captures'> {
  const command = CAPTURE_COMMANDS.find((name) => name === positionals[0]);
  const [first, ...others] = [...read, ...positionals.slice(command === undefined ? 0 : 1)];
  if (first === undefined) {
    const what = command === undefined ? 'which capture?' : `${command} of which capture?`;
    throw new UsageError(`${what} Name a file, or - for standard input`);
  }
  if (others.length > 0 && [first, ...others].includes('-')) {
    throw new UsageError('standard input is read alone, not beside other captures');
  }
  return { command: command ?? 'timeline', captures: [first, ...others] };
}

function parse(argv: readonly string[]): ReturnType<typeof parseArgs> {
  const options = Object.fromEntries(
    OPTIONS.map(({ name, short, value, multiple }) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        ...(short !== undefined && { short }),
        ...(multiple !== undefined && { multiple }),
      },
    ]),
  );
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const known = OPTIONS.map(({ name }) => `--${name}`);
    const [unknown] = /'(-[^']*)'/.exec((error as Error).message)?.slice(1) ?? [];
    const isUnknown = unknown !== undefined && !known.includes(unknown.split(' ')[0] ?? '');
    const hint = isUnknown ? nearestName(unknown, known) : undefined;
    throw new UsageError(
      isUnknown
        ? `unknown option ${unknown}${hint === undefined ? '' : `; did you mean ${hint}?`}`
        : firstSentence((error as Error).message),
    );
  }
}

function firstSentence(message: string): string {
  return message.split(/[.\n]/)[0] ?? message;
}
