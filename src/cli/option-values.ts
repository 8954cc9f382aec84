import { nearestName } from '../filter/nearest-name.ts';
import { UsageError } from './usage-error.ts';

/** The value of an option that takes one. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The values of a repeatable option. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The one of `allowed` that was given. @throws UsageError */
export function chosen<T extends string>(what: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === given);
  if (found !== undefined) return found;
  const hint = nearestName(given, allowed);
  throw new UsageError(
    `${what} "${given}" is not known${hint === undefined ? '' : `; did you mean ${hint}?`} There is ${allowed.join(', ')}`,
  );
}

/** @throws UsageError */
export function wholeNumber(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d{1,9}$/.test(given)) throw new UsageError(`${option} takes a whole number, not "${given}"`);
  return Number(given);
}

/** @throws UsageError */
export function secondsOf(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d{1,9}(\.\d+)?$/.test(given)) throw new UsageError(`${option} takes seconds, not "${given}"`);
  return Number(given);
}
