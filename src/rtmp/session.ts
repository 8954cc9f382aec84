import { type FrameStamp, keepStamp, millisecondsBetween } from '../bytes/frame-stamp.ts';
import { propertyOf } from '../amf/value.ts';
import type { Command } from './command.ts';
import type { Answer, Role } from './message.ts';

/** Calls that wait for their answer, at a time and direction: more, and the oldest is forgotten. */
const MOST_OPEN_CALLS = 1000;
/** Message streams that a session remembers the use of. */
const MOST_STREAMS = 1000;

/** What a message stream was opened for. */
export type StreamUse = {
  readonly streamId: number;
  readonly action: 'publish' | 'play';
  readonly name: string;
};

/** A call that no answer came to so far. */
export type OpenCall = {
  readonly from: Role;
  readonly name: string;
  readonly transactionId: number;
  readonly streamId: number;
  /** The frame that made it complete. */
  readonly frame: number;
};

type Call = { readonly name: string; readonly streamId: number; readonly stamp: FrameStamp };

type OpenCalls = Readonly<Record<Role, Map<number, Call[]>>>;

/** Of sessions that are over, all the same ones. */
const NO_CALLS: OpenCalls = { client: new Map(), server: new Map() };
const NO_USES = new Map<number, Call>();

/** What the commands of one connection told so far: who the parties are, what they do, which calls are open. */
export class Session {
  /** From `connect`: the application, its URL and the client's software. */
  app: string | undefined;
  tcUrl: string | undefined;
  flashVer: string | undefined;
  /** From the answer to `connect`: the server's software. */
  fmsVer: string | undefined;
  /** In the order in which they were asked for. */
  uses: readonly StreamUse[] = [];

  /** Calls that took a transaction id which another one on their message stream still waited with; the first thousand. */
  readonly repeated: OpenCall[] = [];

  private openCalls: OpenCalls = { client: new Map(), server: new Map() };
  /** publish and play have no transaction: the next onStatus on their stream answers them (RTMP 1.0 §7.2.2). */
  private openUses = new Map<number, Call>();
  /** Calls that no answer came to, when the connection is over. */
  private left: readonly OpenCall[] | undefined;

  /** Takes note of a command; returns the call that it answers, if it does. */
  hear(command: Command, from: Role, streamId: number, stamp: FrameStamp): Answer | undefined {
    if (this.left !== undefined) return undefined;
    switch (command.name) {
      case '_result':
      case '_error':
        return this.answerCall(command, from === 'client' ? 'server' : 'client', streamId, stamp);
      case 'onStatus':
        return this.answerUse(command, streamId, stamp);
      case 'connect':
        this.app = text(propertyOf(command.object, 'app'));
        this.tcUrl = text(propertyOf(command.object, 'tcUrl'));
        // RTMP 1.0 §7.2.1.1 has a small v, every program in the field a capital one.
        this.flashVer =
          text(propertyOf(command.object, 'flashVer')) ?? text(propertyOf(command.object, 'flashver'));
        break;
      case 'publish':
      case 'play':
        this.use(command.name, text(command.arguments[0]) ?? '', streamId, stamp);
        break;
    }
    this.open(command, from, streamId, stamp);
    return undefined;
  }

  /** The connection is over: what is only needed to find answers is let go, since sessions are kept. */
  close(): void {
    // A copy, without the room that it has to grow.
    this.left = this.unanswered().slice();
    this.openCalls = NO_CALLS;
    this.openUses = NO_USES;
  }

  /** Calls that wait for their answer. Of those that want none, some have a transaction id all the same. */
  unanswered(): readonly OpenCall[] {
    if (this.left !== undefined) return this.left;
    return (['client', 'server'] as const).flatMap((from) =>
      [...this.openCalls[from]].flatMap(([id, calls]) => calls.map((call) => openCall(call, from, id))),
    );
  }

  private use(action: 'publish' | 'play', name: string, streamId: number, stamp: FrameStamp): void {
    if (this.uses.length < MOST_STREAMS) this.uses = [...this.uses, { streamId, action, name }];
    if (this.openUses.size < MOST_STREAMS) {
      this.openUses.set(streamId, { name: action, streamId, stamp: keepStamp(stamp) });
    }
  }

  private open(command: Command, from: Role, streamId: number, stamp: FrameStamp): void {
    const id = command.transactionId;
    if (id === undefined || id === 0) return;
    const calls = this.openCalls[from];
    const call = { name: command.name, streamId, stamp: keepStamp(stamp) };
    const same = calls.get(id);
    if (same === undefined) calls.set(id, [call]);
    else {
      const isRepeated = same.some((other) => other.streamId === streamId);
      if (isRepeated && this.repeated.length < MOST_OPEN_CALLS) this.repeated.push(openCall(call, from, id));
      if (same.length < MOST_OPEN_CALLS) same.push(call);
    }
    if (calls.size > MOST_OPEN_CALLS) {
      for (const oldest of calls.keys()) {
        calls.delete(oldest);
        break;
      }
    }
  }

  private answerCall(result: Command, caller: Role, streamId: number, stamp: FrameStamp): Answer | undefined {
    const id = result.transactionId;
    const calls = id === undefined ? undefined : this.openCalls[caller].get(id);
    if (id === undefined || calls === undefined) return undefined;
    // Transactions are counted per message stream by some senders, so the same stream is preferred.
    const at = Math.max(
      0,
      calls.findIndex((call) => call.streamId === streamId),
    );
    const [call] = calls.splice(at, 1);
    if (calls.length === 0) this.openCalls[caller].delete(id);
    if (call?.name === 'connect') this.fmsVer = text(propertyOf(result.object, 'fmsVer'));
    return call === undefined ? undefined : answerTo(call, stamp);
  }

  private answerUse(status: Command, streamId: number, stamp: FrameStamp): Answer | undefined {
    const call = this.openUses.get(streamId);
    if (call === undefined) return undefined;
    // A play may be told that its playlist is reset before it is told that it starts (RTMP 1.0 §7.2.2.1).
    if (text(propertyOf(status.arguments[0], 'code')) !== 'NetStream.Play.Reset')
      this.openUses.delete(streamId);
    return answerTo(call, stamp);
  }
}

function answerTo(call: Call, stamp: FrameStamp): Answer {
  return { frame: call.stamp.frame, name: call.name, milliseconds: millisecondsBetween(call.stamp, stamp) };
}

function openCall({ name, streamId, stamp }: Call, from: Role, transactionId: number): OpenCall {
  return { from, name, transactionId, streamId, frame: stamp.frame };
}

function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // A string that was put together is a tree in memory until it is read, and these are kept.
  value.charCodeAt(0);
  return value;
}
