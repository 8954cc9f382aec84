/** `400 MB`, `4 GB`; decimal, with three digits at most. */
export function byteText(bytes: number): string {
  const [unit, name] = unitOf(bytes);
  return `${short(bytes / unit)} ${name}`;
}

/** `400M`, `4G`: as `--size` takes it. */
export function byteSize(bytes: number): string {
  const [unit, name] = unitOf(bytes);
  return `${short(bytes / unit)}${name === 'bytes' ? '' : name.slice(0, 1)}`;
}

/** Bytes of `400M`, `4G` or `1500000`. */
export function parseSize(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([kMG]?)B?$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return Math.round(Number(digits) * { '': 1, k: 1e3, M: 1e6, G: 1e9 }[unit]!);
}

/** `0.412 s`, `38.2 s`; `41.3 ms` below a tenth of a second. */
export function timeText(seconds: number): string {
  return seconds < 0.1 ? `${short(seconds * 1000)} ms` : `${short(seconds)} s`;
}

/** `812`, `12,400`, `1,240,000`: three digits that count. */
export function countText(count: number): string {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 2);
  return grouped(Math.round(count / scale) * scale);
}

/** Megabytes a second, without the unit. */
export function rateText(bytes: number, seconds: number): string {
  return short(bytes / 1e6 / seconds);
}

/** `18.4×` */
export function ratioText(ratio: number): string {
  return `${short(ratio)}×`;
}

/** All digits, in groups. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}

/** The middle one, or the mean of both middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Three digits that count: `0.412`, `4.12`, `41.2`, `412`. */
function short(value: number): string {
  if (value >= 99.95) return grouped(Math.round(value));
  const digits = value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
  return String(Number(value.toFixed(digits)));
}

function unitOf(bytes: number): readonly [number, string] {
  if (bytes >= 1e9) return [1e9, 'GB'];
  if (bytes >= 1e6) return [1e6, 'MB'];
  return bytes >= 1e3 ? [1e3, 'kB'] : [1, 'bytes'];
}
