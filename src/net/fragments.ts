import type { Limits } from '../bytes/limits.ts';
import { MALFORMED, PASSED, type Cursor } from './layer.ts';
import { Pieces } from './pieces.ts';

/**
 * Frames after which a datagram will not be completed. Senders reuse identifications after 65,536 packets: what is
 * left of an old datagram must not become part of a new one. Fragments of one datagram are sent back to back.
 */
const MAX_AGE = 4096;

/** The most bytes that a datagram has (RFC 791 §3.1, RFC 8200 §4.5). */
const MAX_LENGTH = 65_535;

type Datagram = {
  readonly identification: number;
  readonly protocol: number;
  /** Source and destination. */
  readonly addresses: Uint8Array;
  readonly firstFrame: number;
  readonly pieces: Pieces;
  /** Bytes known, of `total`, which the last fragment tells. */
  known: number;
  total: number;
};

/**
 * Puts fragments together, in whatever order they come (RFC 791 §3.2, RFC 8200 §4.5, after the holes of RFC 815).
 * Where fragments overlap, what was captured first wins.
 */
export class Fragments {
  /** How many datagrams were given up because too many, or too many bytes of them, waited. */
  crowdedOut = 0;
  /** In order of their first frame. */
  private waiting: Datagram[] = [];
  private cost = 0;
  private givenUp = 0;
  private readonly limits: Limits;
  private whole = new Uint8Array(0);

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** Datagrams of which some fragment never came, as far as the capture went. */
  get incomplete(): number {
    return this.givenUp + this.waiting.length;
  }

  /**
   * Adds the fragment at the cursor. When it completes its datagram, the cursor is set to the whole payload, which is
   * valid until the next one.
   * @param offset where the fragment belongs in the datagram, in bytes
   * @param more whether it is not the last
   * @returns the protocol to read on with, or `PASSED` while fragments are missing
   */
  add(cursor: Cursor, protocol: number, identification: number, offset: number, more: boolean): number {
    const length = cursor.wireEnd - cursor.start;
    const end = offset + length;
    if (length <= 0 || end > MAX_LENGTH || (more && (length & 7) !== 0)) return MALFORMED;
    this.forgetOld(cursor.stamp.frame);

    const datagram =
      this.find(cursor, protocol, identification) ?? this.begin(cursor, protocol, identification);
    if (!more && datagram.total === Infinity) datagram.total = end;
    if (end > datagram.total || lastEnd(datagram) > datagram.total) return MALFORMED;

    const { pieces } = datagram;
    const costBefore = pieces.cost;
    const dataEnd = Math.max(cursor.start, Math.min(cursor.end, cursor.wireEnd));
    datagram.known += pieces.add(offset, end, cursor.data, cursor.start, dataEnd, cursor.origin);
    this.cost += pieces.cost - costBefore;

    if (datagram.known === datagram.total) {
      this.complete(datagram, cursor);
      return protocol;
    }
    const { fragmentedPackets, fragmentBytes } = this.limits;
    while (this.waiting.length > fragmentedPackets || this.cost > fragmentBytes) {
      this.crowdedOut++;
      this.giveUpOldest();
    }
    return PASSED;
  }

  private find(cursor: Cursor, protocol: number, identification: number): Datagram | undefined {
    // The newest is the likeliest.
    for (let i = this.waiting.length - 1; i >= 0; i--) {
      const datagram = this.waiting[i]!;
      const numbered = datagram.identification === identification && datagram.protocol === protocol;
      if (numbered && hasAddresses(cursor, datagram.addresses)) return datagram;
    }
    return undefined;
  }

  private begin(cursor: Cursor, protocol: number, identification: number): Datagram {
    const { addresses, source, destination, addressLength } = cursor;
    const copy = new Uint8Array(2 * addressLength);
    copy.set(addresses.subarray(source, source + addressLength));
    copy.set(addresses.subarray(destination, destination + addressLength), addressLength);
    const datagram: Datagram = {
      identification,
      protocol,
      addresses: copy,
      firstFrame: cursor.stamp.frame,
      pieces: new Pieces(),
      known: 0,
      total: Infinity,
    };
    this.waiting.push(datagram);
    return datagram;
  }

  private complete(datagram: Datagram, cursor: Cursor): void {
    const { pieces, total } = datagram;
    if (this.whole.length < total) this.whole = new Uint8Array(MAX_LENGTH);
    let end = 0;
    for (let i = 0; i < pieces.length; i++) {
      const { offset, data } = pieces.at(i)!;
      // Behind bytes that the capture cut off, nothing has its place.
      if (offset !== end) break;
      this.whole.set(data, offset);
      end = offset + data.length;
    }
    // The header of a fragment within a tunnel may lie in the whole that is overwritten here.
    cursor.addresses = datagram.addresses;
    cursor.source = 0;
    cursor.destination = cursor.addressLength;
    cursor.data = this.whole;
    cursor.origin = { ...cursor.stamp, fileOffset: NaN, start: 0 };
    cursor.start = 0;
    cursor.end = end;
    cursor.wireEnd = total;
    this.cost -= pieces.cost;
    this.waiting.splice(this.waiting.indexOf(datagram), 1);
  }

  private forgetOld(frame: number): void {
    while (this.waiting.length > 0 && frame - this.waiting[0]!.firstFrame > MAX_AGE) this.giveUpOldest();
  }

  private giveUpOldest(): void {
    this.cost -= this.waiting.shift()!.pieces.cost;
    this.givenUp++;
  }
}

function lastEnd({ pieces }: Datagram): number {
  return pieces.at(pieces.length - 1)?.end ?? 0;
}

function hasAddresses({ addresses, source, destination, addressLength }: Cursor, both: Uint8Array): boolean {
  if (both.length !== 2 * addressLength) return false;
  for (let i = 0; i < addressLength; i++)
    if (addresses[source + i] !== both[i] || addresses[destination + i] !== both[addressLength + i])
      return false;
  return true;
}
