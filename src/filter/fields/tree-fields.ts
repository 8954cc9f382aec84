import { declaredFields, type Field, type FieldValue } from '../../field/field.ts';
import { eachNode, type FieldNode } from '../../field/field-node.ts';
import { traceHandshake, traceMessage, tracePayload } from '../../rtmp/event-tree.ts';
import type { Value } from '../types.ts';
import type { Cost, FilterEvent, FilterField } from './filter-field.ts';

/** Beginnings of the ids of what stands in messages whose payload is always at hand. */
const IN_SMALL_MESSAGES = ['amf', 'rtmpt.amf3', 'rtmpt.so', 'rtmpt.tag', 'rtmpt.ucm', 'rtmpt.scm'];

/** Every field of the tree that is not among `named`: a filter has the values of all nodes with its id. */
export function treeFields(named: readonly FilterField[]): FilterField[] {
  const known = new Set(named.map(({ id }) => id));
  const fields: FilterField[] = [];
  for (const declared of declaredFields()) {
    if (known.has(declared.id)) continue;
    known.add(declared.id);
    fields.push({
      ...declared,
      cost: costOf(declared),
      isMany: true,
      read: (event) => valuesOf(event, declared),
    });
  }
  return fields;
}

/** Pictures are read by what was configured before them, which stands in the trace. */
function costOf({ id }: Field): Cost {
  return IN_SMALL_MESSAGES.some((beginning) => id === beginning || id.startsWith(`${beginning}.`))
    ? 'reread'
    : 'trace';
}

function valuesOf(event: FilterEvent, { id, type }: Field): Value[] {
  return nodesOf(event).flatMap((node) => {
    const value = node.field.id === id ? convert(node.value, type) : undefined;
    return value === undefined ? [] : [value];
  });
}

function convert(value: FieldValue, type: Field['type']): Value | undefined {
  switch (type) {
    case 'group':
      return true;
    case 'boolean':
      return typeof value === 'number' ? value !== 0 : value;
    case 'uint':
    case 'int':
    case 'double':
      return typeof value === 'bigint' ? Number(value) : value;
    default:
      return value;
  }
}

/** The message that was asked about last, and its fields: a filter often asks for several. */
let lastEvent: FilterEvent | undefined;
let lastNodes: readonly FieldNode[] = [];

function nodesOf(event: FilterEvent): readonly FieldNode[] {
  if (event === lastEvent) return lastNodes;
  lastEvent = event;
  lastNodes = [...eachNode(treeOf(event))];
  return lastNodes;
}

function treeOf(event: FilterEvent): readonly FieldNode[] {
  if (event.kind === 'handshake') return traceHandshake(event).flatMap(({ nodes }) => nodes);
  return event.trace === undefined ? tracePayload(event) : traceMessage(event).flatMap(({ nodes }) => nodes);
}
