/** Whether two arrays hold the same bytes. */
export function sameBytes(bytes: Uint8Array, others: Uint8Array): boolean {
  if (bytes === others) return true;
  if (bytes.length !== others.length) return false;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== others[i]) return false;
  return true;
}
