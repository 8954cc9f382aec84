/** `1 byte`, `1,448 bytes`: a number with its unit, as notes and views write it. */
export function quantity(number: number, unit: string): string {
  return `${grouped(number)} ${unit}${number === 1 ? '' : 's'}`;
}

/** A whole number, not negative, with its thousands apart: `1,946`. */
export function grouped(number: number): string {
  if (number < 1000) return String(number);
  const rest = number % 1000;
  return `${grouped((number - rest) / 1000)},${String(rest).padStart(3, '0')}`;
}
