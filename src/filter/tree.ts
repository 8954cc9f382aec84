import type { FilterField } from './fields/filter-field.ts';
import type { FunctionRow } from './functions.ts';
import type { Pattern } from './pattern.ts';
import type { ArithmeticOperator, Quantifier, Relation, SliceRange } from './syntax.ts';
import type { Value, ValueType } from './types.ts';

/** A value that the filter itself gives; `prefix` makes a subnet of an address: so many bits count. */
export type Constant = {
  readonly kind: 'constant';
  readonly type: ValueType;
  readonly value: Value;
  readonly prefix?: number;
};

/** Something that has values, with its type: every name is resolved. */
export type Operand =
  | Constant
  | { readonly kind: 'field'; readonly type: ValueType; readonly field: FilterField }
  | {
      readonly kind: 'slice';
      readonly type: 'string' | 'bytes';
      readonly operand: Operand;
      readonly ranges: readonly SliceRange[];
    }
  | {
      readonly kind: 'call';
      readonly type: ValueType;
      readonly name: string;
      readonly row: FunctionRow;
      readonly operands: readonly Operand[];
    }
  | { readonly kind: 'negation'; readonly type: ValueType; readonly operand: Operand }
  | {
      readonly kind: 'arithmetic';
      readonly type: ValueType;
      readonly operator: ArithmeticOperator;
      readonly left: Operand;
      readonly right: Operand;
    };

/** One value of a set, or with `high` a range of them. */
export type Element = { readonly low: Constant; readonly high: Constant | undefined };

/** A test in its one form: a constant stands on the right, and nothing lies in its like. */
export type Test =
  | { readonly kind: 'and' | 'or' | 'xor'; readonly tests: readonly Test[] }
  | { readonly kind: 'not'; readonly test: Test }
  | {
      readonly kind: 'comparison';
      readonly relation: Relation;
      readonly quantifier: Quantifier;
      readonly left: Operand;
      readonly right: Operand;
    }
  | {
      readonly kind: 'contains';
      readonly quantifier: Quantifier;
      readonly left: Operand;
      readonly right: Operand;
    }
  | {
      readonly kind: 'matches';
      readonly quantifier: Quantifier;
      readonly left: Operand;
      readonly source: string;
      readonly pattern: Pattern;
    }
  | {
      readonly kind: 'membership';
      readonly quantifier: Quantifier;
      readonly left: Operand;
      readonly elements: readonly Element[];
    }
  /** A field that is there, a flag that is true, or a number that is not 0. */
  | { readonly kind: 'bare'; readonly operand: Operand };
