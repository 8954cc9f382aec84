const FULL_STOP = 0x2e;

/** The number of an IPv4 address in dotted decimal, or `undefined` for anything else. Makes no objects: it is read of every message. */
export function parseIpv4(text: string): number | undefined {
  let address = 0;
  let parts = 0;
  let part = -1;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : FULL_STOP;
    const digit = code - 0x30;
    if (digit >= 0 && digit <= 9) {
      part = (part === -1 ? 0 : part * 10) + digit;
      if (part > 255) return undefined;
    } else {
      if (code !== FULL_STOP || part === -1) return undefined;
      address = address * 256 + part;
      parts++;
      part = -1;
    }
  }
  return parts === 4 ? address : undefined;
}

/** The number of an IPv6 address in any of its textual forms (RFC 4291 §2.2), or `undefined` for anything else. */
export function parseIpv6(text: string): bigint | undefined {
  const [before = '', after, surplus] = text.split('::');
  if (surplus !== undefined) return undefined;
  const head = groupsOf(before);
  const tail = after === undefined ? [] : groupsOf(after);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return groups.reduce((address, group) => (address << 16n) | BigInt(group), 0n);
}

/** The groups of 16 bits on one side of a `::`, the last two of which may be an IPv4 address. */
function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (/^[\dA-Fa-f]{1,4}$/.test(part)) groups.push(parseInt(part, 16));
    else {
      const embedded = i === parts.length - 1 ? parseIpv4(part) : undefined;
      if (embedded === undefined) return undefined;
      groups.push(embedded >>> 16, embedded & 0xffff);
    }
  }
  return groups;
}
