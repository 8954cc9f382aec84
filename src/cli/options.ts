import { parseArgs } from 'node:util';
import type { Limits } from '../bytes/limits.ts';
import type { Role } from '../rtmp/message.ts';
import { type Language, LANGUAGES } from '../explain/catalogue.ts';
import { nearestName } from '../filter/nearest-name.ts';
import type { TableStyle } from '../view/field-table.ts';
import { PAYLOAD_ENCODINGS, type PayloadEncoding } from '../view/payload-encoding.ts';
import { readLimits } from './limits.ts';
import {
  ABOUT_PROGRAM,
  type CaptureCommand,
  type Color,
  COLORS,
  COMMANDS,
  FAIL_ON,
  type FailOn,
  type Format,
  FORMATS,
  OPTIONS,
  ROLES,
  type Shell,
  SHELLS,
} from './option-table.ts';
import { chosen, secondsOf, text, texts, wholeNumber } from './option-values.ts';
import { UsageError } from './usage-error.ts';

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
