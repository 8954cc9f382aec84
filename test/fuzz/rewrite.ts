import { bytes, join } from '../writer/bytes.ts';
import { ChunkWriter, type ChunkStyle } from '../writer/chunk.ts';
import { disorder } from '../writer/disorder.ts';
import { handshake } from '../writer/handshake.ts';
import * as link from '../writer/link.ts';
import { pcap, pcapng, type FileStyle } from '../writer/pcap.ts';
import type { Random } from '../writer/random.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Talk, type Side, type WrittenSegment } from '../writer/tcp.ts';
import * as tunnel from '../writer/tunnel.ts';
import { HOSTS4, HOSTS6, packets } from '../writer/wire.ts';
import { radiotap, wireless } from '../writer/wireless.ts';
import type { Frame, Said } from './material.ts';
import { few, mutateBytes, pick } from './mutate.ts';

const LINKS: readonly link.Link[] = [
  link.ethernet(),
  link.ethernet(0x8100, 0x88a8),
  link.pppoe,
  link.ppp,
  link.ciscoHdlc(104),
  link.linuxCooked,
  link.linuxCooked2,
  link.nullLoopback(),
  link.rawIp(),
  link.pktap(link.ethernet()),
  link.nflog(),
  link.ipnet,
  link.ppi(link.ethernet()),
  radiotap(wireless()),
  tunnel.tunnel(tunnel.ipInIp(4)),
  tunnel.tunnel(tunnel.gre()),
  tunnel.tunnel(tunnel.vxlan()),
  tunnel.tunnel(tunnel.geneveIp),
  tunnel.mpls(2),
];

/** Smaller chunks make larger inputs, and no others. */
const LEAST_CHUNK_SIZE = 20;

/** Payload bytes of a segment; small ones for short streams. */
const SEGMENTS = [536, 1460, 9000] as const;
const SMALL_SEGMENTS = [1, 30] as const;
const SHORT = 10_000;

const SIZES = [1, 5, 128, 129, 4096, 60_000, 65_536, 0x7fffffff] as const;

/** The frames in another order, some of them twice, changed, cut or not at all. */
export function rewriteFrames(frames: readonly Frame[], random: Random): Uint8Array {
  const first = random.chance(0.3) ? random.below(frames.length) : 0;
  const style = { drop: 0.05, duplicate: 0.05, delay: 0.1, distance: 1 + random.below(20) };
  const kept = [...disorder(frames.slice(first), random, style)];
  const changed = kept.map((frame) => (random.chance(0.02) ? mutateBytes(frame.bytes, random) : frame.bytes));
  const { linkType } = frames[0]!;
  return fileOf(changed, random.chance(0.05) ? pick(random, LINKS).linkType : linkType, random);
}

/** The messages changed, and said anew: in other chunks, segments, links and files. */
export function rewriteMessages(messages: readonly Said[], random: Random): Uint8Array {
  const said = messages.slice(0, 1 + random.below(Math.min(messages.length, 60)));
  for (let left = few(random); left > 0; left--) changeMessage(said, random);
  const writers = [new ChunkWriter(), new ChunkWriter()] as const;
  const streams: [Uint8Array[], Uint8Array[]] = [[], []];
  if (random.chance(0.9)) {
    const { c0c1, s0s1s2, c2 } = handshake({ seed: random.next() });
    streams[0].push(c0c1, c2);
    streams[1].push(s0s1s2);
  }
  const chunks: [Uint8Array[], Uint8Array[]] = [[], []];
  for (const { from, message } of said) chunks[from].push(...written(writers[from], message, random));
  for (const side of [0, 1] as const) {
    // Chunks that change places now and then, and a stream that is damaged now and then.
    streams[side].push(...disorder(chunks[side], random, { delay: random.chance(0.3) ? 0.2 : 0 }));
  }
  const segments = carried(
    streams.map((parts) => (random.chance(0.3) ? mutateBytes(join(parts), random) : join(parts))),
    random,
  );
  const way = pick(random, LINKS);
  const hosts = random.chance(0.5) ? HOSTS4 : HOSTS6;
  const fragmentSize = random.chance(0.1) ? 8 * (5 + random.below(100)) : Infinity;
  return fileOf(packets(segments, { link: way, hosts, fragmentSize }), way.linkType, random);
}

function changeMessage(said: Said[], random: Random): void {
  const at = random.below(said.length);
  const { from, message } = said[at]!;
  const change = (place: Partial<rtmp.Message>): void => {
    said[at] = { from, message: { ...message, ...place } };
  };
  switch (random.below(9)) {
    case 0:
      return change({ payload: mutateBytes(message.payload, random) });
    case 1:
      return change({ type: random.chance(0.8) ? random.below(24) : random.below(256) });
    case 2:
      return change({ csid: random.chance(0.5) ? 2 + random.below(70) : 2 + random.below(65_598) });
    case 3:
      return change({ streamId: random.next() });
    case 4:
      return change({
        timestamp: pick(random, [0, 1, 0xfffffe, 0xffffff, 0x1000000, 0xfffffff0, random.next()]),
      });
    case 5:
      return change({ payload: message.payload.subarray(0, random.below(message.payload.length + 1)) });
    case 6:
      said.splice(at, 0, { from, message: rtmp.setChunkSize(pick(random, SIZES)) });
      return;
    case 7:
      said.splice(random.below(said.length), 0, { from: random.chance(0.9) ? from : 0, message });
      return;
    case 8:
      said.splice(at, 0, { from, message: rtmp.abort(message.csid) });
  }
}

function written(writer: ChunkWriter, message: rtmp.Message, random: Random): Uint8Array[] {
  const style: ChunkStyle = {
    fmt: random.below(4) as 0 | 1 | 2 | 3,
    repeatExtended: random.chance(0.8),
    ...(random.chance(0.1) && message.csid >= 64 && { basicHeaderLength: 3 }),
  };
  let chunks: Uint8Array[];
  try {
    chunks = [...writer.chunks(message, style)];
  } catch {
    // The shorter header can't express it.
    chunks = [...writer.chunks(message)];
  }
  // The message may have told a size that can't be written.
  writer.chunkSize = Math.max(writer.chunkSize, LEAST_CHUNK_SIZE);
  return chunks;
}

/** Both directions in segments of one connection, in turns, through a network. */
function carried(streams: readonly Uint8Array[], random: Random): WrittenSegment[] {
  const isShort = streams.every(({ length }) => length < SHORT);
  const mss = pick(random, isShort ? [...SMALL_SEGMENTS, ...SEGMENTS] : SEGMENTS);
  const talk = new Talk({ isn: [random.next(), random.next()], mss });
  const ways = streams.map((stream, side) => [...talk.say(side as Side, stream)]);
  const segments: WrittenSegment[] = random.chance(0.8) ? [...talk.open()] : [];
  while (ways.some((way) => way.length > 0)) {
    const way = pick(random, ways);
    segments.push(...way.splice(0, 1 + random.below(4)));
  }
  if (random.chance(0.7)) segments.push(...talk.close());
  if (random.chance(0.5)) return segments;
  return [
    ...disorder(segments, random, { drop: random.chance(0.5) ? 0.02 : 0, duplicate: 0.05, delay: 0.1 }),
  ];
}

function fileOf(frames: Iterable<Uint8Array>, linkType: number, random: Random): Uint8Array {
  const style: FileStyle = {
    linkType,
    littleEndian: random.chance(0.7),
    nanoseconds: random.chance(0.3),
    ...(random.chance(0.1) && { snapLength: 40 + random.below(200) }),
    stepNanoseconds: random.chance(0.1) ? random.next() : 1_000_000,
  };
  const file = random.chance(0.5) ? pcap(frames, style) : pcapng(frames, style);
  return random.chance(0.9) ? file : bytes(mutateBytes(file.subarray(0, 100), random), file.subarray(100));
}
