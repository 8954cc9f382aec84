import { run } from '../src/cli/run.ts';
import type { Terminal } from '../src/cli/terminal.ts';
import { openCapture } from '../src/capture/open.ts';
import type { Packet } from '../src/capture/packet.ts';
import { Dissection } from '../src/dissect.ts';
import { SegmentFinder } from '../src/net/segment-finder.ts';
import { ConnectionTable } from '../src/tcp/connection-table.ts';

/*
 * A process of its own for one stage, so that none finds the code of another one compiled:
 * `node stage.js STAGE CAPTURE` prints the seconds that it took, without the start of the process.
 */

const nowhere = (): void => {};

/** The way through the program, each time one stage further, with nothing behind it. */
const STAGES: Readonly<Record<string, (path: string) => Promise<void>>> = {
  async read(path) {
    const { blocks } = await openCapture(path, nowhere);
    for await (const _ of blocks);
  },
  async packets(path) {
    await readPackets(path, nowhere);
  },
  async segments(path) {
    const finder = new SegmentFinder(nowhere);
    await readPackets(path, (packet) => finder.packet(packet));
  },
  async streams(path) {
    const sink = { bytes: nowhere, gap: nowhere, end: nowhere };
    const table = new ConnectionTable(() => ({ sides: [sink, sink], closed: nowhere }));
    const finder = new SegmentFinder((segment) => table.segment(segment));
    await readPackets(path, (packet) => finder.packet(packet));
    table.end();
  },
  async messages(path) {
    const dissection = await Dissection.open(path);
    for await (const _ of dissection.read({ event: nowhere }));
    dissection.end();
  },
  timeline: async (path) => view(path),
  all: async (path) => view(path, '-a'),
  frames: async (path) => view(path, '-T', 'frames'),
  ndjson: async (path) => view(path, '-T', 'ndjson'),
  hashes: async (path) => view(path, '-T', 'ndjson', '--payload', 'sha1'),
};

async function readPackets(path: string, emit: (packet: Packet) => void): Promise<void> {
  const { blocks, reader } = await openCapture(path, emit);
  for await (const block of blocks) reader.push(block);
  reader.end();
}

/** A whole command line, but for the process, with nobody to read what it says. */
async function view(path: string, ...args: readonly string[]): Promise<void> {
  const deaf = { write: () => true, once: nowhere };
  const terminal: Terminal = {
    stdin: nothing(),
    stdout: deaf,
    stderr: deaf,
    env: {},
    interruption: new AbortController().signal,
  };
  const code = await run([path, ...args], terminal);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

const [name = '', path = ''] = process.argv.slice(2);
const stage = STAGES[name];
if (stage === undefined) throw new Error(`no such stage: ${name}`);
const start = performance.now();
await stage(path);
process.stdout.write(`${(performance.now() - start) / 1000}\n`);
