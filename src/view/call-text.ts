import { amfText } from '../amf/text.ts';
import { type AmfValue, propertyOf } from '../amf/value.ts';
import { safeText } from '../bytes/safe-text.ts';
import type { AuthStep } from '../rtmp/authentication.ts';
import { argumentName, dataValueName } from '../rtmp/commands.ts';
import type { Command, DataMessage } from '../rtmp/command.ts';
import type { Message } from '../rtmp/message.ts';
import { isStatusCode, levelOf } from '../rtmp/status-codes.ts';
import { valueMeaning } from '../rtmp/value-meaning.ts';
import { enhancedText } from './enhanced-text.ts';
import { millisecondsText } from './media-text.ts';

/** Characters of one argument that a line shows. */
const ARGUMENT_ROOM = 100;
/** Properties of the connect object that tell who the client is. */
const CONNECT_PROPERTIES = ['tcUrl', 'flashVer', 'objectEncoding'];
/** Properties of metadata that tell what the media is. */
const METADATA_PROPERTIES = [
  'width',
  'height',
  'framerate',
  'videocodecid',
  'videodatarate',
  'audiocodecid',
  'audiosamplerate',
  'stereo',
  'audiodatarate',
  'duration',
  'encoder',
];

export function commandTitle(command: Command): string {
  const { name, object, arguments: values } = command;
  let shown: AmfValue;
  if (name === 'connect') shown = propertyOf(object, 'app');
  else if (name === 'play2') shown = propertyOf(values[0], 'streamName');
  else shown = propertyOf(values[0], 'code') ?? values.find((value) => typeof value === 'string');
  return callTitle(name, shown);
}

export function commandDetail(message: Message, command: Command): string {
  const { name, object, arguments: values, auth } = command;
  const facts: string[] = [];
  if (name === 'connect') facts.push(...propertyTexts(name, 'object', object, CONNECT_PROPERTIES));
  if (auth !== undefined) facts.push(authText(auth));
  const { answers } = message;
  const enhanced =
    name === 'connect' || answers?.name === 'connect' ? enhancedText([object, ...values]) : undefined;
  if (enhanced !== undefined) facts.push(enhanced);
  const titled = values.findIndex((value) => typeof value === 'string');
  values.forEach((value, i) => {
    const information = propertyOf(value, 'code');
    if (information !== undefined) facts.push(...statusTexts(value));
    else if (i !== titled) {
      const meaning = valueMeaning(name, ['arguments', String(i)], value);
      facts.push(named(argumentName(name, i, answers?.name), value, meaning));
    }
  });
  if (answers !== undefined) {
    facts.push(
      `answers ${safeText(answers.name)} #${answers.frame} after ${millisecondsText(answers.milliseconds)}`,
    );
  }
  return facts.join(' · ');
}

/** `_error`, or a status of the level error (RTMP 1.0 §7.2.2), also where only its code says so. */
export function isFailure({ name, arguments: values }: Command): boolean {
  return name === '_error' || values.some((value) => isError(value));
}

function isError(information: AmfValue): boolean {
  const code = propertyOf(information, 'code');
  const level =
    propertyOf(information, 'level') ??
    (typeof code === 'string' && isStatusCode(code) ? levelOf(code) : undefined);
  return level === 'error';
}

/** What a status says in the server's own words, and where it sends the client to. */
function statusTexts(information: AmfValue): string[] {
  const texts: string[] = [];
  const description = propertyOf(information, 'description');
  if (typeof description === 'string' && description !== '') texts.push(safeText(description));
  if (propertyOf(information, 'code') === 'NetConnection.Connect.ReconnectRequest') {
    const tcUrl = propertyOf(information, 'tcUrl');
    texts.push(
      typeof tcUrl === 'string' ? `to be connected to ${safeText(tcUrl)}` : 'to be connected to the same URL',
    );
  }
  return texts;
}

/** A step of an authentication, as one who looks on would tell it. */
function authText({ stage, method, user }: AuthStep): string {
  const who = user === undefined || user === '' ? 'the user' : `user ${safeText(user)}`;
  const by = `authmod=${safeText(method)}`;
  switch (stage) {
    case 'needAuth':
      return `asks for user and password (${by})`;
    case 'user':
      return `names ${who} (${by})`;
    case 'challenge':
      return `challenges ${who} to prove the password (${by})`;
    case 'response':
      return `answers the challenge as ${who} (${by})`;
    case 'noSuchUser':
      return `does not know ${who} (${by})`;
    case 'authFailed':
      return `refuses the answer of ${who}: wrong password (${by})`;
  }
}

export function dataTitle({ name, values }: DataMessage): string {
  const shown = propertyOf(values.find(hasCode), 'code') ?? values.find((value) => typeof value === 'string');
  return callTitle(name, shown);
}

export function dataDetail({ name, values }: DataMessage): string {
  const titled = values.findIndex((value) => typeof value === 'string');
  return values
    .flatMap((value, i) => {
      if (i === titled || hasCode(value)) return [];
      const metadata = propertyTexts(name, 'values', value, METADATA_PROPERTIES);
      if (metadata.length > 0) return metadata;
      return value instanceof Object
        ? [amfText(value, ARGUMENT_ROOM)]
        : [named(dataValueName(name, i), value)];
    })
    .join(', ');
}

/** A name with the one argument that tells most: `play('movie')`. */
function callTitle(name: string, shown: AmfValue): string {
  return `${safeText(name)}(${typeof shown === 'string' ? amfText(shown, ARGUMENT_ROOM) : ''})`;
}

function hasCode(value: AmfValue): boolean {
  return propertyOf(value, 'code') !== undefined;
}

function propertyTexts(call: string, part: string, value: AmfValue, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const property = propertyOf(value, name);
    return property === undefined ? [] : [named(name, property, valueMeaning(call, [part, name], property))];
  });
}

/** `objectEncoding 3 (AMF3)`: numbers are told in words too, texts speak for themselves. */
function named(name: string | undefined, value: AmfValue, meaning?: string): string {
  const text =
    typeof value === 'string' && name !== undefined ? safeText(value) : amfText(value, ARGUMENT_ROOM);
  const told = typeof value === 'number' && meaning !== undefined ? `${text} (${meaning})` : text;
  return name === undefined ? told : `${name} ${told}`;
}
