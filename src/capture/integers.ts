/** The unsigned 16-bit number at `data[at, at + 2)`, in the byte order of the machine that wrote the capture. */
export function readU16(data: Uint8Array, at: number, littleEndian: boolean): number {
  const first = data[at]!;
  const second = data[at + 1]!;
  return littleEndian ? first | (second << 8) : (first << 8) | second;
}

/** The unsigned 32-bit number at `data[at, at + 4)`, in the byte order of the machine that wrote the capture. */
export function readU32(data: Uint8Array, at: number, littleEndian: boolean): number {
  const first = data[at]!;
  const second = data[at + 1]!;
  const third = data[at + 2]!;
  const fourth = data[at + 3]!;
  return littleEndian
    ? (first | (second << 8) | (third << 16) | (fourth << 24)) >>> 0
    : ((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0;
}
