import type { ChunkFacts, LessonTexts } from '../../explain/lesson-texts.ts';
import { type TracedPart, traceMessage } from '../../rtmp/event-tree.ts';
import type { Message } from '../../rtmp/message.ts';
import { eventTitle } from './event-title.ts';
import type { LessonPlan } from './lesson-plan.ts';
import { block, code, paragraphs, table } from './markdown.ts';
import { hexByte } from './marked-bytes.ts';

/** The chunk size of a sender that has said nothing (RTMP 1.0 §5.4.1). */
const FIRST_CHUNK_SIZE = 128;
const MOST_CHUNKS = 8;
/** Bytes that are shown before and behind a cut. */
const BYTES_AROUND = 8;

/** A chunk: the bytes of its header, the part of the payload in it, and its frame. */
type Cut = {
  readonly header: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly frame: string;
};

/** How messages are cut into chunks, on a message of this capture. */
export function chunking(plan: LessonPlan, texts: LessonTexts): string {
  const { chunking: words } = texts;
  const heading = [`## ${words.heading}`, words.introduction];
  const real = plan.chunked === undefined ? undefined : cutsOf(plan.chunked);
  if (plan.chunked !== undefined && real !== undefined) {
    return paragraphs(...heading, ...cutText(plan.chunked, real, words.real, texts));
  }
  const whole = plan.taught.map(({ event }) => event).find(isLongCommand);
  if (whole === undefined) return paragraphs(...heading, words.none);
  return paragraphs(...heading, ...cutText(whole, imaginedCuts(whole), words.whole, texts));
}

function isLongCommand(event: LessonPlan['taught'][number]['event']): event is Message {
  if (event.kind !== 'message' || event.body.kind !== 'command') return false;
  return event.csid < 64 && (event.payload?.length ?? 0) > FIRST_CHUNK_SIZE && event.trace !== undefined;
}

function cutText(
  message: Message,
  cuts: readonly Cut[],
  lead: (facts: ChunkFacts) => string,
  texts: LessonTexts,
): string[] {
  const { chunking: words } = texts;
  const [first, second] = cuts;
  const { payload } = message;
  if (first === undefined || second === undefined || payload === undefined) return [words.none];
  const facts: ChunkFacts = {
    title: code(eventTitle(message, texts)),
    frame: message.frame,
    length: message.length,
    chunkSize: first.end - first.start,
    chunks: cuts.length,
    csid: message.csid,
    basicHeader: hexByte(second.header[0] ?? 0).toUpperCase(),
  };
  const rows = cuts
    .slice(0, MOST_CHUNKS)
    .map(({ header, start, end, frame }, i) => [
      String(i + 1),
      code(hexBytes(header)),
      `${start}–${end - 1}`,
      frame,
    ]);
  if (cuts.length > MOST_CHUNKS) rows.push(['', words.more(cuts.length - MOST_CHUNKS), '', '']);
  return [
    lead(facts),
    table(words.columns, rows),
    words.boundary(facts),
    block('text', boundary(payload, first.end, second.header)),
    words.why(facts),
  ];
}

/** The bytes around the first cut, and an arrow under the header there. */
function boundary(payload: Uint8Array, at: number, header: Uint8Array): string[] {
  const before = `… ${hexBytes(payload.subarray(Math.max(0, at - BYTES_AROUND), at))}  `;
  const after = hexBytes(payload.subarray(at, at + BYTES_AROUND));
  return [`${before}${hexBytes(header)}  ${after} …`, `${' '.repeat(before.length)}^^`];
}

/** The chunks that a message came in. */
function cutsOf(message: Message): Cut[] | undefined {
  const parts = traceMessage(message);
  const headers = parts.filter(({ kind }) => kind === 'chunk header');
  const payload = parts.find(({ kind }) => kind === 'payload');
  if (payload === undefined) return undefined;
  const cuts = headers.map((header, i) => {
    const end = headers[i + 1]?.at ?? payload.bytes.length;
    return { header: header.bytes, start: header.at, end, frame: frameText(header) };
  });
  // A gap in the capture can leave a chunk without a byte.
  return cuts.every(({ start, end }) => end > start && end <= payload.bytes.length) ? cuts : undefined;
}

/** The chunks that a message would have come in, had its sender left the chunk size as it was at first. */
function imaginedCuts({ csid, payload, trace }: Message): Cut[] {
  const cuts: Cut[] = [];
  const length = payload?.length ?? 0;
  for (let start = 0; start < length; start += FIRST_CHUNK_SIZE) {
    const header = start === 0 ? trace?.chunks[0]?.header : undefined;
    const end = Math.min(length, start + FIRST_CHUNK_SIZE);
    cuts.push({ header: header ?? Uint8Array.of(0xc0 | csid), start, end, frame: '' });
  }
  return cuts;
}

function frameText({ origins, bytes }: TracedPart): string {
  const frame = origins.runs(0, bytes.length)[0]?.frame;
  return frame === undefined ? '' : String(frame);
}

function hexBytes(bytes: Uint8Array): string {
  return [...bytes].map(hexByte).join(' ');
}
