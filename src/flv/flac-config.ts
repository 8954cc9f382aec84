import { type Broken, brokenBy } from '../field/broken.ts';
import { codes } from '../field/codes.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { FieldBits } from './field-bits.ts';
import { readGroup } from './group.ts';

const section = 'RFC 9639 §8.1';
const infoSection = 'RFC 9639 §8.2';

/** What a metadata block holds. */
const BlockType = codes({
  streamInfo: [0, 'STREAMINFO', section],
  padding: [1, 'PADDING', section],
  application: [2, 'APPLICATION', section],
  seekTable: [3, 'SEEKTABLE', section],
  vorbisComment: [4, 'VORBIS_COMMENT', section],
  cueSheet: [5, 'CUESHEET', section],
  picture: [6, 'PICTURE', section],
});

export const signature = field('rtmpt.flac.signature', 'string', 'fLaC', 'RFC 9639 §6');
export const block = field('rtmpt.flac.block', 'group', 'metadata block', section);
export const blockByte = field('rtmpt.flac.block.byte', 'uint', 'last block, block type', section);
export const isLast = field('rtmpt.flac.block.last', 'boolean', 'last block', section);
export const blockType = field('rtmpt.flac.block.type', 'uint', 'block type', section, BlockType);
export const blockLength = field('rtmpt.flac.block.length', 'uint', 'size of the block', section);
export const blockData = field('rtmpt.flac.block.data', 'bytes', 'block data', section);
export const minBlockSize = field('rtmpt.flac.min_block_size', 'uint', 'minimum block size', infoSection);
export const maxBlockSize = field('rtmpt.flac.max_block_size', 'uint', 'maximum block size', infoSection);
export const minFrameSize = field('rtmpt.flac.min_frame_size', 'uint', 'minimum frame size', infoSection);
export const maxFrameSize = field('rtmpt.flac.max_frame_size', 'uint', 'maximum frame size', infoSection);
export const formatBytes = field('rtmpt.flac.format', 'bytes', 'rate, channels, bits, samples', infoSection);
export const rate = field('rtmpt.flac.sample_rate', 'uint', 'sample rate', infoSection);
export const channels = field('rtmpt.flac.channels', 'uint', 'number of channels - 1', infoSection);
export const sampleBits = field('rtmpt.flac.bits', 'uint', 'bits per sample - 1', infoSection);
export const total = field(
  'rtmpt.flac.total_samples',
  'uint',
  'total number of interchannel samples',
  infoSection,
);
export const md5 = field('rtmpt.flac.md5', 'bytes', 'MD5 checksum of the unencoded samples', infoSection);

/** How FLAC is to be decoded: STREAMINFO (RFC 9639 §8.2). */
export type FlacConfig = {
  /** FLAC has none. */
  profile: undefined;
  /** Hz. */
  sampleRate: number | undefined;
  channels: number | undefined;
  /** Bits of a sample. */
  bitDepth: number | undefined;
  /** Samples of each channel; `undefined` when it is not said, as in what is sent live. */
  totalSamples: number | undefined;
  broken: Broken | undefined;
};

const SIGNATURE = 'fLaC';
const STREAM_INFO_LENGTH = 34;
const MD5_LENGTH = 16;
/** The first byte of the signature: no STREAMINFO begins so, a block of it would have more than 26,000 samples. */
const SIGNATURE_START = 0x66;

/**
 * Reads the body of a sequence start. E-RTMP v2 has "fLaC" and metadata blocks there; FFmpeg 8 sends STREAMINFO without
 * signature and block header. Never throws: see `broken`.
 */
export function readFlacConfig(reader: FieldReader): FlacConfig {
  const config: FlacConfig = {
    profile: undefined,
    sampleRate: undefined,
    channels: undefined,
    bitDepth: undefined,
    totalSamples: undefined,
    broken: undefined,
  };
  try {
    const isBare = reader.remaining === STREAM_INFO_LENGTH && reader.peek() !== SIGNATURE_START;
    if (isBare) readStreamInfo(reader, config);
    else readBlocks(reader, config);
  } catch (error) {
    config.broken = brokenBy(error);
  }
  return config;
}

function readBlocks(reader: FieldReader, config: FlacConfig): void {
  const at = reader.position;
  if (reader.text(SIGNATURE.length, signature) !== SIGNATURE) {
    reader.malformed('flv.flac-header', `a FLAC header begins with ${SIGNATURE} (${signature.section})`, at);
  }
  for (let last = false; !last;) {
    readGroup(reader, block, () => {
      reader.uint8(blockByte);
      last = reader.bits(7, 1, isLast) === 1;
      const type = reader.bits(0, 7, blockType);
      const length = reader.uint24(blockLength);
      if (type === BlockType.streamInfo && length === STREAM_INFO_LENGTH) readStreamInfo(reader, config);
      else if (length > 0) reader.bytes(length, blockData);
      return BlockType.labelOf(type) ?? type;
    });
  }
}

function readStreamInfo(reader: FieldReader, config: FlacConfig): void {
  reader.uint16(minBlockSize);
  reader.uint16(maxBlockSize);
  reader.uint24(minFrameSize);
  reader.uint24(maxFrameSize);
  const bits = new FieldBits(reader, reader.bytes(8, formatBytes), 'STREAMINFO');
  config.sampleRate = bits.uint(20, rate);
  config.channels = bits.uint(3, channels) + 1;
  config.bitDepth = bits.uint(5, sampleBits) + 1;
  const samples = bits.uint(36, total);
  if (samples > 0) config.totalSamples = samples;
  reader.bytes(MD5_LENGTH, md5);
}
