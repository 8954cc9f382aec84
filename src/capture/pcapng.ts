import { ByteQueue } from '../bytes/byte-queue.ts';
import { quantity } from '../bytes/quantity.ts';
import { readU16, readU32 } from './integers.ts';
import type { CaptureReader, Packet } from './packet.ts';
import { PacketOutlet } from './packet-outlet.ts';
import { BlockType, PcapngBlock, SECTION_HEADER_LENGTH } from './pcapng-block.ts';
import { readInterface } from './pcapng-interface.ts';
import type { TimestampScale } from './timestamp.ts';

const INTERFACE_HEAD_LENGTH = 16;
/** An Enhanced Packet Block before its packet. The fields of the obsolete Packet Block stand in the same places. */
const PACKET_HEAD_LENGTH = 28;
const SIMPLE_PACKET_HEAD_LENGTH = 12;
/** The most that is believed of a block that is read as a whole, as by Wireshark and libpcap. */
const MAXIMUM_WHOLE_LENGTH = 16 * 1024 * 1024;

/** Reads pcapng: sections of either byte order, any number of interfaces. What it does not know is skipped unread. */
export class PcapngReader implements CaptureReader {
  readonly format = 'pcapng';

  private readonly outlet: PacketOutlet;
  private readonly queue = new ByteQueue();
  private readonly block: PcapngBlock;
  /** Of each interface in `outlet.interfaces`. */
  private readonly scales: TimestampScale[] = [];
  /** Which of `outlet.interfaces` is interface 0 of the section. */
  private firstInterface = 0;
  /** Whether the section is of a version whose blocks can be read. */
  private isSectionKnown = true;
  private warnedOfTime = false;

  constructor(emit: (packet: Packet) => void) {
    this.outlet = new PacketOutlet(emit);
    this.block = new PcapngBlock(this.queue, this.outlet);
  }

  get interfaces() {
    return this.outlet.interfaces;
  }

  get notes() {
    return this.outlet.notes;
  }

  push(bytes: Uint8Array): void {
    if (this.outlet.stopped) return;
    this.queue.push(bytes);
    while (this.block.begin() && this.readBlock());
    this.queue.settle();
  }

  end(): void {
    this.block.end();
  }

  /** Reads one block up to its trailing length. False when bytes are missing or an error was found. */
  private readBlock(): boolean {
    const { block } = this;
    if (block.type === BlockType.sectionHeader) return this.readSection();
    if (!this.isSectionKnown) return block.leave();
    switch (block.type) {
      case BlockType.interfaceDescription:
        return this.readInterface();
      case BlockType.enhancedPacket:
      case BlockType.packet:
        return this.readPacket();
      case BlockType.simplePacket:
        return this.readSimplePacket();
      default:
        return block.leave();
    }
  }

  private readSection(): boolean {
    const { queue, block, outlet } = this;
    if (!block.canHold(SECTION_HEADER_LENGTH - 4) || !queue.has(SECTION_HEADER_LENGTH - 4)) return false;
    const major = readU16(queue.data, queue.start + 12, block.littleEndian);
    this.isSectionKnown = major === 1;
    this.firstInterface = outlet.interfaces.length;
    if (!this.isSectionKnown) {
      outlet.note(
        'warning',
        'capture.section-version',
        `the ${block.name} is of version ${major}, and only version 1 is known: its section is skipped`,
      );
    }
    return block.leave();
  }

  private readInterface(): boolean {
    const { queue, block, outlet } = this;
    if (!block.canHold(INTERFACE_HEAD_LENGTH)) return false;
    if (block.length > MAXIMUM_WHOLE_LENGTH) {
      return block.stop(`claims ${quantity(block.length, 'byte')}, more than can be believed of it`);
    }
    if (!queue.has(block.length)) return false;
    const { data, start, offset } = queue;
    const description = readInterface(data, start + 8, start + block.bodyEnd - offset, block.littleEndian);
    if (description.hasBrokenOption) {
      outlet.note(
        'warning',
        'capture.option',
        `an option reaches beyond the ${block.name}: it and those behind it are not read`,
      );
    }
    this.scales.push(description.scale);
    outlet.interfaces.push(description.source);
    return block.leave();
  }

  private readPacket(): boolean {
    const { queue, block, outlet } = this;
    const { littleEndian } = block;
    if (!block.canHold(PACKET_HEAD_LENGTH) || !queue.has(PACKET_HEAD_LENGTH)) return false;
    const captured = readU32(queue.data, queue.start + 20, littleEndian);
    if (!block.canHoldPacket(PACKET_HEAD_LENGTH, captured)) return false;
    if (!queue.has(PACKET_HEAD_LENGTH + captured)) return false;
    const { data, start } = queue;
    const isObsolete = block.type === BlockType.packet;
    const id = isObsolete ? readU16(data, start + 8, littleEndian) : readU32(data, start + 8, littleEndian);
    const index = this.firstInterface + id;
    const scale = this.scales[index];
    if (scale === undefined) return this.stopAtInterface(id);
    scale.split(readU32(data, start + 12, littleEndian), readU32(data, start + 16, littleEndian));
    outlet.setTime(scale.seconds, scale.nanoseconds);
    return this.pass(index, PACKET_HEAD_LENGTH, captured, readU32(data, start + 24, littleEndian));
  }

  /** A Simple Packet Block belongs to the first interface of its section and has no time (pcapng §4.4). */
  private readSimplePacket(): boolean {
    const { queue, block, outlet, firstInterface } = this;
    if (!block.canHold(SIMPLE_PACKET_HEAD_LENGTH)) return false;
    const source = outlet.interfaces[firstInterface];
    if (source === undefined) return this.stopAtInterface(0);
    const original = readU32(queue.data, queue.start + 8, block.littleEndian);
    const captured = source.snapLength === 0 ? original : Math.min(original, source.snapLength);
    if (!block.canHoldPacket(SIMPLE_PACKET_HEAD_LENGTH, captured)) return false;
    if (!queue.has(SIMPLE_PACKET_HEAD_LENGTH + captured)) return false;
    if (!this.warnedOfTime) {
      this.warnedOfTime = true;
      outlet.note(
        'note',
        'capture.no-time',
        `frame ${outlet.nextFrame} lies in a Simple Packet Block, which has no time: ` +
          'such frames are given the time of the frame before them, or 0',
      );
    }
    return this.pass(firstInterface, SIMPLE_PACKET_HEAD_LENGTH, captured, original);
  }

  private pass(index: number, headLength: number, capturedLength: number, originalLength: number): boolean {
    const { data, start, offset } = this.queue;
    const source = this.outlet.interfaces[index]!;
    this.outlet.pass(source, data, start + headLength, capturedLength, originalLength, offset + headLength);
    return this.block.leave();
  }

  private stopAtInterface(id: number): false {
    const count = this.outlet.interfaces.length - this.firstInterface;
    this.outlet.stop(
      'capture.no-interface',
      `frame ${this.outlet.nextFrame} in the ${this.block.name} belongs to interface ${id}, and its section has ` +
        `described ${quantity(count, 'interface')} so far: the file is not read further`,
    );
    return false;
  }
}
