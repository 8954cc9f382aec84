import type { FirstByteStamp, FrameStamp } from '../bytes/frame-stamp.ts';
import type { Note } from '../bytes/note.ts';
import type { AudioTag } from '../flv/audio-tag.ts';
import type { VideoTag } from '../flv/video-tag.ts';
import type { Aggregate } from './aggregate.ts';
import type { Command, DataMessage } from './command.ts';
import type { ForeignProtocol } from './foreign-protocol.ts';
import type { OriginMap } from '../bytes/origin-map.ts';
import type { MessageTrace } from './message-trace.ts';
import type { ProtocolControl } from './protocol-control.ts';
import type { SharedObject } from './shared-object.ts';
import type { UserControl } from './user-control.ts';

/** Which side of an RTMP connection sent something: the client is the one that connected. */
export type Role = 'client' | 'server';

/** What a message says, by the family of its type. `undecoded`: its layout is not read, or its bytes are not there. */
export type Body =
  | ProtocolControl
  | UserControl
  | Command
  | DataMessage
  | AudioTag
  | VideoTag
  | SharedObject
  | Aggregate
  | { readonly kind: 'undecoded' };

/** A call that a message answers. */
export type Answer = {
  /** The frame that made the call complete. */
  readonly frame: number;
  /** The command that called. */
  readonly name: string;
  /** From the call's last byte to the answer's last byte. */
  readonly milliseconds: number;
};

/**
 * One RTMP message, put together from its chunks. Its stamp is that of the frame that made it complete; that of its
 * first byte is of the first byte of its first chunk header.
 */
export type Message = FrameStamp &
  FirstByteStamp & {
    readonly kind: 'message';
    /** Where the first byte of its first chunk header lies in the stream of its direction; of a sub-message that of its aggregate. */
    readonly offset: number;
    /** Number of the frame with the first byte of its first chunk header. */
    readonly firstFrame: number;
    readonly from: Role;
    /** Chunk stream id, and type 0 to 3 of the first chunk. */
    readonly csid: number;
    readonly fmt: number;
    readonly typeId: number;
    /** Message stream id. */
    readonly streamId: number;
    /** Absolute timestamp in ms, modulo 2^32. Of a sub-message it is renormalised to that of its aggregate. */
    readonly timestamp: number;
    /** Payload bytes, as the header says. */
    readonly length: number;
    readonly body: Body;
    /** The payload; of audio and video that is no sequence header only when payloads are kept. Shorter than `length` when bytes are missing. */
    readonly payload: Uint8Array | undefined;
    /** Where its bytes come from, when that is kept. */
    readonly trace: MessageTrace | undefined;
    readonly answers: Answer | undefined;
    /** Whether it is a sub-message of the aggregate before it, whose frames and chunk stream it has (RTMP 1.0 §7.1.6). */
    readonly isPart: boolean;
    readonly notes: readonly Note[] | undefined;
  };

/** A part, or several, of the handshake (RTMP 1.0 §5.2): C0+C1 and C2 of the client, S0+S1+S2 of the server. */
export type Handshake = FrameStamp &
  FirstByteStamp & {
    readonly kind: 'handshake';
    /** Where its first byte lies in the stream of its direction. */
    readonly offset: number;
    /** `C0+C1`, `S0+S1+S2`, `C2`, or the parts seen. */
    readonly name: string;
    readonly firstFrame: number;
    readonly from: Role;
    /** C0, S0: the version, 3. */
    readonly version: number | undefined;
    /** What the bytes are instead, where the version is another one and they tell. */
    readonly foreign: ForeignProtocol | undefined;
    /** C1, S1: the sender's clock in ms. */
    readonly time: number | undefined;
    /** C1, S1: whether it carries a digest, as Flash Player and Flash Media Server do. `undefined` when a byte is missing. */
    readonly scheme: 'simple' | 'complex' | undefined;
    /** Complex: which of the two layouts, 0 or 1. */
    readonly digestScheme: 0 | 1 | undefined;
    /** Complex: whether the digest of C1 or S1, and that of S2 or C2, is right. */
    readonly digestValid: boolean | undefined;
    /** C2, S2: whether it echoes the peer's S1 or C1. `undefined` when a byte of either is missing. */
    readonly echoes: boolean | undefined;
    /** Its bytes, zeros where they are missing, and where they come from, when that is kept. */
    readonly trace: { readonly bytes: Uint8Array; readonly origins: OriginMap } | undefined;
    readonly notes: readonly Note[] | undefined;
  };

/** Something to say about a direction that no message carries, such as a loss after which it can't be read on. */
export type Remark = FrameStamp & {
  readonly kind: 'remark';
  readonly from: Role;
  /** Where what it is about begins in the stream of its direction. */
  readonly offset: number;
  readonly note: Note;
};

/** What the RTMP stage says, in the order in which it became known. */
export type RtmpEvent = Message | Handshake | Remark;
