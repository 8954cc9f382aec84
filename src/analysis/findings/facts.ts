import type { Note } from '../../bytes/note.ts';
import type { ForeignProtocol } from '../../rtmp/foreign-protocol.ts';
import type { Role } from '../../rtmp/message.ts';
import type { FindingId } from './rules.ts';

/** What a server said of itself: a status code and its words, each empty where there is none. Fit for a terminal. */
export type Words = { readonly code: string; readonly description: string };

/** A message that was said last: its name, or the number of its type where that has none. */
export type Said = { readonly name: string | number; readonly from: Role; readonly frame: number };

export type NameOddity = 'empty' | 'url' | 'spaceAtEnd' | 'space' | 'quotationMark';

type Kind = 'audio' | 'video';
type Ending = { readonly role: Role; readonly how: 'FIN' | 'RST' };
/** What the reading of the bytes has noted. */
type Noted = { readonly note: Note };
type AnsweredCall = { readonly call: string; readonly answer: number; readonly reply: Words };
/** A stream that was asked for, and the frame of that. */
type Asked = { readonly action: 'publish' | 'play'; readonly name: string; readonly frame: number };
type Refused = Asked & { readonly answer: number; readonly reply: Words };
/** A server said yes to what a client asked for in the frame of this answer, and closed so soon after it. */
type AcceptedInVain = Asked & Ending & { readonly reply: Words; readonly waited: number };
type Foreign = { readonly role: Role; readonly name: ForeignProtocol['name']; readonly detail: string };
type Closed = Ending & { readonly frame: number; readonly last: Said; readonly lastWord: Said | undefined };
/** No media of a role for so long after a frame. */
type Stall = { readonly role: Role; readonly since: number; readonly time: number };
/** What would have to follow, had the timestamps of a track gone on as before. */
type Leap = {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
  readonly frame: number;
  readonly times: number;
};
type StepsBack = Leap & { readonly messages: number; readonly deepest: number };
type Size = { readonly frame: number; readonly size: number };
type Lost = { readonly role: Role; readonly bytes: number };

/**
 * What each kind of finding gives as evidence; every language has a sentence for it. Frames are their numbers, times
 * are in ms, text from the capture is fit for a terminal and of bounded length.
 */
export type Facts = {
  'tcp.syn-unanswered': { readonly syns: number; readonly waited: number };
  'tcp.refused': { readonly frame: number; readonly waited: number };
  'tcp.reset': { readonly role: Role; readonly frame: number; readonly unread: number };
  'tcp.fin-in-message': Noted;
  'tcp.large-segments-lost': { readonly role: Role; readonly times: number; readonly largest: number };
  'tcp.round-trip-long': { readonly time: number };
  'tcp.retransmissions': Lost & { readonly segments: number; readonly share: number };

  'protocol.http': Foreign;
  'protocol.tls': Foreign;
  'protocol.rtsp': Foreign;
  'protocol.ssh': Foreign;
  'protocol.other': Foreign | { readonly bytes: number };

  'handshake.silent-client': { readonly waited: number };
  'handshake.silent-server': { readonly waited: number; readonly closer: Role | undefined };
  'handshake.incomplete':
    | Noted
    | { readonly bytes: number; readonly whole: number }
    | { readonly part: 'C2' | 'S2'; readonly waited: number; readonly frame: number };
  'handshake.version': Foreign | { readonly role: Role; readonly version: number; readonly note?: Note };
  'handshake.echo-mismatch': Noted & { readonly role: Role };
  'handshake.early-data': { readonly frame: number; readonly wait: number };

  'connect.rejected': AnsweredCall;
  'connect.closed-unanswered': Ending & { readonly frame: number; readonly waited: number };
  'connect.closed-at-once': Ending & { readonly frame: number; readonly waited: number };
  'connect.unanswered': { readonly frame: number; readonly waited: number };
  'auth.needed': AnsweredCall;
  'auth.failed': AnsweredCall;
  'reconnect.loop': {
    readonly count: number;
    readonly name: string;
    readonly time: number;
    /** What was wrong with the first of them. */
    readonly first: Evidence | undefined;
  };

  /** `waited` of a call without whose answer nothing goes on. */
  'call.unanswered': {
    readonly name: string;
    readonly from: Role;
    readonly frame: number;
    readonly waited: number | undefined;
  };
  'call.late': {
    readonly name: string;
    readonly frame: number;
    readonly answer: number;
    readonly waited: number;
  };
  'call.duplicate-transaction': { readonly name: string; readonly id: number; readonly before: string };
  'create-stream.failed': AnsweredCall;
  'create-stream.closed-unanswered': Ending & { readonly frame: number; readonly waited: number };
  /** Behind the answer in this frame. */
  'create-stream.closed-at-once': Ending & { readonly frame: number; readonly waited: number };
  'publish.no-stream': Asked;
  'publish.name-changed': {
    readonly streamId: number;
    readonly before: string;
    readonly beforeFrame: number;
    readonly name: string;
    readonly frame: number;
  };
  'play.no-stream-begin': { readonly name: string; readonly frame: number };
  'publish.rejected': Refused;
  'publish.name-in-use': Refused;
  'publish.closed-at-once': AcceptedInVain;
  'publish.closed-unanswered': Asked & Ending & { readonly waited: number };
  'publish.unanswered': Asked & { readonly waited: number };
  'play.not-found': Refused;
  /** Until something came with frame `begun`, or not at all after what the server said. */
  'play.nothing-published': {
    readonly name: string;
    readonly frame: number;
    readonly waited: number;
    readonly outcome: { readonly begun: number } | { readonly reply: Words };
  };
  'play.failed': Refused;
  'play.closed-at-once': AcceptedInVain;
  'play.closed-unanswered': Asked & Ending & { readonly waited: number };
  'play.unanswered': Asked & { readonly waited: number };
  'play.late-first-picture': {
    readonly name: string;
    readonly frame: number;
    readonly waited: number;
    readonly begun: number;
    readonly keyframe: number | undefined;
  };
  'stream-name.suspicious': {
    readonly action: 'publish' | 'play';
    readonly name: string;
    readonly oddity: NameOddity;
  };

  'close.client-fin': Closed;
  'close.server-fin': Closed;
  'close.client-rst': Closed;
  'close.server-rst': Closed;
  'close.delete-stream': {
    readonly role: Role;
    /** Of the message; `undefined` for the end of a sequence of pictures. */
    readonly name: string | undefined;
    readonly frame: number;
    readonly end: Ending | undefined;
  };
  'close.silence': { readonly waited: number; readonly last: Said; readonly lastWord: Said | undefined };

  'stall.sender': Stall & { readonly isIdle: boolean };
  'stall.network':
    | (Stall & { readonly resent: number })
    | { readonly role: Role; readonly segments: number; readonly share: number };
  'stall.receiver-window': Stall & { readonly closed: number };
  'stall.acknowledgement-window': Stall & { readonly bytes: number; readonly window: number };
  'flow.slower-than-real-time': { readonly kind: Kind; readonly wall: number; readonly media: number };
  'flow.queue-grows': {
    readonly role: Role;
    readonly waited: number;
    readonly bytes: number;
    readonly frame: number;
    readonly queue: number;
  };

  'timestamp.offset': { readonly kind: Kind; readonly timestamp: number };
  /** Against the clock, or against the sound itself: `excess` is the share by which they are too fast. */
  'timestamp.drift':
    | { readonly kind: Kind; readonly wall: number; readonly media: number; readonly excess: number }
    | { readonly sounds: number; readonly length: number; readonly step: number; readonly excess: number };
  'timestamp.jump': Leap & { readonly wait: number };
  'timestamp.back': StepsBack;
  'timestamp.frozen': {
    readonly kind: Kind;
    readonly messages: number;
    readonly time: number;
    readonly timestamp: number;
  };
  'timestamp.unit': {
    readonly kind: Kind;
    readonly messages: number;
    readonly wall: number;
    readonly media: number;
    readonly ratio: number;
  };
  'timestamp.presentation': StepsBack;
  /** The first timestamps, or how much later those of audio are that is sent together with video. */
  'av.offset':
    | { readonly audio: number; readonly video: number; readonly behind: number }
    | { readonly ahead: number };

  'media.no-audio': Alone;
  'media.no-video': Alone;
  'media.audio-stops': Stopped;
  'media.video-stops': Stopped;
  'media.audio-late': Late;
  'media.video-late': Late;
  'media.no-keyframe-first': { readonly frame: number };
  'media.no-sequence-header': { readonly kind: Kind; readonly frame: number; readonly codec: string };
  'media.sequence-header-repeated': { readonly count: number };
  'media.adts': { readonly frame: number };
  'media.annex-b': { readonly frame: number };
  'media.empty-audio': { readonly frame: number };
  'media.stream-zero': { readonly kind: Kind | 'data'; readonly frame: number };
  'media.before-publish': { readonly kind: Kind; readonly frame: number };
  'media.composition-time': { readonly frame: number; readonly time: number };

  'keyframe.interval': { readonly interval: number; readonly frame: number; readonly isLast: boolean };
  'keyframe.irregular': { readonly count: number; readonly least: number; readonly most: number };
  /** Thousand bits a second. */
  'bitrate.platform': { readonly rate: number };
  'metadata.contradicts': {
    readonly frame: number;
    readonly kind: Kind;
    readonly name: 'width' | 'height' | 'audiosamplerate' | 'framerate';
    readonly value: number;
    readonly real: number;
  };
  'codec.contradicts': {
    readonly frame: number;
    readonly kind: Kind;
    readonly value: number;
    readonly real: number;
    readonly codec: string | undefined;
  };
  'codec.not-negotiated': {
    readonly codec: string;
    readonly frame: number;
    readonly offered: readonly string[];
  };
  'track.unknown': Facts['media.no-sequence-header'] & { readonly track: number };
  'modex.nano': Noted;

  'chunk.size-zero': Size;
  'chunk.size-above-limit': Size;
  'chunk.size-one': Size;
  'chunk.size-not-announced': Noted & { readonly role: Role };
  'chunk.fresh-type': Noted;
  'chunk.extended-timestamp-left-out': Noted;
  'chunk.extended-timestamp-added': Noted;
  'chunk.delta-as-absolute': Noted | { readonly kind: Kind; readonly delta: number; readonly frame: number };
  'chunk.garbage': Noted;
  'chunk.control-on-wrong-stream': {
    readonly message: string;
    readonly frame: number;
    readonly csid: number;
    readonly streamId: number;
  };
  'chunk.unknown-type': Noted;
  'chunk.never-completed': Noted;
  'chunk.interleaved': Noted;
  'chunk.abort-unknown': { readonly frame: number; readonly csid: number };
  'chunk.non-minimal-csid': Noted;
  'chunk.timestamp-back-without-type-0': {
    readonly fmt: number;
    readonly frame: number;
    readonly delta: number;
  };
  'message.damaged': Noted;

  /** `role` is who sent what was to be acknowledged. */
  'ack.none': Lost & { readonly window: number };
  'ack.impossible': {
    readonly role: Role;
    readonly frame: number;
    readonly acknowledged: number;
    readonly sent: number;
  };
  'ack.incremental': {
    readonly messages: number;
    readonly acknowledged: number;
    readonly sent: number;
    readonly frame: number;
  };
  'ack.window-exceeded': { readonly bytes: number; readonly frame: number; readonly window: number };
  /** `closed`: what who had asked did then. */
  'ping.unanswered': {
    readonly frame: number;
    readonly waited: number;
    readonly closed: Ending | undefined;
  };

  'capture.gap': Lost;
  'capture.snap-length': Lost;
  'capture.one-direction': Lost;
  'capture.began-late': Readonly<Record<string, never>>;
};

type Alone = {
  readonly kind: Kind;
  readonly messages: number;
  readonly time: number;
  /** Whether the metadata announce the kind that is missing. */
  readonly isPromised: boolean;
};
/** For so long nothing came of a kind behind a frame, for a while or to the end. */
type Stopped = {
  readonly kind: Kind;
  readonly frame: number;
  readonly time: number;
  readonly isOver: boolean;
};
/** The first one came so late, with a timestamp that is so much later than that of the other kind. */
type Late = {
  readonly kind: Kind;
  readonly frame: number;
  readonly time: number;
  readonly later: number;
};

/** What was seen of a kind of finding. */
export type EvidenceOf<Id extends FindingId> = { readonly id: Id; readonly facts: Facts[Id] };
export type Evidence = { readonly [Id in FindingId]: EvidenceOf<Id> }[FindingId];
