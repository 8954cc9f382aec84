import type { ArithmeticOperator } from './syntax.ts';
import { isInteger, isNumeric, type Value, type ValueType } from './types.ts';

/** The result of calculating with two values of a type; `undefined` where there is none. */
export function calculate(
  operator: ArithmeticOperator,
  type: ValueType,
  left: Value,
  right: Value,
): number | undefined {
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case '&':
      return bitwiseAnd(a, b);
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0) return undefined;
      return isInteger(type) ? Math.trunc(a / b) : a / b;
    case '%':
      return b === 0 ? undefined : a % b;
  }
}

/** The type of what an operator makes of two operands that are comparable, or of a duration and a number; `undefined` where it makes nothing. */
export function typeOfResult(
  operator: ArithmeticOperator,
  known: ValueType,
  other: ValueType,
): ValueType | undefined {
  if (operator === '&') {
    if (known === 'bytes') return 'bytes';
    return isInteger(known) && isInteger(other) ? known : undefined;
  }
  if (known === 'duration') {
    if (operator === '%' || (operator === '*' && other === known)) return undefined;
    return operator === '/' && other === known ? 'double' : known;
  }
  if (!isNumeric(known)) return undefined;
  return isInteger(known) && isInteger(other) ? 'int' : 'double';
}

/** The bits that both have; `undefined` for bytes of different lengths. */
export function maskBytes(bytes: Uint8Array, mask: Uint8Array): Uint8Array | undefined {
  return bytes.length === mask.length ? bytes.map((byte, i) => byte & mask[i]!) : undefined;
}

/** JavaScript's own `&` takes 32 bits and makes the result signed. */
function bitwiseAnd(a: number, b: number): number {
  return a < 0 && b < 0 ? a & b : (a & b) >>> 0;
}
