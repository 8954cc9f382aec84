/** Bytes turned into base64 at once: a multiple of 3, and no more arguments than a call can take. */
const BLOCK = 0x6000;

/** Bytes in base64 (RFC 4648 §4). */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += BLOCK) {
    text += btoa(String.fromCharCode(...bytes.subarray(i, i + BLOCK)));
  }
  return text;
}
