import { createHash } from 'node:crypto';
import type { Role } from '../../src/rtmp/message.ts';

/** Messages of one type: how many, and the bytes of their payloads. */
export type Tally = { messages: number; bytes: number };

/** What one side of a connection said. */
export type Spoken = {
  readonly byType: Readonly<Record<string, Tally>>;
  /** SHA-1 over type, timestamp and length of every message in order. */
  readonly headers: string;
  /** SHA-1 over the SHA-1 of every payload in order, or of nothing when payloads were not looked at. */
  readonly payloads: string;
};

/** One connection of a capture, in the order of `tcp.stream`. */
export type ConnectionLedger = {
  readonly client: string;
  readonly server: string;
  readonly spoken: Readonly<Record<Role, Spoken>>;
};

/** What is in a generated capture, known from the one who wrote it. */
export type Ledger = {
  readonly frames: number;
  readonly fileBytes: number;
  /** Packets that were captured again, and packets that were captured behind later ones. */
  readonly repeated: number;
  readonly delayed: number;
  readonly connections: readonly ConnectionLedger[];
};

/** Adds up what one side says; the one who writes a capture and the one who reads it count alike. */
export class SpokenCount {
  private readonly byType: Record<string, Tally> = {};
  private readonly headers = createHash('sha1');
  private readonly payloads = createHash('sha1');

  /** @param payloadHash SHA-1 of the payload in hex */
  add(type: number, timestamp: number, length: number, payloadHash: string): void {
    const tally = (this.byType[type] ??= { messages: 0, bytes: 0 });
    tally.messages++;
    tally.bytes += length;
    this.headers.update(`${type} ${timestamp} ${length}\n`);
    this.payloads.update(payloadHash);
  }

  /** The result; nothing can be added after it. */
  finish(): Spoken {
    return {
      byType: this.byType,
      headers: this.headers.digest('hex'),
      payloads: this.payloads.digest('hex'),
    };
  }
}

/** All messages of the connections, or those of one type. */
export function countMessages(connections: readonly ConnectionLedger[], type?: number): number {
  let count = 0;
  for (const { spoken } of connections) {
    for (const { byType } of [spoken.client, spoken.server]) {
      for (const [typeId, { messages }] of Object.entries(byType))
        if (type === undefined || Number(typeId) === type) count += messages;
    }
  }
  return count;
}
