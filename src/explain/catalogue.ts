import type { Phase } from '../analysis/phase.ts';
import type { AuthStage } from '../rtmp/authentication.ts';
import type { CommandName, DataMessageName } from '../rtmp/commands.ts';
import type { Role } from '../rtmp/message.ts';
import type { StatusCode } from '../rtmp/status-codes.ts';
import type { FieldId } from './field-id.ts';
import type {
  AnsweredCommand,
  HandshakePart,
  HandshakeVerdict,
  MediaKind,
  MessageKey,
  PlaceName,
  PropertyName,
  RunKind,
  SharedObjectKey,
  UserControlKey,
} from './keys.ts';

/** Languages that explanations are written in. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text, or one for each side where the two send it for reasons of their own. */
export type Told = string | Readonly<Record<Role, string>>;

/** What a status code means, and what usually makes a server send it. */
export type StatusText = { readonly meaning: string; readonly causes: string };

/**
 * All explanations in one language, complete by type: one that is missing does not compile. Each text is one or two
 * sentences. The section of the specification is told beside them, so no text repeats it.
 */
export type Catalogue = {
  /** How a section of a specification is written, such as `RTMP 1.0 §5.4.1` or `not in AMF0`. */
  readonly sectionText: (section: string) => string;
  /** What each field is for. */
  readonly fields: Readonly<Record<FieldId, string>>;
  /** What well-known properties of AMF objects are for, and what their values mean. */
  readonly properties: Readonly<Record<PropertyName, string>>;
  /** What the values of commands and data messages are for that have a place, and no name in the bytes. */
  readonly places: Readonly<Record<PlaceName, string>>;
  /** What happens in each phase of a connection. */
  readonly phases: Readonly<Record<Phase, string>>;
  /** What parts of the handshake are for, and what their bytes prove. */
  readonly handshake: Readonly<Record<HandshakePart, string>>;
  readonly handshakeVerdicts: Readonly<Record<HandshakeVerdict, string>>;
  /** What a message of each type is for. Of commands, data messages, events and media something closer is said instead. */
  readonly messages: Readonly<Record<MessageKey, Told>>;
  /** What a message of a type is that the table does not know. */
  readonly unknownMessage: string;
  readonly userControl: Readonly<Record<UserControlKey, Told>>;
  readonly sharedObject: Readonly<Record<SharedObjectKey, string>>;
  readonly media: Readonly<Record<MediaKind, Told>>;
  /** What the messages are that a row of the timeline sums up. */
  readonly runs: Readonly<Record<RunKind, Told>>;
  readonly commands: Readonly<Record<CommandName, Told>>;
  readonly unknownCommand: string;
  readonly dataMessages: Readonly<Record<DataMessageName, Told>>;
  readonly unknownData: string;
  /** What a `_result` says, by the command that it answers; of other commands `commands._result` says it. */
  readonly results: Readonly<Record<AnsweredCommand, string>>;
  /** The same of an `_error`. */
  readonly errors: Readonly<Record<AnsweredCommand, string>>;
  readonly status: Readonly<Record<StatusCode, StatusText>>;
  readonly authentication: Readonly<Record<AuthStage, string>>;
};
