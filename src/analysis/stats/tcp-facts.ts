import { millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { SideHealth } from '../../tcp/health.ts';

/** How the segments of one side fared. */
export type TcpFacts = {
  readonly segments: number;
  readonly retransmittedSegments: number;
  readonly retransmittedBytes: number;
  readonly outOfOrderSegments: number;
  /** How often it closed its receive window, and for how many milliseconds together, of the last 64 times. */
  readonly zeroWindows: number;
  readonly zeroWindowTime: number;
  /** Whether it was still closed at the end. */
  readonly staysClosed: boolean;
};

export function tcpFactsOf(side: SideHealth): TcpFacts {
  const spans = side.zeroWindows?.last ?? [];
  return {
    segments: side.dataSegments,
    retransmittedSegments: side.retransmittedSegments,
    retransmittedBytes: side.retransmittedBytes,
    outOfOrderSegments: side.outOfOrderSegments,
    zeroWindows: (side.zeroWindows?.count ?? 0) + (side.zeroWindow === undefined ? 0 : 1),
    zeroWindowTime: spans.reduce((time, { from, to }) => time + millisecondsBetween(from, to), 0),
    staysClosed: side.zeroWindow !== undefined,
  };
}
