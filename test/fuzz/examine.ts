import { FindingCollector } from '../../src/analysis/findings/collector.ts';
import { enFindings } from '../../src/explain/en-findings.ts';
import type { Conversation } from '../../src/analysis/conversation.ts';
import { CaptureError } from '../../src/capture/packet.ts';
import { Dissection, type EventSink } from '../../src/dissect.ts';
import { leavesOf } from '../../src/field/field-node.ts';
import { Columns } from '../../src/filter/columns.ts';
import { type Filter, parseFilter } from '../../src/filter/filter.ts';
import { traceHandshake, traceMessage, type TracedPart } from '../../src/rtmp/event-tree.ts';
import type { RtmpEvent } from '../../src/rtmp/message.ts';
import { CaptureInfo } from '../../src/view/capture-info.ts';
import { writeDetails } from '../../src/view/details.ts';
import { FieldTable } from '../../src/view/field-table.ts';
import { FrameList } from '../../src/view/frame-list.ts';
import { JsonRecords } from '../../src/view/json-records.ts';
import { jsonTree } from '../../src/view/json-tree.ts';
import { StreamBytes } from '../../src/view/stream-bytes.ts';
import { createTheme } from '../../src/view/theme.ts';
import { FindingsReport } from '../../src/view/findings-report.ts';
import { Timeline } from '../../src/view/timeline.ts';
import type { WriteDetails } from '../../src/view/timeline-section.ts';
import type { View } from '../../src/view/view.ts';
import { Random } from '../writer/random.ts';

const FILTERS = [
  'typeid == 20 and command contains "on"',
  'keyframe or frame.time_relative > 0.5',
  'amf.number > 1 or status.code matches "N.t"',
];
const COLUMNS = ['frame.number', 'typeid', 'timestamp', 'codec', 'amf.string', 'command', 'tcp.port'];

/** Everything that is told of an input, in every view; thrown is only what is wrong with the program. */
export async function examine(bytes: Uint8Array, seed: number): Promise<void> {
  const random = new Random(seed);
  const filters = await Promise.all(FILTERS.map(parseFilter));
  const whole = await tell(bytes, [], filters, random.chance(0.2));
  // How much zlib gives of what is damaged depends on how it comes.
  if (whole.isDamagedGzip || random.chance(0.8)) return;
  // However the file comes in, it says the same.
  const again = await tell(bytes, [1 + random.below(50), 1 + random.below(5000)], [], false);
  expectEqual(again.records, whole.records, 'the messages depend on the blocks of the file');
}

type Told = { readonly records: string; readonly isDamagedGzip: boolean };

async function tell(
  bytes: Uint8Array,
  blockLengths: readonly number[],
  filters: readonly Filter[],
  hasAll: boolean,
): Promise<Told> {
  const source = blockLengths.length === 0 ? bytes : blocks(bytes, blockLengths);
  const dissection = await Dissection.open(source, { keep: 'traces' }).catch((error: unknown) => {
    if (error instanceof CaptureError) return error;
    throw error;
  });
  if (dissection instanceof CaptureError) {
    const { message } = dissection;
    return {
      records: message.replace(/the bytes|standard input/g, ''),
      isDamagedGzip: message.includes('gzip'),
    };
  }

  const theme = await createTheme(0);
  const style = { theme, width: 120 };
  const texts: string[] = [];
  const write = (text: string): void => void texts.push(text);
  const writeBytes = (part: Uint8Array): void => write(new TextDecoder().decode(part));
  const warn = (text: string): void => write(`${text}\n`);
  const records: string[] = [];
  const own = (text: string): void => void records.push(text);
  const json = { format: 'ndjson', payload: 'hex', columns: undefined, tree: undefined } as const;
  const columns = new Columns(COLUMNS);
  const table = {
    header: true,
    separator: '\t',
    quote: undefined,
    occurrence: 'all',
    aggregator: ',',
    format: 'tsv',
  } as const;
  const details: WriteDetails = (into, event) =>
    writeDetails(into, event, { ...style, tree: true, hex: hasAll });
  const views: View[] = [
    new JsonRecords(dissection, json, own, own),
    new Timeline(
      dissection,
      { ...style, all: hasAll, live: hasAll, details: hasAll ? details : undefined },
      { write, writeBytes },
      new FindingCollector(),
    ),
    new FindingsReport(dissection, enFindings, style, hasAll, write),
    new FrameList(dissection, style, write),
    new FieldTable(dissection, columns, table, () => {}),
    new CaptureInfo(dissection, style, hasAll, 1000, write),
  ];
  const follow = new StreamBytes(
    { stream: 0, from: undefined, raw: false, theme },
    { write, writeBytes: () => {}, warn },
  );
  const sink: EventSink = {
    event: (conversation, event) => {
      checkEvent(event);
      if (hasAll && event.kind !== 'remark')
        write(
          jsonTree(event)
            .map(({ id }) => id)
            .join(' '),
        );
      if (event.kind !== 'remark')
        for (const filter of filters) filter.matches(conversation, event, dissection.first ?? event);
      for (const view of views) view.event(conversation, event);
    },
    closed: (conversation: Conversation) => {
      for (const view of views) {
        if (conversation.foreign !== undefined) view.foreign?.(conversation);
        view.closed?.(conversation);
      }
    },
    follow: (conversation) => follow.follow(conversation),
  };
  for await (const _ of dissection.read(sink)) for (const view of views) view.flush?.();
  dissection.end();
  for (const view of views) view.end();
  for (const note of dissection.notes) write(`${note.text}\n`);
  for (const text of texts) checkText(text);
  const isDamagedGzip = dissection.notes.some(({ code }) => code === 'capture.gzip-damaged');
  return { records: records.join(''), isDamagedGzip };
}

function checkEvent(event: RtmpEvent): void {
  if (event.kind === 'remark') return;
  if (event.kind === 'handshake') return checkParts(traceHandshake(event));
  const { payload, length, firstFrame, frame, timestamp } = event;
  if (payload!.length > length) fail(`a payload of ${payload!.length} bytes in a message of ${length}`);
  if (timestamp !== timestamp >>> 0) fail(`a timestamp of ${timestamp}`);
  if (firstFrame > frame) fail(`a message from frame ${firstFrame} to frame ${frame}`);
  checkParts(traceMessage(event));
}

/** The leaves of each part, side by side, are its bytes. */
function checkParts(parts: readonly TracedPart[]): void {
  for (const { kind, bytes, nodes } of parts) {
    let at = 0;
    for (const { field, start, end } of leavesOf(nodes)) {
      if (start !== at) fail(`a ${kind} whose field ${field.id} begins at ${start}, and not at ${at}`);
      at = end;
    }
    if (at !== bytes.length) fail(`a ${kind} of ${bytes.length} bytes, of which fields tell ${at}`);
  }
}

/** Nothing that a terminal would act on. */
function checkText(text: string): void {
  // eslint-disable-next-line no-control-regex
  const [character] = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.exec(text) ?? [];
  if (character !== undefined)
    fail(`output with the character ${character.charCodeAt(0)}: ${JSON.stringify(text.slice(0, 200))}`);
}

function expectEqual(one: string, other: string, what: string): void {
  if (one === other) return;
  let at = 0;
  while (one[at] === other[at]) at++;
  const around = (text: string): string => text.slice(Math.max(0, at - 100), at + 100);
  fail(`${what}: ${around(one)}\n  and not ${around(other)}`);
}

function fail(text: string): never {
  throw new Error(text);
}

async function* blocks(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const end = at + lengths[turn % lengths.length]!;
    const block = bytes.slice(at, end);
    yield block;
    block.fill(0xaa);
    at = end;
  }
}
