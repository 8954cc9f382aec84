/** `1 byte`, `1,448 bytes`: a number with its unit, as notes and views write it. */
export function quantity(number: number, unit: string): string {
  return `${grouped(number)} ${unit}${number === 1 ? '' : 's'}`;
}

/** A whole number with its thousands apart: `1,946`. */
export function grouped(number: number): string {
  const digits = String(number);
  return number < 1000 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
