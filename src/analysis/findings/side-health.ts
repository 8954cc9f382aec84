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

/** How TCP ended, behind which byte, by whom first; `undefined` where neither FIN nor RST was captured. */
export function endOf(
  conversation: Conversation,
): { readonly role: Role; readonly how: 'FIN' | 'RST'; readonly at: Place } | undefined {
  let first: { role: Role; how: 'FIN' | 'RST'; at: Place } | undefined;
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

export function otherRole(role: Role): Role {
  return role === 'client' ? 'server' : 'client';
}
