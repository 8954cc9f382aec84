/** `350 ms`, `4.2 s`: a duration in words, of milliseconds. */
export function duration(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  return Math.abs(whole) < 1000 ? `${whole} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
