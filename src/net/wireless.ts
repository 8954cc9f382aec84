import { readU16 } from '../capture/integers.ts';
import { LLC, MALFORMED, PASSED, type Cursor, type Layers } from './layer.ts';

/** Frame Control, first byte (IEEE 802.11-2020 §9.2.4.1): of the subtypes of data, one bit each says QoS and no data. */
const Control = { versionAndType: 0x0f, data: 0x08, noData: 0x40, qos: 0x80 } as const;

/** Frame Control, second byte. */
const Flag = { toDs: 0x01, fromDs: 0x02, moreFragments: 0x04, protected: 0x40, htControl: 0x80 } as const;

/** Flags of Radiotap: padding to four bytes behind the 802.11 header, and a frame that was damaged in the air. */
const Radiotap = { padded: 0x20, badFcs: 0x40 } as const;

/**
 * IEEE 802.11, alone or behind Radiotap. Encrypted frames pass by, and so do fragments.
 * @param read reads on at the cursor: several packets may share a frame
 */
export function wirelessLayers(read: (protocol: number) => void): Layers {
  return [
    [105, (cursor) => dataFrame(cursor, false, read)],
    [127, (cursor) => radiotap(cursor, read)],
  ];
}

/** IEEE 802.11-2020 §9.3.2.1: data frames, whose header has an address, QoS Control and HT Control at will. */
function dataFrame(cursor: Cursor, padded: boolean, read: (protocol: number) => void): number {
  const { data, start } = cursor;
  if (start + 2 > cursor.end) return MALFORMED;
  const control = data[start]!;
  const flags = data[start + 1]!;
  if ((control & Control.versionAndType) !== Control.data || (control & Control.noData) !== 0) return PASSED;
  if ((flags & (Flag.moreFragments | Flag.protected)) !== 0) return PASSED;

  const bothDs = Flag.toDs | Flag.fromDs;
  const qosControl = start + ((flags & bothDs) === bothDs ? 30 : 24);
  const isQos = (control & Control.qos) !== 0;
  const qosLength = (flags & Flag.htControl) === 0 ? 2 : 6;
  const length = qosControl - start + (isQos ? qosLength : 0);
  cursor.start = start + (padded ? (length + 3) & ~3 : length);
  if (cursor.start > cursor.end) return MALFORMED;
  const fragmentNumber = data[start + 22]! & 0x0f;
  if (fragmentNumber !== 0) return PASSED;
  const isAggregate = isQos && (data[qosControl]! & 0x80) !== 0;
  return isAggregate ? aggregate(cursor, read) : LLC;
}

/** A-MSDU (IEEE 802.11-2020 §9.3.2.2): packets with addresses and length, filled up to four bytes but for the last. */
function aggregate(cursor: Cursor, read: (protocol: number) => void): number {
  const { data, end, wireEnd } = cursor;
  let at = cursor.start;
  while (at + 14 <= wireEnd) {
    if (at + 14 > end) return MALFORMED;
    const next = at + 14 + ((data[at + 12]! << 8) | data[at + 13]!);
    cursor.data = data;
    cursor.start = at + 14;
    cursor.end = end;
    cursor.wireEnd = Math.min(wireEnd, next);
    read(LLC);
    at += (next - at + 3) & ~3;
  }
  return PASSED;
}

/** LINKTYPE_IEEE802_11_RADIOTAP: a header of as many fields as its bits tell, in front of a frame. */
function radiotap(cursor: Cursor, read: (protocol: number) => void): number {
  const { data, start } = cursor;
  if (start + 8 > cursor.end || data[start] !== 0) return MALFORMED;
  const length = readU16(data, start + 2, true);
  if (length < 8 || start + length > cursor.end) return MALFORMED;
  cursor.start = start + length;
  const flags = radiotapFlags(data, start, cursor.start);
  // Its sender repeats it: the bytes that nobody else took must not be the ones that stand.
  if ((flags & Radiotap.badFcs) !== 0) return PASSED;
  return dataFrame(cursor, (flags & Radiotap.padded) !== 0, read);
}

/** The field Flags, which follows the words of bits and, if that is there, the time of eight bytes, aligned. */
function radiotapFlags(data: Uint8Array, start: number, end: number): number {
  const present = data[start + 4]!;
  if ((present & 0x02) === 0) return 0;
  let offset = 4;
  // The highest bit of each word says that another one follows.
  while (start + offset + 4 <= end && (data[start + offset + 3]! & 0x80) !== 0) offset += 4;
  offset += 4;
  if ((present & 0x01) !== 0) offset = ((offset + 7) & ~7) + 8;
  return start + offset < end ? data[start + offset]! : 0;
}
