/* eslint-disable no-console -- it prints its table */
import { openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../test/writer/random.ts';
import { Dissection } from '../src/dissect.ts';
import type { Message } from '../src/rtmp/message.ts';
import { type PacketFile, packetFile, publishCapture, PUBLISHERS } from './loss-captures.ts';

/** How much of a capture that is given is used. */
const MOST_BYTES = 20 * 1024 * 1024;
const LOSS = 0.01;
const CUTS = 20;
/** Headers of a record and of its packet, without TCP's payload: shorter ones carry no data. */
const HEADERS = 16 + 80;

/** A message of a capture, with the frames of the whole capture that carry it. */
type Found = {
  readonly message: Message;
  readonly stream: number;
  readonly first: number;
  readonly last: number;
  /** Whether a note says that the timestamps of its chunk stream are uncertain since its last chunk of type 0. */
  readonly isUncertain: boolean;
};

/** What was found of the messages that lost nothing; and what should not be there. */
type Score = {
  intact: number;
  found: number;
  right: number;
  /** Found, with another timestamp, and a note that says so; or none. */
  uncertain: number;
  wrong: number;
  invented: number;
  losses: number;
  milliseconds: number;
};

/** The messages of a capture of which only the packets at `kept` are there. */
async function messagesOf({ header, records }: PacketFile, kept: readonly number[]): Promise<Found[]> {
  const found: Found[] = [];
  const uncertain = new Set<string>();
  const blocks = async function* (): AsyncGenerator<Uint8Array> {
    yield header;
    for (let i = 0; i < kept.length; i += 1000)
      yield Buffer.concat(kept.slice(i, i + 1000).map((index) => records[index]!));
  };
  const dissection = await Dissection.open(blocks(), { keep: 'heads' });
  for await (const _ of dissection.read({
    event: ({ stream }, event) => {
      if (event.kind !== 'message') return;
      const line = `${stream} ${event.from} ${event.csid}`;
      if (event.fmt === 0) uncertain.delete(line);
      if (event.notes?.some(({ code }) => code === 'rtmp.timestamp-uncertain') === true) uncertain.add(line);
      const place = { first: kept[event.firstFrame - 1]!, last: kept[event.frame - 1]! };
      found.push({ message: event, stream, ...place, isUncertain: uncertain.has(line) });
    },
  }));
  dissection.end();
  return found;
}

/** The frame tells the connection and the direction, too. */
const keyOf = ({ message: { typeId, csid, length }, first }: Found): string =>
  `${first} ${csid} ${typeId} ${length}`;

/** Compares with the messages of the whole capture, of which those at `isIntact` lost nothing. */
function score(all: readonly Found[], some: readonly Found[], isIntact: (one: Found) => boolean): Score {
  const result: Score = {
    intact: 0,
    found: 0,
    right: 0,
    uncertain: 0,
    wrong: 0,
    invented: 0,
    losses: 0,
    milliseconds: 0,
  };
  const left = new Map<string, Found[]>();
  for (const one of some) {
    left.set(keyOf(one), [...(left.get(keyOf(one)) ?? []), one]);
    result.losses += one.message.notes?.filter(({ code }) => code === 'rtmp.resynchronised').length ?? 0;
  }
  const counts = new Map<string, number>();
  for (const one of all) {
    const key = keyOf(one);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (isIntact(one)) result.intact++;
    const candidates = left.get(key) ?? [];
    if (candidates.length === 0) continue;
    const same = candidates.findIndex(({ message }) => message.timestamp === one.message.timestamp);
    const [match] = candidates.splice(Math.max(0, same), 1);
    if (same < 0 && !match!.isUncertain) result.wrong++;
    if (!isIntact(one)) continue;
    result.found++;
    if (same >= 0) result.right++;
    else if (match!.isUncertain) result.uncertain++;
  }
  for (const candidates of left.values()) result.invented += candidates.length;
  return result;
}

/** Removes packets with data at random, and counts what is found of the messages that lost nothing. */
async function loseSome(file: PacketFile, all: readonly Found[], seed: number): Promise<Score> {
  const random = new Random(seed);
  const removed: number[] = [];
  const kept: number[] = [];
  for (const [index, record] of file.records.entries())
    (record.length > HEADERS && random.chance(LOSS) ? removed : kept).push(index);
  const start = performance.now();
  const some = await messagesOf(file, kept);
  const milliseconds = performance.now() - start;
  const found = score(all, some, ({ first, last }) => {
    const next = removed.findIndex((index) => index >= first);
    return next < 0 || removed[next]! > last;
  });
  return { ...found, milliseconds };
}

/** Removes all packets before one, and counts what is found of the messages that begin behind it. */
async function cutOff(file: PacketFile, all: readonly Found[], at: number): Promise<Score> {
  const kept = Array.from({ length: file.records.length - at }, (_, i) => at + i);
  return score(all, await messagesOf(file, kept), ({ first }) => first >= at);
}

const COLUMNS = ['intact', 'found', 'lowest', 'right', 'uncertain', 'wrong', 'invented', 'losses', 'ms'];
const NAME_WIDTH = 44;
const WIDTH = 10;

function print(name: string, cells: readonly string[]): void {
  console.log(`${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(WIDTH)).join('')}`);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;
}

function row(name: string, scores: readonly Score[]): void {
  const sum = (of: (score: Score) => number): number => scores.reduce((total, one) => total + of(one), 0);
  const intact = sum((one) => one.intact);
  const lowest = Math.min(...scores.map((one) => (one.intact === 0 ? 1 : one.found / one.intact)));
  const [found, right, uncertain] = [
    sum((one) => one.found),
    sum((one) => one.right),
    sum((one) => one.uncertain),
  ];
  print(name, [
    String(intact),
    percent(found, intact),
    percent(lowest, 1),
    percent(right, intact),
    percent(uncertain, intact),
    String(sum((one) => one.wrong)),
    String(sum((one) => one.invented)),
    String(sum((one) => one.losses)),
    (sum((one) => one.milliseconds) / scores.length).toFixed(0),
  ]);
}

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const seeds = Number(values.seeds);

function readBeginning(path: string): Uint8Array {
  const data = new Uint8Array(MOST_BYTES);
  return data.subarray(0, readSync(openSync(path, 'r'), data, 0, MOST_BYTES, 0));
}

const captures =
  positionals.length === 0
    ? PUBLISHERS.map((publisher) => ({ name: publisher.name, file: publishCapture(publisher, 1) }))
    : positionals.map((path) => ({ name: basename(path), file: packetFile(readBeginning(path)) }));

print('', COLUMNS);
for (const { name, file } of captures) {
  const all = await messagesOf(file, [...file.records.keys()]);
  const scores: Score[] = [];
  for (let seed = 1; seed <= seeds; seed++) scores.push(await loseSome(file, all, seed));
  row(`1 % lost: ${name}`, scores);
  const cuts: Score[] = [];
  for (let i = 1; i <= CUTS; i++)
    cuts.push(await cutOff(file, all, Math.floor((i * file.records.length * 0.7) / CUTS) + (i % 7)));
  row(`cut: ${name}`, cuts);
}
