import { type AmfValue, isRecord, propertyOf } from '../amf/value.ts';
import { safeText } from '../bytes/safe-text.ts';
import { ExtendedCapability, flagNames } from '../rtmp/capability-flags.ts';
import { fourCcMeaning } from '../rtmp/value-meaning.ts';

/** Codecs that a line names. */
const MOST_CODECS = 12;

/** What of Enhanced RTMP connect or its answer offers: `E-RTMP: reconnect, multitrack; HEVC, AV1`. */
export function enhancedText(values: readonly AmfValue[]): string | undefined {
  const capabilities = values.flatMap(
    (value) => flagNames(ExtendedCapability, propertyOf(value, 'capsEx')) ?? [],
  );
  const codecs = new Set(values.flatMap(codecsOf));
  const parts = [capabilities.join(', '), codecList([...codecs])].filter((part) => part !== '');
  return parts.length === 0 ? undefined : `E-RTMP: ${parts.join('; ')}`;
}

/** The codecs that an object names by their FourCC, in any of the three properties for it. */
function codecsOf(value: AmfValue): string[] {
  const list = propertyOf(value, 'fourCcList');
  const listed = Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  const mapped = ['videoFourCcInfoMap', 'audioFourCcInfoMap'].flatMap((name) => {
    const map = propertyOf(value, name);
    if (!isRecord(map)) return [];
    const kind = name.startsWith('video') ? 'any video codec' : 'any audio codec';
    return map.properties.map(([fourCc]) => (fourCc === '*' ? kind : fourCc));
  });
  return [...listed, ...mapped].map((text) => fourCcMeaning(text) ?? safeText(text));
}

function codecList(codecs: readonly string[]): string {
  const more = codecs.length > MOST_CODECS ? ', …' : '';
  return `${codecs.slice(0, MOST_CODECS).join(', ')}${more}`;
}
