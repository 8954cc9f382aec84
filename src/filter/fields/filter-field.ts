import type { Conversation } from '../../analysis/conversation.ts';
import type { FrameStamp } from '../../bytes/frame-stamp.ts';
import type { Field } from '../../field/field.ts';
import type { Handshake, Message } from '../../rtmp/message.ts';
import type { Value, ValueType } from '../types.ts';

/** What a filter lets through or not. */
export type FilterEvent = Message | Handshake;

/** Reads something of a message; `start` is the stamp of the first frame of the capture. */
export type Reader<T> = (event: FilterEvent, conversation: Conversation, start: FrameStamp) => T;

/**
 * What it takes to read a field. `header`: a few numbers at hand. `body`: what the message was found to say. `reread`:
 * the body is read once more, field by field. `payload`: the payload of audio and video must have been kept. `trace`: so must the bytes of chunk headers and
 * handshakes.
 */
export type Cost = 'header' | 'body' | 'reread' | 'payload' | 'trace';

/** A field that filters and columns can name: its declaration, and how its value is read from a message. */
export type FilterField = Omit<Field, 'type'> & {
  readonly type: ValueType;
  readonly cost: Cost;
  /** Name by itself, where the last part of the id would be ambiguous or unclear. */
  readonly short?: string;
  /** A truth of ours: by itself it asks whether it is true, not whether it is there. */
  readonly isFlag?: true;
  /** Whether it is there, where its value takes more to read. */
  readonly isThere?: Reader<boolean>;
  /** All texts that it can have. */
  readonly texts?: readonly string[];
  /** Names that Wireshark has for its codes, where they differ from ours. */
  readonly wiresharkNames?: Readonly<Record<string, number>>;
  /** Its value follows from the messages before, so it must see each of them. */
  readonly isSequential?: true;
  /** A name of Wireshark's for something that is not read yet: no message has it. */
  readonly isUnread?: true;
} & (
    | { readonly isMany?: never; readonly read: Reader<Value | undefined> }
    /** One message may hold it several times. */
    | { readonly isMany: true; readonly read: Reader<readonly Value[]> }
  );
