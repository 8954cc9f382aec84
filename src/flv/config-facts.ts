import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { ColorPrimaries, MatrixCoefficients, TransferCharacteristics } from './color-codes.ts';
import type { PictureFormat } from './picture-format.ts';

const ours = 'rtmp-dissect';
export const profileName = field('rtmpt.config.profile', 'string', 'profile of the codec', ours);
export const tierName = field('rtmpt.config.tier', 'string', 'tier of the video codec', ours);
export const levelName = field('rtmpt.config.level', 'string', 'level of the video codec', ours);
export const width = field('rtmpt.config.width', 'uint', 'width of the picture in pixels', ours);
export const height = field('rtmpt.config.height', 'uint', 'height of the picture in pixels', ours);
export const frameRate = field('rtmpt.config.framerate', 'double', 'pictures a second', ours);
export const chroma = field('rtmpt.config.chroma', 'string', 'chroma format, such as 4:2:0', ours);
export const bitDepth = field('rtmpt.config.bitdepth', 'uint', 'bits of a sample', ours);
export const pixelWidth = field('rtmpt.config.sar.width', 'uint', 'width of a pixel, to its height', ours);
export const pixelHeight = field('rtmpt.config.sar.height', 'uint', 'height of a pixel, to its width', ours);
export const fullRange = field('rtmpt.config.full_range', 'boolean', 'samples of the full range', ours);
export const primaries = field(
  'rtmpt.config.primaries',
  'uint',
  'colour primaries',
  'ITU-T H.273 §8.1',
  ColorPrimaries,
);
export const transfer = field(
  'rtmpt.config.transfer',
  'uint',
  'transfer characteristics',
  'ITU-T H.273 §8.2',
  TransferCharacteristics,
);
export const matrix = field(
  'rtmpt.config.matrix',
  'uint',
  'matrix coefficients',
  'ITU-T H.273 §8.3',
  MatrixCoefficients,
);
export const sampleRate = field('rtmpt.config.samplerate', 'uint', 'sample rate in Hz', ours);
export const channels = field('rtmpt.config.channels', 'uint', 'channels', ours);

/** What a configuration says, as far as its codec has it. */
type Facts = {
  readonly profile: string | undefined;
  readonly tier?: string | undefined;
  readonly level?: string | undefined;
  readonly sampleRate?: number | undefined;
  readonly channels?: number | undefined;
  readonly bitDepth?: number | undefined;
  readonly picture?: PictureFormat | undefined;
};

/** Tells what the record read last comes to: nothing of it stands in bytes of its own. */
export function tellConfig(reader: FieldReader, facts: Facts): void {
  if (facts.profile !== undefined) reader.derived(profileName, facts.profile);
  if (facts.tier !== undefined) reader.derived(tierName, facts.tier);
  if (facts.level !== undefined) reader.derived(levelName, facts.level);
  if (facts.sampleRate !== undefined) reader.derived(sampleRate, facts.sampleRate);
  if (facts.channels !== undefined) reader.derived(channels, facts.channels);
  if (facts.bitDepth !== undefined) reader.derived(bitDepth, facts.bitDepth);
  tellPicture(reader, facts.picture);
}

/** Tells how many pixels the picture has whose header was read last. */
export function tellSize(reader: FieldReader, pixelsWide: number, pixelsHigh: number): void {
  reader.derived(width, pixelsWide);
  reader.derived(height, pixelsHigh);
}

/** Tells what the parameter set read last says of the picture. */
export function tellPicture(reader: FieldReader, picture: PictureFormat | undefined): void {
  if (picture === undefined) return;
  if (picture.width !== undefined) reader.derived(width, picture.width);
  if (picture.height !== undefined) reader.derived(height, picture.height);
  if (picture.frameRate !== undefined) reader.derived(frameRate, picture.frameRate);
  reader.derived(chroma, picture.chroma);
  reader.derived(bitDepth, picture.bitDepth);
  if (picture.sampleAspectRatio !== undefined) {
    reader.derived(pixelWidth, picture.sampleAspectRatio[0]);
    reader.derived(pixelHeight, picture.sampleAspectRatio[1]);
  }
  if (picture.fullRange !== undefined) reader.derived(fullRange, picture.fullRange);
  if (picture.colour !== undefined) {
    reader.derived(primaries, picture.colour.primaries);
    reader.derived(transfer, picture.colour.transfer);
    reader.derived(matrix, picture.colour.matrix);
  }
}
