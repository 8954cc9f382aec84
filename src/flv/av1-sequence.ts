import type { Colour, PictureFormat, PictureHolder } from './picture-format.ts';
import * as colors from './av1-color-fields.ts';
import * as fields from './av1-sequence-fields.ts';
import type { FieldBits } from './field-bits.ts';
import { MatrixCoefficients, ColorPrimaries, TransferCharacteristics } from './color-codes.ts';

const PROFESSIONAL = 2;
/** Levels above 3.3 have tiers (AV1 §5.5.1). */
const LAST_LEVEL_WITHOUT_TIER = 7;

/** What the parts of a sequence header tell each other. */
type Timing = {
  frameRate: number | undefined;
  /** Bits of a delay of the decoder model; 0 without one. */
  delayBits: number;
};

/** Reads a sequence header (AV1 §5.5.1), every bit of it, and places the picture format. */
export function readAv1SequenceHeader(bits: FieldBits, holder: PictureHolder): void {
  const profile = bits.uint(3, fields.profile);
  bits.is(fields.stillPicture);
  const isReduced = bits.is(fields.reducedHeader);
  const timing: Timing = { frameRate: undefined, delayBits: 0 };
  if (isReduced) bits.uint(5, fields.level);
  else {
    readTiming(bits, timing);
    readOperatingPoints(bits, timing);
  }
  const widthBits = bits.uint(4, fields.widthBits) + 1;
  const heightBits = bits.uint(4, fields.heightBits) + 1;
  const width = bits.uint(widthBits, fields.width) + 1;
  const height = bits.uint(heightBits, fields.height) + 1;
  const hasFrameIds = !isReduced && bits.is(fields.hasFrameIds);
  if (hasFrameIds) {
    bits.uint(4, fields.deltaIdBits);
    bits.uint(3, fields.additionalIdBits);
  }
  bits.is(fields.superblock128);
  bits.is(fields.filterIntra);
  bits.is(fields.intraEdge);
  if (!isReduced) readInterTools(bits);
  bits.is(fields.superres);
  bits.is(fields.cdef);
  bits.is(fields.restoration);
  const colours = readColourConfig(bits, profile);
  holder.picture = { width, height, ...colours, sampleAspectRatio: undefined, frameRate: timing.frameRate };
  bits.is(fields.filmGrain);
  bits.rest(bits.remaining, fields.trailing);
}

/** timing_info(), decoder_model_info() (AV1 §5.5.3, §5.5.4). */
function readTiming(bits: FieldBits, timing: Timing): void {
  const hasTiming = bits.is(fields.hasTiming);
  if (!hasTiming) return;
  const unitsInTick = bits.uint(32, fields.unitsInTick);
  const timeScale = bits.uint(32, fields.timeScale);
  const isEqual = bits.is(fields.equalInterval);
  if (isEqual) {
    const ticks = bits.variable(fields.ticksPerPicture) + 1;
    if (unitsInTick > 0 && timeScale > 0) timing.frameRate = timeScale / unitsInTick / ticks;
  }
  const hasModel = bits.is(fields.hasModel);
  if (!hasModel) return;
  timing.delayBits = bits.uint(5, fields.delayBits) + 1;
  bits.uint(32, fields.unitsInDecodingTick);
  bits.uint(5, fields.removalBits);
  bits.uint(5, fields.presentationBits);
}

function readOperatingPoints(bits: FieldBits, { delayBits }: Timing): void {
  const hasDelay = bits.is(fields.hasDisplayDelay);
  const count = bits.uint(5, fields.operatingPoints) + 1;
  for (let i = 0; i < count; i++) {
    bits.uint(12, fields.operatingPoint);
    const level = bits.uint(5, fields.level);
    if (level > LAST_LEVEL_WITHOUT_TIER) bits.uint(1, fields.tier);
    if (delayBits > 0 && bits.is(fields.hasPointModel)) {
      bits.uint(delayBits, fields.decoderDelay);
      bits.uint(delayBits, fields.encoderDelay);
      bits.is(fields.lowDelay);
    }
    if (hasDelay && bits.is(fields.hasPointDelay)) bits.uint(4, fields.displayDelay);
  }
}

function readInterTools(bits: FieldBits): void {
  bits.is(fields.interintra);
  bits.is(fields.maskedCompound);
  bits.is(fields.warpedMotion);
  bits.is(fields.dualFilter);
  const hasOrder = bits.is(fields.orderHint);
  if (hasOrder) {
    bits.is(fields.jointCompound);
    bits.is(fields.referenceMotion);
  }
  const choosesScreen = bits.is(fields.chooseScreenTools);
  const mayBeScreen = choosesScreen || bits.is(fields.forceScreenTools);
  if (mayBeScreen) {
    const choosesInteger = bits.is(fields.chooseIntegerMotion);
    if (!choosesInteger) bits.is(fields.forceIntegerMotion);
  }
  if (hasOrder) bits.uint(3, fields.orderHintBits);
}

/** color_config() (AV1 §5.5.2). */
function readColourConfig(
  bits: FieldBits,
  profile: number,
): Pick<PictureFormat, 'chroma' | 'bitDepth' | 'fullRange' | 'colour'> {
  const isHigh = bits.is(colors.highBitDepth);
  const isTwelve = profile === PROFESSIONAL && isHigh && bits.is(colors.twelveBit);
  const bitDepth = isTwelve ? 12 : isHigh ? 10 : 8;
  const isGrey = profile !== 1 && bits.is(colors.monochrome);
  const hasColour = bits.is(colors.hasColour);
  const colour = hasColour ? readColour(bits) : undefined;
  if (isGrey) {
    return { chroma: '4:0:0', bitDepth, colour, fullRange: bits.is(colors.range) };
  }
  if (colour !== undefined && isRgb(colour)) {
    bits.is(colors.separateDelta);
    return { chroma: '4:4:4', bitDepth, colour, fullRange: true };
  }
  const fullRange = bits.is(colors.range);
  const chroma = readChroma(bits, profile, isTwelve);
  if (chroma === '4:2:0') bits.uint(2, colors.chromaPosition);
  bits.is(colors.separateDelta);
  return { chroma, bitDepth, colour, fullRange };
}

function readColour(bits: FieldBits): Colour {
  return {
    primaries: bits.uint(8, colors.primaries),
    transfer: bits.uint(8, colors.transfer),
    matrix: bits.uint(8, colors.matrix),
  };
}

function isRgb({ primaries, transfer, matrix }: Colour): boolean {
  return (
    primaries === ColorPrimaries.bt709 &&
    transfer === TransferCharacteristics.sRgb &&
    matrix === MatrixCoefficients.identity
  );
}

function readChroma(bits: FieldBits, profile: number, isTwelve: boolean): string {
  if (profile === 0) return '4:2:0';
  if (profile === 1) return '4:4:4';
  if (!isTwelve) return '4:2:2';
  const isNarrow = bits.is(colors.subsamplingX);
  if (!isNarrow) return '4:4:4';
  const isLow = bits.is(colors.subsamplingY);
  return isLow ? '4:2:0' : '4:2:2';
}
