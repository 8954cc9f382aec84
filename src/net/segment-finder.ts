import { defaultLimits, limitLabel, type Limits } from '../bytes/limits.ts';
import { NOWHERE } from '../bytes/origin.ts';
import type { Note } from '../bytes/note.ts';
import { quantity } from '../bytes/quantity.ts';
import type { Packet } from '../capture/packet.ts';
import { captureHeaders } from './capture-header.ts';
import { Fragments } from './fragments.ts';
import { ipv4Layer } from './ipv4.ts';
import { ipv6Layers } from './ipv6.ts';
import { IPV4, MALFORMED, PASSED, Space, type Cursor, type Layer } from './layer.ts';
import { linkLayers } from './link-layer.ts';
import { pppLayers } from './ppp.ts';
import type { SegmentSink } from './segment.ts';
import { TCP, tcpLayer } from './tcp-header.ts';
import { tunnelLayers } from './tunnel.ts';
import { wirelessLayers } from './wireless.ts';

/** Headers that a packet may have. No real one comes near; VLAN tags and extension headers could go on for ever. */
const MAX_LAYERS = 32;

/** How the header at some depth was read. */
type Step = { protocol: number; layer: Layer | undefined };

const NO_BYTES = new Uint8Array(0);

/** Packets in, TCP segments out. What isn't TCP, or is damaged, passes by. */
export class SegmentFinder {
  /** What follows what: a protocol number, or a link type, and how its header is read. */
  private readonly layers: ReadonlyMap<number, Layer>;
  /** The steps of the last packet, whose headers the next one nearly always has too. */
  private readonly path: Step[] = Array.from({ length: MAX_LAYERS }, () => ({
    protocol: -1,
    layer: undefined,
  }));
  private readonly fragments: Fragments;
  private readonly unknownLinkTypes = new Map<number, number>();
  private malformed = 0;
  private readonly cursor: Cursor = {
    stamp: { frame: 0, seconds: 0, nanoseconds: 0 },
    origin: NOWHERE,
    data: NO_BYTES,
    start: 0,
    end: 0,
    wireEnd: 0,
    addresses: NO_BYTES,
    source: 0,
    destination: 0,
    addressLength: 0,
  };

  /** @param emit gets each segment; it and its bytes are valid during the call */
  constructor(emit: SegmentSink, limits: Limits = defaultLimits) {
    this.fragments = new Fragments(limits);
    this.layers = new Map([
      ...linkLayers,
      ...captureHeaders,
      ...pppLayers,
      ...wirelessLayers((protocol) => this.read(protocol)),
      [IPV4, ipv4Layer(this.fragments)],
      ...ipv6Layers(this.fragments),
      ...tunnelLayers,
      [TCP, tcpLayer(emit)],
    ]);
  }

  /** Reads one packet, layer by layer. */
  packet(packet: Packet): void {
    const { cursor } = this;
    cursor.stamp = packet;
    cursor.origin = packet;
    cursor.data = packet.data;
    cursor.start = packet.start;
    cursor.end = packet.end;
    cursor.wireEnd = Math.max(packet.end, packet.start + packet.originalLength);
    this.read(packet.linkType);
  }

  /** Reads on at the cursor, where a header of `first` begins. */
  private read(first: number): void {
    const { cursor, path } = this;
    let protocol = first;
    for (let depth = 0; depth < MAX_LAYERS; depth++) {
      const step = path[depth]!;
      if (step.protocol !== protocol) {
        step.protocol = protocol;
        step.layer = this.layers.get(protocol);
      }
      if (step.layer === undefined) {
        if (protocol < Space.ether) this.countUnknown(protocol);
        return;
      }
      protocol = step.layer(cursor);
      if (protocol === PASSED) return;
      if (protocol === MALFORMED) {
        this.malformed++;
        return;
      }
    }
  }

  /** What could not be read, so far: link types nobody knows, damaged headers, fragments without their others. */
  get notes(): Note[] {
    const notes: Note[] = [];
    for (const [linkType, frames] of this.unknownLinkTypes)
      notes.push(
        warning(
          'net.unknown-link-type',
          `${quantity(frames, 'frame')} of link type ${linkType}, which is not read`,
        ),
      );
    if (this.malformed > 0)
      notes.push(
        warning(
          'net.malformed',
          `${quantity(this.malformed, 'packet')} with a header that is damaged or cut off`,
        ),
      );
    const { incomplete, crowdedOut } = this.fragments;
    if (incomplete > 0)
      notes.push(
        warning(
          'net.incomplete',
          `${quantity(incomplete, 'fragmented packet')} of which a fragment is missing`,
        ),
      );
    if (crowdedOut > 0)
      notes.push(
        warning(
          'net.too-many-fragments',
          `${quantity(crowdedOut, 'fragmented packet')} given up because too much waited (limits ${limitLabel('fragmentedPackets')}, ${limitLabel('fragmentBytes')})`,
        ),
      );
    return notes;
  }

  private countUnknown(linkType: number): void {
    this.unknownLinkTypes.set(linkType, (this.unknownLinkTypes.get(linkType) ?? 0) + 1);
  }
}

function warning(code: string, text: string): Note {
  return { code, severity: 'warning', text };
}
