import { type FrameStamp } from '../bytes/frame-stamp.ts';
import type { Note } from '../bytes/note.ts';
import type { Role } from '../rtmp/message.ts';
import type { Description } from './description.ts';
import { type Detail, detailText } from './detail.ts';
import { displayWidth, wrap } from './display-width.ts';
import type { PendingText } from './pending-text.ts';
import type { Theme } from './theme.ts';

const FRAME_WIDTH = 7;
const TIME_WIDTH = 11;
const ROLE_WIDTH = 6;
/** Columns before the text of a row. */
const TEXT_START = FRAME_WIDTH + TIME_WIDTH + 2 + ROLE_WIDTH + 2;
/** Columns of a title, where there is room for the detail beside it; and of that detail, at the least. */
const TITLE_WIDTH = { least: 20, most: 40 } as const;
const DETAIL_WIDTH = 60;
/** Prose in longer lines is hard to read, also in a file. */
const PROSE_WIDTH = 96;
const BAR = '│ ';
/** A terminal too narrow for even this is left to break the lines itself. */
const LEAST_ROOM = 20;
const MILLION = 1_000_000;
const MARKS = { error: '✗', warning: '!', note: '·' } as const;

/** How rows are drawn. */
export type RowStyle = {
  readonly theme: Theme;
  /** Columns of the terminal; `Infinity` for a pipe or a file. */
  readonly width: number;
};

/** Seconds from the start of the capture, with microseconds. */
export function relativeTime(stamp: FrameStamp, start: FrameStamp): string {
  const microseconds = microsecondsBetween(start, stamp);
  const sign = microseconds < 0 ? '-' : '';
  const whole = Math.abs(microseconds);
  const fraction = whole % MILLION;
  return `${sign}${(whole - fraction) / MILLION}.${String(fraction).padStart(6, '0')}`;
}

/** What is the same in all rows. */
export type RowLayout = {
  readonly theme: Theme;
  /** Columns for title and detail. */
  readonly room: number;
  readonly titleWidth: number;
  /** What stands between the place of a row and its title. */
  readonly middle: Readonly<Record<Role, string>>;
};

/** Lays rows out. */
export function layOut({ theme, width }: RowStyle): RowLayout {
  const room = Math.max(LEAST_ROOM, width - TEXT_START);
  const titleWidth = Math.max(TITLE_WIDTH.least, Math.min(TITLE_WIDTH.most, room - DETAIL_WIDTH));
  const middleOf = (from: Role): string => `${theme.number.behind}  ${theme.role[from](from)}  `;
  return { theme, room, titleWidth, middle: { client: middleOf('client'), server: middleOf('server') } };
}

/** A row for what the frame of `stamp` completed. */
export function messageRow(
  into: PendingText,
  layout: RowLayout,
  stamp: FrameStamp,
  start: FrameStamp,
  from: Role,
  description: Description,
): void {
  into.text(layout.theme.number.before);
  into.number(stamp.frame, FRAME_WIDTH);
  writeTime(into, stamp, start);
  row(into, layout, from, description);
}

/** A row for what the frames from `first` to `last` hold together. */
export function rangeRow(
  into: PendingText,
  layout: RowLayout,
  first: number,
  last: number,
  from: Role,
  description: Description,
): void {
  const range = first === last ? '' : `–${last}`;
  into.text(layout.theme.number.before);
  into.text(String(first).padStart(FRAME_WIDTH) + range.padEnd(TIME_WIDTH));
  row(into, layout, from, description);
}

/** A note, under the row that it is about. */
export function noteRow(style: RowStyle, note: Note): string {
  const room = Math.max(LEAST_ROOM, style.width - TEXT_START);
  return hang(`${MARKS[note.severity]} ${note.text}`, room, TEXT_START, style.theme.severity[note.severity]);
}

/** What the row above is about, in words, behind a bar that sets it apart from what the capture says. */
export function explanationRow(style: RowStyle, text: string, indent = TEXT_START): string {
  const room = Math.max(LEAST_ROOM, Math.min(PROSE_WIDTH, style.width - indent - BAR.length));
  // A section stays with its specification.
  const bound = text.replace(/[(（][^()（）]{1,32}[)）]$/, (section) => section.replaceAll(' ', '\u00a0'));
  return hang(bound, room, indent, (line) => style.theme.detail(BAR + line.replaceAll('\u00a0', ' ')));
}

/** The heading of a phase, with a fact about it at the right. */
export function phaseRow(style: RowStyle, title: string, fact: string): string {
  const { theme } = style;
  if (fact === '') return `\n  ${theme.phase(title)}\n`;
  return `\n  ${theme.phase(title)}${' '.repeat(Math.max(2, TEXT_START - 2 - title.length))}${theme.detail(fact)}\n`;
}

function microsecondsBetween(earlier: FrameStamp, later: FrameStamp): number {
  return Math.round(
    (later.seconds - earlier.seconds) * 1e6 + (later.nanoseconds - earlier.nanoseconds) / 1e3,
  );
}

/** What `relativeTime` says, at the right of its column. */
function writeTime(into: PendingText, stamp: FrameStamp, start: FrameStamp): void {
  const microseconds = microsecondsBetween(start, stamp);
  if (microseconds < 0) {
    into.text(relativeTime(stamp, start).padStart(TIME_WIDTH));
    return;
  }
  const fraction = microseconds % MILLION;
  into.number((microseconds - fraction) / MILLION, TIME_WIDTH - 7);
  into.text('.');
  into.number(fraction, 6, '0');
}

/** What a row says, behind its place. */
function row(into: PendingText, layout: RowLayout, from: Role, description: Description): void {
  const { theme, room, titleWidth, middle } = layout;
  const { title, detail, isFailure = false } = description;
  into.text(middle[from]);
  const own = displayWidth(title);
  const needed = room === Infinity ? 0 : own + 2 + displayWidth(detailText(detail));
  if (detail.length > 0 && needed <= room) {
    // In its column where there is room, else close behind the title.
    const padding = Math.max(0, titleWidth - own);
    const spaces = needed + padding <= room ? padding : 0;
    if (isFailure) into.text(theme.severity.error(title + ' '.repeat(spaces)));
    else into.text(title);
    into.spaces(isFailure ? 2 : spaces + 2);
    into.text(theme.detail.before);
    writeDetail(into, detail);
    into.text(theme.detail.behind);
    into.text('\n');
    return;
  }
  // No room beside the title: below it.
  into.text(hang(title, room, TEXT_START, isFailure ? theme.severity.error : asItIs).trimStart());
  if (detail.length > 0) into.text(hang(detailText(detail), room - 2, TEXT_START + 2, theme.detail));
}

function asItIs(text: string): string {
  return text;
}

function writeDetail(into: PendingText, detail: Detail): void {
  if (typeof detail === 'string') return into.text(detail);
  for (let i = 0; i < detail.length; i++) {
    const piece = detail[i]!;
    if (typeof piece === 'string') into.text(piece);
    else into.grouped(piece);
  }
}

/** A text on as many lines as it needs, all of them indented. */
function hang(text: string, room: number, indent: number, paint: (line: string) => string): string {
  const lines = room === Infinity || displayWidth(text) <= room ? [text] : wrap(text, room);
  return lines.map((line) => `${' '.repeat(indent)}${paint(line)}\n`).join('');
}
