import { disorder } from '../../test/writer/disorder.ts';
import { Random } from '../../test/writer/random.ts';
import { Talk, type Utterance, type WrittenSegment } from '../../test/writer/tcp.ts';
import { type Hosts, packets } from '../../test/writer/wire.ts';
import { Dialogue } from './dialogue.ts';
import type { ConnectionLedger } from './ledger.ts';
import { type Seat, SEATS } from './plan.ts';
import { session } from './session.ts';

/** A packet and when it passes, in milliseconds since the start of the capture. */
export type TimedPacket = { readonly packet: Uint8Array; readonly milliseconds: number };

/** A connection that is being written: its books are ready when it is closed. */
type OpenConnection = { readonly hosts: Hosts; readonly dialogue: Dialogue };

/** The next packet of a seat. */
type Head = TimedPacket & { readonly connection: OpenConnection };

const SERVER_PORT = 1935;
const FIRST_CLIENT_PORT = 32_768;
const LAST_CLIENT_PORT = 60_999;
const REPEATED = 0.001;
const DELAYED = 0.002;
/** Segments that may pass between a segment and its repetition, or pass a delayed one. */
const DISTANCE = 6;
/** Bits per millisecond of an access line, and of the loopback of a server. */
const LINE_RATE = 50_000;
const OFFLOADED_RATE = 1_000_000;

/** All seats of the plan on one wire, packet by packet in order of time. */
export class Network {
  repeated = 0;
  delayed = 0;
  private readonly connections: OpenConnection[] = [];
  private readonly seed: number;
  private readonly isOver: () => boolean;

  /** @param isOver whether everybody should say goodbye, since the capture is large enough */
  constructor(seed: number, isOver: () => boolean) {
    this.seed = seed;
    this.isOver = isOver;
  }

  *packets(): Generator<TimedPacket> {
    const seats = SEATS.map((seat, index) => this.seated(seat, index));
    const heads = seats.map((seat) => seat.next().value);
    for (;;) {
      const next = earliest(heads);
      const head = heads[next];
      if (head === undefined) return;
      // Connections are counted as Wireshark does: by their first packet.
      if (!this.connections.includes(head.connection, -2 * SEATS.length))
        this.connections.push(head.connection);
      yield head;
      heads[next] = seats[next]!.next().value;
    }
  }

  /** The books of every connection, in the order of `tcp.stream`; to be asked for once, at the end. */
  finish(): ConnectionLedger[] {
    return this.connections.map(({ hosts, dialogue }) => ({
      client: addressText(hosts[0]),
      server: addressText(hosts[1]),
      spoken: dialogue.finish(),
    }));
  }

  /** The packets of all who have a seat, one connection after the other. */
  private *seated(seat: Seat, index: number): Generator<Head, undefined> {
    const random = new Random(this.seed * 1000 + index);
    const perMillisecond = (seat.segment > 1500 ? OFFLOADED_RATE : LINE_RATE) / 8;
    let milliseconds = random.below(400);
    for (let visit = 0; !this.isOver(); visit++) {
      const dialogue = new Dialogue(milliseconds);
      const connection = { hosts: hostsOf(seat, index, visit), dialogue };
      const plan = { ...seat, seconds: 10 + random.below(20), streamName: `camera-${index}-${visit}` };
      const utterances = session(plan, dialogue, random, this.isOver);
      const segments = this.segments(utterances, seat.segment, random);
      for (const packet of packets(segments, { hosts: connection.hosts })) {
        milliseconds = Math.max(dialogue.now, milliseconds + packet.length / perMillisecond);
        yield { packet, milliseconds, connection };
      }
      milliseconds += 1000 + random.below(2000);
    }
    return undefined;
  }

  private *segments(utterances: Iterable<Utterance>, mss: number, random: Random): Generator<WrittenSegment> {
    const talk = new Talk({ isn: [random.next(), random.next()], mss });
    yield* talk.open();
    yield* this.onTheWay(talk.exchange(utterances), random);
    yield* talk.close();
  }

  /** What a network does to segments: some come twice, some come late. None is lost for good. */
  private *onTheWay(segments: Iterable<WrittenSegment>, random: Random): Generator<WrittenSegment> {
    const style = { delay: DELAYED, distance: DISTANCE };
    let newest = -1;
    for (const [index, segment] of disorder(numbered(this.repeat(segments, random)), random, style)) {
      if (index < newest) this.delayed++;
      else newest = index;
      yield segment;
    }
  }

  /** Some segments are sent again a few segments later, as after a timeout. */
  private *repeat(segments: Iterable<WrittenSegment>, random: Random): Generator<WrittenSegment> {
    let again: WrittenSegment | undefined;
    let distance = 0;
    for (const segment of segments) {
      yield segment;
      if (again !== undefined && --distance === 0) {
        this.repeated++;
        yield again;
        again = undefined;
      } else if (again === undefined && segment.payload.length > 0 && random.chance(REPEATED)) {
        again = segment;
        distance = 1 + random.below(DISTANCE);
      }
    }
  }
}

function* numbered<T>(items: Iterable<T>): Generator<readonly [number, T]> {
  let index = 0;
  for (const item of items) yield [index++, item];
}

/** Index of the head with the lowest time, or 0 when all have left. */
function earliest(heads: readonly (Head | undefined)[]): number {
  let best = 0;
  for (let i = 1; i < heads.length; i++)
    if ((heads[i]?.milliseconds ?? Infinity) < (heads[best]?.milliseconds ?? Infinity)) best = i;
  return best;
}

function hostsOf({ ip }: Seat, index: number, visit: number): Hosts {
  const port = FIRST_CLIENT_PORT + ((index * 3001 + visit) % (LAST_CLIENT_PORT - FIRST_CLIENT_PORT));
  const prefix = ip === 4 ? '192.0.2.' : '2001:db8::';
  return [
    { address: `${prefix}${100 + index}`, port },
    { address: `${prefix}20`, port: SERVER_PORT },
  ];
}

function addressText({ address, port }: Hosts[number]): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
