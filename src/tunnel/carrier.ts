import type { FrameStamp } from '../bytes/frame-stamp.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import { IdBody, PolledBody } from './bodies.ts';
import { Deferred, type Budget } from './held.ts';
import type { HttpHead } from './http-framing.ts';
import { HttpReader, type Breakage } from './http-reader.ts';
import { UNKNOWN_LENGTH } from './loss.ts';
import { requestOf } from './request.ts';
import type { Session } from './session.ts';
import type { Turn } from './turns.ts';

/** Requests on a connection that wait for their answers. Clients have one under way, pipelining ones a few. */
const MOST_UNANSWERED = 1024;

/** Responses that were captured before their requests. */
const MOST_EARLY = 32;

/** What a carrier needs to know of the sessions. */
export type SessionDirectory = {
  readonly budget: Budget;
  /** A session begins, with this id. */
  open(id: string, now: FrameStamp): void;
  /** The session with this id, whether its beginning was captured or not; `undefined` when it is over. */
  find(id: string, now: FrameStamp): Session | undefined;
  /** A carrier can't be read on. */
  broken(why: Breakage): void;
};

/** A request that waits for its answer: what that is, or whose. */
type Asked = Turn | 'open' | 'unrelated';

/** A response whose request has yet to come. */
type Early = { readonly status: number | undefined; readonly body: Deferred };

/** A TCP connection that carries RTMPT: its requests and responses, paired by their order (RFC 9112 §9.3.2). */
export class Carrier {
  /** What the requests and what the responses go into. */
  readonly requests: StreamSink;
  readonly responses: StreamSink;
  /** Whether a request of RTMPT was seen. */
  isTunnel = false;

  private readonly asked: Asked[] = [];
  private readonly early: Early[] = [];
  /** Whether no more requests can be told. */
  private isDeaf = false;
  /** Whether no more responses can be told. */
  private isMute = false;
  /** Whether there were some nevertheless. */
  private isLost = false;
  private readonly opened: boolean;
  private readonly directory: SessionDirectory;

  /** @param opened whether the connection was captured from its beginning, so that each response has its request */
  constructor(opened: boolean, directory: SessionDirectory) {
    this.opened = opened;
    this.directory = directory;
    this.requests = new HttpReader(false, {
      message: (head, now) => this.ask(head, now),
      broken: (why) => {
        this.breakOff(why);
        this.deafen();
      },
      ended: () => this.deafen(),
    });
    this.responses = new HttpReader(true, {
      message: (head, now) => this.answer(head, now),
      broken: (why, now) => {
        this.breakOff(why);
        this.lose(now);
      },
      ended: (now) => this.mute(now),
    });
  }

  private ask(head: HttpHead, now: FrameStamp): StreamSink | undefined {
    const request = requestOf(head);
    if (request === undefined) return this.expect('unrelated', now);
    this.isTunnel = true;
    if (request.kind === 'open') return this.expect('open', now);
    const session = this.directory.find(request.id, now);
    if (session === undefined) return this.expect('unrelated', now);

    const number = session.place(request.number, this, now);
    const up = session.up.begin(number, now);
    const down = session.down.begin(number, now);
    if (request.kind === 'close') session.endAfter(number);
    if (request.kind !== 'send') up?.end(now);
    this.expect(down ?? 'unrelated', now);
    return request.kind === 'send' ? up : undefined;
  }

  /** A request waits for its answer, which may be here already, or never come. */
  private expect(asked: Asked, now: FrameStamp): undefined {
    const early = this.early.shift();
    if (early !== undefined) {
      const receiver = this.receiverOf(asked, early.status, now);
      if (receiver === undefined) early.body.drop();
      else early.body.settle(receiver, now);
    } else if (this.isMute) this.giveUp(asked, now);
    else if (this.asked.push(asked) > MOST_UNANSWERED) this.lose(now);
  }

  private answer(head: HttpHead, now: FrameStamp): StreamSink | undefined {
    const asked = this.asked.shift();
    if (asked !== undefined) return this.receiverOf(asked, head.status, now);
    if (!this.opened || this.isDeaf || this.isMute) return undefined;
    if (this.early.length === MOST_EARLY) {
      this.lose(now);
      return undefined;
    }
    const body = new Deferred(this.directory.budget);
    this.early.push({ status: head.status, body });
    return body;
  }

  /** Who receives the body of a response. */
  private receiverOf(asked: Asked, status: number | undefined, now: FrameStamp): StreamSink | undefined {
    if (asked === 'unrelated') return undefined;
    if (asked === 'open') {
      return status === 200 ? new IdBody((id, at) => this.directory.open(id, at)) : undefined;
    }
    if (status === 200) return new PolledBody(asked);
    asked.end(now);
    return undefined;
  }

  /** A request has no answer that could be read. */
  private giveUp(asked: Asked, now: FrameStamp): void {
    if (asked === 'open' || asked === 'unrelated') return;
    if (this.isLost) asked.gap(UNKNOWN_LENGTH, now);
    asked.end(now);
  }

  /** No more responses come. */
  private mute(now: FrameStamp): void {
    this.isMute = true;
    for (const asked of this.asked.splice(0)) this.giveUp(asked, now);
  }

  /** Responses can't be paired any more. */
  private lose(now: FrameStamp): void {
    this.isLost = true;
    this.mute(now);
  }

  /** No more requests come: responses that wait for theirs are nobody's. */
  private deafen(): void {
    this.isDeaf = true;
    for (const { body } of this.early.splice(0)) body.drop();
  }

  private breakOff(why: Breakage): void {
    if (this.isTunnel) this.directory.broken(why);
  }
}
