import type { Conversation } from '../analysis/conversation.ts';
import type { Note } from '../bytes/note.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import type { RtmpEvent } from '../rtmp/message.ts';

/** Where a view writes. */
export type ViewOutput = {
  readonly write: (text: string) => void;
  /** Takes the bytes before it returns. */
  readonly writeBytes: (bytes: Uint8Array) => void;
};

/** What turns a dissected capture into text. */
export type View = {
  /** The next message, part of a handshake, or remark. */
  event(conversation: Conversation, event: RtmpEvent): void;
  /** Nothing more comes of a connection. */
  closed?(conversation: Conversation): void;
  /** A connection is over that spoke something else than RTMP. */
  foreign?(conversation: Conversation): void;
  /** Receivers for the bytes of a new connection, side by side, if the view wants them. */
  follow?(conversation: Conversation): readonly [StreamSink, StreamSink] | undefined;
  /** No more is at hand for now: what waits only to be joined with the next event is told. */
  flush?(): void;
  /** The capture has ended. */
  end(): void;
  /** After the end: what it left out to keep within a limit. */
  readonly notes?: readonly Note[];
  /** After the end: whether something of this weight or a heavier one was found, for a view that looks. */
  hasAtLeast?(severity: 'error' | 'warning'): boolean;
};
