import { Backlog } from '../bytes/backlog.ts';
import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { Origin } from '../bytes/origin.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import type { Carrier } from './carrier.ts';
import { beginningOf, type Beginning } from './request.ts';

/** Bytes of a response that are held until a request is seen. */
const MOST_HELD = 64 * 1024;

/** A TCP connection: looks at how it begins, then hands it over to those who read RTMP, or to a carrier. */
export class Recognition {
  readonly sides: readonly [Way, Way];
  private carrier: Carrier | undefined;
  private readonly through: readonly [StreamSink, StreamSink];
  private readonly opened: boolean;
  private readonly carry: (client: 0 | 1) => Carrier;

  /**
   * @param opened whether the connection was captured from its beginning
   * @param carry creates the carrier, once it is known which side sends requests
   */
  constructor(
    through: readonly [StreamSink, StreamSink],
    opened: boolean,
    carry: (client: 0 | 1) => Carrier,
  ) {
    this.through = through;
    this.opened = opened;
    this.carry = carry;
    const looks = [new Look(() => this.decide()), new Look(() => this.decide())] as const;
    this.sides = [new Way(looks[0]), new Way(looks[1])];
  }

  get isTunnel(): boolean {
    return this.carrier?.isTunnel === true;
  }

  private decide(): void {
    const [one, other] = this.sides.map(({ look }) => look?.beginning ?? 'foreign');
    if (one === 'request') this.carryFrom(0);
    else if (other === 'request') this.carryFrom(1);
    else if (one === 'foreign' || other === 'foreign' || (one === 'response' && other === 'response')) {
      this.pass(0);
      this.pass(1);
    }
  }

  /** A side has nothing of ours, unless the capture began in the midst of a response and requests follow. */
  private pass(side: 0 | 1): void {
    const { look } = this.sides[side];
    if (look === undefined || (!this.opened && look.beginning === 'unsure')) return;
    this.sides[side].lead(this.through[side]);
  }

  private carryFrom(client: 0 | 1): void {
    const server = client === 0 ? 1 : 0;
    this.carrier = this.carry(client);
    const requests = endBoth(this.carrier.requests, this.through[client]);
    const responses = endBoth(this.carrier.responses, this.through[server]);
    const isMidway = this.sides[server].look === undefined;
    const answers = isMidway ? new Rejoining(responses) : responses;
    // Requests first, so that responses find theirs; but what was answered before the capture began has none.
    if (this.opened) this.sides[client].lead(requests);
    this.sides[server].lead(answers);
    if (!this.opened) this.sides[client].lead(requests);
  }
}

/** One direction on its way to where it belongs. */
class Way implements StreamSink {
  /** Until it is decided. */
  look: Look | undefined;
  private sink: StreamSink;

  constructor(look: Look) {
    this.look = look;
    this.sink = look;
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    this.sink.bytes(data, start, end, origin, now);
  }

  gap(length: number, now: FrameStamp): void {
    this.sink.gap(length, now);
  }

  end(now: FrameStamp): void {
    this.sink.end(now);
  }

  lead(sink: StreamSink): void {
    const { look } = this;
    this.look = undefined;
    this.sink = sink;
    look?.release(sink);
  }
}

/** Holds a direction back while it may be RTMPT. */
class Look implements StreamSink {
  beginning: Beginning = 'unsure';
  private readonly backlog = new Backlog();
  /** What came last, when it is not to be held: it is passed on after the decision that it leads to. */
  private last: ((sink: StreamSink) => void) | undefined;
  private readonly decide: () => void;

  constructor(decide: () => void) {
    this.decide = decide;
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    if (this.backlog.length === 0) this.beginning = beginningOf(data.subarray(start, end));
    if (this.beginning === 'foreign') {
      this.last = (sink) => sink.bytes(data, start, end, origin, now);
    } else {
      this.backlog.addBytes(data, start, end, origin, now);
      this.beginning = beginningOf(this.backlog.head);
      if (this.beginning === 'response' && this.backlog.length > MOST_HELD) this.beginning = 'foreign';
    }
    this.decide();
  }

  gap(length: number, now: FrameStamp): void {
    this.beginning = 'foreign';
    this.last = (sink) => sink.gap(length, now);
    this.decide();
  }

  end(now: FrameStamp): void {
    this.beginning = 'foreign';
    this.last = (sink) => sink.end(now);
    this.decide();
  }

  release(sink: StreamSink): void {
    this.backlog.replay(sink);
    this.last?.(sink);
  }
}

/** A direction that a carrier reads; those who were there before it only learn when it ends. */
function endBoth(reader: StreamSink, through: StreamSink): StreamSink {
  return {
    bytes: (data, start, end, origin, now) => reader.bytes(data, start, end, origin, now),
    gap: (length, now) => reader.gap(length, now),
    end(now) {
      reader.end(now);
      through.end(now);
    },
  };
}

/** Responses, from the first one on that begins together with a segment, as servers send them. */
class Rejoining implements StreamSink {
  private hasBegun = false;
  private readonly sink: StreamSink;

  constructor(sink: StreamSink) {
    this.sink = sink;
  }

  bytes(data: Uint8Array, start: number, end: number, origin: Origin, now: FrameStamp): void {
    this.hasBegun ||= beginningOf(data.subarray(start, end)) === 'response';
    if (this.hasBegun) this.sink.bytes(data, start, end, origin, now);
  }

  gap(length: number, now: FrameStamp): void {
    if (this.hasBegun) this.sink.gap(length, now);
  }

  end(now: FrameStamp): void {
    this.sink.end(now);
  }
}
