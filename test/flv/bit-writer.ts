/** Writes the bits that codecs read. */
export class BitWriter {
  private text = '';

  /** Bits as written: `'1 01'`. */
  bits(text: string): this {
    this.text += text.replaceAll(' ', '');
    return this;
  }

  byte(value: number): this {
    return this.bits(value.toString(2).padStart(8, '0'));
  }

  /** ue(v) (H.264 §9.1). */
  unsigned(...values: readonly number[]): this {
    for (const value of values) {
      const digits = (value + 1).toString(2);
      this.bits('0'.repeat(digits.length - 1) + digits);
    }
    return this;
  }

  /** se(v) (H.264 §9.1.1). */
  signed(...values: readonly number[]): this {
    return this.unsigned(...values.map((value) => (value > 0 ? 2 * value - 1 : -2 * value)));
  }

  /** The bytes, closed by a 1 and zeros, with 3s that keep start codes out (H.264 §7.3.1). */
  trailing(): Uint8Array {
    const bytes: number[] = [];
    const text = `${this.text}1`;
    for (let i = 0; i < text.length; i += 8) {
      const byte = Number.parseInt(text.slice(i, i + 8).padEnd(8, '0'), 2);
      if (byte <= 3 && bytes.at(-1) === 0 && bytes.at(-2) === 0) bytes.push(3);
      bytes.push(byte);
    }
    return Uint8Array.from(bytes);
  }

  /** The bytes, filled up with zeros. */
  bytes(): Uint8Array {
    const { text } = this;
    return Uint8Array.from({ length: Math.ceil(text.length / 8) }, (_, i) =>
      Number.parseInt(text.slice(8 * i, 8 * i + 8).padEnd(8, '0'), 2),
    );
  }
}
