import { type Broken, brokenBy } from '../field/broken.ts';
import { codes } from '../field/codes.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';

const section = 'RFC 7845 §5.1';

/** What the channels are, and how the streams make them up. */
const MappingFamily = codes({
  rtp: [0, 'mono or stereo', 'RFC 7845 §5.1.1.1'],
  vorbis: [1, 'up to 8 channels in the order of Vorbis', 'RFC 7845 §5.1.1.2'],
  ambisonics: [2, 'ambisonics, a channel each', 'RFC 8486 §3.1'],
  ambisonicsMatrix: [3, 'ambisonics, by a matrix', 'RFC 8486 §3.2'],
  discrete: [255, 'channels without a place', 'RFC 7845 §5.1.1.3'],
});

export const signature = field('rtmpt.opus.signature', 'string', 'magic signature', section);
export const version = field('rtmpt.opus.version', 'uint', 'version', section);
export const channelCount = field('rtmpt.opus.channels', 'uint', 'output channel count', section);
export const preSkip = field('rtmpt.opus.pre_skip', 'uint', 'pre-skip', section);
export const inputRate = field('rtmpt.opus.input_rate', 'uint', 'input sample rate', section);
export const outputGain = field('rtmpt.opus.gain', 'uint', 'output gain', section);
export const decibels = field('rtmpt.opus.gain_db', 'double', 'output gain in dB', section);
export const family = field('rtmpt.opus.family', 'uint', 'channel mapping family', section, MappingFamily);
export const streamCount = field('rtmpt.opus.streams', 'uint', 'stream count', 'RFC 7845 §5.1.1');
export const coupledCount = field('rtmpt.opus.coupled', 'uint', 'coupled count', 'RFC 7845 §5.1.1');
export const mapping = field('rtmpt.opus.mapping', 'uint', 'channel mapping', 'RFC 7845 §5.1.1');
export const matrix = field('rtmpt.opus.matrix', 'bytes', 'demixing matrix', 'RFC 8486 §3.2');

/** How Opus is to be decoded: the identification header (RFC 7845 §5.1). */
export type OpusConfig = {
  /** Opus has none. */
  profile: undefined;
  /** Hz, as played: Opus is always decoded to 48 kHz. `undefined` when there is no header. */
  sampleRate: number | undefined;
  channels: number | undefined;
  /** Samples at 48 kHz to throw away at the beginning. */
  preSkip: number | undefined;
  /** Hz of the sound that was encoded; `undefined` when it is not said. */
  inputSampleRate: number | undefined;
  /** dB that make the decoded sound louder. */
  outputGain: number | undefined;
  mappingFamily: number | undefined;
  /** Opus streams in a packet, and how many of them are stereo. */
  streams: number | undefined;
  coupledStreams: number | undefined;
  broken: Broken | undefined;
};

const SIGNATURE = 'OpusHead';
const DECODED_RATE = 48_000;
/** The output gain counts steps of 1/256 dB. */
const GAIN_UNIT = 256;
/** A version of another major number can't be read. */
const MAJOR = 0xf0;

/**
 * Reads the body of a sequence start, which may be empty (E-RTMP v2, Enhanced Audio). Never throws: see `broken`.
 */
export function readOpusConfig(reader: FieldReader): OpusConfig {
  const config: OpusConfig = {
    profile: undefined,
    sampleRate: undefined,
    channels: undefined,
    preSkip: undefined,
    inputSampleRate: undefined,
    outputGain: undefined,
    mappingFamily: undefined,
    streams: undefined,
    coupledStreams: undefined,
    broken: undefined,
  };
  try {
    if (reader.remaining > 0) readHeader(reader, config);
  } catch (error) {
    config.broken = brokenBy(error);
  }
  return config;
}

function readHeader(reader: FieldReader, config: OpusConfig): void {
  const at = reader.position;
  if (reader.text(SIGNATURE.length, signature) !== SIGNATURE) {
    reader.malformed('flv.opus-head', `an Opus header begins with ${SIGNATURE} (${section})`, at);
  }
  const code = reader.uint8(version);
  if ((code & MAJOR) !== 0) {
    reader.malformed(
      'flv.config-version',
      `${version.label} is ${code}, not 1 (${section})`,
      at + SIGNATURE.length,
    );
  }
  config.channels = reader.uint8(channelCount);
  config.sampleRate = DECODED_RATE;
  config.preSkip = reader.uint16le(preSkip);
  const rate = reader.uint32le(inputRate);
  if (rate > 0) config.inputSampleRate = rate;
  config.outputGain = ((reader.uint16le(outputGain) << 16) >> 16) / GAIN_UNIT;
  reader.derived(decibels, config.outputGain);
  config.mappingFamily = reader.uint8(family);
  if (config.mappingFamily === MappingFamily.rtp) {
    config.streams = 1;
    config.coupledStreams = config.channels > 1 ? 1 : 0;
    return;
  }
  config.streams = reader.uint8(streamCount);
  config.coupledStreams = reader.uint8(coupledCount);
  if (config.mappingFamily === MappingFamily.ambisonicsMatrix) {
    reader.bytes(2 * config.channels * (config.streams + config.coupledStreams), matrix);
  } else for (let i = 0; i < config.channels; i++) reader.uint8(mapping);
}
