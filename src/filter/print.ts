import { POWERS, type Quantifier, type Relation, type SliceRange } from './syntax.ts';
import type { Constant, Operand, Test } from './tree.ts';
import { valueText } from './value-text.ts';

/** How strongly tests bind: what binds less than its surroundings needs parentheses. */
const TEST_POWERS: Readonly<Record<Test['kind'], number>> = {
  or: 1,
  xor: 2,
  and: 3,
  not: 4,
  comparison: 5,
  contains: 5,
  matches: 5,
  membership: 5,
  bare: 5,
};

/** A sign binds more than every operator. */
const UNARY_POWER = 4;

/** Relations that have a sign of their own for the quantifier that is not usual. */
const SIGNS: Readonly<Record<Quantifier, Partial<Record<Relation, string>>>> = {
  any: { '!=': '!==' },
  all: { '==': '===', '!=': '!=' },
};

/** The one way to write a filter: full names, constants as they are compared. */
export function printTest(test: Test): string {
  switch (test.kind) {
    case 'and':
    case 'or':
    case 'xor':
      return test.tests.map((one) => nested(one, TEST_POWERS[test.kind] + 1)).join(` ${test.kind} `);
    case 'not':
      return `not ${nested(test.test, TEST_POWERS.not)}`;
    case 'comparison':
      return comparison(test);
    case 'contains':
      return `${prefix(test.quantifier)}${atom(test.left)} contains ${atom(test.right)}`;
    case 'matches':
      return `${prefix(test.quantifier)}${atom(test.left)} matches ${quoted(test.source)}`;
    case 'membership': {
      const elements = test.elements.map(({ low, high }) =>
        high === undefined ? constant(low) : `${constant(low)}..${constant(high)}`,
      );
      return `${prefix(test.quantifier)}${printOperand(test.left)} in {${elements.join(', ')}}`;
    }
    case 'bare':
      return printOperand(test.operand);
  }
}

function nested(test: Test, power: number): string {
  const text = printTest(test);
  return TEST_POWERS[test.kind] < power ? `(${text})` : text;
}

function comparison({ relation, quantifier, left, right }: Test & { kind: 'comparison' }): string {
  const sign = SIGNS[quantifier][relation];
  const before = sign === undefined ? prefix(quantifier) : '';
  return `${before}${printOperand(left)} ${sign ?? relation} ${printOperand(right)}`;
}

/** Of `any` nothing is said: it is what is meant. */
function prefix(quantifier: Quantifier): string {
  return quantifier === 'all' ? 'all ' : '';
}

/** An operand where no arithmetic may stand. */
function atom(operand: Operand): string {
  return printOperand(operand, UNARY_POWER + 1);
}

function printOperand(operand: Operand, power = 0): string {
  switch (operand.kind) {
    case 'constant':
      return constant(operand);
    case 'field':
      return operand.field.id;
    case 'slice':
      return `${atom(operand.operand)}[${operand.ranges.map(range).join(',')}]`;
    case 'call':
      return `${operand.name}(${operand.operands.map((one) => printOperand(one)).join(', ')})`;
    case 'negation':
      return grouped(`-${printOperand(operand.operand, UNARY_POWER)}`, UNARY_POWER, power);
    case 'arithmetic': {
      const { operator, left, right } = operand;
      const own = POWERS[operator];
      const text = `${printOperand(left, own)} ${operator} ${printOperand(right, own + 1)}`;
      return grouped(text, own, power);
    }
  }
}

function grouped(text: string, own: number, power: number): string {
  return own < power ? `{${text}}` : text;
}

function range({ start, length, last }: SliceRange): string {
  return last === undefined ? `${start}:${length ?? ''}` : `${start}-${last}`;
}

function constant({ type, value, prefix: bits }: Constant): string {
  if (typeof value === 'string') return quoted(value);
  const text = valueText(value, type);
  if (type === 'time') return quoted(text);
  if (value instanceof Uint8Array) {
    if (value.length === 0) return '""';
    // One byte alone would be read as a word.
    return value.length === 1 ? `0x${text}` : text;
  }
  return bits === undefined ? text : `${text}/${bits}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
