import type { FrameStamp } from '../../bytes/frame-stamp.ts';
import type { Role } from '../../rtmp/message.ts';

/** Where something was seen: a frame and, where it is at a byte, that byte of what one side sends. */
export type Place = FrameStamp & { readonly from?: Role; readonly offset?: number };

/** A copy that outlives what it was seen in, such as a message. */
export function keepPlace({ frame, seconds, nanoseconds, from, offset }: Place): Place {
  if (from === undefined || offset === undefined) return { frame, seconds, nanoseconds };
  return { frame, seconds, nanoseconds, from, offset };
}
