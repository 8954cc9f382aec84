import { type Broken, brokenBy } from '../field/broken.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { readObus } from './obu.ts';
import { SeqProfile } from './obu-codes.ts';
import type { PictureFormat } from './picture-format.ts';

const section = 'AV1 in ISO BMFF §2.3.3';
export const versionByte = field('rtmpt.av1.version_byte', 'uint', 'marker, version', section);
export const marker = field('rtmpt.av1.marker', 'uint', 'marker', section);
export const version = field('rtmpt.av1.version', 'uint', 'version', section);
export const profileByte = field('rtmpt.av1.profile_byte', 'uint', 'seq_profile, seq_level_idx_0', section);
export const profile = field('rtmpt.av1.profile', 'uint', 'seq_profile', section, SeqProfile);
export const level = field('rtmpt.av1.level', 'uint', 'seq_level_idx_0', section);
export const formatByte = field('rtmpt.av1.format_byte', 'uint', 'tier, bit depth, chroma', section);
export const tier = field('rtmpt.av1.tier', 'uint', 'seq_tier_0', section);
export const isHigh = field('rtmpt.av1.high_bitdepth', 'boolean', 'high_bitdepth', section);
export const isTwelve = field('rtmpt.av1.twelve_bit', 'boolean', 'twelve_bit', section);
export const isGrey = field('rtmpt.av1.monochrome', 'boolean', 'monochrome', section);
export const subsamplingX = field('rtmpt.av1.chroma_subsampling_x', 'uint', 'chroma_subsampling_x', section);
export const subsamplingY = field('rtmpt.av1.chroma_subsampling_y', 'uint', 'chroma_subsampling_y', section);
export const position = field('rtmpt.av1.chroma_sample_position', 'uint', 'chroma_sample_position', section);
export const delayByte = field('rtmpt.av1.delay_byte', 'uint', 'initial presentation delay', section);
export const reservedBits = field('rtmpt.av1.reserved', 'uint', 'reserved', section);
export const hasDelay = field(
  'rtmpt.av1.has_presentation_delay',
  'boolean',
  'initial_presentation_delay_present',
  section,
);
export const delay = field(
  'rtmpt.av1.presentation_delay',
  'uint',
  'initial_presentation_delay_minus_one',
  section,
);
const descriptorSection = 'AV1 in MPEG-2 TS §2.2';
export const descriptorTag = field('rtmpt.av1.descriptor.tag', 'uint', 'descriptor_tag', descriptorSection);
export const descriptorLength = field(
  'rtmpt.av1.descriptor.length',
  'uint',
  'descriptor_length',
  descriptorSection,
);
export const wideGamut = field('rtmpt.av1.descriptor.hdr_wcg', 'uint', 'hdr_wcg_idc', descriptorSection);

/** How AV1 is to be decoded: the AV1CodecConfigurationRecord (AV1 in ISO BMFF §2.3.3). */
export type Av1Config = {
  /** `Main`, `High` or `Professional`; `undefined` for an unknown one. */
  profile: string | undefined;
  tier: 'Main' | 'High' | undefined;
  /** As in `4.0`; `undefined` for an unknown one, and where none is promised. */
  level: string | undefined;
  /** Pictures that a decoder holds before it shows the first; `undefined` when it is not said. */
  initialPresentationDelay: number | undefined;
  /** From the sequence header; without one only what the record says itself. */
  picture: PictureFormat | undefined;
  broken: Broken | undefined;
};

/** The tag of the AV1 video descriptor. A record begins with the marker and a version that is not 0. */
const DESCRIPTOR_TAG = 0x80;
/** Levels of AV1 go from 2.0 in steps of 0.1, four of which make one of the next number (AV1 §A.3). */
const LEVELS = 24;
const FIRST_LEVEL = 2;

/**
 * Reads the body of a sequence start: the AV1CodecConfigurationRecord, or the AV1 video descriptor of MPEG-2 TS, which
 * holds the same bytes without the sequence header. Never throws: see `broken`.
 */
export function readAv1Config(reader: FieldReader): Av1Config {
  const config: Av1Config = {
    profile: undefined,
    tier: undefined,
    level: undefined,
    initialPresentationDelay: undefined,
    picture: undefined,
    broken: undefined,
  };
  try {
    const isDescriptor = reader.peek() === DESCRIPTOR_TAG;
    if (isDescriptor) {
      reader.uint8(descriptorTag);
      reader.uint8(descriptorLength);
    }
    readRecord(reader, config, isDescriptor);
    config.broken = readObus(reader, config);
  } catch (error) {
    config.broken = brokenBy(error);
  }
  return config;
}

function readRecord(reader: FieldReader, config: Av1Config, isDescriptor: boolean): void {
  readVersion(reader);
  reader.uint8(profileByte);
  config.profile = SeqProfile.labelOf(reader.bits(5, 3, profile));
  const levelIndex = reader.bits(0, 5, level);
  if (levelIndex < LEVELS) config.level = `${FIRST_LEVEL + (levelIndex >> 2)}.${levelIndex & 3}`;
  reader.uint8(formatByte);
  config.tier = reader.bits(7, 1, tier) === 1 ? 'High' : 'Main';
  const high = reader.bits(6, 1, isHigh);
  const twelve = reader.bits(5, 1, isTwelve);
  const grey = reader.bits(4, 1, isGrey);
  const x = reader.bits(3, 1, subsamplingX);
  const y = reader.bits(2, 1, subsamplingY);
  reader.bits(0, 2, position);
  config.picture = {
    width: undefined,
    height: undefined,
    chroma: chromaOf(grey, x, y),
    bitDepth: twelve === 1 ? 12 : high === 1 ? 10 : 8,
    sampleAspectRatio: undefined,
    frameRate: undefined,
    fullRange: undefined,
    colour: undefined,
  };
  reader.uint8(delayByte);
  if (isDescriptor) reader.bits(6, 2, wideGamut);
  reader.bits(5, isDescriptor ? 1 : 3, reservedBits);
  const isDelayed = reader.bits(4, 1, hasDelay) === 1;
  const value = reader.bits(0, 4, isDelayed ? delay : reservedBits);
  if (isDelayed) config.initialPresentationDelay = value + 1;
}

function readVersion(reader: FieldReader): void {
  const byte = reader.uint8(versionByte);
  reader.bits(7, 1, marker);
  const code = reader.bits(0, 7, version);
  if (byte === 0x81) return;
  const at = reader.position - 1;
  reader.malformed(
    'flv.config-version',
    `marker and version are ${byte >> 7} and ${code}, not 1 and 1 (${section})`,
    at,
  );
}

function chromaOf(grey: number, x: number, y: number): string {
  if (grey === 1) return '4:0:0';
  if (x === 0) return '4:4:4';
  return y === 0 ? '4:2:2' : '4:2:0';
}
