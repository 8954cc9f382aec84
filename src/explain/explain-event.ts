import { propertyOf } from '../amf/value.ts';
import type { CodeTable } from '../field/codes.ts';
import * as audio from '../flv/audio-fields.ts';
import * as video from '../flv/video-fields.ts';
import { MessageType, SharedObjectEventType, UserControlEvent } from '../rtmp/codes.ts';
import type { Command } from '../rtmp/command.ts';
import { commandSection, dataSection } from '../rtmp/commands.ts';
import type { Handshake, Message, Role, RtmpEvent } from '../rtmp/message.ts';
import { isStatusCode } from '../rtmp/status-codes.ts';
import type { Catalogue, Told } from './catalogue.ts';
import { mediaKindOf } from './media-kind.ts';

/** What something is for, and where the specification says so. */
export type Explanation = { readonly text: string; readonly section: string | undefined };

const HANDSHAKE_SECTION = 'RTMP 1.0 §5.2';

/** What a message or a part of the handshake is for, and why its side sends it now; `undefined` for a remark. */
export function explainEvent(event: RtmpEvent, catalogue: Catalogue): Explanation | undefined {
  switch (event.kind) {
    case 'remark':
      return undefined;
    case 'handshake':
      return { text: handshakeText(event, catalogue), section: HANDSHAKE_SECTION };
    case 'message':
      return { text: messageText(event, catalogue), section: messageSection(event) };
  }
}

/** The text for one side. */
export function toldBy(told: Told, from: Role): string {
  return typeof told === 'string' ? told : told[from];
}

/** Texts side by side: with a space between them, but for a language that has none behind its full stop. */
export function sideBySide(...texts: readonly string[]): string {
  return texts.reduce((all, text) => (all === '' || all.endsWith('。') ? all + text : `${all} ${text}`), '');
}

/** What a table of the catalogue says of a name that may be in it. */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** What a table of the catalogue, keyed by the names of a table of codes, says of a code. */
function ofCode<T>(codes: CodeTable, code: number, texts: Readonly<Record<string, T>>): T | undefined {
  const name = Object.entries<unknown>(codes).find(([, number]) => number === code)?.[0];
  return name === undefined ? undefined : lookUp(texts, name);
}

function handshakeText(part: Handshake, catalogue: Catalogue): string {
  const { handshake, handshakeVerdicts } = catalogue;
  const told = lookUp(handshake, part.name);
  const texts =
    told !== undefined ? [told] : part.name.split('+').flatMap((name) => lookUp(handshake, name) ?? []);
  const { scheme, digestValid, echoes } = part;
  if (scheme === 'complex') texts.push(handshakeVerdicts.complex);
  if (echoes === true) texts.push(handshakeVerdicts.echoes);
  else if (digestValid === false) texts.push(handshakeVerdicts.digestInvalid);
  else if (echoes === false) texts.push(handshakeVerdicts[digestValid === true ? 'signed' : 'echoMismatch']);
  return sideBySide(...texts);
}

function messageText(message: Message, catalogue: Catalogue): string {
  const { body, from } = message;
  switch (body.kind) {
    case 'command':
      return commandText(message, body, catalogue);
    case 'data': {
      const code = propertyOf(body.values[0], 'code');
      const status = statusText(code, catalogue);
      return status ?? toldBy(lookUp(catalogue.dataMessages, body.name) ?? catalogue.unknownData, from);
    }
    case 'userControl': {
      const told = ofCode(UserControlEvent, body.event, catalogue.userControl);
      return toldBy(told ?? catalogue.messages.userControl, from);
    }
    case 'audio':
    case 'video':
      return toldBy(catalogue.media[mediaKindOf(body)], from);
    case 'sharedObject': {
      // Several events are told by their fields.
      const [event, ...others] = body.events;
      const told =
        others.length === 0 && event !== undefined ? sharedObjectText(event.type, catalogue) : undefined;
      return told ?? typeText(message, catalogue);
    }
    default:
      return typeText(message, catalogue);
  }
}

function typeText({ typeId, from }: Message, { messages, unknownMessage }: Catalogue): string {
  return toldBy(ofCode(MessageType, typeId, messages) ?? unknownMessage, from);
}

/** What an event of a shared object is; `undefined` for one that has no meaning. */
export function sharedObjectText(type: number, { sharedObject }: Catalogue): string | undefined {
  return ofCode(SharedObjectEventType, type, sharedObject);
}

function commandText(message: Message, command: Command, catalogue: Catalogue): string {
  const { name, auth, arguments: values } = command;
  if (auth !== undefined) return catalogue.authentication[auth.stage];
  const answered = message.answers?.name ?? '';
  const status = statusText(propertyOf(values[0], 'code'), catalogue);
  switch (name) {
    case '_result':
      return lookUp(catalogue.results, answered) ?? toldBy(catalogue.commands._result, message.from);
    case '_error': {
      const told = lookUp(catalogue.errors, answered) ?? toldBy(catalogue.commands._error, message.from);
      return status === undefined ? told : sideBySide(told, status);
    }
    default:
      return status ?? toldBy(lookUp(catalogue.commands, name) ?? catalogue.unknownCommand, message.from);
  }
}

/** What a status code means and what causes it; `undefined` for what is none that has a meaning. */
export function statusText(code: unknown, { status }: Catalogue): string | undefined {
  if (typeof code !== 'string' || !isStatusCode(code)) return undefined;
  const { meaning, causes } = status[code];
  return sideBySide(meaning, causes);
}

function messageSection({ body, typeId, answers }: Message): string | undefined {
  const general = MessageType.sectionOf(typeId);
  switch (body.kind) {
    case 'command':
      // What answers a call is told where the call is.
      return commandSection(answers?.name ?? body.name) ?? general;
    case 'data':
      return dataSection(body.name) ?? general;
    case 'userControl':
      return UserControlEvent.sectionOf(body.event) ?? general;
    case 'audio':
      if (body.empty) return general;
      return body.isExHeader ? audio.packetType.section : audio.control.section;
    case 'video':
      if (body.empty) return general;
      return body.isExHeader ? video.packetType.section : video.control.section;
    default:
      return general;
  }
}
