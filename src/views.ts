import { FindingCollector } from './analysis/findings/collector.ts';
import type { CaptureSummary } from './analysis/capture-summary.ts';
import { Roster } from './analysis/roster.ts';
import { CaptureStats } from './analysis/stats/capture-stats.ts';
import { defaultLimits } from './bytes/limits.ts';
import { type CaptureSource, Dissection, type DissectionOptions, type EventSink } from './dissect.ts';
import type { Language } from './explain/catalogue.ts';
import type { Explainer } from './explain/explainer.ts';
import { loadExplainer } from './explain/load.ts';
import { loadFindings } from './explain/load-findings.ts';
import { loadLessons } from './explain/load-lessons.ts';
import type { Filter } from './filter/filter.ts';
import type { Keep } from './rtmp/message-trace.ts';
import type { Handshake, Message } from './rtmp/message.ts';
import { writeDetails } from './view/details.ts';
import { findingsRecord, type FindingsRecord } from './view/finding-record.ts';
import { FrameList } from './view/frame-list.ts';
import { infoRecord, type InfoRecord } from './view/info-record.ts';
import { jsonTree } from './view/json-tree.ts';
import type { PayloadEncoding } from './view/payload-encoding.ts';
import { type MessageRecord, recordOf } from './view/record.ts';
import { type StatsRecord, statsRecord } from './view/stats-record.ts';
import { plainTheme } from './view/theme.ts';
import { Timeline } from './view/timeline.ts';
import type { WriteDetails } from './view/timeline-section.ts';
import type { View } from './view/view.ts';
import { Walkthrough } from './view/walkthrough/walkthrough.ts';

type FilterOption = {
  /** Only messages that it lets through. */
  readonly filter?: Filter;
};

/** How a timeline is told. */
export type TimelineOptions = FilterOption & {
  /** Every audio and video message on a row of its own, not summed up. */
  readonly all?: boolean;
  /** Under each row: the tree of fields, the bytes. */
  readonly fields?: boolean;
  readonly hex?: boolean;
  /** Says under each row, and under each field, what it is about, in this language. */
  readonly explain?: Language;
  /** Columns to which long rows are broken; not at all, unless told. */
  readonly width?: number;
};

/** What records hold besides what they always do. */
export type RecordOptions = FilterOption & {
  /** The payload of each message, encoded so. */
  readonly payload?: PayloadEncoding;
  /** The tree of fields. */
  readonly tree?: boolean;
  /** What each message is for, and each field of the tree, in this language. */
  readonly explain?: Language;
};

/**
 * The annotated timeline of a capture as plain text, piece by piece.
 *
 * @example
 * import { timeline } from 'rtmp-dissect';
 *
 * let text = '';
 * for await (const piece of timeline('samples/publish-obs.pcap')) text += piece;
 * console.log(text.split('\n')[3]); // Connection 0   127.0.0.1:52912 → 127.0.0.1:1935   FMSc/1.0 publishes rtmp_live/test
 * @throws CaptureError when the capture can't be opened or is not a capture
 */
export async function* timeline(
  source: CaptureSource,
  { all = false, fields = false, hex = false, explain, width = Infinity, filter }: TimelineOptions = {},
): AsyncGenerator<string> {
  const theme = plainTheme;
  const explainer = await explainerIn(explain);
  const detailsStyle = { theme, width, tree: fields, hex, explainer };
  const details: WriteDetails | undefined =
    fields || hex ? (into, event) => writeDetails(into, event, detailsStyle) : undefined;
  const style = { theme, width, all, live: false, explainer, details };
  const keep = details === undefined ? 'heads' : 'traces';
  yield* tell(source, { keep }, filter, (summary, write) => {
    const decoder = new TextDecoder();
    const output = { write, writeBytes: (bytes: Uint8Array) => write(decoder.decode(bytes)) };
    return new Timeline(summary, style, output, filter === undefined ? new FindingCollector() : undefined);
  });
}

/**
 * One line for each frame that ends a message, as in Wireshark's packet list.
 *
 * @example
 * import { frameList, parseFilter } from 'rtmp-dissect';
 *
 * const filter = await parseFilter('command == "createStream"');
 * for await (const line of frameList('samples/publish-play-vlc.pcap', { filter })) {
 *   console.log(line.split('  ').at(-1).trim());
 * }
 * // createStream()
 * // createStream()
 * @throws CaptureError when the capture can't be opened or is not a capture
 */
export async function* frameList(
  source: CaptureSource,
  { filter }: FilterOption = {},
): AsyncGenerator<string> {
  const style = { theme: plainTheme, width: Infinity };
  yield* tell(source, {}, filter, (summary, write) => new FrameList(summary, style, write));
}

/**
 * One record for each message and part of the handshake: the objects of `-T ndjson`, as `schema/record.schema.json` has them.
 *
 * @example
 * import { records } from 'rtmp-dissect';
 *
 * for await (const { frame, from, info } of records('samples/play-missing.pcap')) {
 *   if (info.includes('NotFound')) console.log(frame, from, info);
 * }
 * // 65 server onStatus('NetStream.Play.StreamNotFound')
 * @throws CaptureError when the capture can't be opened or is not a capture
 */
export async function* records(
  source: CaptureSource,
  { filter, payload, tree = false, explain }: RecordOptions = {},
): AsyncGenerator<MessageRecord> {
  const explainer = await explainerIn(explain);
  const drawTree = tree ? (event: Message | Handshake) => jsonTree(event, explainer) : undefined;
  let waiting: MessageRecord[] = [];
  const keep = tree ? 'traces' : payload === undefined ? keepFor(filter) : 'payloads';
  const dissection = await Dissection.open(source, { keep });
  const sink = viewSink(dissection, filter, {
    event: (conversation, event) => {
      if (event.kind === 'remark') return;
      const start = dissection.first ?? event;
      waiting.push(recordOf(conversation, event, { start, payload, tree: drawTree, explainer }));
    },
    end: () => {},
  });
  for await (const _ of dissection.read(sink)) {
    yield* waiting;
    waiting = [];
  }
  dissection.end();
  yield* waiting;
}

/**
 * A capture as a whole: what it is, its interfaces and its TCP connections, RTMP or not. The object of `info -T json`.
 *
 * @example
 * import { captureInfo } from 'rtmp-dissect';
 *
 * const { frames, connections } = await captureInfo('samples/play-missing.pcap');
 * console.log(frames, connections.map(({ protocol }) => protocol).join(' ')); // 68 rtmp rtmp
 * @throws CaptureError when the capture can't be opened or is not a capture
 */
export async function captureInfo(source: CaptureSource): Promise<InfoRecord> {
  const dissection = await Dissection.open(source);
  const roster = new Roster(defaultLimits.listedConnections);
  const sink: EventSink = { event: () => {}, closed: (conversation) => roster.closed(conversation) };
  for await (const _ of dissection.read(sink));
  dissection.end();
  return infoRecord(dissection, roster);
}

/** Which connection a walkthrough is about, and its language. */
export type WalkthroughOptions = {
  /** English, unless told. */
  readonly language?: Language;
  /** The number of the TCP connection, as in `tcp.stream`; the first one that speaks RTMP, unless told. */
  readonly stream?: number;
};

/**
 * A connection as a lesson in Markdown, with a Mermaid diagram: what RTMP needs before media flows, then each kind of
 * message where it first comes, its bytes and fields, what it is for and how it fails. The same capture always gives
 * the same text.
 *
 * @example
 * import { walkthrough } from 'rtmp-dissect';
 *
 * const text = await walkthrough('samples/publish-obs.pcap', { language: 'zh' });
 * console.log(text.split('\n')[0]); // # 逐字节读懂一个 RTMP 连接：`samples/publish-obs.pcap`
 * @throws CaptureError when the capture can't be opened or is not a capture
 */
export async function walkthrough(
  source: CaptureSource,
  { language = 'en', stream }: WalkthroughOptions = {},
): Promise<string> {
  const style = {
    texts: await loadLessons(language),
    explainer: await loadExplainer(language),
    findings: await loadFindings(language),
  };
  const dissection = await Dissection.open(source, { keep: 'traces' });
  let text = '';
  const view = new Walkthrough(dissection, style, (piece) => (text += piece), stream);
  const sink: EventSink = {
    event: (conversation, event) => {
      if (stream === undefined || conversation.stream === stream) view.event(conversation, event);
    },
    closed: (conversation) => view.closed(conversation),
  };
  for await (const _ of dissection.read(sink));
  dissection.end();
  view.end();
  return text;
}

async function explainerIn(language: Language | undefined): Promise<Explainer | undefined> {
  return language === undefined ? undefined : loadExplainer(language);
}

/** How findings are told. */
export type FindingsOptions = {
  /** English, unless told. */
  readonly language?: Language;
};

/**
 * What is wrong or unusual in a capture, the most severe and most certain first. The object of `findings -T json`, as
 * `schema/findings.schema.json` has it.
 *
 * @example
 * import { findings } from 'rtmp-dissect';
 *
 * const [worst] = (await findings('samples/play-missing.pcap')).findings;
 * console.log(worst.severity, worst.id, worst.side, worst.frame); // error play.not-found server 65
 * console.log(worst.title); // The stream that is played does not exist
 * @throws CaptureError when the capture can't be opened or is not a capture
 */
export async function findings(
  source: CaptureSource,
  { language = 'en' }: FindingsOptions = {},
): Promise<FindingsRecord> {
  const catalogue = await loadFindings(language);
  const dissection = await Dissection.open(source);
  const collector = new FindingCollector();
  const sink: EventSink = {
    event: (conversation, event) => collector.event(conversation, event),
    closed: (conversation) => {
      if (dissection.last !== undefined) collector.closed(conversation, dissection.last);
    },
  };
  for await (const _ of dissection.read(sink));
  dissection.end();
  return findingsRecord(collector.end(), dissection, catalogue);
}

/**
 * What was measured of every RTMP connection: the object of `stats -T json`, as `schema/stats.schema.json` has it. Times are ms,
 * rates bits a second, unless told; what is not known is `undefined`.
 *
 * @example
 * import { stats } from 'rtmp-dissect';
 *
 * const { connections } = await stats('samples/publish-obs.pcap');
 * for (const { codec, frames, frameRate } of connections[0].tracks) console.log(codec, frames, frameRate.median);
 * // AAC 260 43
 * // H.264 183 30
 * @throws CaptureError when the capture can't be opened or is not a capture
 */
export async function stats(source: CaptureSource): Promise<StatsRecord> {
  const dissection = await Dissection.open(source);
  const measures = new CaptureStats();
  for await (const _ of dissection.read(measures));
  dissection.end();
  return statsRecord(dissection, measures.end(), measures.unmeasured);
}

async function* tell(
  source: CaptureSource,
  { keep }: DissectionOptions,
  filter: Filter | undefined,
  createView: (summary: CaptureSummary, write: (text: string) => void) => View,
): AsyncGenerator<string> {
  let pieces: string[] = [];
  const dissection = await Dissection.open(source, {
    keep: keep === undefined || keep === 'heads' ? keepFor(filter) : keep,
  });
  const view = createView(dissection, (text) => pieces.push(text));
  for await (const _ of dissection.read(viewSink(dissection, filter, view))) {
    view.flush?.();
    yield* pieces;
    pieces = [];
  }
  dissection.end();
  view.end();
  yield* pieces;
}

/** What must be kept of messages for a filter to be asked about them. */
function keepFor(filter: Filter | undefined): Keep {
  if (filter?.needsTrace === true) return 'traces';
  return filter?.needsPayload === true ? 'payloads' : 'heads';
}

function viewSink(dissection: Dissection, filter: Filter | undefined, view: View): EventSink {
  return {
    event: (conversation, event) => {
      const start = dissection.first ?? event;
      if (filter !== undefined && (event.kind === 'remark' || !filter.matches(conversation, event, start))) {
        return;
      }
      view.event(conversation, event);
    },
    closed: (conversation) => {
      view.closed?.(conversation);
      if (conversation.foreign !== undefined && filter === undefined) view.foreign?.(conversation);
    },
  };
}
