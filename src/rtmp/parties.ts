import { SharedObjectEventType, UserControlEvent } from './codes.ts';
import type { Body, Role } from './message.ts';

/** One of the two sides of a connection, as TCP counts them. */
export type Side = 0 | 1;

const CLIENT_COMMANDS = new Set([
  'connect',
  'createStream',
  'publish',
  'play',
  'releaseStream',
  'FCPublish',
  'deleteStream',
]);
const SERVER_COMMANDS = new Set(['_result', '_error', 'onStatus', 'onBWDone']);
const CLIENT_EVENTS: ReadonlySet<number> = new Set([
  UserControlEvent.setBufferLength,
  UserControlEvent.pingResponse,
  UserControlEvent.swfVerifyResponse,
]);
const SERVER_EVENTS: ReadonlySet<number> = new Set([
  UserControlEvent.streamBegin,
  UserControlEvent.streamEof,
  UserControlEvent.streamDry,
  UserControlEvent.streamIsRecorded,
  UserControlEvent.pingRequest,
  UserControlEvent.swfVerifyRequest,
  UserControlEvent.bufferEmpty,
  UserControlEvent.bufferReady,
]);
const CLIENT_SHARING: ReadonlySet<number> = new Set([
  SharedObjectEventType.use,
  SharedObjectEventType.release,
  SharedObjectEventType.requestChange,
  SharedObjectEventType.requestRemove,
]);
const SERVER_SHARING: ReadonlySet<number> = new Set([
  SharedObjectEventType.change,
  SharedObjectEventType.success,
  SharedObjectEventType.status,
  SharedObjectEventType.clear,
  SharedObjectEventType.remove,
  SharedObjectEventType.useSuccess,
]);

/** Who is the client and who the server: side 0 until something better is known. */
export class Parties {
  private clientSide: Side = 0;
  private isCertain: boolean;

  /** `opened`: TCP saw side 0 open the connection. */
  constructor(opened: boolean) {
    this.isCertain = opened;
  }

  roleOf(side: Side): Role {
    return side === this.clientSide ? 'client' : 'server';
  }

  /** The client opens the handshake; without a SYN this is the next best word. */
  learnOpener(side: Side): void {
    if (this.isCertain) return;
    this.clientSide = side;
    this.isCertain = true;
  }

  /** Learns from what only one of the two says, where neither SYN nor handshake was captured. */
  learnFrom(body: Body, side: Side): void {
    if (this.isCertain) return;
    const role = roleThatSays(body);
    if (role !== undefined) this.learnOpener(role === 'client' ? side : side === 0 ? 1 : 0);
  }
}

function roleThatSays(body: Body): Role | undefined {
  if (body.kind === 'command') {
    if (CLIENT_COMMANDS.has(body.name)) return 'client';
    if (SERVER_COMMANDS.has(body.name)) return 'server';
  } else if (body.kind === 'userControl') {
    if (CLIENT_EVENTS.has(body.event)) return 'client';
    if (SERVER_EVENTS.has(body.event)) return 'server';
  } else if (body.kind === 'sharedObject') {
    for (const { type } of body.events) {
      if (CLIENT_SHARING.has(type)) return 'client';
      if (SERVER_SHARING.has(type)) return 'server';
    }
  }
  return undefined;
}
