import { formatAddress } from '../net/address.ts';
import type { Value, ValueType } from './types.ts';

/** A value as people read it: an address with its full stops or colons, a time in ISO 8601, bytes as `aa:bb`. */
export function valueText(value: Value, type: ValueType): string {
  if (value instanceof Uint8Array)
    return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join(':');
  switch (type) {
    case 'boolean':
      return value === true ? 'True' : 'False';
    case 'ipv4':
    case 'ipv6': {
      const bytes = addressBytes(value, type);
      return formatAddress(bytes, 0, bytes.length);
    }
    case 'time':
      return timeText(value as bigint);
    default:
      return String(value);
  }
}

/** The bytes of an address, the first one first. */
export function addressBytes(address: Value, type: 'ipv4' | 'ipv6'): Uint8Array {
  let rest = BigInt(address as number | bigint);
  const bytes = new Uint8Array(type === 'ipv4' ? 4 : 16);
  for (let i = bytes.length - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

/** `2026-11-20T16:19:03.123456789Z`, or seconds since 1970 where ISO 8601 has no year for them. */
function timeText(nanoseconds: bigint): string {
  const billion = 1_000_000_000n;
  const fraction = ((nanoseconds % billion) + billion) % billion;
  const seconds = (nanoseconds - fraction) / billion;
  const digits = String(fraction).padStart(9, '0');
  const isWritten = seconds >= -62_167_219_200n && seconds <= 253_402_300_799n;
  if (!isWritten) return `${seconds}.${digits}`;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, -5)}.${digits}Z`;
}
