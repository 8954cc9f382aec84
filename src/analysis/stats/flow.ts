import { MessageType } from '../../rtmp/codes.ts';
import type { Message, Role } from '../../rtmp/message.ts';
import type { Conversation } from '../conversation.ts';

/** Chunk sizes that are kept of a side. */
const MOST_SIZES = 16;
const TWO_32 = 2 ** 32;

/** How the bytes of one side flow: what it said of chunks, and what the other side acknowledged (RTMP 1.0 §5.4). */
export type FlowFacts = {
  /** Those that it set, in order; before the first it is 128. */
  readonly chunkSizes: readonly number[];
  /** Bytes after which it wants an acknowledgement, as it said last; `undefined` where it never did. */
  readonly window: number | undefined;
  /** The most unacknowledged bytes that the other side allows it (Set Peer Bandwidth), as it said last. */
  readonly peerBandwidth: number | undefined;
  /** Acknowledgements that it got. */
  readonly acknowledgements: number;
  /** The most bytes that it had sent and that were not acknowledged yet; `undefined` where TCP does not count them. */
  readonly mostUnacknowledged: number | undefined;
};

type Flow = {
  chunkSizes: number[];
  window: number | undefined;
  peerBandwidth: number | undefined;
  acknowledgements: number;
  acknowledged: number;
  most: number;
};

/** Follows chunk sizes and acknowledgements of both sides. */
export class Flows {
  private readonly conversation: Conversation;
  private readonly flows: Readonly<Record<Role, Flow>> = { client: createFlow(), server: createFlow() };

  constructor(conversation: Conversation) {
    this.conversation = conversation;
  }

  hear({ typeId, body, from }: Message): void {
    this.measure('client');
    this.measure('server');
    if (body.kind !== 'control') return;
    const flow = this.flows[from];
    if (body.chunkSize !== undefined && flow.chunkSizes.length < MOST_SIZES) {
      flow.chunkSizes.push(body.chunkSize);
    }
    const other = this.flows[from === 'client' ? 'server' : 'client'];
    if (typeId === MessageType.windowAcknowledgementSize) flow.window = body.windowSize ?? flow.window;
    else if (typeId === MessageType.setPeerBandwidth) {
      other.peerBandwidth = body.windowSize ?? other.peerBandwidth;
    }
    if (body.sequenceNumber === undefined) return;
    other.acknowledgements++;
    other.acknowledged = body.sequenceNumber;
  }

  factsOf(role: Role): FlowFacts {
    const { most, chunkSizes, window, peerBandwidth, acknowledgements } = this.flows[role];
    const mostUnacknowledged = this.isCounted ? most : undefined;
    return { chunkSizes, window, peerBandwidth, acknowledgements, mostUnacknowledged };
  }

  /** The bytes of a session in HTTP are not those of its connection. */
  private get isCounted(): boolean {
    return this.conversation.sessionId === undefined;
  }

  private measure(role: Role): void {
    const { connection } = this.conversation;
    const side = this.conversation.sideOf(role);
    const flow = this.flows[role];
    const sent = connection.bytes[side] + connection.gapBytes[side];
    const waiting = (((sent - flow.acknowledged) % TWO_32) + TWO_32) % TWO_32;
    // Some count the handshake and some do not: what is acknowledged may lie a little ahead.
    if (waiting < TWO_32 / 2) flow.most = Math.max(flow.most, waiting);
  }
}

function createFlow(): Flow {
  return {
    chunkSizes: [],
    window: undefined,
    peerBandwidth: undefined,
    acknowledgements: 0,
    acknowledged: 0,
    most: 0,
  };
}
