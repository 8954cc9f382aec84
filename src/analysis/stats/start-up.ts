import { type FrameStamp, keepStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Message, RtmpEvent } from '../../rtmp/message.ts';
import type { Connection } from '../../tcp/connection.ts';
import { isRefusal } from './call-times.ts';

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
  /** The call was refused, and was not granted later. */
  readonly refused: true | undefined;
};

type Done = Pick<StartUpStep, 'took' | 'refused'> & { readonly stamp: FrameStamp };

/** Follows a connection until its first keyframe. Of one that began before the capture there is nothing to tell. */
export class StartUp {
  private readonly connection: Connection;
  private start: FrameStamp | undefined;
  private greeting: FrameStamp | undefined;
  /** Parts of the handshake that end it, as far as they were not seen yet. */
  private readonly farewells = new Set(['C2', 'S2']);
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
      for (const part of event.name.split('+')) this.farewells.delete(part);
      if (this.farewells.size > 0) return;
      this.finish('handshake', event, {
        took: millisecondsBetween(this.greeting, event),
        refused: undefined,
      });
    } else if (event.kind === 'message') this.message(event);
  }

  get steps(): StartUpStep[] {
    const { start, connection } = this;
    if (start === undefined) return [];
    const opened = openingOf(connection);
    const steps: StartUpStep[] =
      opened === undefined
        ? []
        : [{ step: 'tcp', frame: undefined, at: opened, took: opened, refused: undefined }];
    for (const [step, { stamp, took, refused }] of this.done) {
      steps.push({ step, frame: stamp.frame, at: millisecondsBetween(start, stamp), took, refused });
    }
    return steps.sort((first, second) => first.at - second.at);
  }

  private message(message: Message): void {
    const { body, answers } = message;
    if (answers !== undefined) {
      const call = CALLS.find((name) => name === answers.name);
      if (call === undefined) return;
      const refused = isRefusal(message) ? true : undefined;
      this.finish(call, message, { took: answers.milliseconds, refused });
    } else if (body.kind === 'command' && (body.name === 'publish' || body.name === 'play')) {
      this.asked ??= keepStamp(message);
    } else if ((body.kind === 'audio' || body.kind === 'video') && body.isFrame && this.isBeginningSeen) {
      const { asked } = this;
      const took = asked === undefined ? undefined : millisecondsBetween(asked, message);
      this.finish('firstMedia', message, { took, refused: undefined });
      if (body.kind === 'video' && body.isKeyframe) {
        this.finish('firstKeyframe', message, { took, refused: undefined });
      }
    }
  }

  private get isBeginningSeen(): boolean {
    const { health } = this.connection;
    return this.asked !== undefined || this.greeting !== undefined || health?.sides[0].syn !== undefined;
  }

  /** The first time counts; of a call that was refused, the first time that it was granted. */
  private finish(step: StartUpStep['step'], stamp: FrameStamp, how: Omit<Done, 'stamp'>): void {
    const before = this.done.get(step);
    if (before === undefined || (before.refused === true && how.refused === undefined)) {
      this.done.set(step, { ...how, stamp: keepStamp(stamp) });
    }
  }
}

/** Milliseconds from the first SYN, which may have been repeated, to the acknowledgement of its answer. */
function openingOf({ health }: Connection): number | undefined {
  const { roundTrip, synToAnswer, sides } = health ?? {};
  if (roundTrip === undefined || synToAnswer === undefined || sides === undefined) return undefined;
  const [{ syn }, { syn: answer }] = sides;
  if (syn === undefined || answer === undefined) return roundTrip;
  return millisecondsBetween(syn, answer) + roundTrip - synToAnswer;
}
