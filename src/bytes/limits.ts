const MEBIBYTE = 1024 * 1024;

/** Values that nest deeper take more stack than there is. */
const MOST_DEPTH = 1000;

/**
 * Everything that a capture could make grow without end, and how far it may: the default, and what it bounds. What
 * exceeds a limit leaves a note that names it, and reading goes on.
 */
export const limitTable = {
  connections: [16_384, 'TCP connections under way; the one silent for longest is closed'],
  listedConnections: [65_536, 'TCP connections that info tells one by one'],
  outOfOrderBytes: [8 * MEBIBYTE, 'bytes waiting for a missing segment, in one direction'],
  totalOutOfOrderBytes: [64 * MEBIBYTE, 'the same in all connections'],
  fragmentedPackets: [256, 'IP packets waiting for a fragment'],
  fragmentBytes: [4 * MEBIBYTE, 'bytes of these'],
  tunnelSessions: [1024, 'sessions of RTMP in HTTP under way'],
  tunnelBytes: [16 * MEBIBYTE, 'bytes waiting for an earlier request, in all of these'],
  chunkStreams: [1024, 'chunk streams numbered from 64 on that are known, in one direction'],
  undecidedBytes: [64 * MEBIBYTE, 'bytes of directions of which is not known yet what they are, in all'],
  messageBytes: [16 * MEBIBYTE, 'bytes kept of one message'],
  payloadBytes: [64 * MEBIBYTE, 'bytes kept of all messages in progress in one direction'],
  totalPayloadBytes: [256 * MEBIBYTE, 'the same in all connections'],
  amfDepth: [64, 'AMF values within each other'],
  amfValues: [200_000, 'AMF values in one message'],
  amfText: [16 * MEBIBYTE, 'characters that AMF references repeat in one message'],
} as const satisfies Record<string, readonly [standard: number, text: string]>;

export type LimitName = keyof typeof limitTable;

/** How far each thing in `limitTable` may grow: bytes where the name says so, else how many. */
export type Limits = Readonly<Record<LimitName, number>>;

export const limitNames = Object.keys(limitTable) as readonly LimitName[];

/**
 * What holds unless something else is said.
 *
 * @example
 * import { defaultLimits, dissect } from 'rtmp-dissect';
 *
 * console.log(defaultLimits.messageBytes); // 16777216
 * for await (const { event } of dissect('samples/play-missing.pcap', { limits: { messageBytes: 190 } })) {
 *   if (event.kind === 'message' && event.typeId === 20 && event.notes) console.log(event.notes[0].text);
 * }
 * // only the first 190 bytes of the 194 bytes of this message are read (limit message-bytes)
 * // only the first 190 bytes of the 194 bytes of this message are read (limit message-bytes)
 */
export const defaultLimits: Limits = limitsOf({});

/**
 * The default limits, but for those given.
 * @throws RangeError when one is no whole number from 1 on, or too large
 */
export function limitsOf(given: Partial<Limits>): Limits {
  const entries = limitNames.map((name) => [name, given[name] ?? limitTable[name][0]] as const);
  for (const [name, value] of entries) {
    const most = name === 'amfDepth' ? MOST_DEPTH : Number.MAX_SAFE_INTEGER;
    if (Number.isInteger(value) && value >= 1 && value <= most) continue;
    throw new RangeError(`the limit ${limitLabel(name)} is a whole number from 1 to ${most}, not ${value}`);
  }
  return Object.fromEntries(entries) as Limits;
}

/** A limit's name as people write it: `out-of-order-bytes`. */
export function limitLabel(name: LimitName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
