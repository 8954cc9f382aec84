import { readAmf0Values } from '../amf/amf0.ts';
import type { AmfValue } from '../amf/value.ts';
import type { Broken } from '../field/broken.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { type AuthStep, authStepOf } from './authentication.ts';
import { MessageType } from './codes.ts';

/** Of messages for AMF3: 0 where AMF0 follows. */
export const formatSelector = field('rtmpt.amf3.format', 'uint', 'format selector', 'RTMP 1.0 §7.1.1');

/** A command message (RTMP 1.0 §7.1.1): a call, or the answer to one. */
export type Command = {
  kind: 'command';
  name: string;
  /** What an answer repeats; 0 when none is wanted. `undefined` when the bytes end before it. */
  transactionId: number | undefined;
  /** The command object; of a `_result` or `_error` the properties. */
  object: AmfValue;
  arguments: readonly AmfValue[];
  /** The step of an authentication that it takes, if it does. */
  auth?: AuthStep;
};

/** A data message (RTMP 1.0 §7.1.2): metadata or an event of the stream. */
export type DataMessage = {
  kind: 'data';
  name: string;
  values: readonly AmfValue[];
};

/** Reads a command message of either encoding into `command`; returns where it broke off, if it did. */
export function readCommand(reader: FieldReader, typeId: number, command: Command): Broken | undefined {
  const { values, broken } = readValues(reader, typeId === MessageType.commandAmf3);
  const [name, transactionId, object, ...rest] = values;
  command.name = typeof name === 'string' ? name : '';
  command.transactionId = typeof transactionId === 'number' ? transactionId : undefined;
  command.object = object;
  command.arguments = rest;
  const auth = authStepOf(command.name, object, rest);
  if (auth !== undefined) command.auth = auth;
  return broken ?? unnamed(name);
}

/** Reads a data message of either encoding into `data`; returns where it broke off, if it did. */
export function readData(reader: FieldReader, typeId: number, data: DataMessage): Broken | undefined {
  const { values, broken } = readValues(reader, typeId === MessageType.dataAmf3);
  const [name, ...rest] = values;
  data.name = typeof name === 'string' ? name : '';
  data.values = rest;
  return broken ?? unnamed(name);
}

/** The values of a message. Those for AMF3 have a byte in front, 0 where AMF0 follows, as it does in practice. */
function readValues(reader: FieldReader, hasFormatSelector: boolean): ReturnType<typeof readAmf0Values> {
  if (hasFormatSelector && reader.peek() === 0) reader.uint8(formatSelector);
  return readAmf0Values(reader);
}

function unnamed(name: AmfValue): Broken | undefined {
  if (typeof name === 'string') return undefined;
  return { code: 'amf.no-name', text: 'the first value is not a string, so the message has no name', at: 0 };
}
