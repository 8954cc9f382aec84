import { type Broken, brokenBy } from '../field/broken.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { readGroup } from './group.ts';
import type { NalCodec } from './nal-codec.ts';
import { nameOf, type NalUnit, readNalUnit, tellContents } from './nal-unit.ts';

const section = 'ISO 14496-15 §5.3.4.2';
const annexSection = 'H.264 §B.1.1; H.265 §B.2.1; H.266 §B.2.1';
export const nalUnit = field('rtmpt.nal', 'group', 'NAL unit', section);
export const unitLength = field('rtmpt.nal.length', 'uint', 'NALUnitLength', section);
export const startCode = field('rtmpt.nal.start_code', 'bytes', 'start_code_prefix_one_3bytes', annexSection);

/** Units of one picture that are listed. The most slices of a picture that a level allows are 600 (H.265 table A.8). */
const MAX_UNITS = 4096;

/**
 * Reads a coded picture: NAL units, each behind its length (ISO 14496-15 §5.3.4.2), up to the end of `reader`. Start
 * codes in the place of lengths are an error, and the units behind them are read all the same.
 * @param lengthSize bytes of a length, 1 to 4
 * @returns the first thing that is wrong
 */
export function readNalUnits(reader: FieldReader, lengthSize: number, codec: NalCodec): Broken | undefined {
  try {
    if (startCodeLength(reader, 0) > 0 && !lengthsFit(reader, lengthSize)) return readAnnexB(reader, codec);
    let broken: Broken | undefined;
    for (let i = 0; reader.remaining > 0; i++) {
      if (i === MAX_UNITS) tooMany(reader);
      readGroup(reader, nalUnit, () => {
        const length = readLength(reader, lengthSize);
        const missing = length - reader.remaining;
        const unit = readNalUnit(reader, missing > 0 ? reader.remaining : length, codec);
        const inside = contentsBreak(reader, unit, codec);
        broken ??= inside;
        if (missing > 0) {
          const text = `the NAL unit takes ${length} bytes, ${length - missing} are left (${section})`;
          reader.malformed('truncated', text);
        }
        return nameOf(unit, codec);
      });
    }
    return broken;
  } catch (error) {
    return brokenBy(error);
  }
}

/** Tells what a unit holds. What is wrong in it does not keep the next one from being read. */
function contentsBreak(reader: FieldReader, unit: NalUnit, codec: NalCodec): Broken | undefined {
  try {
    tellContents(reader, unit, codec);
    return undefined;
  } catch (error) {
    return brokenBy(error);
  }
}

function readLength(reader: FieldReader, size: number): number {
  switch (size) {
    case 1:
      return reader.uint8(unitLength);
    case 2:
      return reader.uint16(unitLength);
    case 3:
      return reader.uint24(unitLength);
    default:
      return reader.uint32(unitLength);
  }
}

/** Whether what is left are lengths with their units: 00 00 01 may be a length, too. */
function lengthsFit(reader: FieldReader, size: number): boolean {
  let at = 0;
  for (let i = 0; i < MAX_UNITS && at < reader.remaining; i++) {
    let length = 0;
    for (let j = 0; j < size; j++) length = length * 256 + (reader.peek(at + j) ?? 0);
    if (length === 0) return false;
    at += size + length;
  }
  return at === reader.remaining;
}

/** Reads units between start codes (Annex B of the codecs). */
function readAnnexB(reader: FieldReader, codec: NalCodec): Broken {
  const at = reader.position;
  for (let i = 0; reader.remaining > 0; i++) {
    if (i === MAX_UNITS) tooMany(reader);
    readGroup(reader, nalUnit, () => {
      reader.bytes(startCodeLength(reader, 0), startCode);
      const unit = readNalUnit(reader, bytesToStartCode(reader), codec);
      contentsBreak(reader, unit, codec);
      return nameOf(unit, codec);
    });
  }
  const text = `NAL units stand behind start codes, where their lengths belong (${section})`;
  return { code: 'flv.annex-b', text, at };
}

function bytesToStartCode(reader: FieldReader): number {
  let length = 0;
  while (length < reader.remaining && startCodeLength(reader, length) === 0) length++;
  return length;
}

/** Bytes of the start code, 3 or 4, that is `ahead`; 0 where none is. */
function startCodeLength(reader: FieldReader, ahead: number): 0 | 3 | 4 {
  if (reader.peek(ahead) !== 0 || reader.peek(ahead + 1) !== 0) return 0;
  const third = reader.peek(ahead + 2);
  if (third === 1) return 3;
  return third === 0 && reader.peek(ahead + 3) === 1 ? 4 : 0;
}

function tooMany(reader: FieldReader): never {
  return reader.malformed('flv.too-many-units', `a picture of more than ${MAX_UNITS} NAL units`);
}
