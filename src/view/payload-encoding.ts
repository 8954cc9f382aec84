import { sha1 } from '@noble/hashes/legacy';
import { bytesToHex } from '@noble/hashes/utils';
import { base64Of } from '../bytes/base64.ts';

/** How a payload is written in JSON: its bytes in hex or base64, or its SHA-1 in hex. */
export const PAYLOAD_ENCODINGS = ['hex', 'base64', 'sha1'] as const;
export type PayloadEncoding = (typeof PAYLOAD_ENCODINGS)[number];

/** A payload as text. */
export function encodePayload(payload: Uint8Array, encoding: PayloadEncoding): string {
  switch (encoding) {
    case 'hex':
      return bytesToHex(payload);
    case 'base64':
      return base64Of(payload);
    case 'sha1':
      return bytesToHex(sha1(payload));
  }
}
