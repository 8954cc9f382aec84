import { type AmfValue, isRecord, propertyOf } from '../../amf/value.ts';
import type { Conversation } from '../../analysis/conversation.ts';
import { AUTH_STAGES, type AuthStep } from '../../rtmp/authentication.ts';
import { argumentName } from '../../rtmp/commands.ts';
import type { Command, DataMessage } from '../../rtmp/command.ts';
import type { Body, Message } from '../../rtmp/message.ts';
import type { StreamUse } from '../../rtmp/session.ts';
import type { Value, ValueType } from '../types.ts';
import type { FilterField, Reader } from './filter-field.ts';

const command = 'RTMP 1.0 §7.1.1';
const data = 'RTMP 1.0 §7.1.2';
const status = 'RTMP 1.0 §7.2.2';
const metadata = 'FLV 10.1 §E.5';
const authentication = 'not in RTMP 1.0; authmod of Adobe and Limelight';

/** Arguments that name a stream. */
const STREAM_NAMES: readonly (string | undefined)[] = ['streamName', 'publishingName'];
/** Names that a message with metadata has: as a client sends it, and as a server passes it on. */
const METADATA_MESSAGES: readonly string[] = ['@setDataFrame', 'onMetaData'];

/** What commands, their answers and data messages say. */
export const COMMAND_FIELDS: readonly FilterField[] = [
  row(
    'rtmpt.command.name',
    'string',
    'name of the command',
    command,
    commandReader((body) => body.name),
    'command',
  ),
  row(
    'rtmpt.command.transactionid',
    'double',
    'number that an answer repeats',
    command,
    commandReader((body) => body.transactionId),
  ),
  row('rtmpt.command.answers', 'string', 'command that it answers', command, (event) =>
    event.kind === 'message' ? event.answers?.name : undefined,
  ),
  row('rtmpt.command.latency', 'duration', 'time from the call to this answer', command, (event) =>
    event.kind === 'message' && event.answers !== undefined ? event.answers.milliseconds / 1000 : undefined,
  ),
  row('rtmpt.function.response', 'uint', 'frame of the call that this is the result of', command, (event) =>
    event.kind === 'message' && isResult(event.body) ? event.answers?.frame : undefined,
  ),
  row(
    'rtmpt.status.code',
    'string',
    'status code, such as NetStream.Play.Start',
    status,
    statusReader('code'),
    'code',
  ),
  row('rtmpt.status.level', 'string', 'status, warning or error', status, statusReader('level'), 'level'),
  row(
    'rtmpt.status.description',
    'string',
    "the status in the sender's words",
    status,
    statusReader('description'),
  ),
  {
    ...row('rtmpt.auth.stage', 'string', 'step of an authentication', authentication, authReader('stage')),
    texts: AUTH_STAGES,
  },
  row('rtmpt.auth.method', 'string', 'authmod of an authentication', authentication, authReader('method')),
  row('rtmpt.auth.user', 'string', 'user of an authentication', authentication, authReader('user')),
  row(
    'rtmpt.data.name',
    'string',
    'name of the data message',
    data,
    dataReader((body) => body.name),
    'data',
  ),
  ...metadataFields('double', ['width', 'height', 'framerate', 'videocodecid', 'videodatarate', 'duration']),
  ...metadataFields('double', [
    'audiocodecid',
    'audiodatarate',
    'audiosamplerate',
    'audiosamplesize',
    'audiochannels',
  ]),
  ...metadataFields('boolean', ['stereo']),
  ...metadataFields('string', ['encoder']),
];

/** What the commands before have told of a connection and its streams. */
export const SESSION_FIELDS: readonly FilterField[] = [
  row(
    'rtmpt.app',
    'string',
    'application that the client connects to',
    'RTMP 1.0 §7.2.1.1',
    sessionReader('app'),
  ),
  row('rtmpt.tcurl', 'string', 'URL of the server', 'RTMP 1.0 §7.2.1.1', sessionReader('tcUrl')),
  row('rtmpt.flashver', 'string', "client's software", 'RTMP 1.0 §7.2.1.1', sessionReader('flashVer')),
  row('rtmpt.fmsver', 'string', "server's software", 'RTMP 1.0 §7.2.1.1', sessionReader('fmsVer')),
  row('rtmpt.streamname', 'string', 'stream that is published or played', 'RTMP 1.0 §7.2.2', streamNameOf),
  {
    ...row(
      'rtmpt.action',
      'string',
      'what the message stream was opened for',
      'RTMP 1.0 §7.2.2',
      (event, conversation) => (event.kind === 'message' ? useOf(event, conversation)?.action : undefined),
    ),
    texts: ['publish', 'play'],
  },
];

function row(
  id: string,
  type: ValueType,
  label: string,
  section: string,
  read: Reader<Value | undefined>,
  short?: string,
): FilterField {
  return { id, type, label, section, cost: 'body', ...(short !== undefined && { short }), read };
}

function commandReader(read: (body: Command) => Value | undefined): Reader<Value | undefined> {
  return (event) =>
    event.kind === 'message' && event.body.kind === 'command' ? read(event.body) : undefined;
}

function authReader(name: keyof AuthStep): Reader<Value | undefined> {
  return commandReader(({ auth }) => auth?.[name]);
}

function dataReader(read: (body: DataMessage) => Value | undefined): Reader<Value | undefined> {
  return (event) => (event.kind === 'message' && event.body.kind === 'data' ? read(event.body) : undefined);
}

/** What answers by its transaction id: Wireshark knows no other answers. */
function isResult(body: Body): boolean {
  return body.kind === 'command' && (body.name === '_result' || body.name === '_error');
}

function sessionReader(name: 'app' | 'tcUrl' | 'flashVer' | 'fmsVer'): Reader<Value | undefined> {
  return (_event, conversation) => conversation.rtmp.session[name];
}

/** Reads from the information that a status carries, as a command or as data (onPlayStatus). */
function statusReader(name: string): Reader<Value | undefined> {
  return (event) => {
    if (event.kind !== 'message') return undefined;
    const { body } = event;
    if (body.kind !== 'command' && body.kind !== 'data') return undefined;
    const values = body.kind === 'command' ? body.arguments : body.values;
    return text(propertyOf(values.find(hasCode), name));
  };
}

function hasCode(value: AmfValue): boolean {
  return propertyOf(value, 'code') !== undefined;
}

function metadataFields(type: 'double' | 'boolean' | 'string', names: readonly string[]): FilterField[] {
  const wanted = type === 'double' ? 'number' : type;
  return names.map((name) =>
    row(
      `rtmpt.metadata.${name}`,
      type,
      `${name} of the metadata`,
      metadata,
      dataReader((body) => {
        if (!METADATA_MESSAGES.includes(body.name)) return undefined;
        const value = propertyOf(body.values.find(isRecord), name);
        return typeof value === wanted ? (value as Value) : undefined;
      }),
    ),
  );
}

/** The stream that a command names, else the one that its message stream carries. */
function streamNameOf(...[event, conversation]: Parameters<Reader<string | undefined>>): string | undefined {
  if (event.kind !== 'message') return undefined;
  const { body } = event;
  if (body.kind === 'command') {
    const at = body.arguments.findIndex((_, i) => STREAM_NAMES.includes(argumentName(body.name, i)));
    const named = body.name === 'play2' ? propertyOf(body.arguments[0], 'streamName') : body.arguments[at];
    if (typeof named === 'string') return named;
  }
  return useOf(event, conversation)?.name;
}

/** The last use that was asked for of the stream of a message. */
function useOf({ streamId }: Message, conversation: Conversation): StreamUse | undefined {
  const { uses } = conversation.rtmp.session;
  for (let i = uses.length - 1; i >= 0; i--) if (uses[i]!.streamId === streamId) return uses[i];
  return undefined;
}

function text(value: AmfValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
