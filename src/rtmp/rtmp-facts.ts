import type { ForeignProtocol } from './foreign-protocol.ts';
import type { Role } from './message.ts';
import { Parties, type Side } from './parties.ts';
import { Session } from './session.ts';

/** What is known of a connection, and stays so when it is over. */
export class RtmpFacts {
  readonly session = new Session();
  /** Whether RTMP was recognised. */
  isRtmp = false;
  /** What is spoken instead, where that is known by the first bytes of a side. */
  foreign: ForeignProtocol | undefined;
  /** The side that speaks it. */
  foreignSide: Side | undefined;
  /** The first byte of each side that was found to be no RTMP: a version, if it is meant to be one. */
  readonly refused: [number | undefined, number | undefined] = [undefined, undefined];
  readonly parties: Parties;

  /** @param opened whether side 0 was seen to open the connection */
  constructor(opened: boolean) {
    this.parties = new Parties(opened);
  }

  roleOf(side: Side): Role {
    return this.parties.roleOf(side);
  }
}
