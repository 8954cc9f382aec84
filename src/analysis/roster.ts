import { limitLabel } from '../bytes/limits.ts';
import type { Note } from '../bytes/note.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import type { ForeignProtocol } from '../rtmp/foreign-protocol.ts';
import type { FrameCount } from '../tcp/connection.ts';
import type { Conversation, Protocol } from './conversation.ts';

/** What stays of a TCP connection that is over: who, how much, and what it spoke. Addresses as `address:port`. */
export type RosterEntry = {
  readonly stream: number;
  readonly client: string;
  readonly server: string;
  /** The last ones come when it is over. */
  readonly count: Readonly<FrameCount>;
  readonly clientBytes: number;
  readonly serverBytes: number;
  readonly clientGapBytes: number;
  readonly serverGapBytes: number;
  readonly protocol: Protocol;
  readonly recognizedAs: ForeignProtocol['name'] | undefined;
};

/** The TCP connections of a capture one by one: the first of them, a few hundred bytes each. */
export class Roster {
  /** How many there were, listed or not. */
  count = 0;
  private readonly listed: RosterEntry[] = [];
  private readonly limit: number;
  private readonly most: number;

  /**
   * @param limit how many may be listed: `listedConnections`
   * @param most how many are wanted
   */
  constructor(limit: number, most = limit) {
    this.limit = limit;
    this.most = Math.min(limit, most);
  }

  /** Nothing more comes of a connection: what it was found to be stands. */
  closed(conversation: Conversation): void {
    if (conversation.sessionId !== undefined) return;
    this.count++;
    if (conversation.stream < this.most) this.listed.push(entryOf(conversation));
  }

  /** Those that are listed, in order of appearance. */
  get entries(): RosterEntry[] {
    return this.listed.toSorted((first, second) => first.stream - second.stream);
  }

  get notes(): Note[] {
    const { count, limit } = this;
    if (count <= limit) return [];
    const of = `of ${quantity(count, 'TCP connection')}`;
    const text = `only the first ${grouped(limit)} ${of} are told one by one (limit ${limitLabel('listedConnections')})`;
    return [{ code: 'capture.not-listed', severity: 'warning', text }];
  }
}

function entryOf(conversation: Conversation): RosterEntry {
  const { connection } = conversation;
  const [client, server] = [conversation.sideOf('client'), conversation.sideOf('server')];
  return {
    stream: conversation.stream,
    client: conversation.addressOf('client'),
    server: conversation.addressOf('server'),
    count: connection.count ?? connection,
    clientBytes: connection.bytes[client],
    serverBytes: connection.bytes[server],
    clientGapBytes: connection.gapBytes[client],
    serverGapBytes: connection.gapBytes[server],
    protocol: conversation.protocol,
    recognizedAs: conversation.foreign?.name,
  };
}
