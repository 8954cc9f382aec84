import { safeText } from '../bytes/safe-text.ts';
import { codes } from '../field/codes.ts';
import { type FieldValue, field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { externalLayouts, type FlaggedMembers } from './external-layouts.ts';
import type { MessageLimits } from './message-limits.ts';
import type { AmfDictionary, AmfEcmaArray, AmfProperty, AmfValue } from './value.ts';

/** Type markers (AMF3 §3.1). */
const Marker = codes({
  undefined: [0x00, 'Undefined', 'AMF3 §3.2'],
  null: [0x01, 'Null', 'AMF3 §3.3'],
  false: [0x02, 'False', 'AMF3 §3.4'],
  true: [0x03, 'True', 'AMF3 §3.5'],
  integer: [0x04, 'Integer', 'AMF3 §3.6'],
  double: [0x05, 'Double', 'AMF3 §3.7'],
  string: [0x06, 'String', 'AMF3 §3.8'],
  xmlDocument: [0x07, 'XML document', 'AMF3 §3.9'],
  date: [0x08, 'Date', 'AMF3 §3.10'],
  array: [0x09, 'Array', 'AMF3 §3.11'],
  object: [0x0a, 'Object', 'AMF3 §3.12'],
  xml: [0x0b, 'XML', 'AMF3 §3.13'],
  byteArray: [0x0c, 'ByteArray', 'AMF3 §3.14'],
  vectorInt: [0x0d, 'Vector of int', 'AMF3 §3.15'],
  vectorUint: [0x0e, 'Vector of uint', 'AMF3 §3.15'],
  vectorDouble: [0x0f, 'Vector of double', 'AMF3 §3.15'],
  vectorObject: [0x10, 'Vector of objects', 'AMF3 §3.15'],
  dictionary: [0x11, 'Dictionary', 'AMF3 §3.16'],
});

export const anyValue = field('amf.value', 'group', 'value', 'AMF3 §3.1');
export const member = field('amf.property', 'group', 'member', 'AMF3 §3.12');
export const marker = field('amf.amf3_type', 'uint', 'type marker', 'AMF3 §3.1', Marker);
export const integer = field('amf.integer', 'int', 'integer', 'AMF3 §3.6');
export const double = field('amf.number', 'double', 'double', 'AMF3 §3.7');
export const stringLength = field('amf.stringlength', 'uint', 'string length or reference', 'AMF3 §1.3.2');
export const string = field('amf.string', 'string', 'string', 'AMF3 §1.3.2');
export const objectHeader = field(
  'amf.object_header',
  'uint',
  'object header or reference',
  'AMF3 §3.9 to §3.16',
);
export const xml = field('amf.xml', 'string', 'XML', 'AMF3 §3.9, §3.13');
export const date = field('amf.date', 'double', 'date', 'AMF3 §3.10');
export const byteArray = field('amf.bytearray', 'bytes', 'ByteArray', 'AMF3 §3.14');
export const isFixed = field('amf.vector_fixed', 'boolean', 'fixed-vector', 'AMF3 §3.15');
export const vectorItem = field('amf.integer', 'int', 'vector item', 'AMF3 §3.15');
export const weakKeys = field('amf.weak_keys', 'boolean', 'weak-keys', 'AMF3 §3.16');
export const memberFlags = field('amf.member_flags', 'uint', 'flags of the members that follow', 'BlazeDS');

/** What is known of a class before its values come (AMF3 §3.12). */
type Traits = {
  readonly className: string;
  /** The class writes itself, in a layout of its own. */
  readonly isExternal: boolean;
  /** Further members follow the sealed ones. */
  readonly isDynamic: boolean;
  /** Names of the sealed members. */
  readonly names: readonly string[];
};

/** Puts a value where it belongs. Called before the children of a container are read, so that none is lost. */
export type Place = (value: AmfValue) => void;

/** Puts a plain value in its place, and tells it. */
export function put<T extends AmfValue & FieldValue>(place: Place, plain: T): T {
  place(plain);
  return plain;
}

/** Reads one AMF3 value, with tables of references that begin empty (AMF3; E-RTMP v2, AMF0 and AMF3). Throws `Malformed`. */
export class Amf3Reader {
  private readonly reader: FieldReader;
  private readonly limits: MessageLimits;
  private readonly strings: string[] = [];
  private readonly objects: AmfValue[] = [];
  private readonly traits: Traits[] = [];

  constructor(reader: FieldReader, limits: MessageLimits) {
    this.reader = reader;
    this.limits = limits;
  }

  /** Reads a value that lies in `depth` containers, AMF0 ones counted. */
  readValue(depth: number, place: Place): void {
    this.limits.countValue();
    this.reader.begin(anyValue);
    // What a place gives back, as a push does, is not what the value is.
    const putInto: Place = (value) => {
      place(value);
    };
    this.reader.finish(this.readMarked(depth, putInto) ?? undefined);
  }

  /** Returns what the value is, where it is a plain one. */
  private readMarked(depth: number, place: Place): FieldValue | void {
    const { reader } = this;
    const code = reader.uint8(marker);
    switch (code) {
      case Marker.undefined:
        return place(undefined);
      case Marker.null:
        return place(null);
      case Marker.false:
        return place(false);
      case Marker.true:
        return place(true);
      case Marker.integer:
        return put(place, (reader.uint29(integer) << 3) >> 3);
      case Marker.double:
        return put(place, reader.float64(double));
      case Marker.string:
        return put(place, this.readString());
      default:
        return this.readReferable(code, depth, place);
    }
  }

  /** A value that can be referred to: a reference to an earlier one, or one of its own, told apart by a bit. */
  private readReferable(code: number, depth: number, place: Place): void {
    const { reader } = this;
    if (Marker.labelOf(code) === undefined) {
      const hex = `0x${code.toString(16).padStart(2, '0')}`;
      reader.malformed('amf.marker', `${hex} is no AMF3 type marker`, reader.position - 1);
    }
    const header = reader.uint29(objectHeader);
    const rest = header >> 1;
    if ((header & 1) === 0) return place(this.referTo(rest));
    switch (code) {
      case Marker.xmlDocument:
      case Marker.xml:
        return place(this.keep({ kind: 'xml', text: reader.text(rest, xml) }));
      case Marker.date:
        return place(this.keep({ kind: 'date', ms: reader.float64(date), timeZone: 0 }));
      case Marker.byteArray:
        return place(this.keep(reader.bytes(rest, byteArray).slice()));
      case Marker.array:
        return this.readArray(rest, depth, place);
      case Marker.object:
        return this.readObject(rest, depth, place);
      case Marker.dictionary:
        return this.readDictionary(rest, depth, place);
      default:
        return this.readVector(code, rest, depth, place);
    }
  }

  /** Elements that are counted, behind those that are named. With a named one the array is an associative one. */
  private readArray(count: number, depth: number, place: Place): void {
    const first = this.readString();
    if (first === '') {
      const elements = this.enter<AmfValue[]>([], depth, place);
      for (let i = 0; i < count; i++) this.readValue(depth + 1, (value) => elements.push(value));
    } else {
      const { properties } = this.enter<AmfEcmaArray>({ kind: 'ecma-array', properties: [] }, depth, place);
      this.readNamed(first, properties, depth);
      for (let i = 0; i < count; i++) this.readMember(String(i), properties, depth);
    }
  }

  private readVector(code: number, count: number, depth: number, place: Place): void {
    const { reader } = this;
    reader.uint8(isFixed);
    if (code === Marker.vectorObject) this.readString(); // object-type-name
    const elements = this.enter<AmfValue[]>([], depth, place);
    for (let i = 0; i < count; i++) {
      if (code === Marker.vectorObject) this.readValue(depth + 1, (value) => elements.push(value));
      else elements.push(this.readNumber(code));
    }
  }

  /** An element of a vector of numbers, which has no marker. */
  private readNumber(code: number): number {
    this.limits.countValue();
    if (code === Marker.vectorDouble) return this.reader.float64(double);
    const bits = this.reader.uint32(vectorItem);
    return code === Marker.vectorInt ? bits | 0 : bits;
  }

  private readDictionary(count: number, depth: number, place: Place): void {
    this.reader.uint8(weakKeys);
    const { pairs } = this.enter<AmfDictionary>({ kind: 'dictionary', pairs: [] }, depth, place);
    for (let i = 0; i < count; i++) {
      let key: AmfValue;
      this.readValue(depth + 1, (value) => (key = value));
      this.readValue(depth + 1, (value) => pairs.push([key, value]));
    }
  }

  private readObject(header: number, depth: number, place: Place): void {
    const { className, isExternal, isDynamic, names } = this.readTraits(header);
    const properties: AmfProperty[] = [];
    this.enter(
      className === '' ? { kind: 'object', properties } : { kind: 'typed-object', className, properties },
      depth,
      place,
    );
    if (isExternal) return this.readExternal(className, properties, depth);
    for (const name of names) this.readMember(name, properties, depth);
    if (isDynamic) this.readNamed(this.readString(), properties, depth);
  }

  private readTraits(header: number): Traits {
    if ((header & 1) === 0) return this.traitsAt(header >> 1);
    const isExternal = (header & 2) !== 0;
    const isDynamic = (header & 4) !== 0;
    const className = this.readString();
    const names: string[] = [];
    for (let i = 0; !isExternal && i < header >> 3; i++) {
      this.limits.countValue();
      names.push(this.readString());
    }
    const traits = { className, isExternal, isDynamic, names };
    this.traits.push(traits);
    return traits;
  }

  private traitsAt(index: number): Traits {
    const traits = this.traits[index] ?? this.unknown('traits', index);
    this.limits.countRepeated(traits.className.length);
    for (const name of traits.names) this.limits.countRepeated(name.length);
    return traits;
  }

  /** The members of a class that writes itself. Where its layout is not known, neither is where it ends. */
  private readExternal(className: string, properties: AmfProperty[], depth: number): void {
    const layout = externalLayouts.get(className);
    if (layout === undefined) {
      const name = safeText(className);
      return this.reader.malformed(
        'amf.external',
        `the class '${name}' has a layout of its own (AMF3 §3.12)`,
      );
    }
    if (typeof layout === 'string') return this.readMember(layout, properties, depth);
    for (const members of layout) this.readFlagged(members, properties, depth);
  }

  private readFlagged(names: FlaggedMembers, properties: AmfProperty[], depth: number): void {
    const flags: number[] = [];
    do {
      this.limits.countValue();
      flags.push(this.reader.uint8(memberFlags));
    } while (flags.at(-1)! >= 0x80);
    for (const [i, byte] of flags.entries()) {
      for (let bit = 0; bit < 7; bit++) {
        const name = names[i]?.[bit] ?? `unknown ${i}.${bit}`;
        if ((byte >> bit) & 1) this.readMember(name, properties, depth);
      }
    }
  }

  /** Names and values up to the empty name. */
  private readNamed(first: string, properties: AmfProperty[], depth: number): void {
    for (let name = first; name !== ''; name = this.readString()) this.readMember(name, properties, depth);
  }

  private readMember(name: string, properties: AmfProperty[], depth: number): void {
    this.reader.begin(member);
    this.readValue(depth + 1, (own) => properties.push([name, own]));
    this.reader.finish(name);
  }

  private readString(): string {
    const header = this.reader.uint29(stringLength);
    const rest = header >> 1;
    if ((header & 1) === 0) {
      const text = this.strings[rest] ?? this.unknown('string', rest);
      this.limits.countRepeated(text.length);
      return text;
    }
    const text = this.reader.text(rest, string);
    if (rest > 0) this.strings.push(text);
    return text;
  }

  private referTo(index: number): AmfValue {
    if (index >= this.objects.length) return { kind: 'reference', index };
    const value = this.objects[index];
    if (value instanceof Uint8Array) this.limits.countRepeated(value.length);
    if (value instanceof Object && 'text' in value) this.limits.countRepeated(value.text.length);
    return value;
  }

  private keep<T extends AmfValue>(value: T): T {
    this.objects.push(value);
    return value;
  }

  private enter<T extends AmfValue>(container: T, depth: number, place: Place): T {
    this.limits.checkDepth(depth);
    place(this.keep(container));
    return container;
  }

  private unknown(what: string, index: number): never {
    return this.reader.malformed(
      'amf.reference',
      `no ${what} was sent that has the index ${index} (AMF3 §2.2)`,
    );
  }
}
