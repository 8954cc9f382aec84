import type { Note, Severity } from '../bytes/note.ts';
import { type CaptureInterface, emptyPacket, type Packet } from './packet.ts';

/**
 * The most bytes that are believed to be captured of one packet: MAXIMUM_SNAPLEN of libpcap, which writes no more and
 * refuses to read more. A length beyond it is damage, and waiting for so many bytes would buffer the rest of the file.
 */
export const MAXIMUM_CAPTURED_LENGTH = 262_144;

/** An interface, and how many bytes of frame check sequence end each of its packets. */
export type PacketSource = CaptureInterface & { readonly fcsLength: number };

/** What a reader has made of its file so far, and the one place where packets leave it. */
export class PacketOutlet {
  readonly interfaces: PacketSource[] = [];
  readonly notes: Note[] = [];
  /** An error was found: what follows in the file is not read. */
  stopped = false;

  private readonly emit: (packet: Packet) => void;
  private readonly packet = emptyPacket();

  constructor(emit: (packet: Packet) => void) {
    this.emit = emit;
  }

  /** Number of the frame that is read next. */
  get nextFrame(): number {
    return this.packet.frame + 1;
  }

  note(severity: Severity, code: string, text: string): void {
    this.notes.push({ code, severity, text });
  }

  /** Notes an error: nothing after it can be trusted. */
  stop(code: string, text: string): void {
    this.note('error', code, text);
    this.stopped = true;
  }

  /** A record whose captured length is beyond belief. */
  stopAtLength(capturedLength: number, offset: number): void {
    this.stop(
      'capture.record-too-long',
      `frame ${this.nextFrame} at file offset ${offset} claims ${capturedLength} captured bytes, and no capture ` +
        `holds more than ${MAXIMUM_CAPTURED_LENGTH} of a packet: the file is damaged here and is not read further`,
    );
  }

  /** When the next packets were captured; a packet without a time of its own keeps that of the one before. */
  setTime(seconds: number, nanoseconds: number): void {
    this.packet.seconds = seconds;
    this.packet.nanoseconds = nanoseconds;
  }

  /** Emits the packet at `data[start, start + capturedLength)`, without its frame check sequence. */
  pass(
    source: PacketSource,
    data: Uint8Array,
    start: number,
    capturedLength: number,
    originalLength: number,
    fileOffset: number,
  ): void {
    const { packet } = this;
    // Some writers give an original length below the captured one (pcap draft §5).
    packet.originalLength = Math.max(0, Math.max(originalLength, capturedLength) - source.fcsLength);
    packet.frame++;
    packet.linkType = source.linkType;
    packet.data = data;
    packet.start = start;
    packet.end = start + Math.min(capturedLength, packet.originalLength);
    packet.fileOffset = fileOffset;
    source.frames++;
    this.emit(packet);
  }
}
