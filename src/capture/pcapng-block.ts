import type { ByteQueue } from '../bytes/byte-queue.ts';
import { quantity } from '../bytes/quantity.ts';
import { codes } from '../field/codes.ts';
import { readU32 } from './integers.ts';
import { CaptureError } from './packet.ts';
import { MAXIMUM_CAPTURED_LENGTH, type PacketOutlet } from './packet-outlet.ts';

/** The blocks of a pcapng file that have a name in its notes. */
export const BlockType = codes({
  sectionHeader: [0x0a0d0d0a, 'Section Header Block', 'pcapng §4.1'],
  interfaceDescription: [1, 'Interface Description Block', 'pcapng §4.2'],
  packet: [2, 'Packet Block', 'pcapng appendix A'],
  simplePacket: [3, 'Simple Packet Block', 'pcapng §4.4'],
  nameResolution: [4, 'Name Resolution Block', 'pcapng §4.5'],
  interfaceStatistics: [5, 'Interface Statistics Block', 'pcapng §4.6'],
  enhancedPacket: [6, 'Enhanced Packet Block', 'pcapng §4.3'],
  decryptionSecrets: [0x0a, 'Decryption Secrets Block', 'pcapng §4.7'],
});

/** Type and length, before the body of every block. */
const HEADER_LENGTH = 8;
/** The length again, behind the body. */
const TRAILER_LENGTH = 4;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** A Section Header Block without options: how every pcapng file begins. */
export const SECTION_HEADER_LENGTH = 28;

/**
 * Checks how a file begins, of which `data` holds 28 bytes or all there are.
 * @throws CaptureError when its first section header is cut off or has no byte order; `name` says whose
 */
export function checkPcapngBeginning(data: Uint8Array, name: string): void {
  if (data.length < SECTION_HEADER_LENGTH) {
    const present = `${data.length} of ${SECTION_HEADER_LENGTH} bytes`;
    throw new CaptureError(`${name} is cut off within its pcapng section header: ${present}`);
  }
  if (byteOrderOf(data, 0) === undefined) {
    throw new CaptureError(`${name} begins like pcapng, but lacks the byte-order magic 1A2B3C4D at offset 8`);
  }
}

/** Whether the Section Header Block at `data[start]` is little-endian; `undefined` when its magic is neither. */
function byteOrderOf(data: Uint8Array, start: number): boolean | undefined {
  if (readU32(data, start + 8, true) === BYTE_ORDER_MAGIC) return true;
  if (readU32(data, start + 8, false) === BYTE_ORDER_MAGIC) return false;
  return undefined;
}

/** The block of a pcapng file that is being read: what it claims to be, and whether that can be believed (§3.1). */
export class PcapngBlock {
  type = 0;
  /** Total length in bytes, as its header claims. */
  length = 0;
  /** File offset of its first byte. */
  offset = 0;
  /** Byte order of the section. */
  littleEndian = true;

  private readonly queue: ByteQueue;
  private readonly outlet: PacketOutlet;
  private isAtTrailer = false;
  private warnedOfPadding = false;

  constructor(queue: ByteQueue, outlet: PacketOutlet) {
    this.queue = queue;
    this.outlet = outlet;
  }

  /** `Packet Block at file offset 1234`, as notes call it. */
  get name(): string {
    return `${BlockType.labelOf(this.type) ?? `block of type ${this.type}`} at file offset ${this.offset}`;
  }

  /** File offset behind its body. */
  get bodyEnd(): number {
    return this.offset + this.length - TRAILER_LENGTH;
  }

  /** Reads the header of a block, once the one before is over. False when bytes are missing or an error was found. */
  begin(): boolean {
    const { queue } = this;
    if (this.isAtTrailer && !this.readTrailer()) return false;
    if (!queue.has(HEADER_LENGTH + TRAILER_LENGTH)) return false;
    const { data, start } = queue;
    this.type = readU32(data, start, this.littleEndian);
    if (this.type === BlockType.sectionHeader) {
      const littleEndian = byteOrderOf(data, start);
      if (littleEndian === undefined) return this.stop('lacks the byte-order magic 1A2B3C4D');
      this.littleEndian = littleEndian;
    }
    this.length = readU32(data, start + 4, this.littleEndian);
    if (this.length % 4 !== 0) this.warnOfPadding();
    return this.canHold(HEADER_LENGTH);
  }

  /** Whether its length leaves room for `headLength` bytes before the trailing length; if not, an error is noted. */
  canHold(headLength: number): boolean {
    const least = headLength + TRAILER_LENGTH;
    return (
      this.length >= least || this.stop(`claims ${quantity(this.length, 'byte')} and needs at least ${least}`)
    );
  }

  /** Whether `capturedLength` bytes of a packet can be believed to lie behind its first `headLength` bytes. */
  canHoldPacket(headLength: number, capturedLength: number): boolean {
    if (capturedLength <= MAXIMUM_CAPTURED_LENGTH) return this.canHold(headLength + capturedLength);
    this.outlet.stopAtLength(capturedLength, this.offset);
    return false;
  }

  /** Steps to its trailing length, over a body that need not be here yet. */
  leave(): true {
    this.queue.skip(Math.ceil(this.length / 4) * 4 - TRAILER_LENGTH);
    this.isAtTrailer = true;
    return true;
  }

  /** Notes that it is damaged, and that nothing behind it is read. */
  stop(trouble: string): false {
    this.outlet.stop(
      'capture.block',
      `the ${this.name} ${trouble}: the file is damaged here and is not read further`,
    );
    return false;
  }

  /** The file ends here, which is fine between two blocks only. */
  end(): void {
    const { queue, outlet } = this;
    const present = queue.offset - queue.awaited + queue.length - this.offset;
    if (present === 0 || outlet.stopped) return;
    const isBegun = this.isAtTrailer || queue.has(HEADER_LENGTH + TRAILER_LENGTH);
    const place = isBegun ? `the ${this.name}` : `a block at file offset ${this.offset}`;
    const total = isBegun ? `${present} of ${quantity(this.length, 'byte')}` : quantity(present, 'byte');
    outlet.note('warning', 'capture.truncated', `the file ends within ${place}: ${total} are there`);
  }

  private readTrailer(): boolean {
    const { queue } = this;
    if (!queue.has(TRAILER_LENGTH)) return false;
    const length = readU32(queue.data, queue.start, this.littleEndian);
    if (length !== this.length) {
      return this.stop(`begins with a length of ${this.length} and ends with one of ${length}`);
    }
    queue.skip(TRAILER_LENGTH);
    this.offset = queue.offset;
    this.isAtTrailer = false;
    return true;
  }

  /** Some writers leave the padding out of the length, though not out of the file. */
  private warnOfPadding(): void {
    if (this.warnedOfPadding) return;
    this.warnedOfPadding = true;
    this.outlet.note(
      'warning',
      'capture.block-padding',
      `the ${this.name} has a length of ${this.length}, which is not a multiple of 4`,
    );
  }
}
