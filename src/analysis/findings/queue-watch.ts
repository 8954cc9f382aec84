import { millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Message, Role } from '../../rtmp/message.ts';
import type { Subject, Watch } from './finding.ts';
import type { SideHealth } from '../../tcp/health.ts';
import { healthOf, sentBytes } from './side-health.ts';
import { keepPlace, type Place } from './place.ts';

/** Milliseconds for which data wait without a pause, and how many milliseconds' worth of them, that are a queue. */
const WAITING = 3000;
const QUEUE = 400;
/** Milliseconds of a round trip, where none was measured. */
const UNKNOWN_ROUND_TRIP = 1000;

type Sending = {
  readonly first: Place;
  readonly sentBefore: number;
  readonly side: 0 | 1;
  readonly health: SideHealth | undefined;
};

/** Media that wait on the way, more and more of them. */
export function watchQueue({ conversation, report }: Subject): Watch {
  const sendings: Record<Role, Sending | undefined> = { client: undefined, server: undefined };

  function begin(message: Message): Sending {
    const { from } = message;
    const side = conversation.sideOf(from);
    const sentBefore = sentBytes(conversation.connection, side);
    return { first: keepPlace(message), sentBefore, side, health: healthOf(conversation, from) };
  }

  return {
    each(message) {
      const { from } = message;
      const sending = (sendings[from] ??= begin(message));
      const { side, health } = sending;
      if (health?.busySince === undefined || health.unacknowledged <= message.length) return;
      const { unacknowledged, busySince } = health;
      const waited = millisecondsBetween(busySince, message);
      if (waited < WAITING) return;
      const sent = sentBytes(conversation.connection, side);
      const rate = (sent - sending.sentBefore) / millisecondsBetween(sending.first, message);
      const roundTrip = conversation.connection.health?.roundTrip ?? UNKNOWN_ROUND_TRIP;
      if (unacknowledged < rate * Math.max(QUEUE, 3 * roundTrip)) return;
      const facts = {
        role: from,
        waited,
        bytes: unacknowledged,
        frame: message.frame,
        queue: unacknowledged / rate,
      };
      report('flow.queue-grows', { side: 'network', at: { ...busySince, from }, facts });
    },
  };
}
