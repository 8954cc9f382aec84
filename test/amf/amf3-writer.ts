import { bytes, f64, join, type Part, u32 } from '../writer/bytes.ts';

/** AMF3 §1.3.1. */
export function u29(value: number): Uint8Array {
  if (value < 0x80) return bytes(value);
  if (value < 0x4000) return bytes((value >> 7) | 0x80, value & 0x7f);
  if (value < 0x20_0000) return bytes((value >> 14) | 0x80, (value >> 7) | 0x80, value & 0x7f);
  return bytes((value >> 22) | 0x80, (value >> 15) | 0x80, (value >> 8) | 0x80, value & 0xff);
}

/** A number whose lowest bit says that the thing itself follows, not a reference to it. */
const own = (value: number): Uint8Array => u29((value << 1) | 1);

/** A string without marker, as in names (AMF3 §1.3.2). */
export function name3(text: string): Uint8Array {
  const encoded = bytes(text);
  return bytes(own(encoded.length), encoded);
}

/** A reference to the string, object or traits of that index, without marker. */
export const reference3 = (index: number): Uint8Array => u29(index << 1);

export const integer3 = (value: number): Uint8Array => bytes(0x04, u29(value & 0x1fff_ffff));
export const double3 = (value: number): Uint8Array => bytes(0x05, f64(value));
export const string3 = (text: string): Uint8Array => bytes(0x06, name3(text));
export const date3 = (milliseconds: number): Uint8Array => bytes(0x08, 1, f64(milliseconds));

/** An array of elements that are counted, behind named ones: name and value by turns (AMF3 §3.11). */
export function array3(elements: readonly Uint8Array[], named: readonly Part[] = []): Uint8Array {
  return bytes(0x09, own(elements.length), join(named), 0x01, join(elements));
}

/** Traits that say how members follow, without the object's marker (AMF3 §3.12). */
export function traits3(className: string, names: readonly string[], isDynamic = false): Uint8Array {
  return bytes(
    u29((names.length << 4) | (isDynamic ? 0x0b : 0x03)),
    name3(className),
    join(names.map(name3)),
  );
}

/** An object of dynamic members: name and value by turns. */
export function object3(...members: readonly Part[]): Uint8Array {
  return bytes(0x0a, traits3('', [], true), join(members), 0x01);
}

/** An object whose class writes itself. */
export function external3(className: string, ...parts: readonly Part[]): Uint8Array {
  return bytes(0x0a, 0x07, name3(className), join(parts));
}

export function byteArray3(data: Uint8Array): Uint8Array {
  return bytes(0x0c, own(data.length), data);
}

export const vectorInt3 = (...values: readonly number[]): Uint8Array =>
  bytes(0x0d, own(values.length), 0, join(values.map(u32)));
