import type { Field } from '../../field/field.ts';
import * as aggregate from '../../rtmp/aggregate.ts';
import type { Value } from '../types.ts';
import type { FilterField } from './filter-field.ts';

/** The headers of the sub-messages of an aggregate (RTMP 1.0 §7.1.6): the names are Wireshark's. */
export const AGGREGATE_FIELDS: readonly FilterField[] = [
  of(aggregate.tagType, ({ typeId }) => typeId),
  of(aggregate.tagSize, ({ start, end }) => end - start),
  of(aggregate.tagTimestamp, ({ timestamp }) => timestamp & 0xffffff),
  of(aggregate.tagTimestampExtended, ({ timestamp }) => timestamp >>> 24),
  of(aggregate.tagStreamId, ({ streamId }) => streamId),
  of(aggregate.backPointer, (part) => part.backPointer),
  {
    id: 'rtmpt.part',
    type: 'boolean',
    label: 'it is a sub-message of an aggregate',
    section: aggregate.tagType.section,
    cost: 'header',
    isFlag: true,
    read: (event) => (event.kind === 'message' ? event.isPart : undefined),
  },
];

function of(field: Field, read: (part: aggregate.AggregatePart) => Value | undefined): FilterField {
  return {
    ...field,
    cost: 'body',
    isMany: true,
    read: (event) => {
      if (event.kind !== 'message' || event.body.kind !== 'aggregate') return [];
      return event.body.parts.map(read).filter((value) => value !== undefined);
    },
  };
}
