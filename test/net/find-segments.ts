import type { Note } from '../../src/bytes/note.ts';
import type { Packet } from '../../src/capture/packet.ts';
import type { Segment } from '../../src/net/segment.ts';
import { SegmentFinder } from '../../src/net/segment-finder.ts';

/** What a test asks of a segment, copied out of the stage. */
type Found = Pick<
  Segment,
  'sourcePort' | 'destinationPort' | 'flags' | 'window' | 'addressLength' | 'payloadLength'
> & {
  readonly frame: number;
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly payload: Uint8Array;
};

export type Findings = { readonly segments: Found[]; readonly notes: readonly Note[] };

/**
 * Runs packets through the stage as a capture reader would: one packet object, and a block that is overwritten
 * between the packets.
 * @param snapLength bytes that the capture kept of each
 */
export function findSegments(packets: Iterable<Uint8Array>, linkType = 1, snapLength = Infinity): Findings {
  const segments: Found[] = [];
  const finder = new SegmentFinder((segment) => segments.push(copy(segment)));
  for (const packet of packetObjects(packets, linkType, snapLength)) finder.packet(packet);
  return { segments, notes: finder.notes };
}

/** The same packet object again and again, as a reader fills it, one millisecond apart. */
export function* packetObjects(
  packets: Iterable<Uint8Array>,
  linkType = 1,
  snapLength = Infinity,
): Generator<Packet> {
  const block = new Uint8Array(80_000);
  const margin = 16;
  let frame = 0;
  let fileOffset = 24;
  for (const bytes of packets) {
    const kept = Math.min(bytes.length, snapLength);
    block.fill(0xee);
    block.set(bytes.subarray(0, kept), margin);
    frame++;
    yield {
      frame,
      seconds: 1_700_000_000 + Math.floor(frame / 1000),
      nanoseconds: (frame % 1000) * 1_000_000,
      linkType,
      data: block,
      start: margin,
      end: margin + kept,
      originalLength: bytes.length,
      fileOffset,
    };
    fileOffset += 16 + kept;
  }
}

function copy(segment: Segment): Found {
  const { addresses, source, destination, addressLength } = segment;
  return {
    frame: segment.stamp.frame,
    source: addresses.slice(source, source + addressLength),
    destination: addresses.slice(destination, destination + addressLength),
    addressLength,
    sourcePort: segment.sourcePort,
    destinationPort: segment.destinationPort,
    sequence: segment.sequence >>> 0,
    acknowledgement: segment.acknowledgement >>> 0,
    flags: segment.flags,
    window: segment.window,
    payload: segment.data.slice(segment.start, segment.end),
    payloadLength: segment.payloadLength,
  };
}
