import type { FieldType } from '../field/field.ts';

/**
 * What kind of value a field or an expression has. A `group` has none: it is there, or it is not. An `ipv4` address is a
 * number and an `ipv6` address a bigint, a `duration` a number of seconds, a `time` a bigint of nanoseconds since 1970.
 */
export type ValueType = FieldType | 'ipv4' | 'ipv6' | 'time' | 'duration';

/** The value of a field. */
export type Value = number | bigint | boolean | string | Uint8Array;

/** What a type is called in a message to people. */
export const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  uint: 'a whole number',
  int: 'a whole number',
  double: 'a number',
  boolean: 'true or false',
  string: 'text',
  bytes: 'bytes',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  time: 'a point in time',
  duration: 'a duration',
  group: 'no value',
};

/** Whether numbers of this type can be compared and calculated with other numbers. */
export function isNumeric(type: ValueType): boolean {
  return type === 'uint' || type === 'int' || type === 'double';
}

/** Whether values of this type have no fraction. */
export function isInteger(type: ValueType): boolean {
  return type === 'uint' || type === 'int';
}

/** Whether values of two types can be held against each other. */
export function areComparable(a: ValueType, b: ValueType): boolean {
  return a === b || (isNumeric(a) && isNumeric(b));
}
