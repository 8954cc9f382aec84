import { quantity } from '../bytes/quantity.ts';
import { Malformed } from '../field/field-reader.ts';

/** Longest run of zeros before an exponential-Golomb number of 32 bits (H.264 §9.1). */
const MAX_ZEROS = 31;

/** Reads bits, the most significant first, for the headers of codecs, whose fields keep to no byte. */
export class BitReader {
  private readonly data: Uint8Array;
  private readonly label: string;
  private readonly offset: number;
  private position = 0;

  /**
   * @param label what the bits are, for the text of an error
   * @param offset where `data` lies in the bytes that are read as a whole
   */
  constructor(data: Uint8Array, label: string, offset: number) {
    this.data = data;
    this.label = label;
    this.offset = offset;
  }

  /** Bits that are left. */
  get remaining(): number {
    return this.data.length * 8 - this.position;
  }

  /** An unsigned number of up to 32 bits. */
  bits(count: number): number {
    this.need(count);
    let value = 0;
    for (let i = 0; i < count; i++, this.position++) {
      const byte = this.data[this.position >> 3]!;
      value = value * 2 + ((byte >> (7 - (this.position & 7))) & 1);
    }
    return value;
  }

  flag(): boolean {
    return this.bits(1) === 1;
  }

  skip(count: number): void {
    this.need(count);
    this.position += count;
  }

  /** ue(v): an unsigned exponential-Golomb number (H.264 §9.1). */
  unsigned(): number {
    let zeros = 0;
    while (!this.flag()) {
      if (++zeros > MAX_ZEROS) {
        this.malformed('flv.golomb', 'holds a number of more than 32 bits');
      }
    }
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** se(v): a signed exponential-Golomb number (H.264 §9.1.1). */
  signed(): number {
    const code = this.unsigned();
    return code % 2 === 1 ? (code + 1) / 2 : 0 - code / 2;
  }

  /** Stops here: "`label` `complaint`". */
  malformed(code: string, complaint: string): never {
    throw new Malformed(code, `${this.label} ${complaint}`, this.offset + (this.position >> 3));
  }

  private need(count: number): void {
    if (count > this.remaining) {
      this.malformed('truncated', `breaks off after ${quantity(this.data.length, 'byte')}`);
    }
  }
}

/** The bytes of a NAL unit without the 3s that keep start codes out of it (H.264 §7.4.1.1). */
export function withoutEmulationPrevention(unit: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(unit.length);
  let length = 0;
  let zeros = 0;
  for (let i = 0; i < unit.length; i++) {
    const byte = unit[i]!;
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    bytes[length++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return bytes.subarray(0, length);
}
