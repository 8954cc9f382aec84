import type { Role } from '../src/rtmp/message.ts';
import type { Capture } from './capture.ts';
import { grouped } from './figures.ts';
import { hasOption, linesOf, ours } from './program.ts';
import { type ConnectionLedger, countMessages, type Ledger, SpokenCount } from './traffic/ledger.ts';

/** The program's answers differ from what is in the capture: no time is worth anything then. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

/** How many messages a capture has; of a generated one from its ledger, else as the program counts. */
export type Counted = { readonly frames: number; readonly messages: number };

/** What a record of ndjson says that is compared. */
type JsonRecord = {
  readonly kind: string;
  readonly stream: number;
  readonly from: Role;
  readonly src: string;
  readonly dst: string;
  readonly type: number;
  readonly timestamp: number;
  readonly length: number;
  readonly payload?: string;
  readonly notes?: unknown;
};

/** What `info -T json` says that is compared. */
type Info = {
  readonly frames: number;
  readonly connections: readonly { readonly clientGapBytes: number; readonly serverGapBytes: number }[];
};

const VIDEO = 9;
/** The parts of the handshake that have a row: C0+C1, S0+S1+S2, C2. */
const HANDSHAKE_ROWS = 3;
/** A row of the timeline that tells one message: frame, time, role. */
const ROW = /^ *\d+ +-?\d+\.\d{6} {2}(client|server) {2}/;

/**
 * Compares what the program says about a generated capture with what was written into it.
 * @returns what was found right, sentence by sentence @throws WrongAnswer
 */
export async function checkAnswers(small: Capture, whole: Capture): Promise<string[]> {
  const { ledger } = whole;
  const { connections } = ledger;
  const messages = countMessages(connections);
  compareBooks(small.ledger, await readBooks(small.path, true), true);
  compareBooks(ledger, await readBooks(whole.path, false), false);
  expectEqual('frames of info', (await readInfo(whole.path)).frames, ledger.frames);
  expectEqual('rows of -a', await countRows(whole.path), messages + HANDSHAKE_ROWS * connections.length);
  const found = [
    `ndjson has all ${grouped(messages)} messages of all ${connections.length} connections, each with its type, ` +
      'timestamp and length, in order',
    `on a smaller capture, the SHA-1 of each of ${grouped(countMessages(small.ledger.connections))} payloads is right`,
    '`-a` has one row for each message and part of a handshake, `info` all packets and no byte missing',
  ];
  if (!hasOption('-Y')) return found;
  const videos = countMessages(connections, VIDEO);
  expectEqual(
    'records of the filter',
    await countLines(ours(whole.path, '-T', 'ndjson', ...VIDEO_FILTER)),
    videos,
  );
  return [...found, `the filter finds all ${grouped(videos)} video messages`];
}

export const VIDEO_FILTER = ['-Y', 'rtmpt.header.typeid==9'] as const;

/** For a capture of one's own, of which nothing is known: that the views agree with one another. */
export async function checkAgreement(path: string): Promise<Counted> {
  let records = 0;
  let messages = 0;
  for await (const line of linesOf(ours(path, '-T', 'ndjson'))) {
    records++;
    if ((JSON.parse(line) as JsonRecord).kind === 'message') messages++;
  }
  expectEqual('rows of -a', await countRows(path), records);
  return { frames: (await readInfo(path)).frames, messages };
}

/** How many messages tshark gives a type to. */
export async function countOfTshark(path: string, ...options: readonly string[]): Promise<number> {
  const argv = ['tshark', '-r', path, ...options, '-Y', 'rtmpt', '-T', 'fields', '-e', 'rtmpt.header.typeid'];
  let count = 0;
  for await (const line of linesOf(argv)) if (line !== '') count += line.split(',').length;
  return count;
}

/** The books of a capture as the program keeps them. */
async function readBooks(path: string, withPayloads: boolean): Promise<ConnectionLedger[]> {
  type Open = { client: string; server: string; count: Record<Role, SpokenCount> };
  const open: Open[] = [];
  const payloads = withPayloads ? ['--payload', 'sha1'] : [];
  for await (const line of linesOf(ours(path, '-T', 'ndjson', ...payloads))) {
    const record = JSON.parse(line) as JsonRecord;
    if (record.notes !== undefined) throw new WrongAnswer(`something is wrong with a message: ${line}`);
    const { stream, from, src, dst } = record;
    const connection = (open[stream] ??= {
      client: from === 'client' ? src : dst,
      server: from === 'client' ? dst : src,
      count: { client: new SpokenCount(), server: new SpokenCount() },
    });
    if (record.kind !== 'message') continue;
    connection.count[from].add(record.type, record.timestamp, record.length, record.payload ?? '');
  }
  return open.map(({ client, server, count }) => ({
    client,
    server,
    spoken: { client: count.client.finish(), server: count.server.finish() },
  }));
}

function compareBooks(ledger: Ledger, read: readonly ConnectionLedger[], withPayloads: boolean): void {
  expectEqual('connections', read.length, ledger.connections.length);
  for (const [stream, written] of ledger.connections.entries()) {
    const { client, server, spoken } = read[stream]!;
    expectEqual(`connection ${stream}`, `${client} ${server}`, `${written.client} ${written.server}`);
    for (const role of ['client', 'server'] as const) {
      const where = `connection ${stream}, ${role}`;
      const [is, should] = [spoken[role], written.spoken[role]];
      expectEqual(`${where}: messages by type`, typesText(is.byType), typesText(should.byType));
      expectEqual(`${where}: SHA-1 of types, timestamps and lengths`, is.headers, should.headers);
      if (withPayloads) expectEqual(`${where}: SHA-1 of payloads`, is.payloads, should.payloads);
    }
  }
}

/** `9: 175 of 61,000 bytes` and so on, by type. */
function typesText(byType: ConnectionLedger['spoken']['client']['byType']): string {
  const types = Object.entries(byType).sort(([a], [b]) => Number(a) - Number(b));
  return types.map(([type, { messages, bytes }]) => `${type}: ${messages} of ${bytes} bytes`).join(', ');
}

async function readInfo(path: string): Promise<Info> {
  let text = '';
  for await (const line of linesOf(ours('info', path, '-T', 'json'))) text += line;
  const info = JSON.parse(text) as Info;
  const missing = info.connections.reduce((sum, one) => sum + one.clientGapBytes + one.serverGapBytes, 0);
  expectEqual('missing bytes', missing, 0);
  return info;
}

async function countRows(path: string): Promise<number> {
  return countLines(ours(path, '-a'), ROW);
}

async function countLines(argv: readonly string[], pattern = /./): Promise<number> {
  let count = 0;
  for await (const line of linesOf(argv)) if (pattern.test(line)) count++;
  return count;
}

function expectEqual(what: string, is: number | string, should: number | string): void {
  if (is !== should) throw new WrongAnswer(`${what}: ${is} instead of ${should}`);
}
