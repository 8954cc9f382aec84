import { amfText } from '../amf/text.ts';
import { type AmfValue, propertyOf } from '../amf/value.ts';
import { quantity } from '../bytes/quantity.ts';
import { safeText } from '../bytes/safe-text.ts';
import { argumentName } from '../rtmp/call-arguments.ts';
import type { Command, DataMessage } from '../rtmp/command.ts';
import type { Handshake, Message } from '../rtmp/message.ts';
import { infoText } from './info-text.ts';
import { audioTitle, mediaDetail, videoTitle } from './media-description.ts';

/** What a line of the timeline says: what it is, and what there is to know about it. */
export type Description = {
  readonly title: string;
  readonly detail: string;
  /** It says that something failed. */
  readonly isFailure?: boolean;
};

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

/** What a message or a part of the handshake is, for people. */
export function describe(event: Message | Handshake): Description {
  if (event.kind === 'handshake') return { title: event.name, detail: handshakeDetail(event) };
  const { body } = event;
  switch (body.kind) {
    case 'command':
      return { title: commandTitle(body), detail: commandDetail(event, body), isFailure: isFailure(body) };
    case 'data':
      return { title: dataTitle(body), detail: dataDetail(body) };
    case 'audio':
      return { title: audioTitle(body), detail: mediaDetail(event) };
    case 'video':
      return { title: videoTitle(body), detail: mediaDetail(event) };
    case 'control':
    case 'userControl':
      return { title: infoText(event), detail: '' };
    case 'undecoded':
      return { title: infoText(event), detail: quantity(event.length, 'byte') };
  }
}

function handshakeDetail(part: Handshake): string {
  const facts: string[] = [];
  const [own, peer] = part.from === 'client' ? ['C', 'S'] : ['S', 'C'];
  if (part.version !== undefined) facts.push(`version ${part.version}`);
  if (part.time !== undefined) facts.push(`time ${part.time}`);
  if (part.scheme === 'complex') facts.push(`digest of scheme ${part.digestScheme}`);
  if (part.echoes === true) facts.push(`${own}2 echoes ${peer}1`);
  else if (part.echoes === false) {
    facts.push(
      part.digestValid === true
        ? `${own}2 is signed for the digest of ${peer}1`
        : `${own}2 does not echo ${peer}1`,
    );
  }
  return facts.join(', ');
}

function commandTitle(command: Command): string {
  const { name, object, arguments: values } = command;
  let shown: AmfValue;
  if (name === 'connect') shown = propertyOf(object, 'app');
  else shown = propertyOf(values[0], 'code') ?? values.find((value) => typeof value === 'string');
  return callTitle(name, shown);
}

function commandDetail(message: Message, command: Command): string {
  const { name, object, arguments: values } = command;
  const facts: string[] = [];
  if (name === 'connect') facts.push(...propertyTexts(object, CONNECT_PROPERTIES));
  const { answers } = message;
  const titled = values.findIndex((value) => typeof value === 'string');
  values.forEach((value, i) => {
    const information = propertyOf(value, 'code');
    if (information !== undefined) facts.push(...statusTexts(value));
    else if (i !== titled) facts.push(named(argumentName(name, i, answers?.name), value));
  });
  if (answers !== undefined) {
    facts.push(
      `answers ${safeText(answers.name)} #${answers.frame} after ${millisecondsText(answers.milliseconds)}`,
    );
  }
  return facts.join(' · ');
}

/** `_error`, or a status of the level error (RTMP 1.0 §7.2.2). */
function isFailure({ name, arguments: values }: Command): boolean {
  return name === '_error' || values.some((value) => propertyOf(value, 'level') === 'error');
}

/** The description that a status gives, in the server's own words. */
function statusTexts(information: AmfValue): string[] {
  const description = propertyOf(information, 'description');
  return typeof description === 'string' && description !== '' ? [safeText(description)] : [];
}

function dataTitle({ name, values }: DataMessage): string {
  const shown = propertyOf(values.find(hasCode), 'code') ?? values.find((value) => typeof value === 'string');
  return callTitle(name, shown);
}

/** A name with the one argument that tells most: `play('movie')`. */
function callTitle(name: string, shown: AmfValue): string {
  return `${safeText(name)}(${typeof shown === 'string' ? amfText(shown, ARGUMENT_ROOM) : ''})`;
}

function hasCode(value: AmfValue): boolean {
  return propertyOf(value, 'code') !== undefined;
}

function dataDetail({ values }: DataMessage): string {
  const titled = values.findIndex((value) => typeof value === 'string');
  return values
    .flatMap((value, i) => {
      if (i === titled || hasCode(value)) return [];
      const metadata = propertyTexts(value, METADATA_PROPERTIES);
      return metadata.length > 0 ? metadata : [amfText(value, ARGUMENT_ROOM)];
    })
    .join(', ');
}

function propertyTexts(value: AmfValue, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const property = propertyOf(value, name);
    return property === undefined ? [] : [named(name, property)];
  });
}

function named(name: string | undefined, value: AmfValue): string {
  const text =
    typeof value === 'string' && name !== undefined ? safeText(value) : amfText(value, ARGUMENT_ROOM);
  return name === undefined ? text : `${name} ${text}`;
}

/** `0.3 ms`, `43.9 ms`, `1.20 s`. */
export function millisecondsText(milliseconds: number): string {
  return Math.abs(milliseconds) < 1000
    ? `${milliseconds.toFixed(1)} ms`
    : `${(milliseconds / 1000).toFixed(2)} s`;
}
