const connection = 'RTMP 1.0 §7.2.1';
const stream = 'RTMP 1.0 §7.2.2';
const field = 'not in RTMP 1.0; as clients and servers in the field send it';
const bandwidth = 'not in RTMP 1.0; bandwidth test of Flash Media Server';
const data = 'RTMP 1.0 §7.1.2';
const script = 'FLV 10.1 §E.4.4';

/** A command: its section, the names of its arguments behind the command object, and those of its answer. */
type CommandRow<Name = string> = readonly [
  section: string,
  values: readonly Name[],
  results?: readonly Name[],
];

/** A data message: its section, and the names of its values. */
type DataRow<Name = string> = readonly [section: string, values: readonly Name[]];

/** Every command that has a meaning: names of arguments as the specification has them, else as servers read them. */
export const COMMANDS = {
  connect: [`${connection}.1`, ['optionalArguments'], ['information']],
  call: [`${connection}.2`, ['optionalArguments'], ['response']],
  close: [connection, []],
  createStream: [`${connection}.3`, [], ['streamId']],
  _result: [connection, []],
  _error: [connection, ['information']],
  onStatus: [stream, ['information']],
  play: [`${stream}.1`, ['streamName', 'start', 'duration', 'reset']],
  play2: [`${stream}.2`, ['parameters']],
  deleteStream: [`${stream}.3`, ['streamId']],
  closeStream: [stream, []],
  receiveAudio: [`${stream}.4`, ['boolFlag']],
  receiveVideo: [`${stream}.5`, ['boolFlag']],
  publish: [`${stream}.6`, ['publishingName', 'publishingType']],
  seek: [`${stream}.7`, ['milliSeconds']],
  pause: [`${stream}.8`, ['pause', 'milliSeconds']],
  pauseRaw: [field, ['pause', 'milliSeconds']],
  onPlayStatus: [field, ['information']],
  releaseStream: [field, ['streamName']],
  FCPublish: [field, ['streamName']],
  FCUnpublish: [field, ['streamName']],
  onFCPublish: [field, ['information']],
  onFCUnpublish: [field, ['information']],
  FCSubscribe: [field, ['streamName']],
  FCUnsubscribe: [field, ['streamName']],
  onFCSubscribe: [field, ['information']],
  onFCUnsubscribe: [field, ['information']],
  getStreamLength: [field, ['streamName'], ['seconds']],
  startTransmit: [field, ['streamName']],
  stopTransmit: [field, ['streamName']],
  _checkbw: [bandwidth, []],
  checkBandwidth: [bandwidth, []],
  onBWCheck: [bandwidth, ['payload']],
  onBWDone: [bandwidth, ['kilobitsDown', 'deltaDown', 'deltaTime', 'latency']],
} as const satisfies Readonly<Record<string, CommandRow>>;

/** Every data message that has a meaning. */
export const DATA_MESSAGES = {
  '@setDataFrame': [`${data}, §7.3.3`, ['handler', 'metadata']],
  '@clearDataFrame': [data, ['handler']],
  onMetaData: [`${script}, §E.5`, ['metadata']],
  onCuePoint: [script, ['cuePoint']],
  onTextData: [script, ['textData']],
  onStatus: [stream, ['information']],
  onPlayStatus: [field, ['information']],
  onFI: [field, ['timecode']],
  '|RtmpSampleAccess': [field, ['audioSampleAccess', 'videoSampleAccess']],
} as const satisfies Readonly<Record<string, DataRow>>;

/** The commands that have a meaning. */
export type CommandName = keyof typeof COMMANDS;

/** The data messages that have a meaning. */
export type DataMessageName = keyof typeof DATA_MESSAGES;

const commands: ReadonlyMap<string, CommandRow<ArgumentName>> = new Map(Object.entries(COMMANDS));
const dataMessages: ReadonlyMap<string, DataRow<ArgumentName>> = new Map(Object.entries(DATA_MESSAGES));

/** What the arguments of commands and the values of data messages are called. */
export type ArgumentName =
  | NonNullable<(typeof COMMANDS)[CommandName][1 | 2]>[number]
  | (typeof DATA_MESSAGES)[DataMessageName][1][number];

/** What argument number `index` of a command is called, or `undefined` for one that has no name. */
export function argumentName(command: string, index: number, answered?: string): ArgumentName | undefined {
  if (command !== '_result') return commands.get(command)?.[1][index];
  return answered === undefined ? undefined : commands.get(answered)?.[2]?.[index];
}

/** What value number `index` of a data message is called, or `undefined` for one that has no name. */
export function dataValueName(message: string, index: number): ArgumentName | undefined {
  return dataMessages.get(message)?.[1][index];
}

/** Where a command is defined; `undefined` for one that has no meaning here. */
export function commandSection(command: string): string | undefined {
  return commands.get(command)?.[0];
}

/** Where a data message is defined; `undefined` for one that has no meaning here. */
export function dataSection(message: string): string | undefined {
  return dataMessages.get(message)?.[0];
}
