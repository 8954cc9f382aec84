import { type FrameStamp } from '../bytes/frame-stamp.ts';
import type { Note } from '../bytes/note.ts';
import type { Role } from '../rtmp/message.ts';
import type { Description } from './description.ts';
import { displayWidth, padEnd, wrap } from './display-width.ts';
import type { Theme } from './theme.ts';

const FRAME_WIDTH = 7;
const TIME_WIDTH = 11;
const ROLE_WIDTH = 6;
/** Columns before the text of a row. */
const TEXT_START = FRAME_WIDTH + TIME_WIDTH + 2 + ROLE_WIDTH + 2;
/** Columns of a title, where there is room for the detail beside it; and of that detail, at the least. */
const TITLE_WIDTH = { least: 20, most: 40 } as const;
const DETAIL_WIDTH = 60;
/** A terminal too narrow for even this is left to break the lines itself. */
const LEAST_ROOM = 20;
const MARKS = { error: '✗', warning: '!', note: '·' } as const;

/** How rows are drawn. */
export type RowStyle = {
  readonly theme: Theme;
  /** Columns of the terminal; `Infinity` for a pipe or a file. */
  readonly width: number;
};

/** Seconds from the start of the capture, with microseconds. */
export function relativeTime(stamp: FrameStamp, start: FrameStamp): string {
  const microseconds = Math.round(
    (stamp.seconds - start.seconds) * 1e6 + (stamp.nanoseconds - start.nanoseconds) / 1e3,
  );
  const sign = microseconds < 0 ? '-' : '';
  const whole = Math.abs(microseconds);
  const fraction = whole % 1_000_000;
  return `${sign}${(whole - fraction) / 1_000_000}.${String(fraction).padStart(6, '0')}`;
}

/** A row for what one frame completed; `time` is as `relativeTime` has it. */
export function messageRow(
  style: RowStyle,
  frame: number,
  time: string,
  from: Role,
  description: Description,
): string {
  return row(style, String(frame).padStart(FRAME_WIDTH) + time.padStart(TIME_WIDTH), from, description);
}

/** A row for what the frames from `first` to `last` hold together. */
export function rangeRow(
  style: RowStyle,
  first: number,
  last: number,
  from: Role,
  description: Description,
): string {
  const range = first === last ? '' : `–${last}`;
  return row(style, String(first).padStart(FRAME_WIDTH) + range.padEnd(TIME_WIDTH), from, description);
}

/** A note, under the row that it is about. */
export function noteRow(style: RowStyle, note: Note): string {
  const room = Math.max(LEAST_ROOM, style.width - TEXT_START);
  return hang(`${MARKS[note.severity]} ${note.text}`, room, TEXT_START, style.theme.severity[note.severity]);
}

/** The heading of a phase, with a fact about it at the right. */
export function phaseRow(style: RowStyle, title: string, fact: string): string {
  const { theme } = style;
  if (fact === '') return `\n  ${theme.phase(title)}\n`;
  return `\n  ${theme.phase(title)}${' '.repeat(Math.max(2, TEXT_START - 2 - title.length))}${theme.detail(fact)}\n`;
}

function row({ theme, width }: RowStyle, place: string, from: Role, description: Description): string {
  const { title, detail, isFailure = false } = description;
  const paint = isFailure ? theme.severity.error : asItIs;
  const head = `${theme.number(place)}  ${theme.role[from](from)}  `;
  const room = Math.max(LEAST_ROOM, width - TEXT_START);
  const titleWidth = Math.max(TITLE_WIDTH.least, Math.min(TITLE_WIDTH.most, room - DETAIL_WIDTH));
  const padded = padEnd(title, titleWidth);
  if (detail !== '') {
    // In its column where there is room, else close behind the title.
    if (fits(`${padded}  ${detail}`, room)) return `${head}${paint(padded)}  ${theme.detail(detail)}\n`;
    if (fits(`${title}  ${detail}`, room)) return `${head}${paint(title)}  ${theme.detail(detail)}\n`;
  }
  // No room beside the title: below it.
  const below = detail === '' ? '' : hang(detail, room - 2, TEXT_START + 2, theme.detail);
  return `${head}${hang(title, room, TEXT_START, paint).trimStart()}${below}`;
}

function asItIs(text: string): string {
  return text;
}

function fits(text: string, room: number): boolean {
  return room === Infinity || displayWidth(text) <= room;
}

/** A text on as many lines as it needs, all of them indented. */
function hang(text: string, room: number, indent: number, paint: (line: string) => string): string {
  const lines = fits(text, room) ? [text] : wrap(text, room);
  return lines.map((line) => `${' '.repeat(indent)}${paint(line)}\n`).join('');
}
