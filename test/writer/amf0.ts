import { bytes, f64, join, u16, u32, type Part } from './bytes.ts';

/** A value whose bytes, with its marker, are already written: what JavaScript has no value for. */
export class Encoded {
  readonly data: Uint8Array;

  constructor(...parts: readonly Part[]) {
    this.data = bytes(...parts);
  }
}

/** What can be written as AMF0: plain values and objects, or `Encoded` for the rest. */
export type Amf0 =
  | number
  | boolean
  | string
  | null
  | undefined
  | Encoded
  | readonly Amf0[]
  | { readonly [key: string]: Amf0 };

type Properties = { readonly [key: string]: Amf0 };

/** The values one after the other, as in the body of a command (AMF0 §2). */
export function amf0(...values: readonly Amf0[]): Uint8Array {
  return join(values.map(value0));
}

/** An associative array (AMF0 §2.10); `count` may lie. */
export function ecmaArray(properties: Properties, count = Object.keys(properties).length): Encoded {
  return new Encoded(0x08, u32(count), pairs(properties));
}

/** An object with a class name (AMF0 §2.18). */
export function typedObject(name: string, properties: Properties): Encoded {
  return new Encoded(0x10, u16(name.length), name, pairs(properties));
}

/** Milliseconds since 1970 and the time zone that should be 0 (AMF0 §2.13). */
export function date(milliseconds: number, zone = 0): Encoded {
  return new Encoded(0x0b, f64(milliseconds), u16(zone));
}

/** An object written before, counted from 0 (AMF0 §2.9). */
export function reference(index: number): Encoded {
  return new Encoded(0x07, u16(index));
}

/** An XML document (AMF0 §2.17). */
export function xml(text: string): Encoded {
  return new Encoded(0x0f, longText(text));
}

/** One AMF3 value, written by the caller, inside AMF0 (AMF0 §3.1). */
export function avmPlus(...parts: readonly Part[]): Encoded {
  return new Encoded(0x11, ...parts);
}

function value0(value: Amf0): Uint8Array {
  if (value === undefined) return bytes(0x06);
  if (value === null) return bytes(0x05);
  if (typeof value === 'number') return bytes(0x00, f64(value));
  if (typeof value === 'boolean') return bytes(0x01, value ? 1 : 0);
  if (typeof value === 'string') return text0(value);
  if (value instanceof Encoded) return value.data;
  if (isList(value)) return bytes(0x0a, u32(value.length), amf0(...value));
  return bytes(0x03, pairs(value));
}

function isList(value: Amf0): value is readonly Amf0[] {
  return Array.isArray(value);
}

function text0(text: string): Uint8Array {
  const encoded = bytes(text);
  return encoded.length > 0xffff ? bytes(0x0c, longText(text)) : bytes(0x02, u16(encoded.length), encoded);
}

function longText(text: string): Uint8Array {
  const encoded = bytes(text);
  return bytes(u32(encoded.length), encoded);
}

function pairs(properties: Properties): Uint8Array {
  const entries = Object.entries(properties).map(([key, value]) => {
    const name = bytes(key);
    return bytes(u16(name.length), name, value0(value));
  });
  return bytes(join(entries), u16(0), 0x09);
}
