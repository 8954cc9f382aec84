import { anyValue, property } from '../amf/amf0.ts';
import type { FieldNode } from '../field/field-node.ts';
import type { Message } from './message.ts';
import { valueMeaning } from './value-meaning.ts';

const NONE: ReadonlyMap<FieldNode, string> = new Map();

/**
 * What the values of a command or data message mean, in words: of the nodes of its payload that are values, those of
 * which something is known, such as the bits of `capsEx`.
 */
export function meaningsOfValues(
  { body }: Message,
  nodes: readonly FieldNode[],
): ReadonlyMap<FieldNode, string> {
  if (body.kind !== 'command' && body.kind !== 'data') return NONE;
  const found = new Map<FieldNode, string>();
  const search = (node: FieldNode, path: readonly string[]): void => {
    const { value, children } = node;
    const isPlain = typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
    const meaning = isPlain ? valueMeaning(body.name, path, value) : undefined;
    if (meaning !== undefined) found.set(node, meaning);
    let index = 0;
    for (const child of children) {
      if (child.field.id === anyValue.id) search(child, [...path, String(index++)]);
      if (child.field.id !== property.id) continue;
      const own = child.children.find(({ field }) => field.id === anyValue.id);
      if (own !== undefined) search(own, [...path, String(child.value)]);
    }
  };
  nodes
    .filter(({ field }) => field.id === anyValue.id)
    .forEach((node, i) => {
      if (body.kind === 'data') search(node, ['values', String(i - 1)]);
      else if (i > 1) search(node, i === 2 ? ['object'] : ['arguments', String(i - 3)]);
    });
  return found;
}
