import type { Field } from '../field/field.ts';
import type { AacConfig } from './aac-config.ts';
import * as fields from './aac-fields.ts';
import type { FieldBits } from './field-bits.ts';

const BSAC = 22;
const LOW_DELAY = 23;
const SCALABLE = new Set([6, 20]);
const RESILIENT = new Set([17, 19, 20, LOW_DELAY]);

/** Reads the GASpecificConfig (ISO 14496-3 §4.4.1). */
export function readGeneralAudio(
  bits: FieldBits,
  config: AacConfig,
  type: number,
  channelConfiguration: number,
): void {
  const isShort = bits.uint(1, fields.frameLength) === 1;
  config.frameLength = (isShort ? 960 : 1024) / (type === LOW_DELAY ? 2 : 1);
  const dependsOnCore = bits.is(fields.dependsOnCore);
  if (dependsOnCore) bits.uint(14, fields.coreDelay);
  const hasExtension = bits.is(fields.extensionFlag);
  if (channelConfiguration === 0) config.channels = readProgramChannels(bits);
  if (SCALABLE.has(type)) bits.uint(3, fields.layerNumber);
  if (!hasExtension) return;
  if (type === BSAC) {
    bits.uint(5, fields.subFrames);
    bits.uint(11, fields.layerLength);
  }
  if (RESILIENT.has(type)) readResilience(bits);
  bits.is(fields.extensionFlag3);
}

/** The flags that say which data stands damage. */
export function readResilience(bits: FieldBits): void {
  bits.is(fields.sectionResilience);
  bits.is(fields.scalefactorResilience);
  bits.is(fields.spectralResilience);
}

/** Counts the channels of a program_config_element (ISO 14496-3 §4.4.1.1). */
function readProgramChannels(bits: FieldBits): number {
  bits.uint(4, fields.elementTag);
  bits.uint(2, fields.programProfile);
  bits.uint(4, fields.programRate);
  const speakerElements =
    bits.uint(4, fields.frontElements) +
    bits.uint(4, fields.sideElements) +
    bits.uint(4, fields.backElements);
  const lowFrequencyElements = bits.uint(2, fields.lfeElements);
  const dataElements = bits.uint(3, fields.dataElements);
  const couplingElements = bits.uint(4, fields.couplingElements);
  readMixdown(bits, fields.hasMonoMixdown, fields.monoMixdown);
  readMixdown(bits, fields.hasStereoMixdown, fields.stereoMixdown);
  const hasMatrixMixdown = bits.is(fields.hasMatrixMixdown);
  if (hasMatrixMixdown) {
    bits.uint(2, fields.matrixMixdown);
    bits.is(fields.pseudoSurround);
  }
  let channels = lowFrequencyElements;
  for (let i = 0; i < speakerElements; i++) {
    channels += bits.is(fields.isPair) ? 2 : 1;
    bits.uint(4, fields.elementSelect);
  }
  for (let i = 0; i < lowFrequencyElements + dataElements; i++) bits.uint(4, fields.elementSelect);
  for (let i = 0; i < couplingElements; i++) {
    bits.is(fields.isIndependent);
    bits.uint(4, fields.elementSelect);
  }
  bits.rest(bits.remaining % 8, fields.alignment);
  bits.rest(8 * bits.uint(8, fields.commentLength), fields.comment);
  return channels;
}

function readMixdown(bits: FieldBits, isThere: Field, element: Field): void {
  const has = bits.is(isThere);
  if (has) bits.uint(4, element);
}
