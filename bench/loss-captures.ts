import { bytes, hex, u24, u32 } from '../test/writer/bytes.ts';
import { ChunkWriter, type ChunkStyle } from '../test/writer/chunk.ts';
import { handshake } from '../test/writer/handshake.ts';
import { pcapBlocks } from '../test/writer/pcap.ts';
import { Random } from '../test/writer/random.ts';
import * as rtmp from '../test/writer/rtmp.ts';
import { Talk, type Utterance } from '../test/writer/tcp.ts';
import { packets } from '../test/writer/wire.ts';

/** Payload bytes of a packet of 1,500 bytes with TCP timestamps. */
const MSS = 1448;
const PCAP_HEADER = 24;

/** A publisher: what it sends, and how it writes its chunk headers. */
type Publisher = {
  readonly name: string;
  readonly chunkSize: number;
  readonly videoKbps: number;
  readonly framesPerSecond: number;
  readonly audioKHz: number;
  /** FFmpeg has a chunk stream each for audio and video, OBS Studio one for both. */
  readonly isShared: boolean;
  readonly seconds: number;
};

export const PUBLISHERS: readonly Publisher[] = [128, 4096, 60_000]
  .flatMap((chunkSize) => [
    { chunkSize, videoKbps: 2500, framesPerSecond: 30, audioKHz: 48, isShared: true, seconds: 30 },
    { chunkSize, videoKbps: 600, framesPerSecond: 25, audioKHz: 44.1, isShared: false, seconds: 60 },
  ])
  .map((one) => ({
    ...one,
    name: `${one.isShared ? 'like OBS' : 'like FFmpeg'}, ${one.videoKbps} kbit/s, chunk size ${one.chunkSize}`,
  }));

/** A capture in memory: the file header, and a record for each packet. */
export type PacketFile = { readonly header: Uint8Array; readonly records: readonly Uint8Array[] };

/** The capture of a whole publish, in which each message is sent at its time. */
export function publishCapture(publisher: Publisher, seed: number): PacketFile {
  const talk = new Talk({ mss: MSS });
  const blocks: { block: Uint8Array; milliseconds: number }[] = [];
  const [header] = pcapBlocks([]);
  const add = (segments: Parameters<typeof packets>[0], milliseconds: number): void => {
    for (const packet of packets(segments)) {
      const [, block] = pcapBlocks([packet]);
      blocks.push({ block: block!, milliseconds });
    }
  };
  add(talk.open(), 0);
  const random = new Random(seed);
  for (const { utterance, milliseconds } of session(publisher, random))
    add(talk.say(utterance.from, utterance.data), milliseconds + random.below(3));
  add(talk.close(), publisher.seconds * 1000 + 100);
  let last = 0;
  for (const { block, milliseconds } of blocks) last = stamp(block, Math.max(last + 0.02, milliseconds));
  return { header: header!, records: blocks.map(({ block }) => block) };
}

/** The packets of a classic little-endian capture in memory. */
export function packetFile(file: Uint8Array): PacketFile {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const records: Uint8Array[] = [];
  for (let at = PCAP_HEADER; at + 16 <= file.length;) {
    const end = at + 16 + view.getUint32(at + 8, true);
    if (end > file.length) break;
    records.push(file.subarray(at, end));
    at = end;
  }
  return { header: file.subarray(0, PCAP_HEADER), records };
}

function stamp(record: Uint8Array, milliseconds: number): number {
  const view = new DataView(record.buffer, record.byteOffset);
  const microseconds = Math.floor(milliseconds * 1000);
  view.setUint32(0, 1_700_000_000 + Math.floor(microseconds / 1e6), true);
  view.setUint32(4, microseconds % 1e6, true);
  return milliseconds;
}

type Said = { readonly utterance: Utterance; readonly milliseconds: number };

function* session(publisher: Publisher, random: Random): Generator<Said> {
  const { chunkSize, isShared } = publisher;
  const client = new ChunkWriter();
  const server = new ChunkWriter();
  const says = (data: Uint8Array, milliseconds = 0): Said => ({ utterance: { from: 0, data }, milliseconds });
  const answers = (data: Uint8Array, milliseconds = 0): Said => ({
    utterance: { from: 1, data },
    milliseconds,
  });
  const { c0c1, s0s1s2, c2 } = handshake({ seed: random.next() });
  yield says(c0c1);
  yield answers(s0s1s2);
  yield says(c2);
  yield says(
    client.writeAll([
      rtmp.setChunkSize(chunkSize),
      rtmp.command('connect', 1, { app: 'live', tcUrl: 'rtmp://a/live' }),
    ]),
  );
  yield answers(
    server.writeAll([
      rtmp.windowAcknowledgementSize(5_000_000),
      rtmp.setPeerBandwidth(5_000_000, 2),
      rtmp.setChunkSize(4096),
      rtmp.command('_result', 1, null, { code: 'NetConnection.Connect.Success' }),
    ]),
  );
  yield says(client.write(rtmp.command('createStream', 4, null)));
  yield answers(server.write(rtmp.command('_result', 4, null, 1)));
  yield says(
    client.write(rtmp.placed(rtmp.command('publish', 5, null, 'movie', 'live'), { streamId: 1, csid: 8 })),
  );
  const last = new Map<number, rtmp.Message & { delta: number }>();
  let sent = 0;
  let acknowledged = 0;
  for (const { message, milliseconds } of media(publisher, random)) {
    const placed = isShared ? rtmp.placed(message, { csid: 4 }) : message;
    const before = last.get(placed.csid);
    const delta = before === undefined ? 0 : placed.timestamp - before.timestamp;
    const style: ChunkStyle = { fmt: formatOf(placed, before, delta) };
    last.set(placed.csid, { ...placed, delta });
    const data = client.write(placed, style);
    yield says(data, milliseconds);
    sent += data.length;
    if (sent - acknowledged < 2_500_000) continue;
    acknowledged = sent;
    yield answers(server.write(rtmp.acknowledgement(sent)), milliseconds);
  }
  yield says(client.write(rtmp.command('deleteStream', 7, null, 1)), publisher.seconds * 1000);
}

/** The shortest header that says it, as librtmp and FFmpeg choose it. */
function formatOf(
  { type, payload }: rtmp.Message,
  before: (rtmp.Message & { delta: number }) | undefined,
  delta: number,
): 0 | 1 | 2 | 3 {
  if (before === undefined) return 0;
  if (type !== before.type || payload.length !== before.payload.length) return 1;
  return delta === before.delta ? 3 : 2;
}

/** H.264 and AAC in order of time; a keyframe every two seconds. */
function* media(
  { videoKbps, framesPerSecond, audioKHz, seconds }: Publisher,
  random: Random,
): Generator<{ message: rtmp.Message; milliseconds: number }> {
  const pool = random.bytes(1_000_000);
  const noise = (length: number): Uint8Array => {
    const start = random.below(pool.length - length);
    return pool.subarray(start, start + length);
  };
  const configuration = hex('17 00 000000 01 64000d ff e1 0004 6764000d 01 0004 68ee3c80');
  yield { message: rtmp.video(0, configuration), milliseconds: 0 };
  yield { message: rtmp.audio(0, hex('af 00 12 10')), milliseconds: 0 };
  const mean = (videoKbps * 125) / framesPerSecond;
  let sound = 0;
  for (let index = 0; index < seconds * framesPerSecond; index++) {
    const timestamp = Math.floor((index * 1000) / framesPerSecond);
    for (; (sound * 1024) / audioKHz <= timestamp; sound++) {
      const at = Math.floor((sound * 1024) / audioKHz);
      const payload = bytes(0xaf, 1, noise(180 + random.below(200)));
      yield { message: rtmp.audio(at, payload), milliseconds: at };
    }
    const isKey = index % (framesPerSecond * 2) === 0;
    const length = Math.floor((mean / 2 + random.below(mean)) * (isKey ? 8 : 0.85));
    const composition = isKey ? 0 : (index % 3) * Math.floor(1000 / framesPerSecond);
    const head = bytes(isKey ? 0x17 : 0x27, 1, u24(composition), u32(length), isKey ? 0x65 : 0x41);
    yield { message: rtmp.video(timestamp, bytes(head, noise(length - 1))), milliseconds: timestamp };
  }
}
