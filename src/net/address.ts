/**
 * The text of an address: `192.0.2.1`, or `2001:db8::1` as RFC 5952 wants it.
 * @param length 4 or 16 bytes at `offset`
 */
export function formatAddress(bytes: Uint8Array, offset: number, length: number): string {
  return length === 4 ? bytes.subarray(offset, offset + 4).join('.') : formatIpv6(bytes, offset);
}

/** RFC 5952 §4: lower case, no leading zeros, `::` for the longest run of two or more zeros, the first of equals. */
function formatIpv6(bytes: Uint8Array, offset: number): string {
  const groups = Array.from(
    { length: 8 },
    (_, i) => (bytes[offset + 2 * i]! << 8) | bytes[offset + 2 * i + 1]!,
  );
  // RFC 5952 §5: a well-known prefix of embedded IPv4 shows it as such.
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return `::ffff:${formatAddress(bytes, offset + 12, 4)}`;

  const zeros = longestZeros(groups);
  const text = (list: readonly number[]): string => list.map((group) => group.toString(16)).join(':');
  if (zeros.length < 2) return text(groups);
  return `${text(groups.slice(0, zeros.start))}::${text(groups.slice(zeros.start + zeros.length))}`;
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  for (let i = 0; i < groups.length; i++) {
    if (groups[i] !== 0) start = i + 1;
    else if (i + 1 - start > longest.length) longest = { start, length: i + 1 - start };
  }
  return longest;
}
