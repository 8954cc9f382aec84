import { FilterError, type Place } from './filter-error.ts';
import { readTokens, type Token } from './lexer.ts';
import {
  type ArithmeticOperator,
  type ElementSyntax,
  type OperandSyntax,
  POWERS,
  type Quantifier,
  type Relation,
  type SliceRange,
  type TestSyntax,
} from './syntax.ts';

/** How deep expressions may lie in each other. */
const MOST_LEVELS = 200;
/** How many slices and operators of arithmetic a filter may have: one on the left of the next makes a level, too. */
const MOST_STEPS = 1000;

/** What `==` and its kin ask for, and of how many of a field's values unless `any` or `all` says. */
const COMPARISONS: ReadonlyMap<string, readonly [Relation, Quantifier]> = new Map([
  ['==', ['==', 'any']],
  ['===', ['==', 'all']],
  ['!=', ['!=', 'all']],
  ['!==', ['!=', 'any']],
  ['<', ['<', 'any']],
  ['<=', ['<=', 'any']],
  ['>', ['>', 'any']],
  ['>=', ['>=', 'any']],
]);

const RANGE = /^\s*(-?\d{1,9})?\s*(?:([:-])\s*(-?\d{1,9})?)?\s*$/;

/** What a filter's text says, without knowing any field. An empty text asks for nothing. @throws FilterError */
export function parseSyntax(text: string): TestSyntax {
  return new Parser(text).parse();
}

class Parser {
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private at = 0;
  private levels = 0;
  private steps = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = readTokens(text);
  }

  parse(): TestSyntax {
    if (this.isAtEnd) return { kind: 'and', tests: [], start: 0, end: this.text.length };
    const test = this.parseOr();
    if (!this.isAtEnd) this.unexpected('and, or, xor or the end');
    return test;
  }

  private parseOr(): TestSyntax {
    return this.parseList('or', () =>
      this.parseList('xor', () => this.parseList('and', () => this.parseNot())),
    );
  }

  private parseList(kind: 'and' | 'or' | 'xor', parseOne: () => TestSyntax): TestSyntax {
    const first = parseOne();
    if (!this.isNext(kind)) return first;
    const tests = [first];
    while (this.accept(kind)) tests.push(parseOne());
    return { kind, tests, ...this.span(first, tests.at(-1)!) };
  }

  private parseNot(): TestSyntax {
    const { next } = this;
    if (!this.accept('not')) return this.parseRelation();
    return this.deeper(next, () => {
      const test = this.parseNot();
      return { kind: 'not', test, ...this.span(next, test) };
    });
  }

  private parseRelation(): TestSyntax {
    const quantifier = this.acceptQuantifier();
    if (quantifier === undefined && this.isNext('(')) {
      const inner = this.parseParentheses();
      // What is only calculated in the parentheses goes on behind them.
      return inner.kind === 'bare'
        ? this.parseBehind(this.parseArithmetic(1, inner.operand), undefined)
        : inner;
    }
    return this.parseBehind(this.parseArithmetic(1), quantifier);
  }

  private parseParentheses(): TestSyntax {
    const open = this.take();
    return this.deeper(open, () => {
      const test = this.parseOr();
      this.expect(')');
      return test;
    });
  }

  /** What an operand is asked. */
  private parseBehind(left: OperandSyntax, quantifier: Quantifier | undefined): TestSyntax {
    const { text } = this.next;
    const isOperator = this.next.kind === 'operator';
    if (isOperator && COMPARISONS.has(text)) return this.parseComparisons(left, quantifier);
    if (isOperator && (text === 'contains' || text === 'matches')) {
      this.take();
      const right = this.parsePrimary();
      return { kind: text, quantifier: quantifier ?? 'any', left, right, ...this.span(left, right) };
    }
    if (this.isNext('in')) return this.parseMembership(left, quantifier);
    if (this.isNext('not') && this.tokens[this.at + 1]?.text === 'in') {
      this.take();
      const test = this.parseMembership(left, quantifier);
      return { kind: 'not', test, ...this.span(left, test) };
    }
    if (quantifier !== undefined) this.unexpected(`a comparison, which ${quantifier} asks for`);
    return { kind: 'bare', operand: left, start: left.start, end: left.end };
  }

  /** `a < b`, or `a < b <= c`, which asks for both. */
  private parseComparisons(first: OperandSyntax, quantifier: Quantifier | undefined): TestSyntax {
    const tests: TestSyntax[] = [];
    let left = first;
    for (;;) {
      const asked = this.next.kind === 'operator' ? COMPARISONS.get(this.next.text) : undefined;
      if (asked === undefined) break;
      this.take();
      const right = this.parseArithmetic(1);
      const [relation, usual] = asked;
      const span = this.span(left, right);
      tests.push({ kind: 'comparison', relation, quantifier: quantifier ?? usual, left, right, ...span });
      left = right;
    }
    return tests.length === 1 ? tests[0]! : { kind: 'and', tests, ...this.span(first, left) };
  }

  private parseMembership(left: OperandSyntax, quantifier: Quantifier | undefined): TestSyntax {
    this.take();
    const open = this.expect('{');
    const elements: ElementSyntax[] = [];
    while (!this.isNext('}')) {
      const low = this.parseUnary();
      elements.push({ low, high: this.accept('..') ? this.parseUnary() : undefined });
      this.accept(',');
    }
    const close = this.take();
    if (elements.length === 0) this.fail('the set is empty', this.span(open, close));
    return { kind: 'membership', quantifier: quantifier ?? 'any', left, elements, ...this.span(left, close) };
  }

  /** Operands joined by operators that bind at least as strongly as `power`. */
  private parseArithmetic(power: number, first?: OperandSyntax): OperandSyntax {
    let left = first ?? this.parseUnary();
    for (;;) {
      const operator = this.next.text as ArithmeticOperator;
      if (this.next.kind !== 'operator' || !((POWERS[operator] ?? 0) >= power)) return left;
      this.step();
      const right = this.deeper(left, () => this.parseArithmetic(POWERS[operator] + 1));
      left = { kind: 'arithmetic', operator, left, right, ...this.span(left, right) };
    }
  }

  private parseUnary(): OperandSyntax {
    const { next } = this;
    if (this.accept('+')) return this.deeper(next, () => this.parseUnary());
    if (!this.accept('-')) return this.parsePrimary();
    return this.deeper(next, () => {
      const operand = this.parseUnary();
      return { kind: 'negation', operand, ...this.span(next, operand) };
    });
  }

  private parsePrimary(): OperandSyntax {
    let operand = this.parseAtom();
    while (this.next.kind === 'slice') {
      const slice = this.step();
      operand = { kind: 'slice', operand, ranges: this.readRanges(slice), ...this.span(operand, slice) };
    }
    return operand;
  }

  private parseAtom(): OperandSyntax {
    const token = this.next;
    if (this.accept('(')) return this.parseGroup(token, ')');
    if (this.accept('{')) return this.parseGroup(token, '}');
    const { kind, text, start, end } = token;
    if (kind !== 'word' && kind !== 'string' && kind !== 'character')
      return this.unexpected('a field or a value');
    this.take();
    return kind === 'word' && this.isNext('(') ? this.parseCall(token) : { kind, text, start, end };
  }

  private parseGroup(open: Token, close: string): OperandSyntax {
    return this.deeper(open, () => {
      const operand = this.parseArithmetic(1);
      this.expect(close);
      return operand;
    });
  }

  private parseCall(name: Token): OperandSyntax {
    this.take();
    return this.deeper(name, () => {
      const operands: OperandSyntax[] = [];
      while (!this.isNext(')')) {
        operands.push(this.parseArithmetic(1));
        if (!this.accept(',')) break;
      }
      const close = this.expect(')');
      return { kind: 'call', name: name.text, operands, ...this.span(name, close) };
    });
  }

  private readRanges(slice: Token): SliceRange[] {
    return slice.text.split(',').map((text) => {
      const [, start, sign, other] = RANGE.exec(text) ?? [];
      if (start === undefined && other === undefined) {
        this.fail('a slice is written [first:length], [first-last], [index], [:length] or [first:]', slice);
      }
      if (sign === undefined) return { start: Number(start), length: 1 };
      const from = Number(start ?? 0);
      if (other === undefined) return { start: from };
      if (sign === '-') return { start: from, last: Number(other) };
      if (Number(other) <= 0) this.fail('the length of a slice is at least 1', slice);
      return { start: from, length: Number(other) };
    });
  }

  private get isAtEnd(): boolean {
    return this.next.kind === 'end';
  }

  private get next(): Token {
    return this.tokens[this.at]!;
  }

  private take(): Token {
    return this.tokens[this.at++]!;
  }

  private isNext(operator: string): boolean {
    return this.next.kind === 'operator' && this.next.text === operator;
  }

  private accept(operator: string): boolean {
    if (!this.isNext(operator)) return false;
    this.at++;
    return true;
  }

  private acceptQuantifier(): Quantifier | undefined {
    if (this.accept('any')) return 'any';
    return this.accept('all') ? 'all' : undefined;
  }

  private expect(operator: string): Token {
    return this.isNext(operator) ? this.take() : this.unexpected(operator);
  }

  /** Guards the stack: what lies too deep is a mistake of a program, not a filter. */
  private deeper<T>(place: Place, parse: () => T): T {
    if (++this.levels > MOST_LEVELS) this.fail('expressions lie too deep in each other here', place);
    const parsed = parse();
    this.levels--;
    return parsed;
  }

  private step(): Token {
    if (++this.steps > MOST_STEPS) this.fail('the filter calculates too much', this.next);
    return this.take();
  }

  private span(first: Place, last: Place): Place {
    return { start: first.start, end: last.end };
  }

  private unexpected(wanted: string): never {
    const { next, text } = this;
    if (next.kind === 'end') return this.fail(`the filter ends where ${wanted} should follow`, next);
    return this.fail(`${text.slice(next.start, next.end)} stands where ${wanted} should be`, next);
  }

  private fail(message: string, place: Place): never {
    throw new FilterError(message, this.text, place);
  }
}
