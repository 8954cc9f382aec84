/**
 * A value of AMF0 or AMF3. What JavaScript has is itself: numbers, strings, booleans, `null`, `undefined`, an array
 * for a strict array and a Vector, a `Uint8Array` for a ByteArray, a `bigint` for a 64-bit integer. The rest is
 * tagged by `kind`.
 *
 * Values form a graph: one that the sender refers to twice is the same object twice, and may contain itself.
 */
export type AmfValue =
  | number
  | bigint
  | string
  | boolean
  | null
  | undefined
  | Uint8Array
  | AmfContainer
  | AmfDate
  | AmfXml
  | AmfReference
  | AmfUnsupported;

/** Name and value. Properties are a list, because a sender may repeat a name, leave it empty or call it `__proto__`. */
export type AmfProperty = readonly [name: string, value: AmfValue];

/** What other values lie in. */
export type AmfContainer = AmfValue[] | AmfRecord | AmfDictionary;

/** What has properties. */
export type AmfRecord = AmfObject | AmfTypedObject | AmfEcmaArray;

/** An anonymous object (AMF0 §2.5, AMF3 §3.12). */
export type AmfObject = {
  readonly kind: 'object';
  /** In the order sent. */
  readonly properties: AmfProperty[];
};

/** An object of a class that has a name (AMF0 §2.18, AMF3 §3.12). */
export type AmfTypedObject = {
  readonly kind: 'typed-object';
  readonly className: string;
  readonly properties: AmfProperty[];
};

/** An associative array (AMF0 §2.10), or an array of AMF3 with named elements, before those it counts (AMF3 §3.11). */
export type AmfEcmaArray = {
  readonly kind: 'ecma-array';
  /** How many properties the sender of AMF0 announced. Many announce 0, or a number that is wrong. */
  readonly count?: number;
  readonly properties: AmfProperty[];
};

/** Keys of any kind, and their values (AMF3 §3.16). */
export type AmfDictionary = {
  readonly kind: 'dictionary';
  readonly pairs: (readonly [key: AmfValue, value: AmfValue])[];
};

/** A point in time (AMF0 §2.13, AMF3 §3.10). */
export type AmfDate = {
  readonly kind: 'date';
  /** Milliseconds since 1970-01-01 UTC, as sent: may be a fraction, or no number. */
  readonly ms: number;
  /** Minutes; reserved, and 0 unless the sender breaks the specification. */
  readonly timeZone: number;
};

/** An XML document as text (AMF0 §2.17, AMF3 §3.9, §3.13). */
export type AmfXml = { readonly kind: 'xml'; readonly text: string };

/** A reference to a value that was never sent (AMF0 §2.9, AMF3 §2.2). One that leads somewhere is replaced by what it leads to. */
export type AmfReference = { readonly kind: 'reference'; readonly index: number };

/** A value that the sender could not write (AMF0 §2.15). */
export type AmfUnsupported = { readonly kind: 'unsupported' };

/** Beyond this a JavaScript `Date` has no ISO form: 100 million days. */
const MAX_ISO_MS = 8.64e15;

/** Whether other values lie in `value`. */
export function isContainer(value: AmfValue): value is AmfContainer {
  return Array.isArray(value) || (value instanceof Object && ('properties' in value || 'pairs' in value));
}

/** Whether `value` has properties: an object or an associative array. */
export function isRecord(value: AmfValue): value is AmfRecord {
  return value instanceof Object && 'properties' in value;
}

/** The value of the property `name`, the last one if it is repeated; `undefined` for what is not there. */
export function propertyOf(value: AmfValue, name: string): AmfValue {
  return isRecord(value) ? value.properties.findLast((property) => property[0] === name)?.[1] : undefined;
}

/** A date as `2024-01-01T00:00:00.000Z`, or `undefined` where ISO 8601 can't say it to the last digit. */
export function isoOf({ ms }: AmfDate): string | undefined {
  return Number.isInteger(ms) && Math.abs(ms) <= MAX_ISO_MS ? new Date(ms).toISOString() : undefined;
}
