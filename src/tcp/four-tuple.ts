import { formatAddress } from '../net/address.ts';
import type { Segment } from '../net/segment.ts';
import type { Endpoint } from './connection.ts';

/** Which side of a connection: 0 or 1, as in `Connection`. */
export type Side = 0 | 1;

/** The addresses and ports of both sides of a connection, compared by value. */
export class FourTuple {
  private readonly addressLength: number;
  /** The address of side 0, then that of side 1. */
  private readonly addresses: Uint8Array;
  private readonly ports: readonly [number, number];

  /** @param sender the side that sent this segment */
  constructor(segment: Segment, sender: Side) {
    const { addresses, source, destination, addressLength, sourcePort, destinationPort } = segment;
    const first = sender === 0 ? source : destination;
    const second = sender === 0 ? destination : source;
    this.addressLength = addressLength;
    this.addresses = new Uint8Array(2 * addressLength);
    this.addresses.set(addresses.subarray(first, first + addressLength));
    this.addresses.set(addresses.subarray(second, second + addressLength), addressLength);
    this.ports = sender === 0 ? [sourcePort, destinationPort] : [destinationPort, sourcePort];
  }

  /** The side that sent the segment, or undefined when it belongs to another connection. */
  senderOf(segment: Segment): Side | undefined {
    const { source, destination, sourcePort, destinationPort } = segment;
    const port0 = this.ports[0];
    const port1 = this.ports[1];
    if (sourcePort === port0 && destinationPort === port1 && this.joins(segment, source, destination))
      return 0;
    if (sourcePort === port1 && destinationPort === port0 && this.joins(segment, destination, source))
      return 1;
    return undefined;
  }

  /** Both sides, as text. */
  endpoints(): readonly [Endpoint, Endpoint] {
    const { addresses, addressLength, ports } = this;
    return [
      { address: formatAddress(addresses, 0, addressLength), port: ports[0] },
      { address: formatAddress(addresses, addressLength, addressLength), port: ports[1] },
    ];
  }

  private joins(segment: Segment, first: number, second: number): boolean {
    const { addresses, addressLength } = this;
    if (segment.addressLength !== addressLength) return false;
    for (let i = 0; i < addressLength; i++) {
      if (segment.addresses[first + i] !== addresses[i]) return false;
      if (segment.addresses[second + i] !== addresses[addressLength + i]) return false;
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
    const word =
      (addresses[at]! << 24) | (addresses[at + 1]! << 16) | (addresses[at + 2]! << 8) | addresses[at + 3]!;
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0x85ebca6b);
}
