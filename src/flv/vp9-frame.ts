import { codes } from '../field/codes.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { tellSize } from './config-facts.ts';
import { FieldBits } from './field-bits.ts';

const section = 'VP9 §6.2';
const colourSection = 'VP9 §6.2.2';
const sizeSection = 'VP9 §6.2.3';
const indexSection = 'VP9 annex B';

const FrameType = codes({ key: [0, 'KEY_FRAME', 'VP9 §7.2'], inter: [1, 'NON_KEY_FRAME', 'VP9 §7.2'] });
const ColorSpace = codes({
  unknown: [0, 'CS_UNKNOWN', 'VP9 §7.2.2'],
  bt601: [1, 'CS_BT_601', 'VP9 §7.2.2'],
  bt709: [2, 'CS_BT_709', 'VP9 §7.2.2'],
  smpte170: [3, 'CS_SMPTE_170', 'VP9 §7.2.2'],
  smpte240: [4, 'CS_SMPTE_240', 'VP9 §7.2.2'],
  bt2020: [5, 'CS_BT_2020', 'VP9 §7.2.2'],
  rgb: [7, 'CS_RGB', 'VP9 §7.2.2'],
});

export const frame = field('rtmpt.vp9.frame', 'bytes', 'frame()', section);
export const marker = field('rtmpt.vp9.marker', 'uint', 'frame_marker', section);
export const profileLow = field('rtmpt.vp9.profile_low', 'uint', 'profile_low_bit', section);
export const profileHigh = field('rtmpt.vp9.profile_high', 'uint', 'profile_high_bit', section);
export const reservedZero = field('rtmpt.vp9.reserved', 'uint', 'reserved_zero', section);
export const showsExisting = field('rtmpt.vp9.show_existing', 'boolean', 'show_existing_frame', section);
export const existing = field('rtmpt.vp9.existing', 'uint', 'frame_to_show_map_idx', section);
export const frameType = field('rtmpt.vp9.type', 'uint', 'frame_type', section, FrameType);
export const isShown = field('rtmpt.vp9.show', 'boolean', 'show_frame', section);
export const isResilient = field('rtmpt.vp9.error_resilient', 'boolean', 'error_resilient_mode', section);
export const syncCode = field('rtmpt.vp9.sync_code', 'uint', 'frame_sync_code', section);
export const twelveBit = field('rtmpt.vp9.twelve_bit', 'boolean', 'ten_or_twelve_bit', colourSection);
export const colorSpace = field('rtmpt.vp9.color_space', 'uint', 'color_space', colourSection, ColorSpace);
export const range = field('rtmpt.vp9.color_range', 'boolean', 'color_range', colourSection);
export const subsamplingX = field('rtmpt.vp9.subsampling_x', 'uint', 'subsampling_x', colourSection);
export const subsamplingY = field('rtmpt.vp9.subsampling_y', 'uint', 'subsampling_y', colourSection);
export const frameWidth = field('rtmpt.vp9.width', 'uint', 'frame_width_minus_1', sizeSection);
export const frameHeight = field('rtmpt.vp9.height', 'uint', 'frame_height_minus_1', sizeSection);
export const index = field('rtmpt.vp9.superframe', 'bytes', 'superframe_index()', indexSection);
export const indexMarker = field('rtmpt.vp9.superframe.marker', 'uint', 'superframe_marker', indexSection);
export const indexSize = field(
  'rtmpt.vp9.superframe.size_bytes',
  'uint',
  'frame_sizes_bytes_minus_1',
  indexSection,
);
export const indexFrames = field(
  'rtmpt.vp9.superframe.frames',
  'uint',
  'frames_in_superframe_minus_1',
  indexSection,
);
export const frameSize = field('rtmpt.vp9.superframe.frame_size', 'uint', 'frame_sizes', indexSection);

const SYNC_CODE = 0x498342;
const INDEX_MARKER = 6;

/** Reads a frame of VP9, or several with the index behind them (annex B): of each the beginning of its header. */
export function readVp9Frames(reader: FieldReader): void {
  const sizes = readAhead(reader);
  if (sizes === undefined) return readFrame(reader, reader.remaining);
  for (const size of sizes) if (size > 0) readFrame(reader, size);
  const bits = new FieldBits(reader, reader.bytes(reader.remaining, index), 'the superframe index');
  const sizeLength = readMarker(bits);
  for (let i = 0; i < sizes.length; i++) bits.little(sizeLength, frameSize);
  readMarker(bits);
}

/** Reads the byte that begins and ends the index; returns how many bytes a size takes. */
function readMarker(bits: FieldBits): number {
  bits.uint(3, indexMarker);
  const length = bits.uint(2, indexSize) + 1;
  bits.uint(3, indexFrames);
  return length;
}

/** The sizes of the frames that an index at the end tells, if there is one and they fit. */
function readAhead(reader: FieldReader): number[] | undefined {
  const length = reader.remaining;
  const last = reader.peek(length - 1) ?? 0;
  if (last >> 5 !== INDEX_MARKER) return undefined;
  const sizeLength = ((last >> 3) & 3) + 1;
  const count = (last & 7) + 1;
  const start = length - 2 - count * sizeLength;
  if (start < 0 || reader.peek(start) !== last) return undefined;
  const sizes: number[] = [];
  let total = 0;
  for (let i = 0; i < count; i++) {
    let size = 0;
    for (let j = 0; j < sizeLength; j++) size += reader.peek(start + 1 + i * sizeLength + j)! * 2 ** (8 * j);
    sizes.push(size);
    total += size;
  }
  return total === start ? sizes : undefined;
}

/** uncompressed_header() up to the size of a key frame (VP9 §6.2). */
function readFrame(reader: FieldReader, length: number): void {
  const bytes = reader.bytes(length, frame);
  const bits = new FieldBits(reader, bytes, 'the frame header');
  bits.uint(2, marker);
  const low = bits.uint(1, profileLow);
  const profile = 2 * bits.uint(1, profileHigh) + low;
  if (profile === 3) bits.uint(1, reservedZero);
  const isRepeated = bits.is(showsExisting);
  if (isRepeated) {
    bits.uint(3, existing);
    return;
  }
  const type = bits.uint(1, frameType);
  bits.is(isShown);
  bits.is(isResilient);
  if (type !== FrameType.key) return;
  const code = bits.uint(24, syncCode);
  if (code !== SYNC_CODE) bits.malformed('flv.vp9-sync-code', `has no sync code 49 83 42 (${section})`);
  readColourConfig(bits, profile);
  const width = bits.uint(16, frameWidth) + 1;
  tellSize(reader, width, bits.uint(16, frameHeight) + 1);
}

/** color_config() (VP9 §6.2.2). */
function readColourConfig(bits: FieldBits, profile: number): void {
  if (profile >= 2) bits.is(twelveBit);
  const isRgb = bits.uint(3, colorSpace) === ColorSpace.rgb;
  if (!isRgb) bits.is(range);
  if (profile % 2 === 0) return;
  if (!isRgb) {
    bits.uint(1, subsamplingX);
    bits.uint(1, subsamplingY);
  }
  bits.uint(1, reservedZero);
}
