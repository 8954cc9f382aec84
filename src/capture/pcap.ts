import { ByteQueue } from '../bytes/byte-queue.ts';
import { readU32 } from './integers.ts';
import type { CaptureReader, Packet } from './packet.ts';
import { PCAP_HEADER_LENGTH, type PcapHeader } from './pcap-header.ts';
import { PcapRecords } from './pcap-record.ts';

/** Reads classic captures (pcap draft §5) where they lie, block by block. The file header has been read beforehand. */
export class PcapReader implements CaptureReader {
  readonly format = 'pcap';

  private readonly records: PcapRecords;
  private readonly headerLength: number;
  private readonly littleEndian: boolean;
  private readonly queue = new ByteQueue();

  constructor(header: PcapHeader, emit: (packet: Packet) => void) {
    this.records = new PcapRecords(header, emit);
    this.headerLength = header.recordHeaderLength;
    this.littleEndian = header.littleEndian;
    this.queue.skip(PCAP_HEADER_LENGTH);
  }

  get interfaces() {
    return this.records.interfaces;
  }

  get notes() {
    return this.records.notes;
  }

  push(block: Uint8Array): void {
    if (this.records.stopped) return;
    this.queue.push(block);
    this.readRecords();
    this.queue.settle();
  }

  end(): void {
    const { queue } = this;
    const captured = queue.has(this.headerLength) ? this.capturedLength() : undefined;
    this.records.end(queue.length, captured, queue.offset);
  }

  /** By itself, because this loop is compiled while it runs: what surrounds it would be compiled unseen. */
  private readRecords(): void {
    while (this.readRecord());
  }

  /** Emits one packet, if it is here as a whole. */
  private readRecord(): boolean {
    const { queue, records, headerLength, littleEndian } = this;
    if (!queue.has(headerLength)) return false;
    const captured = this.capturedLength();
    if (!records.accepts(captured, queue.offset)) return false;
    if (!queue.has(headerLength + captured)) return false;
    const { data, start, offset } = queue;
    const seconds = readU32(data, start, littleEndian);
    const fraction = readU32(data, start + 4, littleEndian);
    const original = readU32(data, start + 12, littleEndian);
    records.pass(seconds, fraction, captured, original, data, start + headerLength, offset);
    queue.skip(headerLength + captured);
    return true;
  }

  private capturedLength(): number {
    return readU32(this.queue.data, this.queue.start + 8, this.littleEndian);
  }
}
