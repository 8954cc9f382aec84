import { formatAddress } from '../net/address.ts';
import type { Segment } from '../net/segment.ts';
import type { Endpoint } from './connection.ts';

/** Which side of a connection: 0 or 1, as in `Connection`. */
export type Side = 0 | 1;

/** The addresses and ports of both sides of a connection, compared by value. */
export class FourTuple {
  private readonly addressLength: number;
  /** The address of side 0, then that of side 1, in words of 32 bits: many are kept, and this takes little memory. */
  private readonly words: readonly number[];
  private readonly port0: number;
  private readonly port1: number;

  /** @param sender the side that sent this segment */
  constructor(segment: Segment, sender: Side) {
    const { addresses, source, destination, addressLength, sourcePort, destinationPort } = segment;
    const [first, second] = sender === 0 ? [source, destination] : [destination, source];
    const words: number[] = [];
    for (const address of [first, second]) {
      for (let i = 0; i < addressLength; i += 4) words.push(wordAt(addresses, address + i));
    }
    this.addressLength = addressLength;
    // Without the room that it has to grow.
    this.words = words.slice();
    this.port0 = sender === 0 ? sourcePort : destinationPort;
    this.port1 = sender === 0 ? destinationPort : sourcePort;
  }

  /** The side that sent the segment, or undefined when it belongs to another connection. */
  senderOf(segment: Segment): Side | undefined {
    const { source, destination, sourcePort, destinationPort } = segment;
    const { port0, port1 } = this;
    if (sourcePort === port0 && destinationPort === port1 && this.joins(segment, source, destination))
      return 0;
    if (sourcePort === port1 && destinationPort === port0 && this.joins(segment, destination, source))
      return 1;
    return undefined;
  }

  /** Both sides, as text. */
  endpoints(): readonly [Endpoint, Endpoint] {
    const { words, addressLength, port0, port1 } = this;
    const addresses = new Uint8Array(words.flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word]));
    return [
      { address: formatAddress(addresses, 0, addressLength), port: port0 },
      { address: formatAddress(addresses, addressLength, addressLength), port: port1 },
    ];
  }

  private joins(segment: Segment, first: number, second: number): boolean {
    const { words, addressLength } = this;
    const { addresses } = segment;
    if (segment.addressLength !== addressLength) return false;
    for (let i = 0, word = 0; i < addressLength; i += 4, word++) {
      if (wordAt(addresses, first + i) !== words[word]) return false;
      if (wordAt(addresses, second + i) !== words[(addressLength >> 2) + word]) return false;
    }
    return true;
  }
}

/** A number that is the same for both directions of a connection, and rarely for two connections. */
export function hashTuple(segment: Segment): number {
  const { addresses, source, destination, addressLength } = segment;
  return (
    (hashEndpoint(addresses, source, addressLength, segment.sourcePort) +
      hashEndpoint(addresses, destination, addressLength, segment.destinationPort)) |
    0
  );
}

function hashEndpoint(addresses: Uint8Array, address: number, length: number, port: number): number {
  let hash = port;
  for (let at = address; at < address + length; at += 4) {
    hash = Math.imul(hash ^ wordAt(addresses, at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0x85ebca6b);
}

function wordAt(data: Uint8Array, at: number): number {
  return (data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!;
}
