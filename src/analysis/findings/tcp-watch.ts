import { type FrameStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Subject, Watch } from './finding.ts';
import { endOf, healthOf } from './side-health.ts';

/** Milliseconds after which a SYN counts as unanswered: as long as its first repetition takes. */
const SYN_PATIENCE = 1000;
/** Milliseconds of a round trip that are felt: each step of the start-up takes one. */
const LONG_ROUND_TRIP = 150;
const VERY_LONG_ROUND_TRIP = 300;
/** Repetitions of one segment after which its size is to blame, and the sizes that only a full packet has. */
const LARGE_REPETITIONS = 3;
const LARGE_SEGMENT = 900;

/** Whether the TCP connection came about, and how the network treated it. */
export function watchTcp({ conversation, story, report }: Subject): Watch {
  const { connection } = conversation;
  const { health } = connection;

  function opening(now: FrameStamp): void {
    if (health === undefined) return;
    const [first, second] = health.sides;
    if (first.syn === undefined) return;
    const answered = second.syn !== undefined || second.dataSegments > 0 || first.dataSegments > 0;
    if (answered) return;
    const waited = millisecondsBetween(first.syn, now);
    if (second.reset !== undefined) {
      const facts = { frame: first.syn.frame, waited: millisecondsBetween(first.syn, second.reset) };
      report('tcp.refused', { side: 'server', at: second.reset, facts });
    } else if (first.syns > 1 || waited >= SYN_PATIENCE) {
      const facts = { syns: first.syns, waited };
      report('tcp.syn-unanswered', { side: 'network', at: first.syn, facts });
    }
  }

  function roundTrip(): void {
    const { roundTrip: time, sides } = health!;
    if (time === undefined || time < LONG_ROUND_TRIP || !conversation.isRtmp) return;
    report('tcp.round-trip-long', {
      side: 'network',
      at: sides[1].syn!,
      facts: { time },
      severity: time >= VERY_LONG_ROUND_TRIP ? 'warning' : 'note',
    });
  }

  function losses(): void {
    for (const side of [0, 1] as const) {
      const one = health!.sides[side];
      const { retransmittedSegments: segments, stuckSegments, largestSegment, largeDelivered } = one;
      const from = conversation.rtmp.roleOf(side);
      const [at] = one.retransmissions?.last ?? [];
      if (at === undefined) continue;
      const place = at.offset === undefined ? at.from : { ...at.from, from, offset: at.offset };
      if (stuckSegments >= LARGE_REPETITIONS && largestSegment >= LARGE_SEGMENT && !largeDelivered) {
        const facts = { role: from, times: stuckSegments, largest: largestSegment };
        report('tcp.large-segments-lost', { side: 'network', at: place, facts });
      } else {
        const facts = {
          role: from,
          segments,
          share: segments / one.dataSegments,
          bytes: one.retransmittedBytes,
        };
        report('tcp.retransmissions', { side: 'network', at: place, facts });
      }
    }
  }

  function ending(): void {
    const end = endOf(conversation);
    if (end === undefined || !conversation.isRtmp) return;
    const { role, how, at } = end;
    const isAbrupt = story.goodbye === undefined && story.mediaMessages > 0;
    const isPlayer = role === 'client' && story.uses.every(({ action }) => action === 'play');
    if (how === 'RST' && isAbrupt && !isPlayer) {
      const unread = healthOf(conversation, role)?.resetUnread ?? 0;
      report('tcp.reset', {
        side: role,
        at,
        facts: { role, frame: at.frame, unread },
      });
    }
  }

  return {
    event(event) {
      const { kind } = event;
      if (kind !== 'remark' || event.note.code !== 'rtmp.incomplete') return;
      const end = endOf(conversation);
      if (end?.how !== 'FIN' || end.role !== event.from || story.goodbye?.from === event.from) return;
      report('tcp.fin-in-message', { side: event.from, at: end.at, facts: { note: event.note } });
    },
    closed(now) {
      if (health === undefined) return;
      opening(now);
      roundTrip();
      losses();
      ending();
    },
  };
}
