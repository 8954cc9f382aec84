import { parse, type RecordHeader } from 'pcap-parser';
import type { CaptureReader, Packet } from './packet.ts';
import { PCAP_HEADER_LENGTH, PcapMagic, type PcapHeader } from './pcap-header.ts';
import { PcapRecords } from './pcap-record.ts';

/**
 * Reads a classic capture that arrives live on standard input, with the `pcap-parser` package. The package believes
 * every length and knows microseconds only, so `PcapRecords` judges and scales what it reads.
 */
export class PcapLiveReader implements CaptureReader {
  readonly format = 'pcap';

  private readonly records: PcapRecords;
  private feed: (bytes: Buffer) => void = () => {};
  /** Bytes pushed so far, and bytes of them that ended up in packets or in the file header. */
  private received = 0;
  private consumed = PCAP_HEADER_LENGTH;
  /** The record that the parser is waiting for. */
  private pending: RecordHeader | undefined;
  /** The memory that the parser reads in, as a plain array instead of a Buffer. */
  private memory: Uint8Array = new Uint8Array(0);

  constructor(header: PcapHeader, emit: (packet: Packet) => void) {
    this.records = new PcapRecords(header, emit);
    const parser = parse({
      on: (event, listener) => {
        if (event === 'data') this.feed = listener;
      },
      pause() {},
      resume() {},
    });
    parser.on('packetHeader', (record) => this.judge(record));
    parser.on('packet', (packet) => this.pass(packet.header, packet.data));
    this.feed(microsecondHeader(header.littleEndian));
  }

  get interfaces() {
    return this.records.interfaces;
  }

  get notes() {
    return this.records.notes;
  }

  push(block: Uint8Array): void {
    // The parser has got a file header of ours instead. That was its first block, which is the only one it keeps:
    // it copies every later one, so the caller may reuse them.
    const start = Math.min(block.length, Math.max(0, PCAP_HEADER_LENGTH - this.received));
    this.received += block.length;
    if (this.records.stopped || start === block.length) return;
    this.feed(Buffer.from(block.buffer, block.byteOffset + start, block.length - start));
  }

  end(): void {
    this.records.end(this.received - this.consumed, this.pending?.capturedLength, this.consumed);
  }

  private judge(record: RecordHeader): void {
    this.pending = record;
    if (!this.records.stopped) this.records.accepts(record.capturedLength, this.consumed);
  }

  private pass(record: RecordHeader, data: Buffer): void {
    // The parser cannot be stopped within a block: what it finds behind an error is dropped.
    if (this.records.stopped) return;
    if (this.memory.buffer !== data.buffer) this.memory = new Uint8Array(data.buffer);
    const { capturedLength } = record;
    this.records.pass(
      record.timestampSeconds,
      record.timestampMicroseconds,
      capturedLength,
      record.originalLength,
      this.memory,
      data.byteOffset,
      this.consumed,
    );
    this.consumed += this.records.headerLength + capturedLength;
    this.pending = undefined;
  }
}

/** The file header that `pcap-parser` accepts: of the right byte order, whatever the unit of time. */
function microsecondHeader(littleEndian: boolean): Buffer {
  const header = Buffer.alloc(PCAP_HEADER_LENGTH);
  header.writeUInt32BE(littleEndian ? PcapMagic.microsecondsSwapped : PcapMagic.microseconds);
  header[littleEndian ? 4 : 5] = 2;
  header[littleEndian ? 6 : 7] = 4;
  return header;
}
