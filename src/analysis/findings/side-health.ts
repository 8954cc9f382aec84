import { type FrameStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Role } from '../../rtmp/message.ts';
import type { Connection } from '../../tcp/connection.ts';
import type { SideHealth } from '../../tcp/health.ts';
import type { Conversation } from '../conversation.ts';
import type { Place } from './place.ts';

/** The TCP health of a role; `undefined` for a session of RTMP in HTTP. */
export function healthOf(conversation: Conversation, role: Role): SideHealth | undefined {
  return conversation.connection.health?.sides[conversation.sideOf(role)];
}

/** Payload bytes that a role has sent so far, captured or not. */
export function sentBytes(connection: Connection, side: 0 | 1): number {
  return connection.bytes[side] + connection.gapBytes[side];
}

/** How TCP ended, behind which byte, and by whom first. */
export type End = { readonly role: Role; readonly how: 'FIN' | 'RST'; readonly at: Place };

/** How TCP ended; `undefined` where neither FIN nor RST was captured. */
export function endOf(conversation: Conversation): End | undefined {
  let first: End | undefined;
  for (const role of ['client', 'server'] as const) {
    const health = healthOf(conversation, role);
    for (const [how, at] of [
      ['FIN', health?.fin],
      ['RST', health?.reset],
    ] as const) {
      if (at === undefined || (first !== undefined && at.frame >= first.at.frame)) continue;
      const offset = sentBytes(conversation.connection, conversation.sideOf(role));
      first = { role, how, at: { ...at, from: role, offset } };
    }
  }
  return first;
}

/** Milliseconds after which a call counts as unanswered: as many as a client waits that gives up, if that is soon. */
export function patienceUntil(end: End | undefined): number {
  return end?.role === 'client' ? 1000 : 2000;
}

/** Whether the server can have heard a call before it closed: it came a round trip before that. */
export function wasHeard({ connection }: Conversation, call: FrameStamp, end: FrameStamp): boolean {
  const roundTrip = connection.health?.roundTrip ?? 0;
  return call.frame < end.frame && millisecondsBetween(call, end) >= 0.8 * roundTrip;
}

export function otherRole(role: Role): Role {
  return role === 'client' ? 'server' : 'client';
}
