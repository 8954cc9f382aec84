const encoder = new TextEncoder();

/** What `bytes` joins: bytes, a single byte, or text as UTF-8. */
export type Part = Uint8Array | number | string;

/** The parts one after the other: `bytes(0x02, u16(4), 'live')`. */
export function bytes(...parts: readonly Part[]): Uint8Array {
  return join(parts);
}

/** The parts of a list, however long, one after the other. */
export function join(parts: Iterable<Part>): Uint8Array {
  const pieces: (Uint8Array | number)[] = [];
  let length = 0;
  for (const part of parts) {
    const piece = typeof part === 'string' ? encoder.encode(part) : part;
    length += typeof piece === 'number' ? 1 : piece.length;
    pieces.push(piece);
  }
  const joined = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece === 'number') joined[at++] = piece;
    else {
      joined.set(piece, at);
      at += piece.length;
    }
  }
  return joined;
}

export function u16(value: number): Uint8Array {
  return Uint8Array.of(value >>> 8, value);
}

export function u24(value: number): Uint8Array {
  return Uint8Array.of(value >>> 16, value >>> 8, value);
}

export function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

export function u32le(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

/** A double, most significant byte first. */
export function f64(value: number): Uint8Array {
  const double = new Uint8Array(8);
  new DataView(double.buffer).setFloat64(0, value);
  return double;
}

/** The bytes of `'de ad be ef'`; white space is free. */
export function hex(text: string): Uint8Array {
  const digits = text.replaceAll(/\s/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}
