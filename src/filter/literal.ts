import { parseIpv4, parseIpv6 } from './address-literal.ts';
import { parseDuration, parseTime } from './time-literal.ts';
import type { Value, ValueType } from './types.ts';

const HEX_INTEGER = /^0[xX][\dA-Fa-f]+$/;
const BINARY_INTEGER = /^0[bB][01]+$/;
const OCTAL_INTEGER = /^0[0-7]+$/;
const DECIMAL_INTEGER = /^(?:0|[1-9]\d*)$/;
const FRACTION = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Bytes with something between them, each of one or two digits, or after a colon that says that they are bytes. */
const APART = /^:?[\dA-Fa-f]{1,2}(?:([:.-])[\dA-Fa-f]{1,2}(?:\1[\dA-Fa-f]{1,2})*)?:?$/;
/** Bytes with nothing between them. */
const TOGETHER = /^(?:[\dA-Fa-f]{2})+$/;
const HEX_BYTE = /^0[xX][\dA-Fa-f]{1,2}$/;

const utf8 = new TextEncoder();

/** A value without quotation marks, such as `0x14`, `aa:bb` or `10.0.0.1`, as a value of `type`; `undefined` if it is none. */
export function valueOfWord(word: string, type: ValueType): Value | undefined {
  switch (type) {
    case 'uint':
    case 'int':
      return parseInteger(word);
    case 'double':
      return parseNumber(word);
    case 'boolean':
      return parseBoolean(word);
    case 'string':
      return word;
    case 'bytes':
      return parseBytes(word);
    case 'ipv4':
      return parseIpv4(word);
    case 'ipv6':
      return parseIpv6(word);
    case 'time':
      return parseTime(word);
    case 'duration':
      return parseDuration(word);
    case 'group':
      return undefined;
  }
}

/** A value in quotation marks as a value of `type`; `undefined` if it is none. */
export function valueOfString(text: string, type: ValueType): Value | undefined {
  switch (type) {
    case 'string':
      return text;
    case 'bytes':
      return utf8.encode(text);
    case 'uint':
    case 'int':
    case 'double':
      return undefined;
    default:
      return valueOfWord(text, type);
  }
}

/** A character between single quotation marks: text as any other, and for a number its code. */
export function valueOfCharacter(text: string, type: ValueType): Value | undefined {
  const code = text.codePointAt(0);
  const isOne = code !== undefined && text.length === String.fromCodePoint(code).length;
  if (isOne && (type === 'uint' || type === 'int' || type === 'double')) return code;
  return valueOfString(text, type);
}

/** `9`, `0x09`, `011` in octal, `0b1001`. */
function parseInteger(word: string): number | undefined {
  if (DECIMAL_INTEGER.test(word) || HEX_INTEGER.test(word) || BINARY_INTEGER.test(word))
    return finite(Number(word));
  return OCTAL_INTEGER.test(word) ? finite(parseInt(word, 8)) : undefined;
}

/** An integer, or `0.5`, `1e3`. */
function parseNumber(word: string): number | undefined {
  const isFraction = FRACTION.test(word) && /[.eE]/.test(word);
  return isFraction ? finite(Number(word)) : parseInteger(word);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function parseBoolean(word: string): boolean | undefined {
  const lower = word.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  const number = parseInteger(word);
  return number === undefined ? undefined : number !== 0;
}

function parseBytes(word: string): Uint8Array | undefined {
  if (HEX_BYTE.test(word)) return Uint8Array.of(Number(word));
  if (TOGETHER.test(word)) return bytesOf(word.match(/../g) ?? []);
  return APART.test(word) ? bytesOf(word.match(/[\dA-Fa-f]+/g) ?? []) : undefined;
}

function bytesOf(digits: readonly string[]): Uint8Array {
  return Uint8Array.from(digits, (pair) => parseInt(pair, 16));
}
