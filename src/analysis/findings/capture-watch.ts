import { keepStamp } from '../../bytes/frame-stamp.ts';
import type { Subject, Watch } from './finding.ts';

/** What only the capture lacks, told apart from what the parties did. */
export function watchCapture({ conversation, story, report }: Subject): Watch {
  return {
    closed(now) {
      const { connection, isRtmp } = conversation;
      const { health } = connection;
      if (health === undefined || !isRtmp) return;
      for (const side of [0, 1] as const) {
        const { cutBytes, firstGap, gapAcknowledged, segments } = health.sides[side];
        const role = conversation.rtmp.roleOf(side);
        const gap = firstGap === undefined ? now : { ...firstGap, from: role };
        const missing = connection.gapBytes[side] - cutBytes;
        // Where the other side was not captured, nobody acknowledges.
        const isOfCapture = gapAcknowledged || health.sides[side === 0 ? 1 : 0].segments === 0;
        if (missing > 0 && isOfCapture) {
          const facts = { role, bytes: missing };
          report('capture.gap', { side: 'capture', at: gap, facts });
        }
        if (cutBytes > 0) {
          const facts = { role, bytes: cutBytes };
          report('capture.snap-length', { side: 'capture', at: gap, facts });
        }
        if (segments === 0 && connection.bytes[side === 0 ? 1 : 0] > 0) {
          const facts = { role, bytes: connection.bytes[side === 0 ? 1 : 0] };
          report('capture.one-direction', { side: 'capture', at: keepStamp(story.last ?? now), facts });
        }
      }
      if (!connection.opened && !story.opened.client && story.last !== undefined) {
        const facts = {};
        const [one, other] = health.sides.map(({ first }) => first);
        const at = one !== undefined && (other === undefined || one.frame < other.frame) ? one : other;
        report('capture.began-late', { side: 'capture', at: keepStamp(at ?? story.last), facts });
      }
    },
  };
}
