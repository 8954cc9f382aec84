import { safeText } from '../bytes/safe-text.ts';
import { readU32 } from './integers.ts';
import { CaptureError } from './packet.ts';
import { PcapMagic } from './pcap-header.ts';
import { BlockType, SECTION_HEADER_LENGTH } from './pcapng-block.ts';

/** How many of the first bytes tell what a file is: as many as the longest file header has that is read. */
export const BEGINNING_LENGTH = SECTION_HEADER_LENGTH;

/** Beginnings of other files: where the magic stands, the magic, and what to say. */
const strangers: readonly (readonly [at: number, magic: string, verdict: string])[] = [
  [0, '1f8b', 'is compressed with gzip: decompress it first (gzip -d)'],
  [0, '28b52ffd', 'is compressed with Zstandard: decompress it first (zstd -d)'],
  [0, '04224d18', 'is compressed with LZ4: decompress it first (lz4 -d)'],
  [0, '02214c18', 'is compressed with LZ4 in its legacy format: decompress it first (lz4 -d)'],
  [0, 'fd377a585a00', 'is compressed with xz: decompress it first (xz -d)'],
  [0, '425a68', 'is compressed with bzip2: decompress it first (bzip2 -d)'],
  [0, '504b0304', 'is a ZIP archive: extract the capture first (unzip)'],
  // libpcap sf-pcap.c names these relatives of pcap.
  [0, 'a1b234cd', 'is pcap with the record headers of F. Mesquita, which is not supported'],
  [0, 'cd34b2a1', 'is pcap with the record headers of F. Mesquita, which is not supported'],
  [0, 'a12b3c4d', 'is pcap as Navtel devices write it, which is not supported'],
  [0, '4d3c2ba1', 'is pcap as Navtel devices write it, which is not supported'],
  [0, 'a1b2c3cb', 'is a compiled packet filter (cBPF) in a pcap file, without packets'],
  [0, 'cbc3b2a1', 'is a compiled packet filter (cBPF) in a pcap file, without packets'],
  [0, '736e6f6f70000000', 'is a snoop capture: convert it first (editcap -F pcapng)'],
  [0, '52545353', 'is a Microsoft Network Monitor 1 capture: convert it first (editcap -F pcapng)'],
  [0, '474d4255', 'is a Microsoft Network Monitor 2 capture: convert it first (editcap -F pcapng)'],
  [0, '58435000', 'is a Sniffer (NetXRay) capture: convert it first (editcap -F pcapng)'],
  [0, '5452534e494646', 'is a Sniffer capture: convert it first (editcap -F pcapng)'],
  [0, '6970747261636520', 'is an iptrace capture (AIX): convert it first (editcap -F pcapng)'],
  [0, '7f766572', 'is an OmniPeek capture: convert it first (editcap -F pcapng)'],
  [0, '6274736e6f6f7000', 'is a Bluetooth capture (btsnoop), which holds no TCP'],
  [0, 'fffe', 'is not a capture: it is UTF-16 text, as PowerShell makes of redirected output'],
  [0, 'feff', 'is not a capture: it is UTF-16 text'],
  [0, '464c56', 'is not a capture: it is FLV media'],
  [4, '66747970', 'is not a capture: it is MP4 media'],
  [0, '1a45dfa3', 'is not a capture: it is Matroska media'],
  [0, '89504e47', 'is not a capture: it is a PNG picture'],
  [0, '25504446', 'is not a capture: it is a PDF document'],
  [0, '7f454c46', 'is not a capture: it is an ELF program'],
];

/**
 * Which capture format a file is of, by its first 28 bytes, or all it has.
 * @throws CaptureError when it is none that is read; the message says of `name` what it is instead
 */
export function identifyFormat(beginning: Uint8Array, name: string): 'pcap' | 'pcapng' {
  if (beginning.length === 0) throw new CaptureError(`${name} is empty: 0 bytes`);
  const magic = beginning.length < 4 ? 0 : readU32(beginning, 0, false);
  if (magic === BlockType.sectionHeader) return 'pcapng';
  if (Object.values(PcapMagic).some((known) => known === magic)) return 'pcap';
  const stranger = strangers.find(([at, bytes]) => hex(beginning.subarray(at)).startsWith(bytes));
  throw new CaptureError(`${name} ${stranger?.[2] ?? `is not a capture: ${describe(beginning)}`}`);
}

function describe(beginning: Uint8Array): string {
  const text = readText(beginning);
  if (text === undefined)
    return `it begins with ${hex(beginning.subarray(0, 8), ' ')}, which no capture does`;
  const kind = /^\s*<(!doctype html|html)/i.test(text) ? 'HTML' : 'text';
  return `it begins with "${safeText(text.slice(0, 16))}", which is ${kind}`;
}

/** The bytes as text, or `undefined` when they are not. */
function readText(bytes: Uint8Array): string | undefined {
  try {
    // As a stream, so that a character cut off at the end is no error.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    // eslint-disable-next-line no-control-regex
    return text === '' || /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function hex(bytes: Uint8Array, separator = ''): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(separator);
}
