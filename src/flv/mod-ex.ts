import type { Note } from '../bytes/note.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import { codes } from '../field/codes.ts';
import { type Field, field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';

const section = 'E-RTMP v2, Enhanced Audio, Enhanced Video';

/** What a modifier or extension says; of audio and of video the same. */
export const PacketModExType = codes({
  timestampOffsetNano: [0, 'TimestampOffsetNano', section],
});

export const modEx = field('rtmpt.modex', 'group', 'ModEx', section);
export const modExSize = field('rtmpt.modex.size', 'uint', 'modExDataSize, less one', section);
export const modExData = field('rtmpt.modex.data', 'bytes', 'modExData', section);
export const timestampOffsetNano = field(
  'rtmpt.modex.timestamp_offset_nano',
  'uint',
  'TimestampOffsetNano',
  section,
);
export const modExControl = field('rtmpt.modex.control', 'uint', 'ModEx control', section);
export const modExType = field('rtmpt.modex.type', 'uint', 'PacketModExType', section, PacketModExType);

/** The packet type that says that a modifier or extension stands before the one that counts. */
export const MOD_EX = 7;

/** Modifiers of one message; one is defined. */
const MAX_CHAIN = 64;
/** More than this is a millisecond, which the timestamp says. */
const MAX_NANO = 999_999;
/** A size of one byte that says that a size of two bytes follows. */
const LONG_SIZE = 256;

/** A modifier or extension of a message. */
export type ModEx = {
  /** `PacketModExType`. */
  readonly type: number;
  /** Bytes of its data. */
  readonly size: number;
};

/** What modifiers change of a message. */
export type Modified = {
  packetType: number | undefined;
  modEx: ModEx[] | undefined;
  timestampOffsetNano: number | undefined;
};

/**
 * Reads modifiers up to the packet type that is none (E-RTMP v2, Enhanced Audio, Enhanced Video). One of an unknown type
 * is passed over by its size; of several nanosecond offsets the last one stands.
 */
export function readModExChain(
  reader: FieldReader,
  packetType: Field,
  tag: Modified,
  notes: Note[] | undefined,
): void {
  const chain: ModEx[] = [];
  tag.modEx = chain;
  while (tag.packetType === MOD_EX) {
    if (chain.length === MAX_CHAIN) {
      reader.malformed('flv.modex-chain', `more than ${MAX_CHAIN} modifiers come before a packet type`);
    }
    reader.begin(modEx);
    const size = readSize(reader);
    // What the data is stands behind it.
    const next = reader.peek(size);
    const isOffset = next !== undefined && next >> 4 === PacketModExType.timestampOffsetNano;
    const offset = isOffset ? readOffset(reader, size, notes) : undefined;
    const left = offset === undefined ? size : size - 3;
    if (left > 0) reader.bytes(left, modExData);
    reader.uint8(modExControl);
    chain.push({ type: reader.bits(4, 4, modExType), size });
    tag.packetType = reader.bits(0, 4, packetType);
    if (offset !== undefined) tag.timestampOffsetNano = offset;
    reader.finish(offset);
  }
}

function readSize(reader: FieldReader): number {
  const size = reader.uint8(modExSize) + 1;
  return size === LONG_SIZE ? reader.uint16(modExSize) + 1 : size;
}

function readOffset(reader: FieldReader, size: number, notes: Note[] | undefined): number | undefined {
  if (size < 3) {
    notes?.push({
      code: 'flv.modex-size',
      severity: 'warning',
      text: `TimestampOffsetNano takes at least 3 bytes, and has ${quantity(size, 'byte')} (${section})`,
    });
    return undefined;
  }
  const offset = reader.uint24(timestampOffsetNano);
  if (offset > MAX_NANO) {
    notes?.push({
      code: 'flv.modex-nano',
      severity: 'warning',
      text: `TimestampOffsetNano is ${grouped(offset)} ns, more than ${grouped(MAX_NANO)} (${section})`,
      values: { offset },
    });
  }
  return offset;
}

/** Where the modifiers of a message end: offset of the byte with the packet type that counts. `undefined` when `head` ends before. */
export function endOfModExChain(head: Uint8Array): number | undefined {
  let at = 0;
  while (at < head.length && (head[at]! & 0x0f) === MOD_EX) {
    let size = (head[at + 1] ?? 0) + 1;
    at += 2;
    if (size === LONG_SIZE) {
      size = (((head[at] ?? 0) << 8) | (head[at + 1] ?? 0)) + 1;
      at += 2;
    }
    at += size;
  }
  return at < head.length ? at : undefined;
}
