import { identifyFormat } from './format.ts';
import type { CaptureReader, Packet } from './packet.ts';
import { MODIFIED_RECORD_HEADER_LENGTH, readPcapHeader, type PcapHeader } from './pcap-header.ts';
import { PcapReader } from './pcap.ts';
import { checkPcapngBeginning } from './pcapng-block.ts';
import { PcapngReader } from './pcapng.ts';

/** A reader of classic captures: `PcapReader`, or `PcapLiveReader`. */
export type ClassicReader = new (header: PcapHeader, emit: (packet: Packet) => void) => CaptureReader;

/**
 * The reader for a capture that begins with `beginning` (see `takeBeginning`). All blocks of the capture are then
 * pushed into it, the beginning too.
 * @param name what errors call the capture
 * @throws CaptureError when it is not a capture that can be read
 */
export function createReader(
  beginning: Uint8Array,
  emit: (packet: Packet) => void,
  name: string,
  Classic: ClassicReader = PcapReader,
): CaptureReader {
  if (identifyFormat(beginning, name) === 'pcap') {
    const header = readPcapHeader(beginning, name);
    // The package behind PcapLiveReader knows one length of record headers.
    const isModified = header.recordHeaderLength === MODIFIED_RECORD_HEADER_LENGTH;
    return new (isModified ? PcapReader : Classic)(header, emit);
  }
  checkPcapngBeginning(beginning, name);
  return new PcapngReader(emit);
}
