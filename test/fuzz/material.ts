import { readdirSync, readFileSync } from 'node:fs';
import { openBytes } from '../../src/capture/open.ts';
import { dissectFile } from '../dissect/run.ts';
import { array3, date3, integer3, string3, traits3 } from '../amf/amf3-writer.ts';
import { avmPlus, date, ecmaArray, reference, typedObject, xml } from '../writer/amf0.ts';
import { bytes } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { pcap } from '../writer/pcap.ts';
import { publish } from '../writer/publish.ts';
import * as rtmp from '../writer/rtmp.ts';
import { rtmpt } from '../writer/rtmpt.ts';
import { Talk, type Utterance } from '../writer/tcp.ts';
import { HOSTS4, HOSTS6, packets } from '../writer/wire.ts';
import { captureWide, placesOf, type Place } from './places.ts';

/** A packet of the material, and its link type. */
export type Frame = { readonly linkType: number; readonly bytes: Uint8Array };

/** A message of the material, to be written in other ways. */
export type Said = { readonly from: 0 | 1; readonly message: rtmp.Message };

/** What inputs are made of: a capture that is as it should be, and all that is known of it. */
export type Material = {
  readonly name: string;
  readonly file: Uint8Array;
  /** Where each layer has its fields. */
  readonly places: ReadonlyMap<string, readonly Place[]>;
  readonly frames: readonly Frame[];
  readonly messages: readonly Said[];
};

/** Bytes of a sample that are taken: handshake, commands and the first media. */
const SAMPLE_LENGTH = 60_000;

/** The samples and some captures that are written here, each looked at once. */
export async function loadMaterial(): Promise<Material[]> {
  const samples = readdirSync('samples')
    .filter((name) => name.endsWith('.pcap'))
    .sort()
    .map((name) => [name, new Uint8Array(readFileSync(`samples/${name}`)).slice(0, SAMPLE_LENGTH)] as const);
  const talk = [...publish({ seconds: 1, pictureBytes: 100 })];
  const written = [
    ['publish', pcap(packets(new Talk().converse(talk)))],
    ['publish in fragments', pcap(packets(new Talk().converse(talk), { hosts: HOSTS6, fragmentSize: 600 }))],
    ['values', pcap(packets(new Talk().converse(values())))],
    ['http', pcap(tunnelled(talk))],
  ] as const;
  const all: Material[] = [];
  for (const [name, file] of [...samples, ...written]) all.push(await look(name, file));
  return all;
}

async function look(name: string, file: Uint8Array): Promise<Material> {
  const frames: Frame[] = [];
  const found = await dissectFile(file, { keep: 'traces' });
  const headers: Place[] = [];
  const open = await openBytes(file, ({ linkType, data, start, end, fileOffset }) => {
    frames.push({ linkType, bytes: data.slice(start, end) });
    headers.push(...captureWide(fileOffset, end - start));
  });
  for await (const _ of open.read());
  const messages = found.messages().map(({ from, typeId, csid, streamId, timestamp, payload }): Said => ({
    from: from === 'client' ? 0 : 1,
    message: rtmp.message(typeId, payload!, { csid, streamId, timestamp }),
  }));
  return { name, file, places: placesOf(headers, found), frames, messages };
}

/** Commands with every kind of value. */
function* values(): Generator<Utterance> {
  yield* [...publish({ seconds: 0 })].slice(0, 4);
  const writer = new ChunkWriter();
  const call = (...parts: Parameters<typeof rtmp.command>) => writer.write(rtmp.command(...parts));
  const inner = { a: [1, 'two', { three: true }], b: null };
  yield { from: 0, data: call('zero', 1, { inner }, ecmaArray({ x: 1, y: 'z' }), typedObject('T', inner)) };
  yield { from: 0, data: call('more', 2, null, date(1e12), reference(0), xml('<a/>'), 'x'.repeat(70_000)) };
  const object = bytes(0x0a, traits3('C', ['p', 'q'], true), integer3(-1), string3('s'), 1);
  const three = avmPlus(array3([object, date3(0), integer3(5), string3('s')]));
  yield { from: 0, data: call('three', 3, null, three, three) };
  yield { from: 0, data: writer.write(rtmp.message(17, new Uint8Array([0, 2, 0, 1, 0x78]))) };
}

/** The same talk as a session in HTTP. */
function* tunnelled(talk: readonly Utterance[]): Generator<Uint8Array> {
  const segments = new Talk();
  const utterances: Utterance[] = [];
  for (const { request, response } of rtmpt(talk)) {
    utterances.push({ from: 0, data: request }, { from: 1, data: response });
  }
  yield* packets(segments.converse(utterances), { hosts: HOSTS4 });
}
