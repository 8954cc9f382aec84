import type { RtmpConnection } from '../rtmp/rtmp-connection.ts';
import type { Role } from '../rtmp/message.ts';
import type { Connection, Endpoint } from '../tcp/connection.ts';

/** One TCP connection and what the RTMP stage makes of it. */
export class Conversation {
  readonly connection: Connection;
  readonly rtmp: RtmpConnection;

  constructor(connection: Connection, rtmp: RtmpConnection) {
    this.connection = connection;
    this.rtmp = rtmp;
  }

  get stream(): number {
    return this.connection.stream;
  }

  get isRtmp(): boolean {
    return this.rtmp.isRtmp;
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
