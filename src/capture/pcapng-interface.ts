import { readU16, readU32 } from './integers.ts';
import type { PacketSource } from './packet-outlet.ts';
import { TimestampScale } from './timestamp.ts';

/** What an Interface Description Block says (pcapng §4.2). */
type InterfaceDescription = {
  readonly source: PacketSource;
  readonly scale: TimestampScale;
  /** Whether an option reaches beyond the block, so that it and what follows was not read. */
  readonly hasBrokenOption: boolean;
};

/** Options that matter for reading packets (pcapng §4.2). */
const Option = { end: 0, name: 2, timestampResolution: 9, fcsLength: 13, timestampOffset: 14 } as const;

/** Microseconds, when `if_tsresol` is absent. */
const DEFAULT_RESOLUTION = 6;

/** Reads the body of an Interface Description Block, `data[start, end)`, of at least 8 bytes. */
export function readInterface(
  data: Uint8Array,
  start: number,
  end: number,
  littleEndian: boolean,
): InterfaceDescription {
  let name: string | undefined;
  let resolution = DEFAULT_RESOLUTION;
  let offsetSeconds = 0;
  let fcsLength = 0;
  let hasBrokenOption = false;
  let at = start + 8;
  // An end of options is required, but not always written (pcapng §3.5).
  while (at + 4 <= end) {
    const code = readU16(data, at, littleEndian);
    const length = readU16(data, at + 2, littleEndian);
    const value = at + 4;
    if (code === Option.end) break;
    hasBrokenOption = value + length > end;
    if (hasBrokenOption) break;
    if (code === Option.name) name = readText(data.subarray(value, value + length));
    else if (code === Option.timestampResolution && length >= 1) resolution = data[value]!;
    else if (code === Option.fcsLength && length >= 1) fcsLength = fcsBytes(data[value]!);
    else if (code === Option.timestampOffset && length >= 8) {
      offsetSeconds = readI64(data, value, littleEndian);
    }
    at = value + length + (-length & 3);
  }
  const scale = new TimestampScale(resolution, offsetSeconds);
  const source = {
    linkType: readU16(data, start, littleEndian),
    timestampResolution: scale.resolution,
    snapLength: readU32(data, start + 4, littleEndian),
    ...(name === undefined ? {} : { name }),
    fcsLength,
    frames: 0,
  };
  return { source, scale, hasBrokenOption };
}

/** `if_fcslen` counts bits; but the example of the draft is 4, and there are writers that count bytes. */
function fcsBytes(value: number): number {
  return value >= 8 ? value >> 3 : value;
}

/** UTF-8, ended by a zero byte if there is one (pcapng §3.5). */
function readText(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  return new TextDecoder().decode(zero < 0 ? bytes : bytes.subarray(0, zero));
}

function readI64(data: Uint8Array, at: number, littleEndian: boolean): number {
  const high = readU32(data, littleEndian ? at + 4 : at, littleEndian);
  const low = readU32(data, littleEndian ? at : at + 4, littleEndian);
  return (high | 0) * 2 ** 32 + low;
}
