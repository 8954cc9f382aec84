/** Shorter than this a part of a name is in too many. */
const SHORTEST_PART = 3;

/**
 * What `given` was probably meant to be: the name that takes the fewest changes, when those are few for its length, else
 * the shortest that it is a part of.
 */
export function nearestName(given: string, names: Iterable<string>): string | undefined {
  const wanted = given.toLowerCase();
  let fewest = Math.floor(given.length / 3) + 1;
  let nearest: string | undefined;
  let whole: string | undefined;
  for (const name of names) {
    const lower = name.toLowerCase();
    if (lower.includes(wanted) && name.length < (whole?.length ?? Infinity)) whole = name;
    // A difference in length takes as many changes.
    if (Math.abs(name.length - wanted.length) >= fewest) continue;
    const changes = changesBetween(wanted, lower);
    if (changes < fewest) {
      fewest = changes;
      nearest = name;
    }
  }
  return nearest ?? (given.length < SHORTEST_PART ? undefined : whole);
}

/** Letters put in, taken out, replaced or swapped with the next one (Damerau and Levenshtein's distance). */
function changesBetween(a: string, b: string): number {
  let previous: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let changes = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        changes = Math.min(changes, previous[j - 2]! + 1);
      }
      next.push(changes);
    }
    previous = row;
    row = next;
  }
  return row[b.length]!;
}
