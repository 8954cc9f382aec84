import { codes } from '../field/codes.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';

const section = 'RFC 6716 §3.1';

/** How many frames a packet holds. */
const FrameCode = codes({
  one: [0, '1 frame', section],
  twoEqual: [1, '2 frames of the same size', section],
  two: [2, '2 frames', section],
  many: [3, 'as many frames as the next byte says', section],
});

export const toc = field('rtmpt.opus.toc', 'uint', 'TOC byte', section);
export const configuration = field('rtmpt.opus.configuration', 'uint', 'config', section);
export const isStereo = field('rtmpt.opus.stereo', 'boolean', 's', section);
export const frameCode = field('rtmpt.opus.frame_code', 'uint', 'c', section, FrameCode);
export const mode = field('rtmpt.opus.mode', 'string', 'mode', section);
export const bandwidth = field('rtmpt.opus.bandwidth', 'string', 'bandwidth', section);
export const frameDuration = field('rtmpt.opus.frame_ms', 'double', 'frame size in ms', section);
export const data = field('rtmpt.opus.data', 'bytes', 'compressed frames', 'RFC 6716 §3.2');

/** Configurations of a mode and a bandwidth: the first of them, and the durations of their frames (RFC 6716 table 2). */
const rows = [
  { first: 0, mode: 'SILK-only', bandwidth: 'NB', durations: [10, 20, 40, 60] },
  { first: 4, mode: 'SILK-only', bandwidth: 'MB', durations: [10, 20, 40, 60] },
  { first: 8, mode: 'SILK-only', bandwidth: 'WB', durations: [10, 20, 40, 60] },
  { first: 12, mode: 'Hybrid', bandwidth: 'SWB', durations: [10, 20] },
  { first: 14, mode: 'Hybrid', bandwidth: 'FB', durations: [10, 20] },
  { first: 16, mode: 'CELT-only', bandwidth: 'NB', durations: [2.5, 5, 10, 20] },
  { first: 20, mode: 'CELT-only', bandwidth: 'WB', durations: [2.5, 5, 10, 20] },
  { first: 24, mode: 'CELT-only', bandwidth: 'SWB', durations: [2.5, 5, 10, 20] },
  { first: 28, mode: 'CELT-only', bandwidth: 'FB', durations: [2.5, 5, 10, 20] },
] as const;

/** Reads an Opus packet: its first byte, and the frames as bytes. Of several streams in one packet the first byte is that of the first. */
export function readOpusPacket(reader: FieldReader): void {
  reader.uint8(toc);
  const number = reader.bits(3, 5, configuration);
  reader.bits(2, 1, isStereo);
  reader.bits(0, 2, frameCode);
  const row = rows.findLast(({ first }) => first <= number)!;
  reader.derived(mode, row.mode);
  reader.derived(bandwidth, row.bandwidth);
  reader.derived(frameDuration, row.durations[number - row.first]);
  if (reader.remaining > 0) reader.bytes(reader.remaining, data);
}
