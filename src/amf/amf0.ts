import { codes } from '../field/codes.ts';
import { type FieldValue, field } from '../field/field.ts';
import { type Broken, brokenBy } from '../field/broken.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { Amf3Reader, put, type Place } from './amf3.ts';
import { MessageLimits } from './message-limits.ts';
import type { AmfRecord, AmfValue } from './value.ts';

/** Type markers (AMF0 §2.1, §3.1). */
const Marker = codes({
  number: [0x00, 'Number', 'AMF0 §2.2'],
  boolean: [0x01, 'Boolean', 'AMF0 §2.3'],
  string: [0x02, 'String', 'AMF0 §2.4'],
  object: [0x03, 'Object', 'AMF0 §2.5'],
  movieClip: [0x04, 'Movie clip', 'AMF0 §2.6'],
  null: [0x05, 'Null', 'AMF0 §2.7'],
  undefined: [0x06, 'Undefined', 'AMF0 §2.8'],
  reference: [0x07, 'Reference', 'AMF0 §2.9'],
  ecmaArray: [0x08, 'ECMA array', 'AMF0 §2.10'],
  objectEnd: [0x09, 'Object end', 'AMF0 §2.11'],
  strictArray: [0x0a, 'Strict array', 'AMF0 §2.12'],
  date: [0x0b, 'Date', 'AMF0 §2.13'],
  longString: [0x0c, 'Long string', 'AMF0 §2.14'],
  unsupported: [0x0d, 'Unsupported', 'AMF0 §2.15'],
  recordSet: [0x0e, 'Record set', 'AMF0 §2.16'],
  xmlDocument: [0x0f, 'XML document', 'AMF0 §2.17'],
  typedObject: [0x10, 'Typed object', 'AMF0 §2.18'],
  avmPlus: [0x11, 'AVM+ object', 'AMF0 §3.1'],
  int64: [0x22, 'Int64', 'not in AMF0; as Wireshark reads it'],
});

export const anyValue = field('amf.value', 'group', 'value', 'AMF0 §2.1');
export const property = field('amf.property', 'group', 'property', 'AMF0 §2.5');
export const marker = field('amf.amf0_type', 'uint', 'type marker', 'AMF0 §2.1', Marker);
export const number = field('amf.number', 'double', 'number', 'AMF0 §2.2');
export const boolean = field('amf.boolean', 'boolean', 'boolean', 'AMF0 §2.3');
/** Of property names too, as in Wireshark. */
export const stringLength = field('amf.stringlength', 'uint', 'string length', 'AMF0 §1.3.1');
export const string = field('amf.string', 'string', 'string', 'AMF0 §1.3.1');
export const reference = field('amf.object_reference', 'uint', 'reference', 'AMF0 §2.9');
export const arrayLength = field('amf.arraylength', 'uint', 'array length', 'AMF0 §2.10, §2.12');
export const objectEnd = field('amf.end_of_object_marker', 'uint', 'object end marker', 'AMF0 §2.11');
export const date = field('amf.date', 'double', 'date', 'AMF0 §2.13');
export const timeZone = field('amf.timezone', 'int', 'time zone', 'AMF0 §2.13');
export const longString = field('amf.longstring', 'string', 'long string', 'AMF0 §2.14');
export const xmlLength = field('amf.xmllength', 'uint', 'XML document length', 'AMF0 §2.17');
export const xmlDocument = field('amf.xml_doc', 'string', 'XML document', 'AMF0 §2.17');
export const classNameLength = field('amf.classnamelength', 'uint', 'class name length', 'AMF0 §2.18');
export const className = field('amf.classname', 'string', 'class name', 'AMF0 §2.18');
export const int64 = field('amf.int64', 'int', 'int64', 'not in AMF0');

/** The values of one message, and where reading stopped if it did before the end. */
export type AmfValues = {
  /** Complete, but for the last one and the containers that end with it when `broken` is there. */
  readonly values: AmfValue[];
  readonly broken?: Broken;
};

/**
 * Reads AMF0 values, and the AMF3 ones among them, up to the end of `reader`, with one table of references, as in one message (AMF0 §2, §4.1.3).
 * Never throws: a container that breaks off keeps what was read of it.
 */
export function readAmf0Values(reader: FieldReader): AmfValues {
  const values: AmfValue[] = [];
  const message = new Amf0Message(reader);
  try {
    while (reader.remaining > 0) message.readValue(0, (value) => values.push(value));
  } catch (error) {
    return { values, broken: brokenBy(error) };
  }
  return { values };
}

/** The AMF0 values of one message, with one table of references. Each may throw `Malformed`. */
export class Amf0Message {
  private readonly reader: FieldReader;
  /** What references point to: objects and arrays, in the order in which they begin (AMF0 §2.9). */
  private readonly referable: AmfValue[] = [];
  private readonly limits: MessageLimits;

  constructor(reader: FieldReader) {
    this.reader = reader;
    this.limits = new MessageLimits(reader);
  }

  /** Reads the next value, inside of `depth` containers; a container is placed before it is filled. */
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
    const reader = this.reader;
    const code = reader.uint8(marker);
    switch (code) {
      case Marker.number:
        return put(place, reader.float64(number));
      case Marker.boolean:
        return put(place, reader.uint8(boolean) !== 0);
      case Marker.string:
        return put(place, reader.text(reader.uint16(stringLength), string));
      case Marker.object:
        return this.readProperties(depth, { kind: 'object', properties: [] }, place);
      case Marker.null:
        return place(null);
      case Marker.undefined:
        return place(undefined);
      case Marker.reference:
        return place(this.readReference());
      case Marker.ecmaArray: {
        const count = reader.uint32(arrayLength);
        return this.readProperties(depth, { kind: 'ecma-array', count, properties: [] }, place);
      }
      case Marker.strictArray:
        return this.readStrictArray(depth, reader.uint32(arrayLength), place);
      case Marker.date:
        return place({ kind: 'date', ms: reader.float64(date), timeZone: reader.int16(timeZone) });
      case Marker.longString:
        return put(place, reader.text(reader.uint32(stringLength), longString));
      case Marker.unsupported:
        return place({ kind: 'unsupported' });
      case Marker.xmlDocument:
        return place({ kind: 'xml', text: reader.text(reader.uint32(xmlLength), xmlDocument) });
      case Marker.typedObject: {
        const of = reader.text(reader.uint16(classNameLength), className);
        return this.readProperties(depth, { kind: 'typed-object', className: of, properties: [] }, place);
      }
      case Marker.avmPlus:
        return new Amf3Reader(reader, this.limits).readValue(depth, place);
      case Marker.int64:
        return put(place, reader.int64(int64));
      default:
        return this.stopAt(code);
    }
  }

  /** Property by property up to the end marker; the announced count of an associative array is not relied on. */
  private readProperties(depth: number, record: AmfRecord, place: Place): void {
    const reader = this.reader;
    const start = reader.position;
    this.enter(depth, record, place);
    for (;;) {
      if (reader.remaining === 0) {
        reader.malformed('amf.missing-end', `no object end marker follows the properties from byte ${start}`);
      }
      const isEnd = reader.peek(0) === 0 && reader.peek(1) === 0 && reader.peek(2) === Marker.objectEnd;
      if (!isEnd) reader.begin(property);
      const length = reader.uint16(stringLength);
      if (isEnd) {
        reader.uint8(objectEnd);
        return;
      }
      const key = reader.text(length, string);
      this.readValue(depth + 1, (member) => record.properties.push([key, member]));
      reader.finish(key);
    }
  }

  private readStrictArray(depth: number, count: number, place: Place): void {
    const elements: AmfValue[] = [];
    this.enter(depth, elements, place);
    for (let i = 0; i < count; i++) this.readValue(depth + 1, (value) => elements.push(value));
  }

  private enter(depth: number, container: AmfValue, place: Place): void {
    this.limits.checkDepth(depth);
    this.referable.push(container);
    place(container);
  }

  private readReference(): AmfValue {
    const index = this.reader.uint16(reference);
    return index < this.referable.length ? this.referable[index] : { kind: 'reference', index };
  }

  private stopAt(code: number): never {
    const at = this.reader.position - 1;
    const hex = `0x${code.toString(16).padStart(2, '0')}`;
    const label = Marker.labelOf(code);
    return this.reader.malformed(
      'amf.marker',
      label === undefined ? `${hex} is no AMF0 type marker` : `${label} (${hex}) begins no value`,
      at,
    );
  }
}
