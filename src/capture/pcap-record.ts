import { quantity } from '../bytes/quantity.ts';
import type { CaptureInterface, Packet } from './packet.ts';
import { MAXIMUM_CAPTURED_LENGTH, PacketOutlet, type PacketSource } from './packet-outlet.ts';
import type { PcapHeader } from './pcap-header.ts';

/** What is believed of the records of a classic capture, and how they become packets: the same for both readers. */
export class PcapRecords {
  /** Bytes before the captured bytes of each packet. */
  readonly headerLength: number;

  private readonly unitNanoseconds: number;
  private readonly outlet: PacketOutlet;
  private readonly source: PacketSource;
  private warnedOfSnapLength = false;

  constructor(header: PcapHeader, emit: (packet: Packet) => void) {
    this.headerLength = header.recordHeaderLength;
    this.unitNanoseconds = header.unitNanoseconds;
    this.outlet = new PacketOutlet(emit);
    this.source = {
      linkType: header.linkType,
      timestampResolution: header.unitNanoseconds === 1 ? 1e-9 : 1e-6,
      snapLength: header.snapLength,
      fcsLength: header.fcsLength,
      frames: 0,
    };
    this.outlet.interfaces.push(this.source);
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.outlet.interfaces;
  }

  get notes() {
    return this.outlet.notes;
  }

  /** Whether an error was found, after which nothing is read. */
  get stopped(): boolean {
    return this.outlet.stopped;
  }

  /** Whether the captured length of the record at file offset `offset` can be believed. */
  accepts(capturedLength: number, offset: number): boolean {
    const { outlet, source } = this;
    if (capturedLength > MAXIMUM_CAPTURED_LENGTH) {
      outlet.stopAtLength(capturedLength, offset);
      return false;
    }
    if (capturedLength > source.snapLength && source.snapLength > 0 && !this.warnedOfSnapLength) {
      this.warnedOfSnapLength = true;
      outlet.note(
        'note',
        'capture.snap-length',
        `frame ${outlet.nextFrame} at file offset ${offset} holds ${quantity(capturedLength, 'byte')}, ` +
          `more than the ${source.snapLength} that the file header allows`,
      );
    }
    return true;
  }

  /** Emits the packet of the record at file offset `offset`; its captured bytes begin at `data[start]`. */
  pass(
    seconds: number,
    fraction: number,
    capturedLength: number,
    originalLength: number,
    data: Uint8Array,
    start: number,
    offset: number,
  ): void {
    const nanoseconds = fraction * this.unitNanoseconds;
    // A damaged fraction of a second or more is carried, so that every stamp is a valid one.
    this.outlet.setTime(seconds + Math.floor(nanoseconds / 1e9), nanoseconds % 1e9);
    const fileOffset = offset + this.headerLength;
    this.outlet.pass(this.source, data, start, capturedLength, originalLength, fileOffset);
  }

  /**
   * The file ends `present` bytes into the record at file offset `offset`.
   * @param capturedLength as its header says, or `undefined` when the header itself is cut off
   */
  end(present: number, capturedLength: number | undefined, offset: number): void {
    if (present === 0 || this.stopped) return;
    const what =
      capturedLength === undefined
        ? `${present} of ${quantity(this.headerLength, 'byte')} of its record header`
        : `${present - this.headerLength} of ${quantity(capturedLength, 'captured byte')}`;
    this.outlet.note(
      'warning',
      'capture.truncated',
      `the file ends within frame ${this.outlet.nextFrame} at file offset ${offset}: ${what} are there`,
    );
  }
}
