import type { AmfValue } from '../amf/value.ts';
import type { CodeTable } from '../field/codes.ts';
import { SoundFormat } from '../flv/audio-codes.ts';
import { AudioFourCc, VideoFourCc } from '../flv/four-cc.ts';
import { CodecId } from '../flv/video-codes.ts';
import {
  AudioCodecFlag,
  CodecCapability,
  ExtendedCapability,
  flagNames,
  VideoCodecFlag,
  VideoFunctionFlag,
} from './capability-flags.ts';
import { argumentName } from './commands.ts';

type Meaning = (value: AmfValue) => string | undefined;

/** Messages whose metadata has codec ids, and commands whose properties these tables know. */
const METADATA_MESSAGES: ReadonlySet<string> = new Set(['@setDataFrame', 'onMetaData']);
const CONNECT_COMMANDS: ReadonlySet<string> = new Set(['connect', '_result', '_error']);
const STATUS_MESSAGES: ReadonlySet<string> = new Set(['_result', '_error', 'onStatus', 'onPlayStatus']);

/** Properties of connect and its answer (RTMP 1.0 §7.2.1.1; E-RTMP v2). */
const CONNECT: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['audioCodecs', flags(AudioCodecFlag)],
  ['videoCodecs', flags(VideoCodecFlag)],
  ['videoFunction', flags(VideoFunctionFlag)],
  ['capsEx', flags(ExtendedCapability)],
  [
    'capabilities',
    (value) => (typeof value === 'number' ? 'bits that no specification explains' : undefined),
  ],
  ['objectEncoding', oneOf([0, 'AMF0'], [3, 'AMF3'])],
  ['fpad', oneOf([true, 'through a proxy'], [false, 'not through a proxy'])],
]);

/** Properties of a status (RTMP 1.0 §7.2.2). */
const STATUS: ReadonlyMap<string, Meaning> = new Map([
  ['level', oneOf(['status', 'all is well'], ['warning', 'a warning'], ['error', 'it failed'])],
]);

/** Properties of metadata (FLV 10.1 §E.5; E-RTMP v2). */
const METADATA: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['videocodecid', (value) => codecOf(value, CodecId)],
  ['audiocodecid', (value) => codecOf(value, SoundFormat)],
]);

const transition = oneOf(
  ['append', 'added to the end of the playlist'],
  ['appendAndWait', 'added to the end of the playlist, to be played when the server is told'],
  ['reset', 'played at once, what was waiting is dropped'],
  ['resume', 'played on from where it stopped'],
  ['stop', 'stopped'],
  ['swap', 'put in place of a stream in the playlist, at the point where that is'],
  ['switch', 'put in place of the stream of another bit rate, at the next keyframe'],
);

/** Properties of the parameters of play2 (ActionScript 3.0 Reference, NetStreamPlayOptions). */
const PLAY_OPTIONS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['transition', transition],
  ['start', startMeaning],
  ['len', durationMeaning],
  ['offset', (value) => (value === -1 ? 'at the current position' : undefined)],
]);

/** Arguments, by command and name (RTMP 1.0 §7.2.2). */
const ARGUMENTS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['play start', startMeaning],
  ['play duration', durationMeaning],
  ['play reset', resetMeaning],
  [
    'publish publishingType',
    oneOf(['live', 'not recorded'], ['record', 'recorded to a new file'], ['append', 'added to a file']),
  ],
  ['pause pause', oneOf([true, 'pause'], [false, 'go on'])],
  ['pauseRaw pause', oneOf([true, 'pause'], [false, 'go on'])],
  ['receiveAudio boolFlag', oneOf([true, 'send audio'], [false, 'send no audio'])],
  ['receiveVideo boolFlag', oneOf([true, 'send video'], [false, 'send no video'])],
]);

/**
 * What a value of a command or data message means, in a few words; `undefined` where it says everything itself.
 * @param call name of the command or data message
 * @param path where the value is, as in JSON: `['object', 'capsEx']`, `['arguments', '1']`, `['values', '1', 'audiocodecid']`
 */
export function valueMeaning(call: string, path: readonly string[], value: AmfValue): string | undefined {
  const [part, index] = path;
  const name = path.at(-1) ?? '';
  if (METADATA_MESSAGES.has(call)) return METADATA.get(name)?.(value);
  if (part === 'arguments' && path.length === 2) {
    return ARGUMENTS.get(`${call} ${argumentName(call, Number(index))}`)?.(value);
  }
  if (call === 'play2') return PLAY_OPTIONS.get(name)?.(value);
  return (
    (CONNECT_COMMANDS.has(call) ? connectMeaning(name, path.at(-2), value) : undefined) ??
    (STATUS_MESSAGES.has(call) ? STATUS.get(name)?.(value) : undefined)
  );
}

function connectMeaning(name: string, container: string | undefined, value: AmfValue): string | undefined {
  switch (container) {
    case 'videoFourCcInfoMap':
    case 'audioFourCcInfoMap':
      return flags(CodecCapability)(value);
    case 'fourCcList':
      return typeof value === 'string' ? fourCcMeaning(value) : undefined;
    default:
      return CONNECT.get(name)?.(value);
  }
}

/** The codec of a FourCC, or that `*` stands for any (E-RTMP v2). */
export function fourCcMeaning(text: string): string | undefined {
  if (text === '*') return 'any codec';
  if (text.length !== 4) return undefined;
  let code = 0;
  for (let i = 0; i < 4; i++) code = code * 0x100 + Math.min(text.charCodeAt(i), 0xff);
  return VideoFourCc.labelOf(code) ?? AudioFourCc.labelOf(code);
}

/** A number of FLV, or the FourCC of E-RTMP as a number or text. */
function codecOf(value: AmfValue, legacy: CodeTable): string | undefined {
  if (typeof value === 'string') return fourCcMeaning(value);
  if (typeof value !== 'number') return undefined;
  return legacy.labelOf(value) ?? VideoFourCc.labelOf(value) ?? AudioFourCc.labelOf(value);
}

/** The specification counts in seconds; players in the field send milliseconds, and so -2000 and -1000. */
function startMeaning(value: AmfValue): string | undefined {
  if (typeof value !== 'number') return undefined;
  if (value === -2 || value === -2000) return 'live, else recorded';
  if (value === -1 || value === -1000) return 'live only';
  return value >= 0 ? 'recorded, from this time on' : undefined;
}

function durationMeaning(value: AmfValue): string | undefined {
  if (typeof value !== 'number') return undefined;
  if (value < 0) return 'to the end';
  return value === 0 ? 'a single frame' : 'for this time';
}

function resetMeaning(value: AmfValue): string | undefined {
  if (typeof value !== 'boolean' && typeof value !== 'number') return undefined;
  return value === false || value === 0
    ? 'behind what waits to be played'
    : 'in place of what waits to be played';
}

function flags(table: CodeTable): Meaning {
  return (value) => {
    const names = flagNames(table, value);
    return names?.length === 0 ? 'none' : names?.join(', ');
  };
}

function oneOf(...rows: readonly (readonly [value: AmfValue, meaning: string])[]): Meaning {
  const meanings = new Map(rows);
  return (value) => meanings.get(value);
}
