/**
 * How far sequence number `to` lies behind `from`, negative when it lies before. Numbers are modulo 2^32, signed or
 * not, and taken to be less than 2^31 apart (RFC 9293 §3.4, RFC 1982 §3.2).
 */
export function serialDistance(from: number, to: number): number {
  return (to - from) | 0;
}

/** The sequence number `count` after `from`, signed. */
export function serialAdd(from: number, count: number): number {
  return (from + count) | 0;
}
