import type { BitReader } from './bit-reader.ts';
import type { PictureFormat } from './picture-format.ts';

/** `aspect_ratio_idc` of a ratio that is written out. */
const EXTENDED_SAR = 255;

/** The ratios that have a number, from 1 (H.264 table E-1, H.265 table E.1). */
const sampleAspectRatios: readonly (readonly [width: number, height: number])[] = [
  [1, 1],
  [12, 11],
  [10, 11],
  [16, 11],
  [40, 33],
  [24, 11],
  [20, 11],
  [32, 11],
  [80, 33],
  [18, 11],
  [15, 11],
  [64, 33],
  [160, 99],
  [4, 3],
  [3, 2],
  [2, 1],
];

/** Reads the beginning of the video usability information, which H.264 and H.265 share (§E.1.1, §E.2.1). */
export function readVideoUsability(bits: BitReader, picture: PictureFormat): void {
  const hasAspectRatio = bits.flag();
  if (hasAspectRatio) picture.sampleAspectRatio = readAspectRatio(bits);
  const hasOverscan = bits.flag();
  if (hasOverscan) bits.skip(1);
  const hasSignalType = bits.flag();
  if (hasSignalType) {
    bits.skip(3); // video_format
    picture.fullRange = bits.flag();
    const hasColour = bits.flag();
    if (hasColour) {
      picture.colour = { primaries: bits.bits(8), transfer: bits.bits(8), matrix: bits.bits(8) };
    }
  }
  const hasChromaLocation = bits.flag();
  if (hasChromaLocation) {
    bits.unsigned();
    bits.unsigned();
  }
}

/** Reads the timing information: frames a second, or `undefined` when it is not said (H.264 §E.1.1, H.265 §E.2.1). */
export function readFrameRate(bits: BitReader, ticksPerFrame: number): number | undefined {
  const hasTiming = bits.flag();
  if (!hasTiming) return undefined;
  const unitsInTick = bits.bits(32);
  const timeScale = bits.bits(32);
  return unitsInTick > 0 && timeScale > 0 ? timeScale / unitsInTick / ticksPerFrame : undefined;
}

function readAspectRatio(bits: BitReader): readonly [number, number] | undefined {
  const code = bits.bits(8);
  if (code !== EXTENDED_SAR) return sampleAspectRatios[code - 1];
  const width = bits.bits(16);
  const height = bits.bits(16);
  return width > 0 && height > 0 ? [width, height] : undefined;
}
