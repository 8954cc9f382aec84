import { quantity } from '../../bytes/quantity.ts';
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
        const missing = connection.gapBytes[side] - cutBytes;
        // Where the other side was not captured, nobody acknowledges.
        const isOfCapture = gapAcknowledged || health.sides[side === 0 ? 1 : 0].segments === 0;
        if (missing > 0 && isOfCapture) {
          const evidence = `${quantity(missing, 'byte')} of what the ${role} sent are not in the capture, although the other side went on as if it had them`;
          report('capture.gap', { side: 'capture', at: firstGap ?? now, evidence });
        }
        if (cutBytes > 0) {
          const evidence = `packets were cut short when they were captured: ${quantity(cutBytes, 'byte')} of what the ${role} sent are missing`;
          report('capture.snap-length', { side: 'capture', at: firstGap ?? now, evidence });
        }
        if (segments === 0 && connection.bytes[side === 0 ? 1 : 0] > 0) {
          const evidence = `no packet of the ${role} was captured, and ${quantity(connection.bytes[side === 0 ? 1 : 0], 'byte')} of the other side`;
          report('capture.one-direction', { side: 'capture', at: story.last ?? now, evidence });
        }
      }
      if (!connection.opened && !story.opened.client && story.last !== undefined) {
        const evidence = 'neither the SYN nor the handshake of this connection was captured';
        const [one, other] = health.sides.map(({ first }) => first);
        const at = one !== undefined && (other === undefined || one.frame < other.frame) ? one : other;
        report('capture.began-late', { side: 'capture', at: at ?? story.last, evidence });
      }
    },
  };
}
