import { typeOfResult } from './arithmetic.ts';
import { ConstantReader, NAME } from './constants.ts';
import type { FilterField } from './fields/filter-field.ts';
import { findFields } from './fields/registry.ts';
import { FilterError, type Place } from './filter-error.ts';
import { FUNCTIONS } from './functions.ts';
import { didYouMean, listed, nearestField } from './hints.ts';
import { nearestName } from './nearest-name.ts';
import { type PatternCompiler, patternProblem } from './pattern.ts';
import type { ArithmeticOperator, OperandSyntax, Relation, SearchSyntax, TestSyntax } from './syntax.ts';
import type { Constant, Element, Operand, Test } from './tree.ts';
import { areComparable, isNumeric, TYPE_NAMES, type ValueType } from './types.ts';
import { codeOfName } from './value-names.ts';

/** A relation with its sides exchanged. */
const MIRRORED: Readonly<Record<Relation, Relation>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** What a filter means: names resolved, types checked, constants read. @throws FilterError */
export function checkTypes(text: string, syntax: TestSyntax, compilePattern: PatternCompiler): Test {
  return new Checker(text, compilePattern).test(syntax);
}

class Checker {
  private readonly text: string;
  private readonly compilePattern: PatternCompiler;
  private readonly constants: ConstantReader;

  constructor(text: string, compilePattern: PatternCompiler) {
    this.text = text;
    this.compilePattern = compilePattern;
    this.constants = new ConstantReader(text);
  }

  test(node: TestSyntax): Test {
    switch (node.kind) {
      case 'and':
      case 'or':
      case 'xor': {
        const { kind } = node;
        // What lies in its like is drawn in: `a and (b and c)` is `a and b and c`.
        const tests = node.tests
          .map((one) => this.test(one))
          .flatMap((one) => (one.kind === kind ? one.tests : [one]));
        return { kind, tests };
      }
      case 'not':
        return { kind: 'not', test: this.test(node.test) };
      case 'comparison':
        return this.comparison(node);
      case 'contains':
        return this.contains(node);
      case 'matches':
        return this.matches(node);
      case 'membership':
        return this.membership(node);
      case 'bare':
        this.needsField(node, node.operand);
        return { kind: 'bare', operand: this.operand(node.operand) };
    }
  }

  private comparison(node: TestSyntax & { kind: 'comparison' }): Test {
    this.needsField(node, node.left, node.right);
    const isMirrored = this.isConstant(node.left);
    const [first, second] = isMirrored ? [node.right, node.left] : [node.left, node.right];
    const relation = isMirrored ? MIRRORED[node.relation] : node.relation;
    const left = this.valued(first);
    const right = this.counterpart(second, left.type, fieldOf(left));
    const isSubnet = right.kind === 'constant' && right.prefix !== undefined;
    if (isSubnet && relation !== '==' && relation !== '!=') {
      this.fail('a subnet is compared with ==, != or in', second);
    }
    return { kind: 'comparison', relation, quantifier: node.quantifier, left, right };
  }

  private contains(node: SearchSyntax): Test {
    const { quantifier } = node;
    const left = this.searched(node);
    return { kind: 'contains', quantifier, left, right: this.counterpart(node.right, left.type) };
  }

  private matches(node: SearchSyntax): Test {
    const { quantifier, right } = node;
    const left = this.searched(node);
    if (right.kind !== 'string' && right.kind !== 'character') {
      return this.fail('a regular expression stands between quotation marks', right);
    }
    try {
      return {
        kind: 'matches',
        quantifier,
        left,
        source: right.text,
        pattern: this.compilePattern(right.text),
      };
    } catch (error) {
      return this.fail(patternProblem(error as Error), right);
    }
  }

  /** What `contains` and `matches` look into. A code is searched in its name. */
  private searched({ kind, left, start, end }: SearchSyntax): Operand {
    this.needsField({ start, end }, left);
    const operand = this.valued(left);
    if (operand.type === 'string' || operand.type === 'bytes') return operand;
    const name = fieldOf(operand)?.codes === undefined ? undefined : FUNCTIONS.get('vals');
    if (name !== undefined)
      return { kind: 'call', type: 'string', name: 'vals', row: name, operands: [operand] };
    const problem = `${this.typed(left)} is ${TYPE_NAMES[operand.type]}: string() makes text of it`;
    return this.fail(`${kind} looks into text and bytes; ${problem}`, left);
  }

  private membership(node: TestSyntax & { kind: 'membership' }): Test {
    this.needsField(node, node.left);
    const left = this.valued(node.left);
    const elements = node.elements.map(({ low, high }): Element => {
      const [from, to] = [this.element(low, left), high && this.element(high, left)];
      if (to !== undefined && (from.prefix ?? to.prefix) !== undefined) {
        this.fail('a range goes from one address to another, not to a subnet', high!);
      }
      return { low: from, high: to };
    });
    return { kind: 'membership', quantifier: node.quantifier, left, elements };
  }

  private element(node: OperandSyntax, left: Operand): Constant {
    const element = this.counterpart(node, left.type, fieldOf(left));
    return element.kind === 'constant' ? element : this.fail('a set holds values, not fields', node);
  }

  /** An operand that is no constant, and has a value. */
  private valued(node: OperandSyntax): Operand {
    const operand = this.operand(node);
    if (operand.type === 'group') {
      this.fail(`${this.typed(node)} is there or not, it has no value to look at`, node);
    }
    return operand;
  }

  private operand(node: OperandSyntax): Operand {
    switch (node.kind) {
      case 'word':
        return this.field(node);
      case 'slice':
        return this.slice(node);
      case 'call':
        return this.call(node);
      case 'negation': {
        const operand = this.valued(node.operand);
        const { type } = operand;
        if (!isNumeric(type) && type !== 'duration') this.noNumber(node.operand, type);
        return { kind: 'negation', type: type === 'uint' ? 'int' : type, operand };
      }
      case 'arithmetic':
        return this.arithmetic(node);
      default:
        return this.fail('a field should stand here', node);
    }
  }

  private field(node: OperandSyntax & { kind: 'word' | 'string' | 'character' }): Operand {
    const { text } = node;
    const [field, ...others] = findFields(text);
    if (field === undefined)
      return this.fail(`${text} is not a field${didYouMean(nearestField(text))}`, node);
    if (others.length > 0) {
      const ids = listed([field, ...others].map(({ id }) => id));
      this.fail(`${text} could be each of ${ids}: write the whole name`, node);
    }
    return { kind: 'field', type: field.type, field };
  }

  private slice(node: OperandSyntax & { kind: 'slice' }): Operand {
    if (this.isConstant(node.operand)) this.fail('only a field can be sliced', node.operand);
    const operand = this.valued(node.operand);
    const { type } = operand;
    if (type !== 'string' && type !== 'bytes' && type !== 'ipv4' && type !== 'ipv6') {
      this.fail(`slices are of text and bytes; ${this.typed(node.operand)} is ${TYPE_NAMES[type]}`, node);
    }
    return { kind: 'slice', type: type === 'string' ? 'string' : 'bytes', operand, ranges: node.ranges };
  }

  private call(node: OperandSyntax & { kind: 'call' }): Operand {
    const { name } = node;
    const row = FUNCTIONS.get(name);
    if (row === undefined) {
      const meant = [...FUNCTIONS.keys()].find((known) => name.startsWith(known));
      const hint = didYouMean(nearestName(name, FUNCTIONS.keys()) ?? meant);
      return this.fail(`${name}() is not a function${hint}`, node);
    }
    const surplus = row.isVariadic === undefined ? node.operands[1] : undefined;
    if (surplus !== undefined) this.fail(`${name}() takes one argument`, surplus);
    const leading = node.operands.find((one) => !this.isConstant(one));
    if (leading === undefined) return this.fail(`${name}() takes ${row.takes}`, node);
    const first = this.operand(leading);
    const type = row.resultOf({ type: first.type, field: fieldOf(first) });
    if (type === undefined) {
      return this.fail(
        `${name}() takes ${row.takes}; ${this.typed(leading)} is ${TYPE_NAMES[first.type]}`,
        leading,
      );
    }
    const operands = node.operands.map((one) =>
      one === leading ? first : this.counterpart(one, first.type),
    );
    return { kind: 'call', type, name, row, operands };
  }

  private arithmetic(node: OperandSyntax & { kind: 'arithmetic' }): Operand {
    const { operator } = node;
    const isMirrored = this.isConstant(node.left);
    const [leading, other] = isMirrored ? [node.right, node.left] : [node.left, node.right];
    const known = this.valued(leading);
    const scales = known.type === 'duration' && (operator === '*' || (operator === '/' && !isMirrored));
    const operand = scales ? this.constants.read(other, 'double') : this.counterpart(other, known.type);
    const type = typeOfResult(operator, known.type, operand.type);
    if (type === undefined) return this.noNumber(leading, known.type, operator);
    const [left, right] = isMirrored ? [operand, known] : [known, operand];
    const divides = operator === '/' || operator === '%';
    if (divides && right.kind === 'constant' && right.value === 0)
      this.fail('this divides by zero', node.right);
    return { kind: 'arithmetic', type, operator, left, right };
  }

  /** What stands beside something of `type`: a constant of it or a name of the field's values, or something comparable. */
  private counterpart(node: OperandSyntax, type: ValueType, field?: FilterField): Operand {
    // A name of a value goes before the short name of a field.
    const isValueName = node.kind === 'word' && field !== undefined && isNameOfValue(field, node.text);
    if (isValueName || this.isConstant(node)) return this.constants.read(node, type, field);
    const operand = this.valued(node);
    if (!areComparable(operand.type, type)) {
      this.fail(
        `${this.typed(node)} is ${TYPE_NAMES[operand.type]}, the other side ${TYPE_NAMES[type]}`,
        node,
      );
    }
    return operand;
  }

  /** Whether nothing in it depends on the message. A word that is no field counts as a value. */
  private isConstant(node: OperandSyntax): boolean {
    switch (node.kind) {
      case 'word':
        return findFields(node.text).length === 0;
      case 'string':
      case 'character':
        return true;
      case 'slice':
      case 'call':
        return false;
      case 'negation':
        return this.isConstant(node.operand);
      case 'arithmetic':
        return this.isConstant(node.left) && this.isConstant(node.right);
    }
  }

  /** Fails when none of the operands depends on the message: one is a misspelt field, then. */
  private needsField(place: Place, ...operands: readonly OperandSyntax[]): void {
    if (!operands.every((one) => this.isConstant(one))) return;
    const misspelt = operands.find((one) => one.kind === 'word' && NAME.test(one.text));
    if (misspelt !== undefined) this.operand(misspelt);
    this.fail('this is the same for every message: a field should stand here', place);
  }

  private noNumber(node: OperandSyntax, type: ValueType, operator?: ArithmeticOperator): never {
    const rule =
      operator === '&'
        ? '& takes whole numbers or bytes'
        : 'only numbers and durations can be calculated with';
    return this.fail(`${rule}; ${this.typed(node)} is ${TYPE_NAMES[type]}`, node);
  }

  /** A part of the filter as it was typed. */
  private typed({ start, end }: Place): string {
    return this.text.slice(start, end);
  }

  private fail(message: string, place: Place): never {
    throw new FilterError(message, this.text, place);
  }
}

function fieldOf(operand: Operand): FilterField | undefined {
  return operand.kind === 'field' ? operand.field : undefined;
}

function isNameOfValue(field: FilterField, text: string): boolean {
  return codeOfName(field, text) !== undefined || field.texts?.includes(text) === true;
}
