import { calculate, maskBytes } from './arithmetic.ts';
import type { Reader } from './fields/filter-field.ts';
import type { SliceRange } from './syntax.ts';
import type { Operand } from './tree.ts';
import type { Value, ValueType } from './types.ts';
import { addressBytes } from './value-text.ts';

/** Where the values of an operand come from: one at most, or any number of them. */
export type Source =
  | { readonly isMany: false; readonly read: Reader<Value | undefined> }
  | { readonly isMany: true; readonly read: Reader<readonly Value[]> };

const NO_VALUES: readonly Value[] = [];

/** What reads the values of an operand. */
export function sourceOf(operand: Operand): Source {
  switch (operand.kind) {
    case 'constant':
      return { isMany: false, read: () => operand.value };
    case 'field':
      return operand.field.isMany === true
        ? { isMany: true, read: operand.field.read }
        : { isMany: false, read: operand.field.read };
    case 'slice': {
      const { ranges, operand: whole } = operand;
      return mapped(sourceOf(whole), (value) => sliceOf(value, whole.type, ranges));
    }
    case 'call':
      return callSource(operand);
    case 'negation':
      return mapped(sourceOf(operand.operand), (value) => -Number(value));
    case 'arithmetic':
      return arithmeticSource(operand);
  }
}

/** Reads every value that a source has. */
export function listReader(source: Source): Reader<readonly Value[]> {
  if (source.isMany) return source.read;
  const { read } = source;
  return (event, conversation, start) => {
    const value = read(event, conversation, start);
    return value === undefined ? NO_VALUES : [value];
  };
}

function mapped(source: Source, change: (value: Value) => Value | undefined): Source {
  if (source.isMany) {
    const { read } = source;
    return {
      isMany: true,
      read: (...message) => read(...message).flatMap((value) => change(value) ?? []),
    };
  }
  const { read } = source;
  return {
    isMany: false,
    read: (event, conversation, start) => {
      const value = read(event, conversation, start);
      return value === undefined ? undefined : change(value);
    },
  };
}

function callSource({ row, operands }: Operand & { kind: 'call' }): Source {
  const [first] = operands as [Operand];
  if (row.of === 'each') {
    const argument = { type: first.type, field: first.kind === 'field' ? first.field : undefined };
    return mapped(sourceOf(first), row.bind(argument));
  }
  const readers = operands.map((operand) => listReader(sourceOf(operand)));
  return {
    isMany: false,
    read: (...message) => {
      const values = readers.map((read) => read(...message));
      // A function of several asks for all of them.
      return values.some((list) => list.length === 0) ? undefined : row.apply(values.flat());
    },
  };
}

function arithmeticSource({ operator, type, left, right }: Operand & { kind: 'arithmetic' }): Source {
  const [first, second] = [sourceOf(left), sourceOf(right)];
  const combine = (a: Value, b: Value): Value | undefined =>
    a instanceof Uint8Array && b instanceof Uint8Array ? maskBytes(a, b) : calculate(operator, type, a, b);
  if (!first.isMany && !second.isMany) {
    const [readLeft, readRight] = [first.read, second.read];
    return {
      isMany: false,
      read: (event, conversation, start) => {
        const a = readLeft(event, conversation, start);
        const b = readRight(event, conversation, start);
        return a === undefined || b === undefined ? undefined : combine(a, b);
      },
    };
  }
  const [listLeft, listRight] = [listReader(first), listReader(second)];
  return {
    isMany: true,
    read: (...message) => {
      const others = listRight(...message);
      return listLeft(...message).flatMap((a) => others.flatMap((b) => combine(a, b) ?? []));
    },
  };
}

/** The parts that the ranges name, one after the other; `undefined` when one of them lies outside. */
function sliceOf(value: Value, type: ValueType, ranges: readonly SliceRange[]): Value | undefined {
  if (typeof value === 'string') {
    // Counted in characters, not in halves of them.
    const characters = Array.from(value);
    return takeRanges(characters.length, ranges, (start, end) => characters.slice(start, end))
      ?.flat()
      .join('');
  }
  const bytes = value instanceof Uint8Array ? value : addressBytes(value, type === 'ipv4' ? 'ipv4' : 'ipv6');
  const [first, ...others] =
    takeRanges(bytes.length, ranges, (start, end) => bytes.subarray(start, end)) ?? [];
  if (first === undefined || others.length === 0) return first;
  return Uint8Array.from([first, ...others].flatMap((one) => Array.from(one)));
}

function takeRanges<T>(
  size: number,
  ranges: readonly SliceRange[],
  take: (start: number, end: number) => T,
): T[] | undefined {
  const parts: T[] = [];
  for (const { start, length, last } of ranges) {
    const from = start < 0 ? size + start : start;
    const to = last === undefined ? from + (length ?? size - from) : (last < 0 ? size + last : last) + 1;
    if (from < 0 || to > size || from >= to) return undefined;
    parts.push(take(from, to));
  }
  return parts;
}
