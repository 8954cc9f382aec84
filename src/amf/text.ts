import { quantity } from '../bytes/quantity.ts';
import { safeText } from '../bytes/safe-text.ts';
import {
  type AmfContainer,
  type AmfDictionary,
  type AmfRecord,
  type AmfValue,
  isContainer,
  isoOf,
} from './value.ts';

const CUT = '…';
/** Names that need no quotes to be told from what is around them. */
const PLAIN_NAME = /^[\w$|@.-]+$/;

/**
 * One value on one line, fit for a terminal and no longer than `room` characters: `'live'`,
 * `{app: 'live', flashVer: 'LNX 9,0,124,2', …}`. What finds no room, such as the rounds of a cycle, ends in `…`.
 */
export function amfText(value: AmfValue, room = 80): string {
  if (typeof value === 'string') return quoted(value, room);
  if (Array.isArray(value)) return list('[', value.length, ']', room, (i, left) => amfText(value[i], left));
  if (isContainer(value))
    return value.kind === 'dictionary' ? dictionaryText(value, room) : recordText(value, room);
  return fit(scalarText(value), room);
}

function recordText(record: AmfRecord, room: number): string {
  const open = record.kind === 'typed-object' ? `${fit(record.className, room >> 1)} {` : '{';
  return list(open, record.properties.length, '}', room, (i, left) => {
    const [name, value] = record.properties[i]!;
    const label = `${PLAIN_NAME.test(name) ? fit(name, left) : quoted(name, left)}: `;
    return label.length < left ? label + amfText(value, left - label.length) : CUT;
  });
}

function dictionaryText({ pairs }: AmfDictionary, room: number): string {
  return list('{', pairs.length, '}', room, (i, left) => {
    const [key, value] = pairs[i]!;
    const label = `${amfText(key, left)} → `;
    return label.length < left ? label + amfText(value, left - label.length) : CUT;
  });
}

/** As many of `count` items as there is room for. */
function list(
  open: string,
  count: number,
  close: string,
  room: number,
  item: (index: number, room: number) => string,
): string {
  if (open.length + CUT.length + close.length > room) return CUT;
  const more = `, ${CUT}`;
  let text = open;
  for (let i = 0; i < count; i++) {
    const separator = i === 0 ? '' : ', ';
    const reserved = close.length + (i + 1 < count ? more.length : 0);
    const left = room - text.length - separator.length - reserved;
    const piece = left < CUT.length ? CUT : item(i, left);
    text += separator + piece;
    if (piece === CUT) break;
  }
  return text + close;
}

function quoted(text: string, room: number): string {
  if (room < 3) return CUT;
  const enough = text.slice(0, room);
  return `'${fit(enough.replaceAll("'", "\\'"), room - 2)}'`;
}

/** The beginning of `text` that fits `room` characters once it is safe for a terminal; never half a character. */
function fit(text: string, room: number): string {
  let safe = '';
  let kept = '';
  for (const character of text) {
    safe += safeText(character);
    if (safe.length > room) return kept + CUT;
    if (safe.length < room) kept = safe;
  }
  return safe;
}

function scalarText(value: Exclude<AmfValue, string | AmfContainer>): string {
  if (!(value instanceof Object)) return String(value);
  if (value instanceof Uint8Array) return `<${quantity(value.length, 'byte')}>`;
  switch (value.kind) {
    case 'date':
      return isoOf(value) ?? `date ${value.ms}`;
    case 'xml':
      return `XML ${value.text}`;
    case 'reference':
      return `reference ${value.index}`;
    case 'unsupported':
      return 'unsupported';
  }
}
