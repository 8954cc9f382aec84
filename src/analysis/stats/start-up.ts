import { type FrameStamp, keepStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Message, RtmpEvent } from '../../rtmp/message.ts';
import type { Connection } from '../../tcp/connection.ts';

const CALLS = ['connect', 'createStream', 'publish', 'play'] as const;

/** A step on the way to the first picture. */
export type StartUpStep = {
  readonly step: 'tcp' | 'handshake' | (typeof CALLS)[number] | 'firstMedia' | 'firstKeyframe';
  /** The frame that completed it. */
  readonly frame: number | undefined;
  /** Milliseconds from the SYN, or from the first thing seen, until it was done. */
  readonly at: number;
  /**
   * Milliseconds that it took by itself: TCP from SYN to the acknowledgement of its answer, the handshake from its first part to its
   * last, a call until its answer, media since publish or play was called.
   */
  readonly took: number | undefined;
};

type Done = { readonly stamp: FrameStamp; readonly took: number | undefined };

/** Follows a connection until its first keyframe. */
export class StartUp {
  private readonly connection: Connection;
  private start: FrameStamp | undefined;
  private greeting: FrameStamp | undefined;
  /** The first publish or play. */
  private asked: FrameStamp | undefined;
  private readonly done = new Map<StartUpStep['step'], Done>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  hear(event: RtmpEvent): void {
    this.start ??= keepStamp(this.connection.health?.sides[0].syn ?? event);
    if (event.kind === 'handshake') {
      this.greeting ??= keepStamp(event);
      const took = millisecondsBetween(this.greeting, event);
      this.done.set('handshake', { stamp: keepStamp(event), took });
    } else if (event.kind === 'message') this.message(event);
  }

  get steps(): StartUpStep[] {
    const { start, connection } = this;
    if (start === undefined) return [];
    const { roundTrip } = connection.health ?? {};
    const steps: StartUpStep[] =
      roundTrip === undefined ? [] : [{ step: 'tcp', frame: undefined, at: roundTrip, took: roundTrip }];
    for (const [step, { stamp, took }] of this.done) {
      steps.push({ step, frame: stamp.frame, at: millisecondsBetween(start, stamp), took });
    }
    return steps.sort((first, second) => first.at - second.at);
  }

  private message(message: Message): void {
    const { body, answers } = message;
    if (answers !== undefined) {
      const call = CALLS.find((name) => name === answers.name);
      if (call !== undefined) this.finish(call, message, answers.milliseconds);
    } else if (body.kind === 'command' && (body.name === 'publish' || body.name === 'play')) {
      this.asked ??= keepStamp(message);
    } else if ((body.kind === 'audio' || body.kind === 'video') && body.isFrame) {
      this.finish('firstMedia', message);
      if (body.kind === 'video' && body.isKeyframe) this.finish('firstKeyframe', message);
    }
  }

  private finish(step: StartUpStep['step'], stamp: FrameStamp, took?: number): void {
    if (this.done.has(step)) return;
    const sinceAsked = this.asked === undefined ? undefined : millisecondsBetween(this.asked, stamp);
    this.done.set(step, { stamp: keepStamp(stamp), took: took ?? sinceAsked });
  }
}
