import v8 from 'node:v8';
import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/analysis/conversation.ts';
import { run } from '../../src/cli/run.ts';
import { Dissection } from '../../src/dissect.ts';
import { bytes, join } from '../writer/bytes.ts';
import { pcapBlocks } from '../writer/pcap.ts';
import { publish } from '../writer/publish.ts';
import { rtmpt } from '../writer/rtmpt.ts';
import { Talk, type Utterance } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;

/** Connections before the first measure, when all code is warm, and from there to the second. */
const FIRST = 600;
const MORE = 1000;
/**
 * Bytes that may stay of a connection that is over: its ports as TCP remembers them, its entry in a list. Before there
 * were entries of their own it was 3,500.
 */
const MOST_KEPT = 1500;

const whole = [...publish({ seconds: 0.1, pictureBytes: 100 })];
const http: Utterance[] = [
  { from: 0, data: bytes('GET / HTTP/1.1\r\nHost: example.com\r\n\r\n') },
  { from: 1, data: bytes('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok') },
];
const tunnelled = rtmpt(whole).flatMap(({ request, response }): Utterance[] => [
  { from: 0, data: request },
  { from: 1, data: response },
]);

/** A capture of as many connections, one after the other, with the same words but clients of their own; a block each. */
function* connections(words: readonly Utterance[], first: number, count: number): Generator<Uint8Array> {
  const [header, ...records] = [...pcapBlocks(packets(new Talk().converse(words)))];
  if (first === 0) yield header!;
  const block = join(records);
  // Where the address of the client begins: behind a record header and that of Ethernet, in that of IP.
  let start = 0;
  const addresses = records.map((record) => {
    const source = start + 16 + 14 + 12;
    start += record.length;
    return block[source + 3] === 10 ? source : source + 4;
  });
  for (let i = first; i < first + count; i++) {
    const own = block.slice();
    for (const address of addresses) own.set([10, i >> 16, (i >> 8) & 0xff, i & 0xff], address);
    yield own;
  }
}

/** Bytes on the heap and beside it that are in use. */
function bytesInUse(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes that a command keeps of each connection that is over, measured while it reads. */
async function bytesKept(argv: readonly string[], words: readonly Utterance[]): Promise<number> {
  const measures: number[] = [];
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield* connections(words, 0, FIRST);
    measures.push(bytesInUse());
    yield* connections(words, FIRST, MORE);
    measures.push(bytesInUse());
  }
  const nowhere = { write: () => true, once: () => {} };
  await run([...argv, '-'], {
    stdin: stdin(),
    stdout: nowhere,
    stderr: nowhere,
    env: {},
    interruption: new AbortController().signal,
  });
  return (measures[1]! - measures[0]!) / MORE;
}

describe('a connection that is over', () => {
  it('is let go by all stages', async () => {
    const known: WeakRef<Conversation>[] = [];
    async function* source(): AsyncGenerator<Uint8Array> {
      yield* connections(whole, 0, 50);
    }
    const dissection = await Dissection.open(source());
    const sink = {
      event: () => {},
      closed: (conversation: Conversation) => void known.push(new WeakRef(conversation)),
    };
    for await (const _ of dissection.read(sink));
    // What a weak reference names is held until the work at hand is done.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(known).toHaveLength(50);
    // The last one may still be on the stack.
    expect(known.filter((one) => one.deref() !== undefined).length).toBeLessThanOrEqual(2);
    expect(dissection.totals).toEqual({ connections: 50, rtmpConnections: 50, sessions: 0 });
  });

  it.each([
    ['the timeline', [], whole],
    ['-a', ['-a'], whole],
    ['-T ndjson', ['-T', 'ndjson'], whole],
    ['columns of a filter', ['-T', 'csv', '-e', 'frame.number', '-Y', 'typeid==20'], whole],
    ['info -T json', ['info', '-T', 'json'], whole],
    ['info, of HTTP', ['info', '-T', 'json'], http],
    ['info, of sessions in HTTP', ['info', '-T', 'json'], tunnelled],
    ['findings', ['findings'], whole],
  ] as const)('leaves little in memory: %s', async (_, argv, words) => {
    expect(await bytesKept(argv, words)).toBeLessThan(MOST_KEPT);
  });
});
