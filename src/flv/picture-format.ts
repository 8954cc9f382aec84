import type { BitReader } from './bit-reader.ts';

/** What the numbers of the samples mean as light (ITU-T H.273). */
export type Colour = {
  /** `ColorPrimaries`. */
  readonly primaries: number;
  /** `TransferCharacteristics`. */
  readonly transfer: number;
  /** `MatrixCoefficients`. */
  readonly matrix: number;
};

/** What a video codec's configuration says of the picture. */
export type PictureFormat = {
  /** Pixels shown, cropping taken off; `undefined` when it is not said. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** `4:2:0`, `4:2:2`, `4:4:4`, or `4:0:0` for grey. */
  readonly chroma: string;
  /** Bits of a luma sample. */
  readonly bitDepth: number;
  /** Width to height of one pixel; `undefined` when it is not said. */
  sampleAspectRatio: readonly [width: number, height: number] | undefined;
  /** Frames a second; `undefined` when it is not said. */
  frameRate: number | undefined;
  /** Samples use every number, not those of television only; `undefined` when it is not said. */
  fullRange: boolean | undefined;
  /** `undefined` when it is not said. */
  colour: Colour | undefined;
};

/** Where the picture format of a configuration is put as soon as it is known, before what may break off behind it. */
export type PictureHolder = { picture: PictureFormat | undefined };

/** Pixels of a side; the highest levels of H.264 and H.265 stay below 17,000. */
const MAX_SIDE = 65_535;

/** Chroma formats by `chroma_format_idc` (H.264 table 6-1, H.265 table 6-1). */
const chromaFormats = [
  { chroma: '4:0:0', subWidth: 1, subHeight: 1 },
  { chroma: '4:2:0', subWidth: 2, subHeight: 2 },
  { chroma: '4:2:2', subWidth: 2, subHeight: 1 },
  { chroma: '4:4:4', subWidth: 1, subHeight: 1 },
] as const;

/** A chroma format and how many pixels wide and high one of its samples is. */
export type ChromaFormat = (typeof chromaFormats)[number];

/** Reads chroma_format_idc and separate_colour_plane_flag (H.264 §7.3.2.1.1, H.265 §7.3.2.2.1). */
export function readChromaFormat(bits: BitReader): ChromaFormat {
  const format = chromaFormatOf(bits, bits.unsigned());
  if (format.chroma === '4:4:4') bits.flag();
  return format;
}

/** The chroma format of a `chroma_format_idc` that was read from `bits`. */
export function chromaFormatOf(bits: BitReader, code: number): ChromaFormat {
  const format = chromaFormats[code];
  return format ?? bits.malformed('flv.chroma-format', `has the unknown chroma format ${code}`);
}

/** `4:2:0` and the like, by a `chroma_format_idc` of two bits. */
export function chromaName(code: number): string {
  return chromaFormats[code as 0 | 1 | 2 | 3].chroma;
}

/**
 * Reads the flag and the four offsets by which the picture shown is smaller than the one coded
 * (frame_cropping_flag, H.264 §7.3.2.1.1; conformance_window_flag, H.265 §7.3.2.2.1).
 * @param width coded pixels
 * @param height coded pixels
 * @param unitX pixels that a horizontal offset counts
 * @param unitY pixels that a vertical offset counts
 */
export function readShownSize(
  bits: BitReader,
  width: number,
  height: number,
  unitX: number,
  unitY: number,
): { width: number; height: number } {
  const shown = { width, height };
  const isCropped = bits.flag();
  if (isCropped) {
    shown.width -= (bits.unsigned() + bits.unsigned()) * unitX;
    shown.height -= (bits.unsigned() + bits.unsigned()) * unitY;
  }
  const fits = shown.width > 0 && shown.height > 0 && width <= MAX_SIDE && height <= MAX_SIDE;
  return fits ? shown : bits.malformed('flv.picture-size', `shows ${shown.width}x${shown.height} pixels`);
}
