/** Text that becomes known later: writes what it says when it is asked for. */
export type LateText = (into: PendingText) => void;

/** What late text may come to, in characters: only its order of magnitude matters. */
const LATE_SIZE = 300;
const FIRST_ROOM = 1024;
/** The most bytes of UTF-8 that one UTF-16 unit of a string takes. */
const MOST_BYTES = 3;
/** Up to this length text becomes bytes by hand, which is faster than an encoder. */
const SHORT_TEXT = 256;
/** What the two halves of a character beyond 16 bits have in common. */
const SURROGATE_MASK = 0xf800;
const SURROGATE = 0xd800;
const SPACE = 0x20;
const ZERO = 0x30;
/** Beyond this, a number is no integer of 32 bits to the engine. */
const MOST_INTEGER = 0x7fff_ffff;
const NOTHING = new Uint8Array(0);
const encoder = new TextEncoder();
const HEX_DIGITS = encoder.encode('0123456789abcdef');
/** Memory of the text that was told last, for whoever needs more next. */
let spare = NOTHING;

/**
 * Text that waits to be told, in order. It is put together as bytes of UTF-8: a row of many small strings costs several
 * times as much, in time and in memory.
 */
export class PendingText {
  /** Characters that wait, about. */
  size = 0;
  private data = NOTHING;
  private length = 0;
  /** What becomes known later, and before which byte it stands. */
  private late: { readonly at: number; readonly text: LateText }[] = [];

  /** Adds a string. */
  text(text: string): void {
    const { length } = text;
    this.size += length;
    this.reserve(length * MOST_BYTES);
    const { data } = this;
    let at = this.length;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (length > SHORT_TEXT || (code & SURROGATE_MASK) === SURROGATE) {
        at += encoder.encodeInto(text.slice(i), data.subarray(at)).written;
        break;
      }
      // UTF-8 (RFC 3629 §3).
      if (code < 0x80) data[at++] = code;
      else {
        if (code < 0x800) data[at++] = 0xc0 | (code >> 6);
        else {
          data[at++] = 0xe0 | (code >> 12);
          data[at++] = 0x80 | ((code >> 6) & 0x3f);
        }
        data[at++] = 0x80 | (code & 0x3f);
      }
    }
    this.length = at;
  }

  /** Adds text that is UTF-8 already. */
  bytes(bytes: Uint8Array): void {
    const { length } = bytes;
    this.size += length;
    this.reserve(length);
    this.data.set(bytes, this.length);
    this.length += length;
  }

  /** Adds as many spaces; none for less than one. */
  spaces(count: number): void {
    if (count <= 0) return;
    this.size += count;
    this.reserve(count);
    const { data } = this;
    const end = this.length + count;
    for (let i = this.length; i < end; i++) data[i] = SPACE;
    this.length = end;
  }

  /** Adds a whole number, not negative, with `fill` before it up to `width` characters. */
  number(number: number, width = 1, fill: ' ' | '0' = ' '): void {
    if (number > MOST_INTEGER) return this.text(String(number).padStart(width, fill));
    let digits = 1;
    for (let rest = number; rest >= 10; digits++) rest = (rest / 10) | 0;
    const count = Math.max(width, digits);
    this.size += count;
    this.reserve(count);
    const { data } = this;
    const start = this.length;
    this.length = start + count;
    let rest = number;
    for (let i = this.length - 1; i >= start; i--) {
      const isDigit = i >= this.length - digits;
      const tenth = (rest / 10) | 0;
      data[i] = isDigit || fill === '0' ? ZERO + rest - tenth * 10 : SPACE;
      rest = tenth;
    }
  }

  /** Adds a whole number, not negative, with its thousands apart: `1,946`. */
  grouped(number: number): void {
    if (number < 1000) return this.number(number);
    const rest = number % 1000;
    this.grouped((number - rest) / 1000);
    this.text(',');
    this.number(rest, 3, '0');
  }

  /** Adds the first `count` bytes in hex. */
  hex(bytes: Uint8Array, count: number): void {
    this.size += 2 * count;
    this.reserve(2 * count);
    const { data } = this;
    let at = this.length;
    for (let i = 0; i < count; i++) {
      const byte = bytes[i]!;
      data[at++] = HEX_DIGITS[byte >> 4]!;
      data[at++] = HEX_DIGITS[byte & 0x0f]!;
    }
    this.length = at;
  }

  /** Adds what becomes known later. */
  later(text: LateText): void {
    this.size += LATE_SIZE;
    this.late.push({ at: this.length, text });
  }

  /** Tells everything that waits, as UTF-8 that is valid during the call. */
  tell(write: (bytes: Uint8Array) => void): void {
    const { data, length, late } = this;
    this.data = NOTHING;
    this.length = 0;
    this.late = [];
    this.size = 0;
    let told = 0;
    for (const { at, text } of late) {
      write(data.subarray(told, at));
      told = at;
      const known = new PendingText();
      text(known);
      known.tell(write);
    }
    write(data.subarray(told, length));
    if (data.length > spare.length) spare = data;
  }

  /** Everything that waits and is known, as UTF-8. */
  all(): Uint8Array {
    return this.data.slice(0, this.length);
  }

  private reserve(count: number): void {
    if (this.length + count > this.data.length) this.grow(this.length + count);
  }

  private grow(wanted: number): void {
    let room = spare;
    // What is short stays small: there may be many of them.
    if (wanted > FIRST_ROOM && room.length >= wanted) spare = NOTHING;
    else room = new Uint8Array(Math.max(FIRST_ROOM, wanted, this.data.length * 2));
    room.set(this.data.subarray(0, this.length));
    this.data = room;
  }
}
