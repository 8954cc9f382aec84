import { base64Of } from '../bytes/base64.ts';
import {
  type AmfContainer,
  type AmfDate,
  type AmfRecord,
  type AmfValue,
  isContainer,
  isoOf,
} from './value.ts';

/** What `JSON.stringify` writes as it is. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** Characters and values that repetitions of shared values may add to one message. */
const MAX_REPEATED = 1 << 20;
/** Twice what a message may nest by itself; only references lead deeper. */
const MAX_DEPTH = 128;

/**
 * Turns the AMF values of one message into JSON. Objects and associative arrays become objects. What JSON lacks is
 * tagged: `$undefined`, `$number` (not finite, or an integer beyond 2^53), `$bytes` (base64), `$date` (ISO 8601, or
 * milliseconds where that can't say it), `$typed` (the class, beside the properties), `$xml`, `$unsupported`,
 * `$reference` (to a value that was never sent), `$dictionary` (keys of any kind). A name of the sender's that begins
 * with `$` gets one more. A record that repeats a name shows its properties as a list, `$entries`. Names that are whole
 * numbers come first, as in every JavaScript object.
 *
 * A value that is referred to again is shown again; one that contains itself shows `$ref`, the path of the value
 * meant. So does every repetition once they have added a million characters: nested references could fill any memory.
 */
export class AmfJsonWriter {
  /** The containers shown so far, and where. */
  private readonly paths = new Map<AmfValue, string>();
  /** The containers that are being shown. */
  private readonly open = new Set<AmfValue>();
  private repeatsLeft = MAX_REPEATED;

  /** The JSON of `value`; `path` is where it will stand, such as `#/arguments/0`, for references to it. */
  write(value: AmfValue, path = '#'): JsonValue {
    if (!isContainer(value)) return jsonOfScalar(value);
    const earlier = this.paths.get(value);
    if (earlier !== undefined && (this.open.has(value) || !this.mayRepeat(value))) return { $ref: earlier };
    if (this.open.size === MAX_DEPTH) return earlier === undefined ? { $omitted: path } : { $ref: earlier };
    if (earlier === undefined) this.paths.set(value, path);
    this.open.add(value);
    const json = this.writeContainer(value, path);
    this.open.delete(value);
    return json;
  }

  private writeContainer(container: AmfContainer, path: string): JsonValue {
    if (Array.isArray(container)) return this.writeList(container, path);
    if (container.kind !== 'dictionary') return this.writeRecord(container, path);
    return {
      $dictionary: container.pairs.map((pair, i) => this.writeList(pair, `${path}/$dictionary/${i}`)),
    };
  }

  private writeList(values: readonly AmfValue[], path: string): JsonValue[] {
    return values.map((value, i) => this.write(value, `${path}/${i}`));
  }

  /** `Object.fromEntries`, because it makes a plain property even of `__proto__`. */
  private writeRecord(record: AmfRecord, path: string): JsonValue {
    const { properties } = record;
    const tag: [string, JsonValue][] = record.kind === 'typed-object' ? [['$typed', record.className]] : [];
    if (new Set(properties.map(([name]) => name)).size < properties.length) {
      const entries = properties.map((property, i) => this.writeList(property, `${path}/$entries/${i}`));
      return Object.fromEntries([...tag, ['$entries', entries]]);
    }
    const members = properties.map(([name, value]): [string, JsonValue] => {
      const key = name.startsWith('$') ? `$${name}` : name;
      return [key, this.write(value, `${path}/${pointerPart(key)}`)];
    });
    return Object.fromEntries([...tag, ...members]);
  }

  /** Takes what showing `container` once more adds, but for the containers in it, from what is left for that. */
  private mayRepeat(container: AmfContainer): boolean {
    if (this.repeatsLeft < 0) return false;
    if (Array.isArray(container)) {
      for (const element of container) this.repeatsLeft -= weightOf(element);
    } else {
      const pairs = container.kind === 'dictionary' ? container.pairs : container.properties;
      for (const [key, value] of pairs) this.repeatsLeft -= weightOf(key) + weightOf(value);
    }
    return this.repeatsLeft >= 0;
  }
}

function weightOf(value: AmfValue): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return 1 + value.length;
  return value instanceof Object && 'text' in value ? 1 + value.text.length : 1;
}

function jsonOfScalar(value: Exclude<AmfValue, AmfContainer>): JsonValue {
  switch (typeof value) {
    case 'undefined':
      return { $undefined: true };
    case 'number':
      return jsonOfNumber(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : { $number: String(value) };
    case 'string':
    case 'boolean':
      return value;
  }
  if (value === null) return null;
  if (value instanceof Uint8Array) return { $bytes: base64Of(value) };
  switch (value.kind) {
    case 'date':
      return jsonOfDate(value);
    case 'xml':
      return { $xml: value.text };
    case 'reference':
      return { $reference: value.index };
    case 'unsupported':
      return { $unsupported: true };
  }
}

function jsonOfNumber(value: number): JsonValue {
  return Number.isFinite(value) ? value : { $number: String(value) };
}

function jsonOfDate(date: AmfDate): JsonValue {
  const $date = isoOf(date) ?? jsonOfNumber(date.ms);
  return date.timeZone === 0 ? { $date } : { $date, timeZone: date.timeZone };
}

/** As a part of a JSON pointer (RFC 6901 §3). */
function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
