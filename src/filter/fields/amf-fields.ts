import * as amf0 from '../../amf/amf0.ts';
import { field, type Field, type FieldValue } from '../../field/field.ts';
import type { Message } from '../../rtmp/message.ts';
import { eachNode, type FieldNode } from '../../field/field-node.ts';
import { tracePayload } from '../../rtmp/event-tree.ts';
import type { Value } from '../types.ts';
import type { FilterEvent, FilterField } from './filter-field.ts';

const NOTHING: readonly FieldNode[] = [];

/** Type markers of what Wireshark has a field for that only says that it is there (AMF0 §2.1, AMF3 §3.1). */
const AMF0_OBJECT = 0x03;
const AMF0_ECMA_ARRAY = 0x08;
const AMF0_STRICT_ARRAY = 0x0a;
const AMF0_TYPED_OBJECT = 0x10;
const AMF3_ARRAY = 0x09;
const AMF3_OBJECT = 0x0a;

/** What stands in the AMF of commands and data: the names are Wireshark's, who has names of properties as strings, too. */
export const AMF_FIELDS: readonly FilterField[] = [
  {
    id: 'amf',
    type: 'group',
    label: 'Action Message Format',
    section: 'AMF0',
    cost: 'body',
    read: (event) => holdsAmf(event) || undefined,
  },
  recorded(amf0.marker),
  recorded(field('amf.amf3_type', 'uint', 'type marker', 'AMF3 §3.1')),
  recorded(amf0.number),
  recorded(field('amf.integer', 'uint', 'integer, as the 29 bits that were sent', 'AMF3 §3.6')),
  recorded(amf0.boolean, (value) => value !== 0),
  stringLengths(),
  recorded(amf0.string),
  recorded(amf0.longString),
  recorded(amf0.reference),
  recorded(amf0.arrayLength),
  { ...recorded(amf0.date, (value) => millisecondsToTime(Number(value))), type: 'time' },
  recorded(amf0.timeZone),
  recorded(amf0.xmlLength),
  recorded(amf0.xmlDocument),
  recorded(field('amf.xml', 'string', 'XML', 'AMF3 §3.9, §3.13')),
  recorded(field('amf.bytearray', 'bytes', 'ByteArray', 'AMF3 §3.14')),
  recorded(amf0.classNameLength),
  recorded(amf0.className),
  recorded(amf0.int64, Number),
  recorded(amf0.objectEnd),
  container('amf.object', 'object', 'AMF0 §2.5, §2.18', [AMF0_OBJECT, AMF0_TYPED_OBJECT], [AMF3_OBJECT]),
  container('amf.ecmaarray', 'ECMA array', 'AMF0 §2.10', [AMF0_ECMA_ARRAY], []),
  container('amf.strictarray', 'strict array', 'AMF0 §2.12', [AMF0_STRICT_ARRAY], []),
  container('amf.array', 'array', 'AMF3 §3.11', [], [AMF3_ARRAY]),
];

/** A field by its id, whichever of the two formats it was read in. */
function recorded(
  declared: Field,
  convert: (value: FieldValue) => Value | undefined = (value) => value,
): FilterField & { isMany: true } {
  return {
    ...declared,
    cost: 'reread',
    isMany: true,
    read: (event) => {
      const values: Value[] = [];
      for (const { field: read, value } of recordOf(event)) {
        const converted = read.id === declared.id ? convert(value) : undefined;
        if (converted !== undefined) values.push(converted);
      }
      return values;
    },
  };
}

/** Of AMF0 only, where no reference stands in the same place, and without the empty name that an object ends with. */
function stringLengths(): FilterField {
  return {
    ...amf0.stringLength,
    cost: 'reread',
    isMany: true,
    read: (event) =>
      recordOf(event).flatMap(({ field: read, value }, i, all) =>
        read === amf0.stringLength && all[i + 1]?.field !== amf0.objectEnd ? [Number(value)] : [],
      ),
  };
}

function container(
  id: string,
  label: string,
  section: string,
  amf0Markers: readonly FieldValue[],
  amf3Markers: readonly FieldValue[],
): FilterField {
  return {
    id,
    type: 'group',
    label,
    section,
    cost: 'reread',
    read: (event) =>
      recordOf(event).some(({ field: read, value }) => {
        if (read === amf0.marker) return amf0Markers.includes(value);
        return read.id === 'amf.amf3_type' && amf3Markers.includes(value);
      }) || undefined,
  };
}

const AMF_BODIES: ReadonlySet<string> = new Set(['command', 'data', 'sharedObject']);

function holdsAmf(event: FilterEvent): event is Message {
  return event.kind === 'message' && AMF_BODIES.has(event.body.kind);
}

/** The message that was read last, and its fields: a filter asks of one message after the other, often several times. */
let lastEvent: FilterEvent | undefined;
let lastRecord = NOTHING;

function recordOf(event: FilterEvent): readonly FieldNode[] {
  if (event === lastEvent) return lastRecord;
  lastEvent = event;
  lastRecord = holdsAmf(event) ? record(event) : NOTHING;
  return lastRecord;
}

/** The fields that hold a value of their own, without the groups that they make. */
function record(message: Message): readonly FieldNode[] {
  return [...eachNode(tracePayload(message))].filter(({ field: { type } }) => type !== 'group');
}

function millisecondsToTime(ms: number): bigint | undefined {
  const nanoseconds = Math.round(ms * 1e6);
  return Number.isFinite(nanoseconds) ? BigInt(nanoseconds) : undefined;
}
