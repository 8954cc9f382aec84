import type { ForeignProtocol } from '../rtmp/foreign-protocol.ts';
import type { Role } from '../rtmp/message.ts';
import type { RtmpFacts } from '../rtmp/rtmp-facts.ts';
import type { Connection, Endpoint } from '../tcp/connection.ts';

/** What a conversation was found to speak; `rtmpt` is RTMP in HTTP. */
export type Protocol = 'rtmp' | 'rtmpt' | 'unknown';

/** One TCP connection, or one session of RTMP in HTTP, and what the RTMP stage makes of it. */
export class Conversation {
  readonly connection: Connection;
  readonly rtmp: RtmpFacts;
  /** The id of a session of RTMP in HTTP; its `connection` is the one that it was first seen on. */
  readonly sessionId: string | undefined;
  /** Whether this TCP connection carries sessions of RTMP in HTTP. */
  isTunnel = false;

  constructor(connection: Connection, rtmp: RtmpFacts, sessionId?: string) {
    this.connection = connection;
    this.rtmp = rtmp;
    this.sessionId = sessionId;
  }

  get stream(): number {
    return this.connection.stream;
  }

  get isRtmp(): boolean {
    return this.rtmp.isRtmp;
  }

  get protocol(): Protocol {
    if (this.isTunnel || this.sessionId !== undefined) return 'rtmpt';
    return this.isRtmp ? 'rtmp' : 'unknown';
  }

  /** What was recognised where RTMP was looked for; `undefined` for RTMP, and for what nobody knows. */
  get foreign(): ForeignProtocol | undefined {
    return this.protocol === 'unknown' ? this.rtmp.foreign : undefined;
  }

  /** Which side of the TCP connection plays a role. */
  sideOf(role: Role): 0 | 1 {
    return this.rtmp.roleOf(0) === role ? 0 : 1;
  }

  /** The address of a role as `address:port`, or `[address]:port` for IPv6. */
  addressOf(role: Role): string {
    return addressText(this.connection.endpoints[this.sideOf(role)]);
  }
}

function addressText({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
