import type { FilterField } from './fields/filter-field.ts';
import type { Operand, Test } from './tree.ts';

/** A field that a test asks for: its value, or only whether it is there. */
export type UsedField = { readonly field: FilterField; readonly isRead: boolean };

/** The fields that a test asks for, as often as it does. */
export function* usedFields(test: Test): Generator<UsedField> {
  switch (test.kind) {
    case 'and':
    case 'or':
    case 'xor':
      for (const one of test.tests) yield* usedFields(one);
      break;
    case 'not':
      yield* usedFields(test.test);
      break;
    case 'comparison':
    case 'contains':
      yield* fieldsOf(test.left);
      yield* fieldsOf(test.right);
      break;
    case 'matches':
    case 'membership':
      yield* fieldsOf(test.left);
      break;
    case 'bare': {
      const { operand } = test;
      const isKnownThere = operand.kind === 'field' && operand.field.isThere !== undefined;
      if (isKnownThere) yield { field: operand.field, isRead: false };
      else yield* fieldsOf(operand);
    }
  }
}

function* fieldsOf(operand: Operand): Generator<UsedField> {
  switch (operand.kind) {
    case 'constant':
      break;
    case 'field':
      yield { field: operand.field, isRead: true };
      break;
    case 'slice':
    case 'negation':
      yield* fieldsOf(operand.operand);
      break;
    case 'call':
      for (const one of operand.operands) yield* fieldsOf(one);
      break;
    case 'arithmetic':
      yield* fieldsOf(operand.left);
      yield* fieldsOf(operand.right);
  }
}
