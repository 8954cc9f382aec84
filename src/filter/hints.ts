import { fieldNames, findFields } from './fields/registry.ts';
import { nearestName } from './nearest-name.ts';

/** As many names are listed; more would not be read. */
const MOST_LISTED = 6;

/** `; did you mean typeid?`, or nothing where nothing is near. */
export function didYouMean(name: string | undefined): string {
  return name === undefined ? '' : `; did you mean ${name}?`;
}

/** The field that was probably meant: one that is spelt alike, or ends alike. */
export function nearestField(name: string): string | undefined {
  return nearestName(name, fieldNames()) ?? findFields(name.split('.').at(-1) ?? '')[0]?.id;
}

/** `a, b and c`, cut where it gets long. */
export function listed(names: readonly string[]): string {
  if (names.length > MOST_LISTED) return `${names.slice(0, MOST_LISTED).join(', ')} and others`;
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
