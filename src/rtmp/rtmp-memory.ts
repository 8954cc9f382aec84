import { limitLabel, type Limits } from '../bytes/limits.ts';
import type { Note } from '../bytes/note.ts';
import { quantity } from '../bytes/quantity.ts';
import { SharedRoom } from '../bytes/shared-room.ts';
import { SpareRooms } from '../bytes/spare-rooms.ts';

/** What all connections of a capture hold together. */
export class RtmpMemory {
  /** Bytes of directions of which is not known yet what they are. */
  readonly undecided: SharedRoom;
  /** Bytes of messages in progress. */
  readonly payloads: SharedRoom;
  /** Where the payloads of audio and video are that are lent: valid until the message was told. */
  readonly lent: SpareRooms | undefined;

  constructor(limits: Limits, lendsPayloads = false) {
    this.lent = lendsPayloads ? new SpareRooms() : undefined;
    this.undecided = new SharedRoom(limits.undecidedBytes);
    this.payloads = new SharedRoom(limits.totalPayloadBytes);
  }

  /** What was given up to keep within the limits, and is told of by no message. */
  get notes(): Note[] {
    const { refusals } = this.undecided;
    if (refusals === 0) return [];
    const text = `${quantity(refusals, 'time')} a direction was given up before it was known what it is, because too much waited (limit ${limitLabel('undecidedBytes')})`;
    return [{ code: 'rtmp.undecided', severity: 'warning', text }];
  }
}
