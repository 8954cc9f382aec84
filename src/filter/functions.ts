import type { FilterField } from './fields/filter-field.ts';
import { isNumeric, type Value, type ValueType } from './types.ts';
import { valueText } from './value-text.ts';

/** What is known of a function's argument before any value is. */
type Argument = { readonly type: ValueType; readonly field: FilterField | undefined };

/** A function of the filter language. */
export type FunctionRow = {
  /** What it can be given, in words. */
  readonly takes: string;
  /** It takes several arguments, all of one type. */
  readonly isVariadic?: true;
  /** Type of the result; `undefined` when it does not take such an argument. */
  resultOf(argument: Argument): ValueType | undefined;
} & (
  | { readonly of: 'each'; bind(argument: Argument): (value: Value) => Value | undefined }
  /** Of all values at once, of which there is at least one. */
  | { readonly of: 'all'; apply(values: readonly Value[]): Value }
);

const utf8 = new TextEncoder();

/** The functions by name: Wireshark's. */
export const FUNCTIONS: ReadonlyMap<string, FunctionRow> = new Map<string, FunctionRow>([
  [
    'len',
    {
      takes: 'text or bytes',
      resultOf: ({ type }) => (type === 'string' || type === 'bytes' ? 'uint' : undefined),
      of: 'each',
      bind: () => (value) => (value instanceof Uint8Array ? value.length : utf8.encode(String(value)).length),
    },
  ],
  ['lower', textFunction((text) => text.toLowerCase())],
  ['upper', textFunction((text) => text.toUpperCase())],
  [
    'count',
    {
      takes: 'a field',
      resultOf: ({ field }) => (field === undefined ? undefined : 'uint'),
      of: 'all',
      apply: (values) => values.length,
    },
  ],
  [
    'string',
    {
      takes: 'a field that is neither text nor bytes',
      resultOf: ({ type }) =>
        type === 'string' || type === 'bytes' || type === 'group' ? undefined : 'string',
      of: 'each',
      bind:
        ({ type }) =>
        (value) =>
          valueText(value, type),
    },
  ],
  [
    'vals',
    {
      takes: 'a field whose values have names',
      resultOf: ({ type, field }) => (isNumeric(type) && field?.codes !== undefined ? 'string' : undefined),
      of: 'each',
      bind:
        ({ field }) =>
        (value) =>
          field?.codes?.labelOf(Number(value)),
    },
  ],
  ['max', extremeFunction((a, b) => a > b)],
  ['min', extremeFunction((a, b) => a < b)],
  [
    'abs',
    {
      takes: 'a number',
      resultOf: ({ type }) => (isNumeric(type) || type === 'duration' ? type : undefined),
      of: 'each',
      bind: () => (value) => Math.abs(Number(value)),
    },
  ],
]);

function textFunction(change: (text: string) => string): FunctionRow {
  return {
    takes: 'text',
    resultOf: ({ type }) => (type === 'string' ? 'string' : undefined),
    of: 'each',
    bind: () => (value) => change(String(value)),
  };
}

function extremeFunction(isBetter: (a: Value, b: Value) => boolean): FunctionRow {
  return {
    takes: 'numbers, addresses or times',
    isVariadic: true,
    resultOf: ({ type }) =>
      type === 'string' || type === 'bytes' || type === 'boolean' || type === 'group' ? undefined : type,
    of: 'all',
    apply: (values) => values.reduce((best, value) => (isBetter(value, best) ? value : best)),
  };
}
