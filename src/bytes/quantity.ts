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

/** `350 ms`, `4.2 s`: a duration, of milliseconds. */
export function duration(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  return Math.abs(whole) < 1000 ? `${whole} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `3.5 %`, of a share of 1. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
