import { bytes, u16, u32 } from './bytes.ts';

/** 0 opens the connection, 1 accepts it. */
export type Side = 0 | 1;

/** TCP header flags (RFC 9293 §3.1). */
export const Flag = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

/** A segment before it is put into a packet. Sequence numbers are modulo 2^32. */
export type WrittenSegment = {
  readonly from: Side;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly flags: number;
  readonly window: number;
  /** A multiple of 4 bytes, at most 40. */
  readonly options: Uint8Array;
  readonly payload: Uint8Array;
};

/** Bytes that one side says. */
export type Utterance = { readonly from: Side; readonly data: Uint8Array };

export type TalkOptions = {
  /** Initial sequence numbers of both sides. */
  readonly isn?: readonly [number, number];
  /** Payload bytes of a segment at most. */
  readonly mss?: number;
};

const NOTHING = new Uint8Array(0);

/** The two sides of a TCP connection talking in perfect order. Disorder is made afterwards, from their segments. */
export class Talk {
  readonly isn: readonly [number, number];
  private readonly mss: number;
  /** Next sequence number of each side. */
  private readonly next: [number, number];

  constructor({ isn = [1_000_000, 2_000_000], mss = 1460 }: TalkOptions = {}) {
    this.isn = isn;
    this.mss = mss;
    this.next = [(isn[0] + 1) >>> 0, (isn[1] + 1) >>> 0];
  }

  /** SYN, SYN+ACK, ACK. */
  *open(): Generator<WrittenSegment> {
    yield this.syn();
    yield this.synAck();
    yield this.ack(0);
  }

  /** SYN, with `early` data for TCP Fast Open (RFC 7413), which the sender counts as sent. */
  syn(early: Uint8Array = NOTHING): WrittenSegment {
    this.next[0] = (this.isn[0] + 1 + early.length) >>> 0;
    return { ...this.segment(0, early, Flag.syn), sequence: this.isn[0], acknowledgement: 0 };
  }

  synAck(): WrittenSegment {
    return { ...this.segment(1, NOTHING, Flag.syn | Flag.ack), sequence: this.isn[1] };
  }

  ack(from: Side): WrittenSegment {
    return this.segment(from, NOTHING, Flag.ack);
  }

  /** The data in segments; the other side acknowledges every second one and the last. */
  *say(from: Side, data: Uint8Array): Generator<WrittenSegment> {
    let unacknowledged = 0;
    for (let at = 0; at < data.length; at += this.mss) {
      const payload = data.subarray(at, at + this.mss);
      const last = at + this.mss >= data.length;
      const segment = this.segment(from, payload, last ? Flag.ack | Flag.psh : Flag.ack);
      this.next[from] = (this.next[from] + payload.length) >>> 0;
      yield segment;
      if (++unacknowledged === 2 || last) {
        yield this.ack(other(from));
        unacknowledged = 0;
      }
    }
  }

  /** What both sides say, in turn. */
  *exchange(utterances: Iterable<Utterance>): Generator<WrittenSegment> {
    for (const { from, data } of utterances) yield* this.say(from, data);
  }

  /** A whole connection: opened, used and closed by `closer`. */
  *converse(utterances: Iterable<Utterance>, closer: Side = 0): Generator<WrittenSegment> {
    yield* this.open();
    yield* this.exchange(utterances);
    yield* this.close(closer);
  }

  /** FIN of `first`, FIN of the other, ACK. */
  *close(first: Side = 0): Generator<WrittenSegment> {
    yield this.fin(first);
    yield this.fin(other(first));
    yield this.ack(first);
  }

  fin(from: Side): WrittenSegment {
    const segment = this.segment(from, NOTHING, Flag.fin | Flag.ack);
    this.next[from] = (this.next[from] + 1) >>> 0;
    return segment;
  }

  reset(from: Side): WrittenSegment {
    return this.segment(from, NOTHING, Flag.rst | Flag.ack);
  }

  /** The segment that carries bytes `[start, end)` of everything `from` sends: for overlap, repetition and gaps. */
  piece(from: Side, stream: Uint8Array, start: number, end: number): WrittenSegment {
    const sequence = (this.isn[from] + 1 + start) >>> 0;
    return { ...this.segment(from, stream.subarray(start, end), Flag.ack), sequence };
  }

  /** An ACK of the first `count` bytes of everything the other side sends. */
  acknowledge(from: Side, count: number): WrittenSegment {
    const acknowledgement = (this.isn[other(from)] + 1 + count) >>> 0;
    return { ...this.ack(from), acknowledgement };
  }

  private segment(from: Side, payload: Uint8Array, flags: number): WrittenSegment {
    return {
      from,
      sequence: this.next[from],
      acknowledgement: this.next[other(from)],
      flags,
      window: 65_535,
      options: NOTHING,
      payload,
    };
  }
}

/** The bytes of a segment (RFC 9293 §3.1); its checksum is filled in by the IP layer, which knows the addresses. */
export function tcpBytes(segment: WrittenSegment, sourcePort: number, destinationPort: number): Uint8Array {
  const { sequence, acknowledgement, flags, window, options, payload } = segment;
  const offset = (20 + options.length) << 2;
  return bytes(
    u16(sourcePort),
    u16(destinationPort),
    u32(sequence),
    u32(acknowledgement),
    offset,
    flags,
    u16(window),
    u32(0),
    options,
    payload,
  );
}

function other(side: Side): Side {
  return side === 0 ? 1 : 0;
}
