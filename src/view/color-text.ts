import { amfText } from '../amf/text.ts';
import { type AmfValue, isRecord, propertyOf } from '../amf/value.ts';
import type { CodeTable } from '../field/codes.ts';
import { ColorPrimaries, MatrixCoefficients, TransferCharacteristics } from '../flv/color-codes.ts';

/** Characters of metadata that is not known. */
const VALUE_ROOM = 100;
/** Pairs of a name and a value that a row shows. */
const MOST_PAIRS = 4;

/** What a video metadata packet says: `colorInfo BT.2020 primaries, PQ, BT.2020 matrix, 10 bits` (E-RTMP v2, Metadata Frame). */
export function metadataText(metadata: readonly AmfValue[]): string {
  const facts: string[] = [];
  for (let i = 0; i < metadata.length; i += 2) {
    if (facts.length === MOST_PAIRS) return [...facts, '…'].join(' · ');
    const [name, value] = metadata.slice(i, i + 2);
    if (name === 'colorInfo' && (value === undefined || isRecord(value))) {
      facts.push(`colorInfo ${colorInfoText(value) || amfText(value, VALUE_ROOM)}`);
    } else {
      facts.push(`${amfText(name, VALUE_ROOM)} ${amfText(value, VALUE_ROOM)}`);
    }
  }
  return facts.join(' · ');
}

function colorInfoText(info: AmfValue): string {
  if (info === undefined || (isRecord(info) && info.properties.length === 0))
    return 'reset to the colours of the stream';
  const config = propertyOf(info, 'colorConfig');
  const light = propertyOf(info, 'hdrCll');
  const mastering = propertyOf(info, 'hdrMdcv');
  const facts = [
    coded(config, 'colorPrimaries', ColorPrimaries, ' primaries'),
    coded(config, 'transferCharacteristics', TransferCharacteristics, ' transfer'),
    coded(config, 'matrixCoefficients', MatrixCoefficients, ' matrix'),
    measured(config, 'bitDepth', '', ' bits'),
    measured(light, 'maxCLL', 'at most ', ' cd/m²'),
    measured(light, 'maxFall', 'frames at most ', ' cd/m²'),
    measured(mastering, 'minLuminance', 'mastered from ', ' cd/m²'),
    measured(mastering, 'maxLuminance', 'up to ', ' cd/m²'),
  ];
  return facts.filter((fact) => fact !== undefined).join(', ');
}

function coded(record: AmfValue, name: string, table: CodeTable, what: string): string | undefined {
  const code = propertyOf(record, name);
  return typeof code === 'number' ? `${table.labelOf(code) ?? code}${what}` : undefined;
}

function measured(record: AmfValue, name: string, before: string, behind: string): string | undefined {
  const number = propertyOf(record, name);
  return typeof number === 'number' ? `${before}${number}${behind}` : undefined;
}
