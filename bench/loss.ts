/* eslint-disable no-console -- it prints its table */
import { openSync, readSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Random } from '../test/writer/random.ts';
import { dissect } from '../src/dissect.ts';
import type { Message } from '../src/rtmp/message.ts';
import { type PacketFile, packetFile, publishCapture, PUBLISHERS } from './loss-captures.ts';

/** How much of a capture that is given is used. */
const MOST_BYTES = 20 * 1024 * 1024;
const LOSS = 0.01;
const CUTS = 20;

/** A message of a capture, with the frames of the whole capture that carry it. */
type Found = { readonly message: Message; readonly first: number; readonly last: number };

/** What was found of a capture with losses. */
type Score = { intact: number; found: number; rightTime: number; invented: number };

/** The messages of a capture of which only the packets at `kept` are there. */
async function messagesOf({ header, records }: PacketFile, kept: readonly number[]): Promise<Found[]> {
  const found: Found[] = [];
  const blocks = function* (): Generator<Uint8Array> {
    yield header;
    for (let i = 0; i < kept.length; i += 1000)
      yield Buffer.concat(kept.slice(i, i + 1000).map((index) => records[index]!));
  };
  for await (const { event } of dissect(asynchronous(blocks()))) {
    if (event.kind !== 'message') continue;
    const place = { first: kept[event.firstFrame - 1]!, last: kept[event.frame - 1]! };
    found.push({ message: event, ...place });
  }
  return found;
}

async function* asynchronous(blocks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* blocks;
}

/** The frame tells the connection, too. */
const keyOf = ({ message: { typeId, csid, length }, first }: Found): string =>
  `${first} ${csid} ${typeId} ${length}`;

/** Compares with the messages of the whole capture, of which those at `isIntact` lost nothing. */
function score(all: readonly Found[], some: readonly Found[], isIntact: (one: Found) => boolean): Score {
  const times = new Map<string, number[]>();
  for (const one of some) {
    const key = keyOf(one);
    times.set(key, [...(times.get(key) ?? []), one.message.timestamp]);
  }
  const result: Score = { intact: 0, found: 0, rightTime: 0, invented: 0 };
  const counts = new Map<string, number>();
  for (const one of all) {
    const key = keyOf(one);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (!isIntact(one)) continue;
    result.intact++;
    const found = times.get(key);
    if (found === undefined || found.length === 0) continue;
    result.found++;
    const same = found.indexOf(one.message.timestamp);
    if (same >= 0) result.rightTime++;
    found.splice(Math.max(0, same), 1);
  }
  for (const one of some) {
    const count = counts.get(keyOf(one)) ?? 0;
    if (count === 0) result.invented++;
    else counts.set(keyOf(one), count - 1);
  }
  return result;
}

/** Removes packets with data at random, and counts what is found of the messages that lost nothing. */
async function loseSome(file: PacketFile, all: readonly Found[], seed: number): Promise<Score> {
  const random = new Random(seed);
  const removed: number[] = [];
  const kept: number[] = [];
  for (const [index, record] of file.records.entries())
    (record.length > 16 + 80 && random.chance(LOSS) ? removed : kept).push(index);
  return score(all, await messagesOf(file, kept), ({ first, last }) => {
    const next = removed.findIndex((index) => index >= first);
    return next < 0 || removed[next]! > last;
  });
}

/** Removes all packets before one, and counts what is found of the messages that begin behind it. */
async function cutOff(file: PacketFile, all: readonly Found[], at: number): Promise<Score> {
  const kept = Array.from({ length: file.records.length - at }, (_, i) => at + i);
  return score(all, await messagesOf(file, kept), ({ first }) => first >= at);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;
}

/** Behind a cut, timestamps count from where it begins: they are not compared. */
function row(name: string, scores: readonly Score[], isCut: boolean): void {
  const sum = (of: (score: Score) => number): number => scores.reduce((total, one) => total + of(one), 0);
  const intact = sum((one) => one.intact);
  const lowest = Math.min(...scores.map((one) => (one.intact === 0 ? 1 : one.found / one.intact)));
  const cells = [
    String(intact).padStart(9),
    percent(
      sum((one) => one.found),
      intact,
    ).padStart(9),
    `${(100 * lowest).toFixed(2)} %`.padStart(9),
    percent(
      sum((one) => one.rightTime),
      isCut ? 0 : intact,
    ).padStart(10),
    String(sum((one) => one.invented)).padStart(8),
  ];
  console.log(`${name.padEnd(44)}${cells.join(' ')}`);
}

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '20' }, capture: { type: 'string' } },
});
const seeds = Number(values.seeds);

function readBeginning(path: string): Uint8Array {
  const data = new Uint8Array(MOST_BYTES);
  return data.subarray(0, readSync(openSync(path, 'r'), data, 0, MOST_BYTES, 0));
}

const captures =
  values.capture === undefined
    ? PUBLISHERS.map((publisher) => ({ name: publisher.name, file: publishCapture(publisher, 1) }))
    : [{ name: 'capture', file: packetFile(readBeginning(values.capture)) }];

console.log(
  `${''.padEnd(44)}${['intact', 'found', 'lowest', 'right time', 'invented'].map((head, i) => head.padStart(i === 3 ? 10 : i === 4 ? 8 : 9)).join(' ')}`,
);
for (const { name, file } of captures) {
  const all = await messagesOf(file, [...file.records.keys()]);
  const scores: Score[] = [];
  for (let seed = 1; seed <= seeds; seed++) scores.push(await loseSome(file, all, seed));
  row(`1 % lost: ${name}`, scores, false);
  const cuts: Score[] = [];
  for (let i = 1; i <= CUTS; i++)
    cuts.push(await cutOff(file, all, Math.floor((i * file.records.length * 0.7) / CUTS) + (i % 7)));
  row(`cut: ${name}`, cuts, true);
}
