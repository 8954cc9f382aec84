import * as fc from 'fast-check';
import { disorder } from '../writer/disorder.ts';
import { pcap, pcapng } from '../writer/pcap.ts';
import { Random } from '../writer/random.ts';
import { Flag, Talk, type Side, type WrittenSegment } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';
import type { Direction } from './conversation.ts';

/** What the network and the capture do to a conversation. */
export type Network = {
  readonly seed: number;
  readonly isn: readonly [number, number];
  /** Bytes of a segment, at most. */
  readonly mss: number;
  /** Probabilities that a segment is lost, comes again, or comes later. */
  readonly drop: number;
  readonly duplicate: number;
  readonly delay: number;
  /** Probability that a segment also has bytes of its neighbours. */
  readonly overlap: number;
  readonly hasAcknowledgements: boolean;
  readonly hasFin: boolean;
  readonly isPcapng: boolean;
};

/** A network that repeats and reorders, but of which the capture has everything. */
export const network: fc.Arbitrary<Network> = fc.record({
  seed: fc.nat(),
  isn: fc.tuple(fc.constantFrom(0, 1, 0x7fffff00, 0xffffff00, 0xffffffff), fc.nat(0xffffffff)),
  mss: fc.constantFrom(20, 200, 1460, 65_000),
  drop: fc.constant(0),
  duplicate: fc.constantFrom(0, 0.3),
  delay: fc.constantFrom(0, 0.3),
  overlap: fc.constantFrom(0, 0.3),
  hasAcknowledgements: fc.boolean(),
  hasFin: fc.boolean(),
  isPcapng: fc.boolean(),
});

/** The same with a capture that lacks some segments. */
export const lossyNetwork: fc.Arbitrary<Network> = fc
  .tuple(network, fc.constantFrom(0.01, 0.1))
  .map(([whole, drop]) => ({ ...whole, drop }));

/** Which frame holds what: `frames[i]` is frame number i + 1. */
export type Carried = {
  readonly file: Uint8Array;
  readonly segments: readonly WrittenSegment[];
  readonly isn: readonly [number, number];
};

/** Carries both directions through a network into a capture file. */
export function carry(directions: readonly [Direction, Direction], style: Network): Carried {
  const random = new Random(style.seed);
  const talk = new Talk({ isn: style.isn });
  const queues = directions.map((direction, side) =>
    cut(direction.stream, side as Side, talk, random, style),
  );
  const sent: WrittenSegment[] = [];
  while (queues[0]!.length + queues[1]!.length > 0) {
    const queue = queues[random.below(queues[0]!.length + queues[1]!.length) < queues[0]!.length ? 0 : 1]!;
    sent.push(queue.shift()!);
  }
  const { drop, duplicate, delay } = style;
  const segments = [
    ...talk.open(),
    ...disorder(sent, random, { drop, duplicate, delay, distance: 6 }),
    ...(style.hasFin ? directions.map(({ stream }, side) => fin(talk, side as Side, stream.length)) : []),
  ];
  const file = (style.isPcapng ? pcapng : pcap)(packets(segments));
  return { file, segments, isn: style.isn };
}

/** The segments of one direction, and maybe what the other side acknowledges of them. */
function cut(stream: Uint8Array, from: Side, talk: Talk, random: Random, style: Network): WrittenSegment[] {
  const segments: WrittenSegment[] = [];
  for (let at = 0; at < stream.length;) {
    const end = Math.min(stream.length, at + 1 + random.below(style.mss));
    const overlaps = random.chance(style.overlap);
    const first = overlaps ? Math.max(0, at - random.below(200)) : at;
    const last = overlaps ? Math.min(stream.length, end + random.below(200)) : end;
    segments.push(talk.piece(from, stream, first, last));
    if (style.hasAcknowledgements && random.chance(0.3))
      segments.push(talk.acknowledge(from === 0 ? 1 : 0, end));
    at = end;
  }
  return segments;
}

function fin(talk: Talk, from: Side, length: number): WrittenSegment {
  return { ...talk.ack(from), sequence: (talk.isn[from] + 1 + length) >>> 0, flags: Flag.fin | Flag.ack };
}

/** For each byte of a direction, the frame that had it first, and the frame with which all up to it were there. */
export type Arrivals = { readonly first: Uint32Array; readonly whole: Uint32Array };

/** When the bytes that a side said arrived. */
export function arrivals({ segments, isn }: Carried, from: Side, length: number): Arrivals {
  const first = new Uint32Array(length);
  segments.forEach((segment, index) => {
    if (segment.from !== from) return;
    const start = (segment.sequence - isn[from] - 1) >>> 0;
    for (let i = start; i < start + segment.payload.length; i++) first[i] ||= index + 1;
  });
  const whole = first.slice();
  for (let i = 1; i < length; i++) whole[i] = Math.max(whole[i]!, whole[i - 1]!);
  return { first, whole };
}
