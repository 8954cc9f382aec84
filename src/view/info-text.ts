import { propertyOf, type AmfValue } from '../amf/value.ts';
import { safeText } from '../bytes/safe-text.ts';
import { LimitType, MessageType, UserControlEvent } from '../rtmp/codes.ts';
import type { Command, DataMessage } from '../rtmp/command.ts';
import type { Handshake, Message } from '../rtmp/message.ts';
import type { ProtocolControl } from '../rtmp/protocol-control.ts';
import type { UserControl } from '../rtmp/user-control.ts';

/** Commands whose first argument Wireshark shows. */
const SHOWS_FIRST_ARGUMENT = new Set(['play', 'releaseStream', 'FCPublish', 'publish']);
/** Answers and events of which Wireshark shows the status code. */
const SHOWS_CODE = new Set(['_result', '_error', 'onStatus', 'onPlayStatus']);

/** One line for a message or handshake, in the words of Wireshark's Info column. */
export function infoText(event: Message | Handshake): string {
  if (event.kind === 'handshake') return `Handshake ${event.name}`;
  const { body, typeId } = event;
  switch (body.kind) {
    case 'control':
      return controlInfo(typeId, body);
    case 'userControl':
      return userControlInfo(body);
    case 'command':
      return callInfo(body.name, commandParameter(body));
    case 'data':
      return callInfo(body.name, dataParameter(body));
    case 'sharedObject':
      return body.name === '' ? typeName(typeId) : `${typeName(typeId)} '${safeText(body.name)}'`;
    default:
      return typeName(typeId);
  }
}

/** The name of a message type as Wireshark has it: `Audio Data`, `Unknown (0xa)`. */
export function typeName(typeId: number): string {
  return MessageType.labelOf(typeId) ?? `Unknown (0x${typeId.toString(16)})`;
}

function controlInfo(typeId: number, control: ProtocolControl): string {
  const name = typeName(typeId);
  const value = control.chunkSize ?? control.csid ?? control.sequenceNumber ?? control.windowSize;
  if (value === undefined) return name;
  if (typeId !== MessageType.setPeerBandwidth) return `${name} ${value}`;
  const { limitType } = control;
  return limitType === undefined ? name : `${name} ${value},${LimitType.labelOf(limitType) ?? limitType}`;
}

function userControlInfo(body: UserControl): string {
  const { event } = body;
  const name = UserControlEvent.labelOf(event);
  if (name === undefined) {
    return event < 0 ? typeName(MessageType.userControl) : `User Control Message 0x${event.toString(16)}`;
  }
  if (body.bufferLength !== undefined) return `${name} ${body.streamId},${body.bufferLength}ms`;
  const value = body.streamId ?? body.timestamp;
  return value === undefined ? name : `${name} ${value}`;
}

function callInfo(name: string, parameter: AmfValue): string {
  const shown = typeof parameter === 'string' ? `'${safeText(parameter)}'` : '';
  return `${safeText(name)}(${shown})`;
}

function commandParameter({ name, object, arguments: values }: Command): AmfValue {
  if (name === 'connect') return propertyOf(object, 'app');
  if (name === 'play2') return propertyOf(values[0], 'streamName');
  if (SHOWS_FIRST_ARGUMENT.has(name)) return values[0];
  return SHOWS_CODE.has(name) ? propertyOf(values[0], 'code') : undefined;
}

function dataParameter({ name, values }: DataMessage): AmfValue {
  return SHOWS_CODE.has(name) ? statusCode(values) : undefined;
}

/** Servers send these with or without the empty command object of a command. */
function statusCode(values: readonly AmfValue[]): AmfValue {
  return propertyOf(
    values.find((value) => propertyOf(value, 'code') !== undefined),
    'code',
  );
}
