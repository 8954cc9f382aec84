import type { FrameStamp } from '../../bytes/frame-stamp.ts';
import type { Severity } from '../../bytes/note.ts';
import type { Message, Role, RtmpEvent } from '../../rtmp/message.ts';
import type { Conversation } from '../conversation.ts';
import type { Evidence, Facts } from './facts.ts';
import type { FindingId } from './rules.ts';
import type { Story } from './story.ts';
import type { Flow, Picture, TrackStory } from './track-story.ts';
import type { Place } from './place.ts';

/** Whose doing it is, or where it is seen. */
export type FindingSide = Role | 'network' | 'capture';

/** Something wrong or unusual on a connection, told once for each connection and side. */
export type Finding = Evidence & {
  readonly severity: Severity;
  readonly side: FindingSide;
  readonly conversation: Conversation;
  /** Where it was seen first. */
  readonly stamp: Place;
  /** How often it was seen. */
  count: number;
};

/** What a rule has found, the evidence of it as facts; its severity where that is another than the rule's. */
export type Found<Id extends FindingId> = {
  readonly at: Place;
  readonly side: FindingSide;
  readonly facts: Facts[Id];
  readonly severity?: Severity;
};

/** What a group of rules is given of a connection. */
export type Subject = {
  readonly conversation: Conversation;
  /** What happened so far, this event included. */
  readonly story: Story;
  readonly report: <Id extends FindingId>(id: Id, found: Found<Id>) => void;
};

/** A group of rules that watches one connection. */
export type Watch = {
  /** Everything but audio and video messages. */
  event?(event: RtmpEvent): void;
  /** An audio or video message that holds no picture or sound, or more than one, or is out of place, or has notes. */
  media?(message: Message): void;
  /** A picture or sound out of the ordinary (see `Tracks`): the first, a keyframe, a jump; `track` is as it was before it. */
  picture?(track: TrackStory, picture: Picture): void;
  /** The media of a side go on with this message, after a second or more without any. */
  pause?(flow: Flow, message: Message): void;
  /** Every message with pictures or sounds. Most messages are that, so that there is nearly nothing to do for them. */
  each?(message: Message): void;
  /** Nothing more comes; the capture has gone on until `now`. */
  closed?(now: FrameStamp): void;
};
