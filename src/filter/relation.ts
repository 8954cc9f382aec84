import type { Relation } from './syntax.ts';
import type { Constant } from './tree.ts';
import type { Value } from './types.ts';

/** Whether a relation holds between two values of one type. */
export function relates(relation: Relation): (a: Value, b: Value) => boolean {
  switch (relation) {
    case '==':
      return areEqual;
    case '!=':
      return (a, b) => !areEqual(a, b);
    case '<':
      return (a, b) => compare(a, b) < 0;
    case '<=':
      return (a, b) => compare(a, b) <= 0;
    case '>':
      return (a, b) => compare(a, b) > 0;
    case '>=':
      return (a, b) => compare(a, b) >= 0;
  }
}

/** Whether a value is the constant, or lies in the subnet that it stands for. */
export function equalsConstant({ type, value, prefix }: Constant): (other: Value) => boolean {
  if (prefix === undefined) return (other) => areEqual(other, value);
  const shift = BigInt((type === 'ipv4' ? 32 : 128) - prefix);
  const network = BigInt(value as number | bigint) >> shift;
  return (other) => BigInt(other as number | bigint) >> shift === network;
}

/** Whether a text or bytes hold another. */
export function contains(whole: Value, part: Value): boolean {
  if (typeof whole === 'string') return whole.includes(String(part));
  return whole instanceof Uint8Array && part instanceof Uint8Array && indexOfBytes(whole, part) !== -1;
}

function areEqual(a: Value, b: Value): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array)
    return a.length === b.length && compareBytes(a, b) === 0;
  return a === b;
}

/** NaN, which is in no order with any number, gives NaN. */
function compare(a: Value, b: Value): number {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b);
  if (a < b) return -1;
  return a > b ? 1 : a === b ? 0 : NaN;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

function indexOfBytes(whole: Uint8Array, part: Uint8Array): number {
  const [first] = part;
  if (first === undefined) return 0;
  const end = whole.length - part.length;
  for (let at = whole.indexOf(first); at !== -1 && at <= end; at = whole.indexOf(first, at + 1)) {
    let i = 1;
    while (i < part.length && whole[at + i] === part[i]) i++;
    if (i === part.length) return at;
  }
  return -1;
}
