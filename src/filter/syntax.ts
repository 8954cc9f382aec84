import type { Place } from './filter-error.ts';

/** How two values are held against each other. */
export type Relation = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Whether one value of a field is enough for a relation to hold, or all must have it. */
export type Quantifier = 'any' | 'all';

/** Makes a value of two. */
export type ArithmeticOperator = '&' | '+' | '-' | '*' | '/' | '%';

/** How strongly the operators of arithmetic bind. */
export const POWERS: Readonly<Record<ArithmeticOperator, number>> = {
  '&': 1,
  '+': 2,
  '-': 2,
  '*': 3,
  '/': 3,
  '%': 3,
};

/** Part of a string or of bytes: from `start`, counted from the end when negative, as many as `length` or up to `last`. */
export type SliceRange = {
  readonly start: number;
  /** `undefined` without `last`: to the end. */
  readonly length?: number;
  /** The last one taken, counted from the end when negative. */
  readonly last?: number;
};

/** Something that has values, as typed: what a word means is not decided yet. */
export type OperandSyntax = Place &
  (
    | { readonly kind: 'word' | 'string' | 'character'; readonly text: string }
    | { readonly kind: 'slice'; readonly operand: OperandSyntax; readonly ranges: readonly SliceRange[] }
    | { readonly kind: 'call'; readonly name: string; readonly operands: readonly OperandSyntax[] }
    | { readonly kind: 'negation'; readonly operand: OperandSyntax }
    | {
        readonly kind: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: OperandSyntax;
        readonly right: OperandSyntax;
      }
  );

/** One value of a set, or with `high` a range of them, both ends included. */
export type ElementSyntax = { readonly low: OperandSyntax; readonly high: OperandSyntax | undefined };

/** `a contains b` and `a matches b`. */
export type SearchSyntax = Place & {
  readonly kind: 'contains' | 'matches';
  readonly quantifier: Quantifier;
  readonly left: OperandSyntax;
  readonly right: OperandSyntax;
};

/** Something that holds for a message or not, as typed. */
export type TestSyntax = Place &
  (
    | { readonly kind: 'and' | 'or' | 'xor'; readonly tests: readonly TestSyntax[] }
    | { readonly kind: 'not'; readonly test: TestSyntax }
    | {
        readonly kind: 'comparison';
        readonly relation: Relation;
        readonly quantifier: Quantifier;
        readonly left: OperandSyntax;
        readonly right: OperandSyntax;
      }
    | SearchSyntax
    | {
        readonly kind: 'membership';
        readonly quantifier: Quantifier;
        readonly left: OperandSyntax;
        readonly elements: readonly ElementSyntax[];
      }
    | { readonly kind: 'bare'; readonly operand: OperandSyntax }
  );
