const NANOSECONDS = 1_000_000_000;
/** Below this many units per second, 16 bits of a long division stay whole numbers of a double (16 + 37 = 53 bits). */
const FAST_LIMIT = 2 ** 37;

/** The unit in which an interface counts time: what turns its 64-bit timestamps into seconds, without rounding. */
export class TimestampScale {
  /** Seconds per unit. */
  readonly resolution: number;
  /** The timestamp split last: whole seconds since 1970-01-01 UTC, and nanoseconds within the second. */
  seconds = 0;
  nanoseconds = 0;

  private readonly unitsPerSecond: bigint;
  private readonly divisor: number;
  private readonly offsetSeconds: number;

  /**
   * @param exponent `if_tsresol`: 10^-exponent seconds, or 2^-(exponent - 128) with the high bit set (pcapng §4.2)
   * @param offsetSeconds `if_tsoffset`: seconds to add to every timestamp
   */
  constructor(exponent: number, offsetSeconds: number) {
    const binary = exponent >= 0x80;
    this.unitsPerSecond = binary ? 2n ** BigInt(exponent - 0x80) : 10n ** BigInt(exponent);
    this.divisor = Number(this.unitsPerSecond);
    this.resolution = binary ? 1 / this.divisor : Number(`1e-${exponent}`);
    this.offsetSeconds = offsetSeconds;
  }

  /** Splits the timestamp `high` * 2^32 + `low` into `seconds` and `nanoseconds`; what is finer is cut off. */
  split(high: number, low: number): void {
    if (this.divisor < FAST_LIMIT) this.divideInSteps(high, low);
    else this.divide((BigInt(high) << 32n) | BigInt(low));
    this.seconds += this.offsetSeconds;
  }

  /** Long division with digits of 16 bits: no intermediate result exceeds 2^53, and nothing is allocated. */
  private divideInSteps(high: number, low: number): void {
    const { divisor } = this;
    const upper = Math.floor(high / divisor);
    let dividend = (high % divisor) * 0x10000 + (low >>> 16);
    const middle = Math.floor(dividend / divisor);
    dividend = (dividend % divisor) * 0x10000 + (low & 0xffff);
    this.seconds = upper * 2 ** 32 + middle * 0x10000 + Math.floor(dividend / divisor);
    this.nanoseconds = this.toNanoseconds(dividend % divisor);
  }

  /** The same in three decimal steps, for a remainder of less than one second. */
  private toNanoseconds(units: number): number {
    const { divisor } = this;
    const thousands = units * 1000;
    const millions = (thousands % divisor) * 1000;
    const billions = (millions % divisor) * 1000;
    return (
      Math.floor(thousands / divisor) * 1_000_000 +
      Math.floor(millions / divisor) * 1000 +
      Math.floor(billions / divisor)
    );
  }

  private divide(units: bigint): void {
    const { unitsPerSecond } = this;
    this.seconds = Number(units / unitsPerSecond);
    this.nanoseconds = Number(((units % unitsPerSecond) * BigInt(NANOSECONDS)) / unitsPerSecond);
  }
}
