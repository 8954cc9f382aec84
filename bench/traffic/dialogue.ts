import { createHash } from 'node:crypto';
import type { Role } from '../../src/rtmp/message.ts';
import { join } from '../../test/writer/bytes.ts';
import { ChunkWriter, interleave } from '../../test/writer/chunk.ts';
import { acknowledgement, type Message } from '../../test/writer/rtmp.ts';
import type { Utterance } from '../../test/writer/tcp.ts';
import { type ConnectionLedger, SpokenCount } from './ledger.ts';

/** Bytes after which a receiver sends an Acknowledgement (RTMP 1.0 §5.4.3). */
const WINDOW = 2_500_000;

const AUDIO = 8;
const VIDEO = 9;

/** One side of a connection as the writer keeps it. */
class Voice {
  readonly writer = new ChunkWriter();
  readonly count = new SpokenCount();
  /** Chunk streams on which audio or video was sent, so that shorter headers do. */
  readonly begun = new Set<number>();
  bytes = 0;
  acknowledged = 0;
}

/** A client and a server in the middle of a connection; keeps the books of what they say. */
export class Dialogue {
  /** Milliseconds since the start of the capture. */
  now: number;
  private readonly voices = { client: new Voice(), server: new Voice() };

  constructor(now: number) {
    this.now = now;
  }

  /** Bytes that are no message: the handshake. */
  raw(role: Role, data: Uint8Array): Utterance {
    this.voices[role].bytes += data.length;
    return { from: role === 'client' ? 0 : 1, data };
  }

  /** Messages one after the other. */
  say(role: Role, ...messages: readonly Message[]): Utterance {
    return this.raw(role, join(messages.flatMap((message) => [...this.chunks(role, message)])));
  }

  /** Two messages of different chunk streams, a chunk of each in turn. */
  mix(role: Role, first: Message, second: Message): Utterance {
    const { chunkSize } = this.voices[role].writer;
    const chunksOf = ({ payload }: Message): number => Math.ceil(payload.length / chunkSize);
    const isFirstLonger = chunksOf(first) > chunksOf(second);
    // The books have them in the order in which they are complete.
    for (const message of isFirstLonger ? [second, first] : [first, second]) this.book(role, message);
    const { writer, begun } = this.voices[role];
    const [one, other] = [first, second].map((message) => writer.chunks(message, style(begun, message)));
    return this.raw(role, join(interleave(one!, other!)));
  }

  /** The Acknowledgement that `role` owes the other side, if any. */
  *acknowledge(role: Role): Generator<Utterance> {
    const peer = this.voices[role === 'client' ? 'server' : 'client'];
    if (peer.bytes - peer.acknowledged < WINDOW) return;
    peer.acknowledged = peer.bytes;
    yield this.say(role, acknowledgement(peer.bytes));
  }

  /** The books; nothing can be said after it. */
  finish(): ConnectionLedger['spoken'] {
    return { client: this.voices.client.count.finish(), server: this.voices.server.count.finish() };
  }

  private chunks(role: Role, message: Message): Generator<Uint8Array> {
    this.book(role, message);
    const { writer, begun } = this.voices[role];
    return writer.chunks(message, style(begun, message));
  }

  private book(role: Role, { type, timestamp, payload }: Message): void {
    const hash = createHash('sha1').update(payload).digest('hex');
    this.voices[role].count.add(type, timestamp, payload.length, hash);
  }
}

/** A full header for the first audio or video of a chunk stream and for all else, one without stream id for the rest. */
function style(begun: Set<number>, { csid, type }: Message): { readonly fmt: 0 | 1 } {
  if (type !== AUDIO && type !== VIDEO) return { fmt: 0 };
  const fmt = begun.has(csid) ? 1 : 0;
  begun.add(csid);
  return { fmt };
}
