import type { Field } from '../../field/field.ts';
import type { Message } from '../../rtmp/message.ts';
import * as shared from '../../rtmp/shared-object.ts';
import type { Value } from '../types.ts';
import type { FilterEvent, FilterField } from './filter-field.ts';

/** What shared object messages say (RTMP 1.0 §7.1.3). */
export const SHARING_FIELDS: readonly FilterField[] = [
  of(shared.name, (body) => body.name),
  of(shared.version, (body) => body.version),
  of(shared.flags, (body) => body.flags),
  {
    id: 'rtmpt.so.persistent',
    type: 'boolean',
    label: 'the object outlives its users',
    section: shared.flags.section,
    cost: 'body',
    isFlag: true,
    read: (event) => bodyOf(event)?.persistent,
  },
  ofEvents(shared.eventType, ({ type }) => [type]),
  ofEvents(shared.eventName, ({ name, properties }) =>
    name === undefined ? (properties ?? []).map(([key]) => key) : [name],
  ),
  ofEvents(shared.statusCode, ({ code }) => (code === undefined ? [] : [code])),
];

function of(field: Field, read: (body: shared.SharedObject) => Value | undefined): FilterField {
  return {
    ...field,
    cost: 'body',
    read: (event) => {
      const body = bodyOf(event);
      return body && read(body);
    },
  };
}

function ofEvents(field: Field, read: (event: shared.SharedObjectEvent) => readonly Value[]): FilterField {
  return { ...field, cost: 'body', isMany: true, read: (event) => bodyOf(event)?.events.flatMap(read) ?? [] };
}

function bodyOf(event: FilterEvent): (Message['body'] & shared.SharedObject) | undefined {
  return event.kind === 'message' && event.body.kind === 'sharedObject' ? event.body : undefined;
}
