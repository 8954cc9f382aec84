const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9})\d*)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/;
const MONTH_FIRST =
  /^([A-Z][a-z]{2}) +(\d{1,2}), (\d{4})(?: +(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9})\d*)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const EPOCH = /^(\d{1,11})(?:\.(\d{1,9})\d*)?$/;
const DURATION = /^(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?) *(ns|us|µs|ms|s|min|h)?$/;

/** What a number of the unit is multiplied by, and divided by, to become seconds: 87us is the number nearest to 0.000087. */
const UNITS: Readonly<Record<string, readonly [number, number]>> = {
  h: [3600, 1],
  min: [60, 1],
  s: [1, 1],
  ms: [1, 1e3],
  us: [1, 1e6],
  µs: [1, 1e6],
  ns: [1, 1e9],
};

/**
 * Nanoseconds since 1970 of `2026-11-20 16:19:03.5`, `2026-11-20T16:19:03Z`, `Nov 20, 2026 16:19:03` or seconds since
 * 1970; local time where no zone is said, as in Wireshark. `undefined` for anything else.
 */
export function parseTime(text: string): bigint | undefined {
  const epoch = EPOCH.exec(text);
  if (epoch !== null) return BigInt(epoch[1]!) * 1_000_000_000n + nanosecondsOf(epoch[2]);
  const iso = ISO.exec(text);
  if (iso !== null) return timeOf([iso[1]!, iso[2]!, iso[3]!], iso.slice(4));
  const written = MONTH_FIRST.exec(text);
  const month = MONTHS.indexOf(written?.[1] ?? '') + 1;
  return written === null || month === 0
    ? undefined
    : timeOf([written[3]!, String(month), written[2]!], written.slice(4));
}

/** Seconds of `0.5`, `500ms`, `20us`, `3min`; `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, number, unit = 's'] = DURATION.exec(text) ?? [];
  if (number === undefined) return undefined;
  const [factor, divisor] = UNITS[unit]!;
  const seconds = (Number(number) * factor) / divisor;
  return Number.isFinite(seconds) ? seconds : undefined;
}

function timeOf(date: readonly string[], rest: readonly (string | undefined)[]): bigint | undefined {
  const [year = 0, month = 0, day = 0] = date.map(Number);
  const [hour = '0', minute = '0', second = '0', fraction, zone] = rest;
  const clock = [Number(hour), Number(minute), Number(second)] as const;
  const parts = [year, month - 1, day, ...clock] as const;
  const local = new Date(...parts);
  const utc = new Date(Date.UTC(...parts));
  // A 31st of April becomes a 1st of May, and 25 o'clock the next day.
  const exists = utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day && clock[0] < 24;
  if (!exists || clock[1] > 59 || clock[2] > 60) return undefined;
  const ms = zone === undefined ? local.getTime() : utc.getTime() - offsetOf(zone);
  return BigInt(ms) * 1_000_000n + nanosecondsOf(fraction);
}

/** Milliseconds by which a zone is ahead of UTC. */
function offsetOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function nanosecondsOf(fraction = ''): bigint {
  return BigInt(fraction.padEnd(9, '0'));
}
