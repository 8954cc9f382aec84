import { readU16, readU32 } from './integers.ts';
import { CaptureError } from './packet.ts';

/** Bytes before the first record. */
export const PCAP_HEADER_LENGTH = 24;

/** Magic numbers as the first four bytes give them in big-endian order (pcap draft §4). */
export const PcapMagic = {
  microseconds: 0xa1b2c3d4,
  microsecondsSwapped: 0xd4c3b2a1,
  nanoseconds: 0xa1b23c4d,
  nanosecondsSwapped: 0x4d3cb2a1,
  /** A. Kuznetzov's patch: microseconds, and longer record headers (libpcap sf-pcap.c). */
  modified: 0xa1b2cd34,
  modifiedSwapped: 0x34cdb2a1,
} as const;

/** The magic numbers of little-endian captures. */
const swapped: readonly number[] = [
  PcapMagic.microsecondsSwapped,
  PcapMagic.nanosecondsSwapped,
  PcapMagic.modifiedSwapped,
];

/** Bytes before the captured bytes of each packet (pcap draft §5). */
const RECORD_HEADER_LENGTH = 16;
/**
 * The same in modified captures: interface index (4 bytes), protocol (2), packet type (1) and padding follow
 * (libpcap sf-pcap.c, `pcap_sf_patched_pkthdr`).
 */
export const MODIFIED_RECORD_HEADER_LENGTH = 24;

/** What the file header says about the records. */
export type PcapHeader = {
  readonly littleEndian: boolean;
  /** Bytes before the captured bytes of each packet: 16 or 24. */
  readonly recordHeaderLength: number;
  /** Nanoseconds per unit of the fractional part of a timestamp: 1000 or 1. */
  readonly unitNanoseconds: number;
  readonly snapLength: number;
  readonly linkType: number;
  /** Bytes of frame check sequence at the end of each packet. */
  readonly fcsLength: number;
};

/**
 * The file header of a classic capture (pcap draft §4), `data[0, 24)`. `name` is for the error.
 * @throws CaptureError when it is not complete or of a version that nobody wrote
 */
export function readPcapHeader(data: Uint8Array, name: string): PcapHeader {
  if (data.length < PCAP_HEADER_LENGTH) {
    throw new CaptureError(
      `${name} is cut off within its pcap file header: ${data.length} of ${PCAP_HEADER_LENGTH} bytes`,
    );
  }
  const magic = readU32(data, 0, false);
  const littleEndian = swapped.includes(magic);
  const isModified = magic === PcapMagic.modified || magic === PcapMagic.modifiedSwapped;
  const isNanoseconds = magic === PcapMagic.nanoseconds || magic === PcapMagic.nanosecondsSwapped;
  const major = readU16(data, 4, littleEndian);
  if (major !== 2) {
    const minor = readU16(data, 6, littleEndian);
    throw new CaptureError(
      `${name} is a pcap file of version ${major}.${minor}, and only version 2 is known`,
    );
  }
  const linkField = readU32(data, 20, littleEndian);
  const hasFcsLength = (linkField & 0x0400_0000) !== 0;
  return {
    littleEndian,
    recordHeaderLength: isModified ? MODIFIED_RECORD_HEADER_LENGTH : RECORD_HEADER_LENGTH,
    unitNanoseconds: isNanoseconds ? 1 : 1000,
    snapLength: readU32(data, 16, littleEndian),
    linkType: linkField & 0xffff,
    fcsLength: hasFcsLength ? (linkField >>> 28) * 2 : 0,
  };
}
