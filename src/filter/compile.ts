import { listReader, type Source, sourceOf } from './evaluate.ts';
import type { Cost, Reader } from './fields/filter-field.ts';
import { contains, equalsConstant, relates } from './relation.ts';
import type { Quantifier, Relation } from './syntax.ts';
import type { Constant, Element, Operand, Test } from './tree.ts';
import type { Value } from './types.ts';
import { usedFields } from './used-fields.ts';

/** What decides on a message. */
export type Predicate = Reader<boolean>;

/** What tests take, roughly, in readings of a header. */
const COSTS: Readonly<Record<Cost, number>> = {
  header: 1,
  body: 2,
  reread: 100,
  payload: 1000,
  trace: 2000,
};
const PATTERN_COST = 50;

/** Turns a test into functions that do nothing but read and compare, the cheap ones first. */
export function compileTest(test: Test): Predicate {
  switch (test.kind) {
    case 'and':
      return decidedBy(false, inOrderOfCost(test.tests));
    case 'or':
      return decidedBy(true, inOrderOfCost(test.tests));
    case 'xor': {
      const parts = test.tests.map(compileTest);
      return (...message) => parts.filter((part) => part(...message)).length % 2 === 1;
    }
    case 'not': {
      const inner = compileTest(test.test);
      return (event, conversation, start) => !inner(event, conversation, start);
    }
    case 'comparison': {
      const { relation, quantifier, left, right } = test;
      if (right.kind === 'constant') return compareConstant(relation, quantifier, sourceOf(left), right);
      return ofPairs(quantifier, sourceOf(left), sourceOf(right), relates(relation));
    }
    case 'contains':
      return ofPairs(test.quantifier, sourceOf(test.left), sourceOf(test.right), contains);
    case 'matches': {
      const { pattern } = test;
      return ofValues(test.quantifier, sourceOf(test.left), (value) => pattern.test(searchable(value)));
    }
    case 'membership':
      return ofValues(test.quantifier, sourceOf(test.left), isMember(test.elements));
    case 'bare':
      return isBare(test.operand);
  }
}

/** Asks one test after the other: the first that answers so decides. */
function decidedBy(answer: boolean, tests: readonly Predicate[]): Predicate {
  return (event, conversation, start) => {
    for (let i = 0; i < tests.length; i++) {
      if (tests[i]!(event, conversation, start) === answer) return answer;
    }
    return !answer;
  };
}

/** The common case, of one value and a constant: no call but the one that reads. */
function compareConstant(
  relation: Relation,
  quantifier: Quantifier,
  source: Source,
  constant: Constant,
): Predicate {
  const { value: wanted, prefix } = constant;
  if (source.isMany || wanted instanceof Uint8Array || prefix !== undefined) {
    const isEqual = equalsConstant(constant);
    const holds = relates(relation);
    if (relation === '==') return ofValues(quantifier, source, isEqual);
    if (relation === '!=') return ofValues(quantifier, source, (value) => !isEqual(value));
    return ofValues(quantifier, source, (value) => holds(value, wanted));
  }
  const { read } = source;
  switch (relation) {
    case '==':
      return (event, conversation, start) => {
        const value = read(event, conversation, start);
        return value !== undefined && value === wanted;
      };
    case '!=':
      return (event, conversation, start) => {
        const value = read(event, conversation, start);
        return value !== undefined && value !== wanted;
      };
    case '<':
      return (event, conversation, start) => {
        const value = read(event, conversation, start);
        return value !== undefined && value < wanted;
      };
    case '<=':
      return (event, conversation, start) => {
        const value = read(event, conversation, start);
        return value !== undefined && value <= wanted;
      };
    case '>':
      return (event, conversation, start) => {
        const value = read(event, conversation, start);
        return value !== undefined && value > wanted;
      };
    case '>=':
      return (event, conversation, start) => {
        const value = read(event, conversation, start);
        return value !== undefined && value >= wanted;
      };
  }
}

/** Whether any or all values hold; where there is none, nothing does. */
function ofValues(quantifier: Quantifier, source: Source, holds: (value: Value) => boolean): Predicate {
  if (!source.isMany) {
    const { read } = source;
    return (event, conversation, start) => {
      const value = read(event, conversation, start);
      return value !== undefined && holds(value);
    };
  }
  const { read } = source;
  return (event, conversation, start) => {
    const values = read(event, conversation, start);
    return quantifier === 'any' ? values.some(holds) : values.length > 0 && values.every(holds);
  };
}

/** Whether any or all pairs of values hold; where one side has none, nothing does. */
function ofPairs(
  quantifier: Quantifier,
  left: Source,
  right: Source,
  holds: (a: Value, b: Value) => boolean,
): Predicate {
  const [readLeft, readRight] = [listReader(left), listReader(right)];
  return (event, conversation, start) => {
    const values = readLeft(event, conversation, start);
    const others = readRight(event, conversation, start);
    if (values.length === 0 || others.length === 0) return false;
    return quantifier === 'any'
      ? values.some((a) => others.some((b) => holds(a, b)))
      : values.every((a) => others.every((b) => holds(a, b)));
  };
}

/** Whether a value is one of a set: values by themselves are looked up, the rest is tried in turn. */
function isMember(elements: readonly Element[]): (value: Value) => boolean {
  const plain = new Set<Value>();
  const tests: ((value: Value) => boolean)[] = [];
  for (const { low, high } of elements) {
    if (high !== undefined) {
      const [isAtLeast, isAtMost] = [relates('>='), relates('<=')];
      tests.push((value) => isAtLeast(value, low.value) && isAtMost(value, high.value));
    } else if (low.prefix !== undefined || low.value instanceof Uint8Array) tests.push(equalsConstant(low));
    else plain.add(low.value);
  }
  return (value) => plain.has(value) || tests.some((test) => test(value));
}

/** What an operand by itself asks: see `bare` in the tree. */
function isBare(operand: Operand): Predicate {
  if (operand.kind === 'field') {
    const { field } = operand;
    if (field.isThere !== undefined) return field.isThere;
    if (field.isFlag === true) {
      return (event, conversation, start) => field.read(event, conversation, start) === true;
    }
  }
  const asksForMore = operand.kind === 'arithmetic' || operand.kind === 'negation' || operand.kind === 'call';
  return ofValues('any', sourceOf(operand), asksForMore ? isNotZero : () => true);
}

function isNotZero(value: Value): boolean {
  return value instanceof Uint8Array ? value.some((byte) => byte !== 0) : value !== 0;
}

/** What a regular expression is held against: bytes one character each. */
function searchable(value: Value): string {
  if (!(value instanceof Uint8Array)) return String(value);
  let text = '';
  for (const byte of value) text += String.fromCharCode(byte);
  return text;
}

/** The cheap tests first: the order of a list changes nothing but the time it takes. */
function inOrderOfCost(tests: readonly Test[]): Predicate[] {
  return tests
    .map((test) => ({ test, cost: costOfTest(test) }))
    .sort((a, b) => a.cost - b.cost)
    .map(({ test }) => compileTest(test));
}

function costOfTest(test: Test): number {
  if ('tests' in test) return test.tests.reduce((sum, one) => sum + costOfTest(one), 0);
  if ('test' in test) return costOfTest(test.test);
  let cost = test.kind === 'matches' ? PATTERN_COST : 0;
  for (const { field, isRead } of usedFields(test)) cost += COSTS[isRead ? field.cost : 'header'];
  return cost;
}
